import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Composition, compose } from './compose.ts';

const COMMITTED = join(import.meta.dirname, '../../../packages/client/openapi.json');

let folder: string;
let composition: Composition;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-openapi-'));
  composition = await compose({ data: folder, target: join(folder, 'log.sqlite') });
  await composition.app.ready();
});
afterAll(async () => {
  await composition.close();
  rmSync(folder, { recursive: true, force: true });
});

it("the client's openapi.json is what the server says of itself (UPDATE=1 writes it)", () => {
  const said = `${JSON.stringify(composition.app.swagger(), null, 2)}\n`;
  if (process.env.UPDATE === '1') writeFileSync(COMMITTED, said);
  expect(JSON.parse(readFileSync(COMMITTED, 'utf8'))).toEqual(JSON.parse(said));
});
