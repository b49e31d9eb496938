#!/usr/bin/env node
// `npm run score`: how well the rules read the annotated documents, with their publication dates and without.
import { spawnSync } from 'node:child_process';
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
const { scoreSet, scoreTable, tallyByKind } = await load('articles/scoring/index.js');
const extractor = openRuleExtractor();
// Our own documents state their dates in the annotation only: without those there is little to tell the day by.
const SETS = { true: ['seeds', 'development', 'own', 'none'], false: ['seeds', 'development', 'none'] };
for (const dated of [true, false])
  for (const set of SETS[`${dated}`]) {
    const title = `${set}, ${dated ? 'dates given' : 'no dates given'}`;
    process.stdout.write(`${scoreTable(title, tallyByKind(scoreSet(extractor, set, dated)))}\n\n`);
  }
