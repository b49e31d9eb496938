import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseError, openDatabase, type Schema } from './index.ts';

let folder: string;
let count = 0;
const fresh = () => join(folder, `${++count}.sqlite`);
const FIRST = 'create table t (n integer)';
const SECOND = 'alter table t add column word text; create table u (n)';
const schema = (...migrations: string[]): Schema => ({ applicationId: 0x464f_4544, migrations });
const open = (path: string, which: Schema, readonly = false) =>
  openDatabase(path, { durability: 'full', schema: which, readonly });
const codeOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error instanceof DatabaseError ? error.code : error;
  }
  return 'no error';
};
const columns = (path: string): string[] => {
  const db = openDatabase(path, { durability: 'full' });
  const names = db.prepare<{ name: string }>("select name from pragma_table_info('t')").all();
  db.close();
  return names.map((row) => row.name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-migrations-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('runs each step once, in order, however often the file is opened', () => {
  const path = fresh();
  open(path, schema(FIRST)).close();
  expect(columns(path)).toEqual(['n']);
  open(path, schema(FIRST, SECOND)).close();
  open(path, schema(FIRST, SECOND)).close();
  expect(columns(path)).toEqual(['n', 'word']);
});

it('refuses a file of a newer program and leaves it as it is', () => {
  const path = fresh();
  open(path, schema(FIRST, SECOND)).close();
  expect(() => open(path, schema(FIRST))).toThrow(/schema version 2, this program knows 1/);
  expect(codeOf(() => open(path, schema(FIRST)))).toBe('schema-newer');
  expect(codeOf(() => open(path, schema(FIRST), true))).toBe('schema-newer');
  open(path, schema(FIRST, SECOND)).close();
});

it('refuses to read an older file that it must not change', () => {
  const path = fresh();
  open(path, schema(FIRST)).close();
  expect(codeOf(() => open(path, schema(FIRST, SECOND), true))).toBe('schema-older');
  expect(columns(path)).toEqual(['n']);
});

it("refuses another program's database", () => {
  const path = fresh();
  const db = openDatabase(path, { durability: 'full' });
  db.exec('create table shopping (item)');
  db.close();
  expect(codeOf(() => open(path, schema(FIRST)))).toBe('other-application');
  expect(codeOf(() => openDatabase(path, { durability: 'full', schema: { migrations: [FIRST] } }))).toBe(
    'other-application',
  );
  const ours = fresh();
  open(ours, schema(FIRST)).close();
  expect(codeOf(() => open(ours, { applicationId: 7, migrations: [FIRST] }))).toBe('other-application');
});

it('keeps nothing of steps when one of them fails', () => {
  const path = fresh();
  open(path, schema(FIRST)).close();
  expect(codeOf(() => open(path, schema(FIRST, SECOND, 'create nonsense')))).toBe('sql');
  expect(columns(path)).toEqual(['n']);
  open(path, schema(FIRST, SECOND)).close();
  expect(columns(path)).toEqual(['n', 'word']);
});
