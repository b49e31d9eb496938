import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@foedera/sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foedera } from './testing/terminal.ts';

let folder: string;
const fixture = join(import.meta.dirname, 'fixtures/claims.ndjson');
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-mistakes-'));
  writeFileSync(at('text'), 'no database');
  mkdirSync(at('a-folder'));
  for (const name of ['one', 'two', 'newer']) await foedera(['ingest', fixture, '--data', at(name)]);
  // The second log is shorter than what the read models of the first have seen.
  await foedera(['show', 'BY-VN', '--data', at('one')]);
  writeFileSync(at('short.ndjson'), '');
  await foedera(['ingest', at('short.ndjson'), '--log', at('short.sqlite'), '--data', at('three')]);
  const newer = openDatabase(join(at('newer'), 'log.sqlite'), { durability: 'full' });
  newer.exec('pragma user_version = 99');
  newer.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MISTAKES: readonly (readonly [mistake: string, args: () => string[], code: number, says: RegExp])[] = [
  [
    'a file that is not there',
    () => ['extract', at('none.md')],
    1,
    /none\.md: there is no such file or folder; paths are/,
  ],
  [
    'a folder that is not there',
    () => ['show', 'BY-VN', '--data', at('none')],
    1,
    /no ledger at .*--data names another/s,
  ],
  ['a data folder that is a file', () => ['ingest', fixture, '--data', at('text')], 1, /text: a folder is wanted, and/],
  [
    'a log that is a text',
    () => ['show', 'BY-VN', '--log', at('text'), '--data', at('a')],
    1,
    /not a database.*ingest/s,
  ],
  ['a log that is a folder', () => ['show', 'BY-VN', '--log', at('a-folder'), '--data', at('a')], 1, /Is it a file/],
  ['a data folder of a newer version', () => ['show', 'BY-VN', '--data', at('newer')], 1, /newer one.*Use the newer/s],
  [
    'a data folder of another log',
    () => ['show', 'BY-VN', '--data', at('one'), '--log', at('short.sqlite')],
    1,
    /another log|foedera doctor/,
  ],
  [
    'a log of an unknown kind',
    () => ['show', 'BY-VN', '--log', 'esdbx://a'],
    2,
    /unknown scheme esdbx:; expected a path/,
  ],
  [
    'an event store without an address',
    () => ['verify', '--log', 'esdb://', '--data', at('a')],
    2,
    /For example esdb:/,
  ],
  ['an address without http', () => ['show', 'BY-VN', '--url', '127.0.0.1:4000'], 2, /such as http:/],
  ['an address where nobody is', () => ['show', 'BY-VN', '--url', 'http://127.0.0.1:1'], 75, /Is the server running/],
  ['a day that no calendar has', () => ['show', 'BY-VN', '--on', '2016-13-01', '--data', at('one')], 2, /YYYY-MM-DD/],
  ['a relation without a hyphen', () => ['show', 'BYVN', '--data', at('one')], 2, /such as BY-VN/],
  ['a command with a slip', () => ['shw', 'BY-VN'], 2, /Did you mean show/],
  ['a port that no machine has', () => ['start', '--port', '99999'], 2, /from 0 to 65535/],
  ['a noted head that is none', () => ['verify', '--head', 'abc', '--data', at('one')], 2, /expected SEQ:HASH/],
  ['a copy from nowhere', () => ['copy', '--from', at('none.sqlite'), '--to', at('b.sqlite')], 1, /Is it a file/],
  [
    'a copy that goes on from nowhere',
    () => ['copy', '--after', 'abc', '--to', at('b.sqlite'), '--data', at('two')],
    2,
    /--after takes what/,
  ],
];

it.each(MISTAKES)('%s is answered with what to do', async (_mistake, args, code, says) => {
  const ended = await foedera(args());
  expect(ended.stderr).toMatch(says);
  expect(ended.code).toBe(code);
});
