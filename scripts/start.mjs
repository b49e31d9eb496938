#!/usr/bin/env node
// `npm start`: from a fresh clone to a running ledger. Installs and builds when needed, then runs the server in this
// very process, so that a signal to it stops everything and leaves no orphan.
import './node-version.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => process.stderr.write(`foedera: ${line}\n`);

stopWithNpm();
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

/** npm that is told to stop ends without telling the script, and may leave its shell behind: when either is gone, so are we. */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.ppid <= 1) return;
  const parent = process.ppid;
  const grandparent = parentOf(parent);
  const watch = setInterval(() => {
    if (process.ppid === parent && parentOf(parent) === grandparent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watch.unref();
}

/** @param {number} pid @returns {number | null} its parent, `null` where the system does not tell through /proc */
function parentOf(pid) {
  try {
    // The name, in parentheses, may hold anything; the state and the parent come after it.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
