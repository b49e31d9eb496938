import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EMPTY_LEDGER, type LedgerHead, openSqliteLedger, verifyLog } from '../index.ts';
import { createMemoryLog, freshStream, sampleEvents } from '../testing/index.ts';
import { followLedger } from './follow.ts';
import type { LedgerCheckpoints } from './store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-follow-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (name = 'ledger.sqlite'): LedgerCheckpoints => openSqliteLedger(join(folder, name));

async function catchUp(log: ReturnType<typeof createMemoryLog>, store: LedgerCheckpoints, pageSize = 1_000) {
  let last: LedgerHead = EMPTY_LEDGER;
  for await (const { caughtUp, ...head } of followLedger(log, store, { pageSize })) {
    last = head;
    if (caughtUp) break;
  }
  return last;
}

it('goes on where the checkpoints end, and comes to the same head in pages of any size', async () => {
  const log = createMemoryLog();
  const stream = freshStream();
  const heads: LedgerHead[][] = [];
  const stores = ['one', 'three', 'thousand'].map(open);
  for (let round = 0; round < 3; round++) {
    await log.append(stream, sampleEvents(10), { expected: 'any' });
    heads.push(await Promise.all([1, 3, 1_000].map((size, i) => catchUp(log, stores[i] as LedgerCheckpoints, size))));
  }
  for (const [round, same] of heads.entries()) {
    expect(new Set(same.map((head) => head.hash)).size).toBe(1);
    expect(same[0]?.seq).toBe(10 * (round + 1));
  }
  const hashes = stores.map((store) => store.hashes(1, 1_000));
  expect(hashes[0]).toHaveLength(30);
  expect(hashes[1]).toEqual(hashes[0]);
  expect(hashes[2]).toEqual(hashes[0]);
  expect(hashes[0]?.[9]).toBe(heads[0]?.[0]?.hash);
  expect(stores[0]?.hashes(11, 5)).toEqual(hashes[0]?.slice(10, 15));
  expect(stores[0]?.hashes(31, 5)).toEqual([]);
  for (const store of stores) store.close();
});

it('tells of an empty log that it is at its end', async () => {
  const store = open();
  expect(await catchUp(createMemoryLog(), store)).toEqual(EMPTY_LEDGER);
  expect(store.head()).toEqual({ ...EMPTY_LEDGER, position: null });
  store.close();
});

it('keeps what it has worked out', async () => {
  const log = createMemoryLog();
  await log.append(freshStream(), sampleEvents(5), { expected: 'any' });
  const store = open();
  const head = await catchUp(log, store);
  store.close();
  const again = openSqliteLedger(join(folder, 'ledger.sqlite'), { readonly: true });
  expect(again.head()).toEqual({ ...head, position: await log.head() });
  again.close();
});

it('follows a growing log, with another follower into the same checkpoints', async () => {
  const log = createMemoryLog();
  const total = 60;
  const stores = [open(), open()];
  const following = stores.map(async (store, i) => {
    for await (const { seq, ...head } of followLedger(log, store, { pageSize: 2 + i }))
      if (seq >= total) return { seq, hash: head.hash };
    return EMPTY_LEDGER;
  });
  const stream = freshStream();
  for (let i = 0; i < total; i += 5) await log.append(stream, sampleEvents(5), { expected: 'any' });
  const [one, two] = await Promise.all(following);
  expect(one).toEqual(two);
  expect(await verifyLog(log, { head: one as LedgerHead, checkpoints: stores[0] as LedgerCheckpoints })).toEqual({
    ok: true,
    head: one,
  });
  for (const store of stores) store.close();
});

it('stops where the checkpoints are of another log', async () => {
  const longer = createMemoryLog();
  await longer.append(freshStream(), sampleEvents(5), { expected: 'any' });
  const store = open();
  await catchUp(longer, store);
  const shorter = createMemoryLog();
  await shorter.append(freshStream(), sampleEvents(3), { expected: 'any' });
  await expect(catchUp(shorter, store)).rejects.toMatchObject({ code: 'invalid-position' });
  store.close();
});

it('ends when it is aborted', async () => {
  const abort = new AbortController();
  const store = open();
  for await (const { caughtUp } of followLedger(createMemoryLog(), store, { signal: abort.signal }))
    if (caughtUp) setImmediate(() => abort.abort());
  expect(abort.signal.aborted).toBe(true);
  store.close();
});
