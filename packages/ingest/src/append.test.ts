import { join } from 'node:path';
import { type EventLog, openSqliteLog } from '@foedera/event-log';
import { collect, createMemoryLog } from '@foedera/event-log/testing';
import { eventId, type NewEvent } from '@foedera/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendStream, MAX_CHUNK_BYTES, MAX_CHUNK_EVENTS, StreamAppender, type StreamDifference } from './append.ts';
import { EventTooLarge, StreamDiffers } from './errors.ts';
import { folderOf } from './testing/folder.ts';

const made = (stream: string, n: number, data: object = { n }): NewEvent => ({
  id: eventId([stream, n], null),
  type: 'visit',
  data,
  metadata: { schema: 1 },
});
const some = (count: number, stream = 'foedera-a'): NewEvent[] =>
  Array.from({ length: count }, (_, n) => made(stream, n));
const stored = (log: EventLog): Promise<{ stream: string; revision: number; id: string; data: unknown }[]> =>
  collect(log.read()).then((events) =>
    events.map(({ stream, revision, id, data }) => ({ stream, revision, id, data })),
  );

/** A log that fails from its n-th append on, and then is as it was. */
function failingAfter(log: EventLog, appends: number): EventLog {
  let left = appends;
  return {
    ...log,
    append: (...args) => (left-- > 0 ? log.append(...args) : Promise.reject(new Error('power cut'))),
  };
}

describe('appending to one stream', () => {
  it('puts the n-th event at revision n, in chunks', async () => {
    const log = createMemoryLog();
    const sizes: number[] = [];
    const counting: EventLog = {
      ...log,
      append: (...args) => {
        sizes.push(args[1].length);
        return log.append(...args);
      },
    };
    const report = await appendStream(counting, 'foedera-a', some(1200));
    expect(report).toEqual({ appended: 1200, duplicates: 0, position: await log.head() });
    expect(sizes).toEqual([MAX_CHUNK_EVENTS, MAX_CHUNK_EVENTS, 200]);
    expect((await stored(log)).map(({ revision }) => revision)).toEqual([...Array(1200).keys()]);
  });

  it('appends nothing the second time and still says where the last event stands', async () => {
    const log = createMemoryLog();
    const first = await appendStream(log, 'foedera-a', some(700));
    const again = await appendStream(log, 'foedera-a', some(700));
    expect(again).toEqual({ appended: 0, duplicates: 700, position: first.position });
  });

  it('keeps every chunk under the limit in bytes', async () => {
    const log = createMemoryLog();
    const text = 'é'.repeat(120_000);
    await appendStream(
      log,
      'foedera-a',
      [0, 1, 2, 3, 4].map((n) => made('a', n, { text })),
    );
    expect(await log.lastRevision('foedera-a')).toBe(4);
  });

  it('refuses an event that no append can take', async () => {
    const huge = made('a', 0, { text: 'x'.repeat(MAX_CHUNK_BYTES) });
    await expect(appendStream(createMemoryLog(), 'foedera-a', [huge])).rejects.toThrow(EventTooLarge);
  });

  it('appends what a stream that grew has more', async () => {
    const log = createMemoryLog();
    await appendStream(log, 'foedera-a', some(3));
    expect(await appendStream(log, 'foedera-a', some(5))).toMatchObject({ appended: 2, duplicates: 3 });
  });

  it.each([
    ['another id', made('other', 2)],
    ['the same id with other data', made('foedera-a', 2, { n: 'changed' })],
  ])('says at which revision %s stands', async (_, changed) => {
    const log = createMemoryLog();
    await appendStream(log, 'foedera-a', some(4));
    const events = [...some(2), changed, made('foedera-a', 3)];
    const error = await appendStream(log, 'foedera-a', events).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(StreamDiffers);
    expect(error).toMatchObject({ code: 'release-differs', revision: 2, stream: 'foedera-a' });
    expect((error as Error).message).toContain('give a new release');
    expect(await log.lastRevision('foedera-a')).toBe(3);
  });

  it('takes the order of fields in stored data for no difference', async () => {
    const log = createMemoryLog();
    await appendStream(log, 'foedera-a', [made('a', 0, { x: 1, y: -0 })]);
    expect(await appendStream(log, 'foedera-a', [made('a', 0, { y: 0, x: 1 })])).toMatchObject({ duplicates: 1 });
  });

  it('joins what a second writer of the same events appended in between', async () => {
    const log = createMemoryLog();
    let raced = false;
    const racing: EventLog = {
      ...log,
      append: async (...args) => {
        if (!raced) await log.append('foedera-a', some(2), { expected: 'no-stream' });
        raced = true;
        return log.append(...args);
      },
    };
    expect(await appendStream(racing, 'foedera-a', some(5))).toMatchObject({ appended: 3, duplicates: 2 });
    expect((await stored(log)).map(({ id }) => id)).toEqual(some(5).map(({ id }) => id));
  });

  it('counts what a second writer of the same events appended whole, unless its data differ', async () => {
    for (const [data, outcome] of [
      [undefined, { appended: 0, duplicates: 1 }],
      [{ n: 'other' }, { code: 'release-differs', revision: 0 }],
    ] as const) {
      const log = createMemoryLog();
      const racing: EventLog = {
        ...log,
        append: async (...args) => {
          await log.append('foedera-a', [made('foedera-a', 0, data)], { expected: 'no-stream' });
          return log.append(...args);
        },
      };
      expect(await appendStream(racing, 'foedera-a', some(1)).catch((error: unknown) => error)).toMatchObject(outcome);
    }
  });

  it('refuses to follow a second writer of other events', async () => {
    const log = createMemoryLog();
    const racing: EventLog = {
      ...log,
      append: async (...args) => {
        if ((await log.lastRevision('foedera-a')) === null)
          await log.append('foedera-a', [made('other', 0)], { expected: 'no-stream' });
        return log.append(...args);
      },
    };
    await expect(appendStream(racing, 'foedera-a', some(5))).rejects.toMatchObject({ revision: 0 });
    expect(await log.lastRevision('foedera-a')).toBe(0);
  });

  it('writes nothing in a dry run, and counts the same', async () => {
    const log = createMemoryLog();
    await appendStream(log, 'foedera-a', some(3));
    const dry = await appendStream(log, 'foedera-a', some(8), { dryRun: true });
    expect(dry).toEqual({ appended: 5, duplicates: 3, position: null });
    expect(await log.lastRevision('foedera-a')).toBe(2);
  });
});

describe('appending to many streams', () => {
  const runs = fc.array(fc.record({ stream: fc.integer({ min: 0, max: 6 }), count: fc.integer({ min: 1, max: 30 }) }), {
    minLength: 1,
    maxLength: 40,
  });
  const planned = (plan: readonly { stream: number; count: number }[]): [string, NewEvent][] => {
    const next = new Map<number, number>();
    return plan.flatMap(({ stream, count }) =>
      Array.from({ length: count }, (): [string, NewEvent] => {
        const n = next.get(stream) ?? 0;
        next.set(stream, n + 1);
        return [`foedera-s${stream}`, made(`s${stream}`, n)];
      }),
    );
  };
  const appendAll = async (log: EventLog, events: readonly [string, NewEvent][]): Promise<void> => {
    const appender = new StreamAppender(log, { inFlight: 5 });
    for (const [stream, event] of events) await appender.add(stream, event);
    await appender.flush();
  };

  it.each([
    ['memory', () => createMemoryLog(), 50],
    ['SQLite', () => openSqliteLog({ path: join(folderOf(), 'log.sqlite') }), 5],
  ])('keeps the order of the events across streams, in %s', async (_, open, numRuns) => {
    await fc.assert(
      fc.asyncProperty(runs, async (plan) => {
        const log = open();
        await appendAll(log, planned(plan));
        expect((await stored(log)).map(({ stream, id }) => [stream, id])).toEqual(
          planned(plan).map(([stream, event]) => [stream, event.id]),
        );
        await log.close();
      }),
      { numRuns },
    );
  });

  it('ends with the undisturbed log after a power cut at any append', async () => {
    await fc.assert(
      fc.asyncProperty(runs, fc.nat(20), async (plan, cut) => {
        const undisturbed = createMemoryLog();
        await appendAll(undisturbed, planned(plan));
        const log = createMemoryLog();
        await appendAll(failingAfter(log, cut), planned(plan)).catch((error: Error) =>
          expect(error.message).toBe('power cut'),
        );
        await appendAll(log, planned(plan));
        expect(await stored(log)).toEqual(await stored(undisturbed));
      }),
      { numRuns: 100 },
    );
  });

  it('refuses the rest of a stream that differs, and goes on with the others', async () => {
    const log = createMemoryLog();
    await appendStream(log, 'foedera-a', [made('other', 0)]);
    const found: StreamDifference[] = [];
    const appender = new StreamAppender(log, { onDifference: (difference) => found.push(difference) });
    for (const n of [0, 1, 2]) {
      await appender.add('foedera-a', made('a', n), 10 + n);
      await appender.add('foedera-b', made('b', n), 20 + n);
    }
    expect(await appender.flush()).toMatchObject({ appended: 3, duplicates: 0 });
    expect(found.map(({ revision, origin, events, first }) => [revision, origin, events, first])).toEqual([
      [0, 10, 1, true],
      [1, 11, 1, false],
      [2, 12, 1, false],
    ]);
  });

  it('has at most the given number of appends under way', async () => {
    const log = createMemoryLog();
    let now = 0;
    let most = 0;
    const slow: EventLog = {
      ...log,
      append: async (...args) => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return log.append(...args);
      },
    };
    const appender = new StreamAppender(slow, { inFlight: 4 });
    for (let n = 0; n < 40; n++) await appender.add(`foedera-s${n}`, made(`s${n}`, 0));
    await appender.flush();
    expect(most).toBe(4);
  });
});
