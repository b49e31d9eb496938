#!/usr/bin/env node
// `npm run calibrate`: measures how often each rule is right on the annotated documents, stores it with the rules, and
// prints what would have been predicted for each document by the others against what was observed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';

const root = join(import.meta.dirname, '..');
ensureBuilt(root, (line) => process.stderr.write(`${line}\n`));
const load = (/** @type {string} */ file) => import(pathToFileURL(join(root, 'packages/ingest/dist', file)).href);
const { openRuleExtractor } = await load('index.js');
const { calibrate, calibrationDocuments, observe, reliability, reliabilityTable } =
  await load('articles/scoring/index.js');
const observations = observe(openRuleExtractor(), calibrationDocuments());
const file = join(root, 'packages/ingest/src/articles/packs/world/calibration.json');
writeFileSync(file, `${JSON.stringify(calibrate(observations), null, 2)}\n`);
process.stdout.write(`${reliabilityTable(reliability(observations))}\n`);
