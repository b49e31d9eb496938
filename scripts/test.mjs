#!/usr/bin/env node
// `npm test`: every check and every test, with the time of each stage and a summary.
// `-- --checks` runs the checks only; any other argument is given to vitest, which then runs alone.
import './node-version.mjs';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, TURBO_ENV } from './build.mjs';
import { CHECKS } from './checks.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

const args = process.argv.slice(2);
const checksOnly = args.includes('--checks');
const filters = args.filter((arg) => arg !== '--checks');
const began = performance.now();
let passed = 0;
let failed = 0;

try {
  const installed = await timed('install', async () => ensureInstalled(root, print));
  if (!installed.value) print('      packages are as the lockfile says');
  if (filters.length === 0) await runChecks();
  if (!checksOnly) await runTests();
} catch (error) {
  failed += 1;
  print(`FAIL  ${error instanceof Error ? error.message : String(error)}`);
}
print('');
print(`${passed} passed, ${failed} failed  (${seconds(performance.now() - began)})`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

async function runChecks() {
  const queue = [...CHECKS];
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const { name, args: command } = check;
      const { value, ms } = await clock(() => run(command, { quiet: true }));
      report(name, value.code === 0, ms);
      if (value.code !== 0) print(value.output.trimEnd().replaceAll(/^/gm, '      '));
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
}

async function runTests() {
  const built = await clock(async () => ensureBuilt(root, () => undefined));
  report('build', true, built.ms);
  const folder = mkdtempSync(join(tmpdir(), 'foedera-test-'));
  try {
    const file = join(folder, 'vitest.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { value, ms } = await clock(() => run([vitest, 'run', ...reporters, ...filters], { quiet: false }));
    const result = JSON.parse(readFileSync(file, 'utf8'));
    passed += result.numPassedTests;
    // A file that could not be loaded has no tests of its own to fail.
    const brokenFiles = result.testResults.filter(
      (/** @type {{status: string, assertionResults: {status: string}[]}} */ f) =>
        f.status === 'failed' && !f.assertionResults.some((t) => t.status === 'failed'),
    ).length;
    failed += result.numFailedTests + brokenFiles;
    if (value.code !== 0 && result.numFailedTests + brokenFiles === 0) failed += 1;
    print(`${value.code === 0 ? 'ok  ' : 'FAIL'}  tests: ${result.numPassedTests} passed  ${seconds(ms)}`);
    if (result.numPendingTests > 0) print(`      ${result.numPendingTests} skipped: each says why in its name`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} name @param {boolean} ok @param {number} ms */
function report(name, ok, ms) {
  if (ok) passed += 1;
  else failed += 1;
  print(`${ok ? 'ok  ' : 'FAIL'}  ${name}  ${seconds(ms)}`);
}

/** @param {string} name @param {() => Promise<boolean>} work */
async function timed(name, work) {
  const result = await clock(work);
  print(`ok    ${name}  ${seconds(result.ms)}`);
  return result;
}

/** @template T @param {() => Promise<T>} work @returns {Promise<{value: T, ms: number}>} */
async function clock(work) {
  const from = performance.now();
  const value = await work();
  return { value, ms: performance.now() - from };
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Runs a Node program in the clone. Quiet: its output is collected; else it goes where ours does.
 *
 * @param {string[]} command
 * @param {{quiet: boolean}} options
 * @returns {Promise<{code: number, output: string}>}
 */
function run(command, { quiet }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: root,
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      env: { ...process.env, ...TURBO_ENV, NO_UPDATE_NOTIFIER: '1' },
    });
    let output = '';
    child.stdout?.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
