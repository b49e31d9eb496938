#!/usr/bin/env node
// `npm start`: from a fresh clone to a running ledger. Installs and builds when needed, then runs the server in this
// very process, so that a signal to it stops everything and leaves no orphan.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => process.stderr.write(`foedera: ${line}\n`);

try {
  const began = performance.now();
  const installed = ensureInstalled(root, say);
  const built = ensureBuilt(root, say);
  if (installed || built) say(`ready to run after ${Math.round((performance.now() - began) / 1000)} s`);
  process.env.FOEDERA_DATA ??= join(root, '.foedera');
  const { main } = await import(pathToFileURL(join(root, 'apps', 'cli', 'dist', 'index.js')).href);
  process.exitCode = await main(['start', '--ingest', join(root, 'seeds'), ...process.argv.slice(2)]);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
