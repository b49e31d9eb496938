#!/usr/bin/env node
// `npm run contract`: the contract of the log on every adapter, one line each. Against a real event store, too, when
// EVENTSTORE_URL names one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ADAPTERS = ['memory', 'sqlite', 'eventstoredb (test server)', 'eventstoredb (EVENTSTORE_URL)'];
const FILES = ['memory', 'sqlite', 'eventstoredb'].map((folder) => `packages/event-log/src/${folder}/log.test.ts`);
const CONTRACT = ': the contract of the log';

/** @typedef {{ancestorTitles: string[], fullName: string, status: string, failureMessages: string[]}} Test */

const root = join(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);
const tests = runContract();
let failed = false;
for (const adapter of ADAPTERS) {
  const its = tests.filter((test) =>
    [...test.ancestorTitles, test.fullName].some((title) => title.startsWith(`${adapter}${CONTRACT}`)),
  );
  const passed = its.filter((test) => test.status === 'passed').length;
  const broken = its.filter((test) => test.status === 'failed');
  if (passed + broken.length === 0 && its.length > 0) {
    say(`adapter ${adapter}: skipped, EVENTSTORE_URL is not set`);
    continue;
  }
  if (passed === 0 || broken.length > 0) failed = true;
  say(`adapter ${adapter}: ${passed} passed${broken.length > 0 ? `, ${broken.length} failed` : ''}`);
  for (const test of broken)
    say(`  ${test.fullName}\n    ${test.failureMessages.join('\n').replaceAll('\n', '\n    ')}`);
}
process.exitCode = failed ? 1 : 0;

/** @returns {Test[]} */
function runContract() {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-contract-'));
  try {
    const report = join(folder, 'vitest.json');
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const args = ['run', ...FILES, '-t', CONTRACT.slice(2), '--reporter=json', `--outputFile.json=${report}`];
    const { status, stderr } = spawnSync(process.execPath, [vitest, ...args], { cwd: root, encoding: 'utf8' });
    if (!existsSync(report)) throw new Error(`vitest ended with ${status} and without a report\n${stderr}`);
    return JSON.parse(readFileSync(report, 'utf8')).testResults.flatMap(
      (/** @type {{status: string, message: string, name: string, assertionResults: Test[]}} */ file) => {
        if (file.status === 'failed' && file.assertionResults.length === 0)
          throw new Error(`${file.name} could not be loaded: ${file.message}`);
        return file.assertionResults;
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
