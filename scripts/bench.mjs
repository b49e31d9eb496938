#!/usr/bin/env node
// `npm run bench [-- NAME… --json]`: builds and runs the benchmarks. BENCH_FOLDER is the disk to measure, default the
// system's folder for temporary files.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TURBO_ENV } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
ensureInstalled(root, say);
const turbo = join(root, 'node_modules/turbo/bin/turbo');
const { status } = spawnSync(
  process.execPath,
  [turbo, 'run', 'build', '--filter=@foedera/bench...', '--output-logs=errors-only'],
  { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...TURBO_ENV } },
);
// The page is measured in a Chromium, where there is one.
const chromium = findChromium();
if (chromium !== null) process.env.CHROMIUM = chromium;
if (status === 0) {
  const { main } = await import(pathToFileURL(join(root, 'bench/dist/index.js')).href);
  const within = await main(process.argv.slice(2), process.env.BENCH_FOLDER ?? tmpdir());
  process.exitCode = within ? 0 : 1;
} else process.exitCode = 1;
