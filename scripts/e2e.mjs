#!/usr/bin/env node
// `npm run e2e [-- FILTER…]`: builds the browser's files and walks through the page in a real Chromium. Without one it
// says so and how to get it, and does nothing.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const web = join(root, 'apps/web');
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

const chromium = findChromium();
if (chromium === null) say(`SKIPPED: e2e needs a Chromium, and there is none. To run it, ${HOW_TO_GET_CHROMIUM}.`);
else {
  ensureInstalled(root, say);
  say(`e2e in ${chromium}`);
  process.exitCode =
    node(web, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn') ||
    node(
      root,
      'node_modules/vitest/vitest.mjs',
      'run',
      '--config',
      'apps/web/e2e/vitest.config.ts',
      ...process.argv.slice(2),
    );
}

/**
 * Runs a program of the installation; its output goes where ours does.
 *
 * @param {string} cwd
 * @param {string} program
 * @param {string[]} args
 */
function node(cwd, program, ...args) {
  const { status, error } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, ...(chromium === null ? {} : { CHROMIUM: chromium }) },
  });
  if (error) throw error;
  return status ?? 1;
}
