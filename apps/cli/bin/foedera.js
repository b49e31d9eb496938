#!/usr/bin/env node
// Runs the built command line. In a clone it is built first when its sources changed.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const built = new URL('../dist/index.js', import.meta.url);
const clone = new URL('../../../', import.meta.url);
const builder = new URL('scripts/build.mjs', clone);
const say = (/** @type {string} */ line) => process.stderr.write(`foedera: ${line}\n`);

try {
  if (existsSync(fileURLToPath(builder))) {
    await import(new URL('scripts/node-version.mjs', clone).href);
    const { ensureBuilt } = await import(builder.href);
    ensureBuilt(fileURLToPath(clone), say);
  }
  if (!existsSync(fileURLToPath(built))) throw new Error('nothing is built: run `npm run build` in the clone first');
  const { main } = await import(pathToFileURL(fileURLToPath(built)).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
