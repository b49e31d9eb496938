#!/usr/bin/env node
// `npm run calibrate`: measures how often each rule is right on the annotated documents, stores it with the rules, and
// prints what would have been predicted for each document by the others against what was observed.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TURBO_ENV } from './build.mjs';

const root = join(import.meta.dirname, '..');
const turbo = join(root, 'node_modules/turbo/bin/turbo');
const build = [turbo, 'run', 'build', '--filter=@foedera/ingest...', '--output-logs=errors-only'];
const { status } = spawnSync(process.execPath, build, {
  cwd: root,
  stdio: ['ignore', 2, 2],
  env: { ...process.env, ...TURBO_ENV },
});
if (status !== 0) process.exit(1);
const load = (/** @type {string} */ file) => import(pathToFileURL(join(root, 'packages/ingest/dist', file)).href);
const { openRuleExtractor } = await load('index.js');
const { calibrate, calibrationDocuments, observe, reliability, reliabilityTable } =
  await load('articles/scoring/index.js');
const observations = observe(openRuleExtractor(), calibrationDocuments());
const file = join(root, 'packages/ingest/src/articles/packs/world/calibration.json');
writeFileSync(file, `${JSON.stringify(calibrate(observations), null, 2)}\n`);
process.stdout.write(`${reliabilityTable(reliability(observations))}\n`);
