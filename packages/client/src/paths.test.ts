import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';

const DOCUMENT = new URL('../openapi.json', import.meta.url);
const COMMITTED = join(import.meta.dirname, 'paths.generated.ts');

it('the types of addresses are those of openapi.json (UPDATE=1 writes them)', async () => {
  const types = astToString(await openapiTypescript(DOCUMENT, { alphabetize: true }));
  const text = `// Written by paths.test.ts from openapi.json.\n${types}`;
  if (process.env.UPDATE === '1') writeFileSync(COMMITTED, text);
  expect(readFileSync(COMMITTED, 'utf8')).toBe(text);
});
