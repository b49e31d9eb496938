import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type SqlValue } from '@foedera/sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  describeDifference,
  EMPTY_LEDGER,
  type EventLog,
  type LedgerCheckpoints,
  type LedgerHead,
  nextHead,
  openSqliteLedger,
  openSqliteLog,
  type Verdict,
  type VerifyOptions,
  verifyLog,
} from '../index.ts';
import { createMemoryLog, sampleEvent } from '../testing/index.ts';
import { followLedger } from './follow.ts';

const EVENTS = 250;
const STREAMS = ['foedera-document-a', 'foedera-batch-b', 'foedera-relation-BY-VN'];

let folder: string;
let path: string;
let log: EventLog;
let checkpoints: LedgerCheckpoints;
/** The head that somebody noted before anything was changed. */
let head: LedgerHead;

/** Events 1, 2, 3 … in turns to three streams. */
async function fill(target: EventLog): Promise<void> {
  const appends = Array.from({ length: EVENTS }, (_, i) => {
    const id = `00000000-0000-8000-8000-${String(i).padStart(12, '0')}`;
    const event = { ...sampleEvent({ n: i, quote: `Việt Nam, ${i}` }), id };
    return target.append(STREAMS[i % 3] as string, [event], { expected: 'any' });
  });
  await Promise.all(appends);
}

async function catchUp(): Promise<LedgerHead> {
  for await (const { seq, hash, caughtUp } of followLedger(log, checkpoints)) if (caughtUp) return { seq, hash };
  throw new Error('the log ended');
}

/** Changes a file behind the back of the program. */
function tamper(file: string, sql: string, parameters?: readonly SqlValue[]): void {
  const db = openDatabase(file, { durability: 'rebuild' });
  expect(db.prepare(sql).run(parameters).changes).toBeGreaterThan(0);
  db.close();
}

const verify = (options: VerifyOptions = {}): Promise<Verdict> => verifyLog(log, { head, checkpoints, ...options });
const placeOf = (seq: number) => ({
  seq,
  stream: STREAMS[(seq - 1) % 3],
  revision: Math.floor((seq - 1) / 3),
  id: `00000000-0000-8000-8000-${String(seq - 1).padStart(12, '0')}`,
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-ledger-'));
  path = join(folder, 'log.sqlite');
  log = openSqliteLog({ path });
  checkpoints = openSqliteLedger(join(folder, 'ledger.sqlite'));
  await fill(log);
  head = await catchUp();
});
afterEach(async () => {
  await log.close();
  checkpoints.close();
  rmSync(folder, { recursive: true });
});

describe('a log that nobody changed', () => {
  it('is sound, with any evidence or none, also when it has grown since', async () => {
    expect(head.seq).toBe(EVENTS);
    for (const options of [{}, { head: EMPTY_LEDGER }, { checkpoints: emptyCheckpoints() }])
      expect(await verify(options)).toEqual({ ok: true, head });
    expect(await verifyLog(log)).toEqual({ ok: true, head });
    await log.append('foedera-relation-AM-AZ', [sampleEvent()], { expected: 'no-stream' });
    expect(await verify()).toMatchObject({ ok: true, head: { seq: EVENTS + 1 } });
  });

  it('has the same head on another backend', async () => {
    const memory = createMemoryLog();
    await fill(memory);
    expect(await verifyLog(memory, { head })).toEqual({ ok: true, head });
  });

  it('is sound when it is empty', async () => {
    expect(await verifyLog(createMemoryLog(), { head: EMPTY_LEDGER })).toEqual({ ok: true, head: EMPTY_LEDGER });
  });

  it('may grow while it is read', async () => {
    let grown = false;
    const growing = {
      ...log,
      read: () => log.read({ pageSize: 50 }),
    };
    const onProgress = () => {
      if (grown) return;
      grown = true;
      void log.append('foedera-relation-AM-AZ', [sampleEvent()], { expected: 'no-stream' });
    };
    expect(await verifyLog(growing, { head, checkpoints, onProgress })).toMatchObject({ ok: true });
    expect(grown).toBe(true);
  });
});

describe('the first difference is named', () => {
  it.each([
    ['one byte of its data', `update events set data = replace(data, '"n":119', '"n":118') where position = ?`],
    ['its type', `update events set type = 'visit' where position = ?`],
    ['its id', `update events set id = x'000000000000800080000000000000ff' where position = ?`],
  ])('when somebody changed %s', async (what, sql) => {
    tamper(path, sql, [120]);
    const verdict = await verify();
    const place = what === 'its id' ? { ...placeOf(120), id: '00000000-0000-8000-8000-0000000000ff' } : placeOf(120);
    expect(verdict).toMatchObject({ ok: false, head: { seq: 119 }, difference: { kind: 'hash', ...place } });
    if (verdict.ok || verdict.difference.kind !== 'hash') throw new Error('no difference of hashes');
    expect(verdict.difference.expected).toBe(checkpoints.hashes(120, 1)[0]);
    expect(verdict.difference.found).not.toBe(verdict.difference.expected);
    expect(describeDifference(verdict.difference)).toContain(
      `seq 120 (stream ${place.stream}, revision 39, id ${place.id})`,
    );
  });

  it('for any byte of any event', async () => {
    const original = await textOf(log);
    await fc.assert(
      fc.asyncProperty(fc.nat(EVENTS - 1), fc.nat(), fc.integer({ min: 32, max: 126 }), async (index, place, code) => {
        const text = original[index] as string;
        const at = place % text.length;
        const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
        fc.pre(changed !== text);
        tamper(path, 'update events set data = ? where position = ?', [changed, index + 1]);
        try {
          for (const evidence of [{}, { checkpoints: emptyCheckpoints() }])
            expect((await verify(evidence)).ok).toBe(false);
          expect(await verify()).toMatchObject({ head: { seq: index }, difference: { ...placeOf(index + 1) } });
        } finally {
          tamper(path, 'update events set data = ? where position = ?', [text, index + 1]);
        }
      }),
      { numRuns: 40 },
    );
    expect((await verify()).ok).toBe(true);
  });

  it('when the data of an event is no JSON, even without evidence', async () => {
    tamper(path, `update events set data = '{"n":' where position = ?`, [77]);
    expect(await verifyLog(log)).toMatchObject({
      head: { seq: 76 },
      difference: { kind: 'unreadable', ...placeOf(77) },
    });
  });

  it('when the data of an event breaks out of its place', async () => {
    const intruder = `1,{}],[78,1,26,"00000000000080008000000000000001","visit",0,{}`;
    tamper(path, 'update events set data = ? where position = ?', [intruder, 77]);
    expect(await verifyLog(log)).toMatchObject({ difference: { kind: 'unreadable', ...placeOf(77) } });
  });

  it('when an event is missing, even without evidence', async () => {
    tamper(path, 'delete from events where position = ?', [100]);
    expect(await verifyLog(log)).toMatchObject({
      head: { seq: 99 },
      difference: { kind: 'position-gap', seq: 100, position: '101', expected: '100' },
    });
  });

  it('when an event is missing and the positions were closed up', async () => {
    tamper(path, 'delete from events where position = ?', [100]);
    tamper(path, 'update events set position = 1 - position where position > 100');
    tamper(path, 'update events set position = -position where position < 0');
    tamper(path, 'update head set position = position - 1');
    expect(await verify({ checkpoints: emptyCheckpoints() })).toMatchObject({
      difference: { kind: 'revision-gap', seq: 102, stream: placeOf(103).stream, revision: 34, expected: 33 },
    });
    expect(await verify()).toMatchObject({ difference: { kind: 'hash', ...placeOf(101), seq: 100 } });
  });

  it('when the first event of a stream is missing and the positions were closed up', async () => {
    tamper(path, 'delete from events where position = 1');
    tamper(path, 'update events set position = 1 - position');
    tamper(path, 'update events set position = -position');
    tamper(path, 'update head set position = position - 1');
    expect(await verifyLog(log)).toMatchObject({
      difference: { kind: 'revision-gap', seq: 3, stream: STREAMS[0], revision: 1, expected: 0 },
    });
  });

  it('when two events were exchanged', async () => {
    tamper(path, 'update events set position = 1000 where position = ?', [7]);
    tamper(path, 'update events set position = 7 where position = ?', [8]);
    tamper(path, 'update events set position = 8 where position = ?', [1000]);
    expect(await verify()).toMatchObject({ head: { seq: 6 }, difference: { kind: 'hash', ...placeOf(8), seq: 7 } });
  });
});

describe('an end that was cut off is noticed', () => {
  const cut = (): void => {
    tamper(path, 'delete from events where position > ?', [240]);
  };
  const message = (verdict: Verdict): string => (verdict.ok ? 'sound' : describeDifference(verdict.difference));

  it('by the log itself', async () => {
    cut();
    expect(message(await verifyLog(log))).toBe('the log ends at seq 240 before its own end, position 250');
  });

  it('by the checkpoints, when the log was made to agree', async () => {
    cut();
    tamper(path, 'update head set position = 240');
    expect(message(await verifyLog(log, { checkpoints }))).toBe(
      'the log ends at seq 240 before its checkpoints, which reach seq 250',
    );
  });

  it('by the head that was noted, when everything was made to agree', async () => {
    cut();
    tamper(path, 'update head set position = 240');
    const forged = await forgedCheckpoints();
    expect(await verifyLog(log, { checkpoints: forged })).toMatchObject({ ok: true });
    expect(message(await verify({ checkpoints: forged }))).toBe(
      'the log ends at seq 240 before the head you gave, seq 250',
    );
  });
});

describe('the head that was noted decides', () => {
  it('when log and checkpoints were changed together', async () => {
    tamper(path, `update events set data = '{}' where position = ?`, [120]);
    const forged = await forgedCheckpoints();
    expect(await verifyLog(log, { checkpoints: forged })).toMatchObject({ ok: true });
    const verdict = await verify({ checkpoints: forged });
    expect(verdict).toMatchObject({ difference: { kind: 'head', seq: EVENTS, expected: head.hash } });
  });

  it('when only the checkpoints were changed', async () => {
    tamper(join(folder, 'ledger.sqlite'), 'update hashes set hash = randomblob(32) where seq = ?', [33]);
    expect(await verify()).toMatchObject({ difference: { kind: 'checkpoint', seq: 33 } });
    expect(await verifyLog(log, { checkpoints })).toMatchObject({ difference: { kind: 'hash', seq: 33 } });
  });

  it('when checkpoints were removed', async () => {
    tamper(join(folder, 'ledger.sqlite'), 'delete from hashes where seq >= ?', [200]);
    expect(await verify()).toMatchObject({ difference: { kind: 'checkpoint', seq: 200, found: 'none' } });
  });

  it('when it is the head of another log', async () => {
    const other = { seq: 10, hash: 'f'.repeat(64) };
    expect(await verify({ head: other })).toMatchObject({
      difference: { kind: 'head', seq: 10, expected: other.hash },
    });
    expect(await verify({ head: { ...other, seq: 0 } })).toMatchObject({ difference: { kind: 'head', seq: 0 } });
  });
});

function emptyCheckpoints(): Pick<LedgerCheckpoints, 'head' | 'hashes'> {
  return { head: () => ({ ...EMPTY_LEDGER, position: null }), hashes: () => [] };
}

/** What an attacker makes who knows how: checkpoints that fit the changed log. */
async function forgedCheckpoints(): Promise<Pick<LedgerCheckpoints, 'head' | 'hashes'>> {
  const hashes: string[] = [];
  let forged = EMPTY_LEDGER;
  for await (const page of log.read())
    for (const event of page) {
      forged = nextHead(forged, event);
      hashes.push(forged.hash);
    }
  return {
    head: () => ({ ...forged, position: String(forged.seq) }),
    hashes: (seq, most) => hashes.slice(seq - 1, seq - 1 + most),
  };
}

async function textOf(source: EventLog): Promise<string[]> {
  const texts: string[] = [];
  for await (const page of source.read()) for (const event of page) texts.push(JSON.stringify(event.data));
  return texts;
}
