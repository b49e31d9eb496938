import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import type { NewEvent } from '@foedera/schema';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLAIM_TABLES, openClaimStore, openRunner, type ReadModel, type Runner, revise } from './index.ts';
import { inOrder, states } from './testing/index.ts';

const counting: ReadModel = {
  name: 'counting',
  epoch: '0123456789abcdef',
  tables: `${CLAIM_TABLES} create table row (seq integer primary key, entries integer not null);`,
  indexes: 'create index row_entries on row (entries);',
  open: (db) => {
    const store = openClaimStore(db);
    const add = db.prepare('insert into row (seq, entries) values (:seq, :entries)');
    return {
      apply: (event) => {
        const [revision] = revise(store, event);
        add.run({ seq: event.seq, entries: revision?.slices.length ?? 0 });
      },
    };
  },
};

const claims = (n: number, from = 0): NewEvent[] =>
  inOrder(
    Array.from({ length: n }, (_, i) =>
      states({ source: 'A', key: String(from + i), occurred: '2015-12-01', reported: '2016-01-10' }),
    ),
  ).map(({ type, data, metadata }, i) => ({
    id: `00000000-0000-8000-8000-${String(from + i).padStart(12, '0')}`,
    type,
    data,
    metadata,
  }));

let folder: string;
let log: EventLog;
let runners: Runner[];
const open = (model = counting): Runner => {
  const runner = openRunner({ log, model, folder, pageSize: 7 });
  runners.push(runner);
  return runner;
};
const rows = (runner: Runner): unknown[] => runner.db().prepare('select seq, entries from row order by seq').all();
const append = (n: number, from = 0): Promise<{ position: string }> =>
  log.append(`foedera-batch-test-${from}`, claims(n, from), { expected: 'no-stream' });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-runner-'));
  log = createMemoryLog();
  runners = [];
});
afterEach(async () => {
  for (const runner of runners) await runner.close();
  await log.close();
  rmSync(folder, { recursive: true, force: true });
});

it('brings every event into the read model and goes on from its checkpoint', async () => {
  await append(20);
  const first = open();
  first.start();
  await first.awaitSeq(20);
  await first.close();
  const { position } = await append(5, 20);
  const second = open();
  expect(second.status().seq).toBe(20);
  second.start();
  await second.awaitPosition(position);
  expect(rows(second)).toHaveLength(25);
});

it('rebuilds beside the live model to the same rows, while events keep coming', async () => {
  await append(30);
  const runner = open();
  runner.start();
  await runner.awaitSeq(30);
  const before = rows(runner);
  const path = runner.db().path;
  const seen: number[] = [];
  const rebuilt = runner.rebuild((seq) => seen.push(seq));
  await append(10, 30);
  await rebuilt;
  await runner.awaitSeq(40);
  expect(rows(runner).slice(0, 30)).toEqual(before);
  expect(rows(runner)).toHaveLength(40);
  expect(runner.db().path).not.toBe(path);
  expect(seen.at(-1)).toBeGreaterThanOrEqual(30);
  expect(readdirSync(folder).filter((f) => f.endsWith('.sqlite'))).toHaveLength(1);
});

it('stops loudly at an event that it cannot read, and keeps what came before', async () => {
  await append(3);
  await log.append(
    'foedera-batch-bad',
    [{ id: '00000000-0000-8000-8000-00000000aaaa', type: 'treaty-of-the-future', data: {}, metadata: { schema: 1 } }],
    { expected: 'no-stream' },
  );
  const runner = openRunner({ log, model: counting, folder, pageSize: 3 });
  runners.push(runner);
  runner.start();
  await expect(runner.awaitSeq(4)).rejects.toMatchObject({ code: 'projection-failed' });
  expect(runner.status()).toMatchObject({ seq: 3, failed: { seq: 4, position: '4' } });
  expect(rows(runner)).toHaveLength(3);
});

it('stops at an event of a newer schema', async () => {
  const [event] = claims(1);
  await log.append('foedera-batch-new', [{ ...(event as NewEvent), metadata: { schema: 2 } }], {
    expected: 'no-stream',
  });
  const runner = open();
  runner.start();
  await expect(runner.awaitSeq(1)).rejects.toThrow(/schema 2 is newer/);
});

it('applies every event once when two runners share a file', async () => {
  const [a, b] = [open(), open()];
  a.start();
  b.start();
  for (let i = 0; i < 10; i++) await append(10, i * 10);
  await Promise.all([a.awaitSeq(100), b.awaitSeq(100)]);
  expect(rows(a)).toEqual(rows(b));
  expect(rows(a)).toHaveLength(100);
});

it('moves over to a file that another runner has rebuilt', async () => {
  await append(10);
  const [a, b] = [open(), open()];
  a.start();
  b.start();
  await Promise.all([a.awaitSeq(10), b.awaitSeq(10)]);
  await a.rebuild();
  await append(5, 10);
  await b.awaitSeq(15);
  expect(b.db().path).toBe(a.db().path);
});

it('starts a model of its own for other rules and keeps the one before for reading', async () => {
  await append(10);
  const first = open();
  first.start();
  await first.awaitSeq(10);
  await first.close();
  const second = open({ ...counting, epoch: 'fedcba9876543210' });
  expect(second.status().seq).toBe(0);
  second.start();
  await second.awaitSeq(10);
  const earlier = second.openEarlier();
  expect(earlier?.prepare('select count(*) as n from row').get()).toEqual({ n: 10 });
  earlier?.close();
});

it('rebuilds from a log that is still empty', async () => {
  const runner = open();
  runner.start();
  await runner.rebuild();
  const { position } = await append(2);
  await runner.awaitPosition(position);
  expect(rows(runner)).toHaveLength(2);
});
