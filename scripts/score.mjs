#!/usr/bin/env node
// `npm run score`: how well the rules read annotated documents, ours or those of a folder of your own.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.mjs';

const HELP = `npm run score                       our own documents, with their publication dates and without
npm run score -- FOLDER             annotated documents of a folder: *.yaml, or facts/*.json beside docs/*.json

  --totals    one row for all kinds
  --errors    which facts are wrong or missed, document by document
  --undated   without the publication dates of the annotation
`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    totals: { type: 'boolean', default: false },
    errors: { type: 'boolean', default: false },
    undated: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const root = join(import.meta.dirname, '..');
ensureBuilt(root, (line) => process.stderr.write(`${line}\n`));
const load = (/** @type {string} */ file) => import(pathToFileURL(join(root, 'packages/ingest/dist', file)).href);
const { openRuleExtractor } = await load('index.js');
const { errorLines, readGold, readGoldFolder, scoreDocuments, scoreTable, tallyByKind } =
  await load('articles/scoring/index.js');
const extractor = openRuleExtractor();

/**
 * @param {string} name
 * @param {readonly unknown[]} documents
 * @param {boolean} dated
 */
function print(name, documents, dated) {
  const scored = scoreDocuments(extractor, documents, dated);
  const title = `${name}, ${dated ? 'dates given' : 'no dates given'}`;
  process.stdout.write(`${scoreTable(title, tallyByKind(scored), values.totals)}\n\n`);
  if (values.errors)
    process.stdout.write(
      errorLines(scored)
        .map((/** @type {string} */ line) => `${line}\n`)
        .join(''),
    );
}

// Our own documents state their dates in the annotation only: without those there is little to tell the day by.
const SETS = { true: ['seeds', 'development', 'own', 'none'], false: ['seeds', 'development', 'none'] };
try {
  for (const folder of positionals) print(folder, readGoldFolder(resolve(folder)), !values.undated);
  if (positionals.length === 0)
    for (const dated of values.undated ? [false] : [true, false])
      for (const set of SETS[`${dated}`]) print(set, readGold(set), dated);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
