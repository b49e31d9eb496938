import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@foedera/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CorruptEvent } from '../errors.ts';
import type { EventLog } from '../log.ts';
import { collect, sampleEvents } from '../testing/index.ts';
import { openSqliteLog } from './log.ts';

const STREAM = 'foedera-batch-test';
let folder: string;
let path: string;
let log: EventLog;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-reader-'));
  path = join(folder, 'log.sqlite');
  log = openSqliteLog({ path });
  await log.append(STREAM, sampleEvents(250), { expected: 'no-stream' });
});
afterEach(async () => {
  await log.close();
  rmSync(folder, { recursive: true });
});

const tamper = (sql: string): void => {
  const db = openDatabase(path, { durability: 'rebuild' });
  db.exec(sql);
  db.close();
};

describe('an event that somebody broke', () => {
  it.each([
    ['text that is no JSON', `update events set data = '{' where position = 142`],
    ['text that pretends to be two events', `update events set data = '1,{}],[9,1,1,"","",0,2' where position = 142`],
    ['text that pretends to be one field more', `update events set data = '1,2' where position = 142`],
    ['metadata that is no JSON', `update events set metadata = 'by me' where position = 142`],
    ['a time that is none', 'update events set recorded = 9e18 where position = 142'],
  ])('is named when it is read, after those before it were given: %s', async (_, sql) => {
    tamper(sql);
    for (const pageSize of [7, 100, 1_000]) {
      const seen: number[] = [];
      const reading = (async () => {
        for await (const page of log.read({ pageSize })) seen.push(...page.map((event) => event.revision));
      })();
      await expect(reading).rejects.toBeInstanceOf(CorruptEvent);
      await expect(reading).rejects.toMatchObject({ position: '142', stream: STREAM, revision: 141 });
      expect(seen).toEqual([...Array(141).keys()]);
    }
    await expect(collect(log.readStream(STREAM))).rejects.toBeInstanceOf(CorruptEvent);
    expect(await collect(log.read({ after: '142' }))).toHaveLength(108);
  });

  it('is a broken log where even its stream is lost', async () => {
    tamper('delete from streams');
    const again = openSqliteLog({ path });
    await expect(collect(again.read())).rejects.toMatchObject({ code: 'corrupt-log' });
    await again.close();
  });
});

it('keeps no read open between pages, so that the write-ahead log can be moved into the file', async () => {
  for await (const page of log.read({ pageSize: 10 })) {
    const db = openDatabase(path, { durability: 'full', busyTimeoutMs: 0 });
    if (page[0]?.revision === 0) db.flush();
    db.close();
  }
  expect.assertions(0);
});

it('lets other work run between two pages', async () => {
  let reading = true;
  let turns = 0;
  const beat = (): void => {
    turns++;
    if (reading) setImmediate(beat);
  };
  setImmediate(beat);
  for await (const _ of log.read({ pageSize: 10 })) turns += 0;
  reading = false;
  expect(turns).toBeGreaterThan(20);
});
