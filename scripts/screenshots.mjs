#!/usr/bin/env node
// `npm run screenshots`: starts Foedera on the articles in seeds/ and writes what its page shows into docs/images/, light
// and dark. Without a Chromium it says so and leaves the images as they are.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findChromium, HOW_TO_GET_CHROMIUM } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs', 'images');
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const MOST_BYTES = 200_000;

/** What is shown: an address, a size, and what is clicked on first. `CONTESTED` is the entry that sources disagree about. */
const SCENES = [
  { name: 'relation', address: '/relations/BY-VN', width: 1200, height: 888 },
  { name: 'entry', address: 'CONTESTED', width: 1200, height: 888 },
];

const chromium = findChromium();
if (chromium === null)
  say(`SKIPPED: screenshots need a Chromium, and there is none. To make them, ${HOW_TO_GET_CHROMIUM}.`);
else {
  ensureInstalled(root, say);
  ensureBuilt(root, say);
  const folder = mkdtempSync(join(tmpdir(), 'foedera-screenshots-'));
  const server = await started(folder);
  try {
    await shoot(chromium, server.url);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts the server on a port that is free. @param {string} folder @returns {Promise<{url: string, stop(): Promise<void>}>} */
async function started(folder) {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0', FOEDERA_DATA: join(folder, 'data'), NO_COLOR: '1' },
  });
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const url = /http:\/\/[\d.]+:\d+/.exec(text)?.[0];
    if (url === undefined || !text.includes('Ctrl-C')) continue;
    const stop = async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGTERM');
      await closed;
    };
    return { url, stop };
  }
  throw new Error(`the server ended before it listened:\n${text}`);
}

/** @param {string} executablePath @param {string} url */
async function shoot(executablePath, url) {
  const require = createRequire(join(root, 'apps/web/package.json'));
  /** @type {typeof import('playwright-core')} */
  const playwright = require('playwright-core');
  const browser = await playwright.chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  mkdirSync(images, { recursive: true });
  try {
    for (const { name, address, width, height } of SCENES)
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        const page = await browser.newPage({
          viewport: { width, height },
          colorScheme,
          reducedMotion: 'reduce',
          locale: 'en-GB',
        });
        await page.goto(`${url}${address === 'CONTESTED' ? '/relations/BY-VN' : address}`);
        await page.waitForSelector('html[data-ready]');
        if (address === 'CONTESTED') {
          await page.locator('.relations-now a').click();
          await page.waitForSelector('.entry-page');
        }
        const path = join(images, `${name}-${colorScheme}.png`);
        await page.screenshot({ path });
        await page.close();
        const bytes = statSync(path).size;
        say(`docs/images/${name}-${colorScheme}.png  ${Math.round(bytes / 1000)} kB`);
        if (bytes > MOST_BYTES) throw new Error(`${path}: ${bytes} bytes, at most ${MOST_BYTES} are wanted`);
      }
  } finally {
    await browser.close();
  }
}
