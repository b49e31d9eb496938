#!/usr/bin/env node
// `npm run schema`: writes the JSON Schema of every event for readers in other languages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';

const root = join(import.meta.dirname, '..');
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
ensureInstalled(root, say);
ensureBuilt(root, say);
const { eventJsonSchema } = await import(pathToFileURL(join(root, 'packages/schema/dist/index.js')).href);
const path = join(root, 'packages/schema/schema.json');
writeFileSync(path, `${JSON.stringify(eventJsonSchema(), null, 1)}\n`);
say(`wrote ${path}`);
