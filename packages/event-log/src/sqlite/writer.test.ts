import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@foedera/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAppend } from '../batch.ts';
import { WrongExpectedRevision } from '../errors.ts';
import { collect, freshStream, sampleEvent, sampleEvents } from '../testing/index.ts';
import { openLogDatabase, openSqliteLog } from './log.ts';
import { createWriter, type Writer } from './writer.ts';

let folder: string;
let path: string;
let db: Database;
let commits: number;
let writer: Writer;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-writer-'));
  path = join(folder, 'log.sqlite');
  db = openLogDatabase(path, false);
  commits = 0;
  writer = createWriter(
    db,
    () => 0,
    () => {
      commits++;
    },
  );
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const append = (stream: string, count = 1, expected: 'any' | 'no-stream' = 'any') =>
  writer.append(stream, checkAppend(stream, sampleEvents(count), expected), expected);
const positions = (): unknown[] =>
  db
    .prepare('select position from events order by position')
    .all()
    .map((row) => row.position);

it('syncs every commit: an append that was answered survives a power loss', () => {
  expect(db.prepare('pragma synchronous').get()).toMatchObject({ synchronous: 2 });
  expect(db.prepare('pragma journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
});

describe('callers that wait at the same time', () => {
  it('share one commit', async () => {
    await Promise.all(Array.from({ length: 64 }, () => append(freshStream())));
    expect(commits).toBe(1);
    expect(positions()).toEqual(Array.from({ length: 64 }, (_, i) => i + 1));
  });

  it('share it also when they come with other work of the same turn of the event loop', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        Promise.resolve()
          .then(() => (i % 2 === 0 ? undefined : new Promise<void>((resolve) => process.nextTick(resolve))))
          .then(() => append(freshStream())),
      ),
    );
    expect(commits).toBe(1);
  });

  it('are not one transaction beyond some thousands of events', async () => {
    await Promise.all(Array.from({ length: 12 }, () => append(freshStream(), 1_000)));
    expect(commits).toBe(3);
    expect(positions()).toEqual(Array.from({ length: 12_000 }, (_, i) => i + 1));
    await writer.idle();
  });

  it('leave no gap where one of them is refused', async () => {
    const taken = freshStream();
    await append(taken, 1, 'no-stream');
    const outcomes = await Promise.allSettled([
      append(freshStream(), 2, 'no-stream'),
      append(taken, 3, 'no-stream'),
      append(freshStream(), 2, 'no-stream'),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(WrongExpectedRevision);
    expect(positions()).toEqual([1, 2, 3, 4, 5]);
    expect(commits).toBe(2);
  });

  it('do not fail with the one whose events the database cannot take', async () => {
    db.exec(`create trigger refuse before insert on events when new.type = 'refused'
      begin select raise(abort, 'no room'); end`);
    const stream = freshStream();
    const refused = checkAppend(stream, [{ ...sampleEvent(), type: 'refused' }], 'any');
    const outcomes = await Promise.allSettled([
      append(freshStream(), 2),
      writer.append(stream, refused, 'any'),
      append(freshStream(), 2),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'constraint' });
    expect(positions()).toEqual([1, 2, 3, 4]);
  });

  it('all hear of a lock that is not released, and nothing is kept', async () => {
    db.exec('pragma busy_timeout = 10');
    const other = openDatabase(path, { durability: 'full' });
    other.exec('begin immediate');
    const outcomes = await Promise.allSettled([append(freshStream()), append(freshStream())]);
    for (const outcome of outcomes)
      expect((outcome as PromiseRejectedResult).reason).toMatchObject({ code: 'database-locked' });
    other.exec('rollback');
    other.close();
    expect(positions()).toEqual([]);
    expect((await append(freshStream())).position).toBe('1');
  });
});

it('never gives a position twice, even when events were deleted behind its back', async () => {
  await append(freshStream(), 3);
  db.exec('delete from events where position > 1');
  expect((await append(freshStream())).position).toBe('4');
});

it('grows the write-ahead log ahead of many small appends, and leaves it alone for few', async () => {
  const wal = (): number => statSync(`${path}-wal`).size;
  const stream = freshStream();
  for (let i = 0; i < 90; i++) await append(stream);
  const little = wal();
  expect(little).toBeLessThan(2_000_000);
  const sizes = new Set<number>();
  for (let i = 0; i < 110; i++) {
    await append(stream);
    sizes.add(wal());
  }
  // Without a reserve, every commit makes the file larger.
  expect(sizes.size).toBeLessThan(20);
  expect(wal()).toBeGreaterThan(little + 900_000);
});

describe('recorded time', () => {
  it('never goes back, whatever the clock does and whichever handle appends', async () => {
    const clock = { ms: Date.UTC(2024, 5, 1, 12, 0, 0, 123) };
    const logs = [0, -60_000].map((skew) => openSqliteLog({ path, clock: () => clock.ms + skew }));
    for (const step of [0, 1, -3_600_000, 2, 7_200_000, -1, 0]) {
      clock.ms += step;
      for (const log of logs) await log.append(freshStream(), sampleEvents(1), { expected: 'any' });
    }
    const times = (await collect((logs[0] as (typeof logs)[0]).read())).map((event) => event.recorded);
    expect(times).toEqual([...times].sort());
    expect(times[0]).toBe('2024-06-01T12:00:00.123Z');
    expect(times.at(-1)).toBe('2024-06-01T13:00:00.126Z');
    for (const log of logs) await log.close();
  });
});
