import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@foedera/schema';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { type CopyProgress, copyLog } from './copy.ts';
import { CopyConflict } from './errors.ts';
import { openEventStoreDbLog } from './eventstoredb/index.ts';
import type { EventLog } from './log.ts';
import { openSqliteLog } from './sqlite/log.ts';
import { startTestServer } from './testing/eventstoredb-server/index.ts';
import { collect, createMemoryLog, freshStream, sampleEvent, sampleEvents } from './testing/index.ts';

const bare = ({ recorded: _, position: __, ...event }: RecordedEvent) => event;
const contents = async (log: EventLog) => (await collect(log.read())).map(bare);

/** A log with streams that take turns, one of them in appends larger than a page. */
async function sample(): Promise<EventLog> {
  const log = createMemoryLog();
  const streams = [freshStream(), freshStream(), freshStream()];
  for (let i = 0; i < 60; i++)
    await log.append(streams[(i * i) % 3] as string, sampleEvents(1 + (i % 7)), { expected: 'any' });
  await log.append(freshStream(), sampleEvents(2_500), { expected: 'no-stream' });
  const large = () => sampleEvent({ text: 'x'.repeat(400_000) });
  const texts = freshStream();
  for (let i = 0; i < 5; i++)
    await log.append(texts, [large(), large()], { expected: i === 0 ? 'no-stream' : i * 2 - 1 });
  return log;
}

async function everyAdapter(): Promise<EventLog[]> {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-copy-'));
  const server = await startTestServer();
  const logs = [
    openSqliteLog({ path: join(folder, 'log.sqlite') }),
    await openEventStoreDbLog(server.connectionString()),
    createMemoryLog(),
  ];
  onTestFinished(async () => {
    for (const log of logs) await log.close();
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  return logs;
}

it('gives the same streams, revisions, ids, data and metadata in the same order, through every adapter and back', async () => {
  const source = await sample();
  const original = await contents(source);
  let from = source;
  for (const to of await everyAdapter()) {
    const progress = await copyLog(from, to);
    expect(progress).toEqual({ events: original.length, alreadyThere: 0, position: await from.head() });
    expect(await contents(to)).toEqual(original);
    from = to;
  }
});

it('tells how far it is after every page, and can be told where to start', async () => {
  const source = await sample();
  const to = createMemoryLog();
  const told: CopyProgress[] = [];
  await copyLog(source, to, { pageSize: 500, onProgress: (progress) => told.push(progress) });
  expect(told.slice(0, 3).map(({ events }) => events)).toEqual([500, 1_000, 1_500]);
  expect(told.at(-1)?.events).toBe((await contents(source)).length);
  await source.append(freshStream(), sampleEvents(3), { expected: 'no-stream' });
  const more = await copyLog(source, to, { after: told.at(-1)?.position ?? undefined });
  expect(more).toEqual({ events: 3, alreadyThere: 0, position: await source.head() });
  expect(await contents(to)).toEqual(await contents(source));
});

it('goes on after an interruption anywhere, whatever the pages were, and doubles nothing', async () => {
  const source = await sample();
  const original = await contents(source);
  const interruptions = fc.array(fc.record({ after: fc.nat(40), pageSize: fc.integer({ min: 1, max: 3_000 }) }), {
    maxLength: 3,
  });
  await fc.assert(
    fc.asyncProperty(interruptions, async (stops) => {
      const to = createMemoryLog();
      for (const { after, pageSize } of stops) {
        const copy = copyLog(source, failingAfter(to, after), { pageSize });
        await expect(copy).rejects.toThrow('interrupted');
      }
      const before = (await contents(to)).length;
      const { events, alreadyThere } = await copyLog(source, to);
      expect({ events, alreadyThere }).toEqual({ events: original.length, alreadyThere: before });
      expect(await contents(to)).toEqual(original);
    }),
    { numRuns: 25 },
  );
});

it('asks for more only when what it was given stands in the target, so that its memory does not grow with the log', async () => {
  const source = await sample();
  const to = createMemoryLog();
  const outstanding: number[] = [];
  const watched: EventLog = {
    ...source,
    async *read(options) {
      let given = 0;
      for await (const page of source.read(options)) {
        given += page.length;
        yield page;
        outstanding.push(given - (await contents(to)).length);
      }
    },
  };
  await copyLog(watched, to, { pageSize: 100 });
  expect(outstanding.length).toBeGreaterThan(20);
  expect(new Set(outstanding)).toEqual(new Set([0]));
});

it('refuses a target that holds other events at the same places', async () => {
  const source = createMemoryLog();
  const to = createMemoryLog();
  const stream = freshStream();
  const events = sampleEvents(5);
  await source.append(stream, events, { expected: 'no-stream' });
  await to.append(stream, [...events.slice(0, 2), sampleEvent()], { expected: 'no-stream' });
  const error = await copyLog(source, to).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CopyConflict);
  expect(error).toMatchObject({ code: 'copy-conflict', stream, actual: 2 });
  expect(await to.lastRevision(stream)).toBe(2);
});

it('stops between two appends when it is told to', async () => {
  const stop = new AbortController();
  const reason = new Error('enough');
  const to = createMemoryLog();
  const copy = copyLog(await sample(), to, { pageSize: 10, signal: stop.signal, onProgress: () => stop.abort(reason) });
  await expect(copy).rejects.toBe(reason);
  expect(await contents(to)).toHaveLength(10);
});

/** A log that breaks at an append after so many, before or after writing. */
function failingAfter(log: EventLog, appends: number): EventLog {
  let left = appends;
  return {
    ...log,
    append: async (...args) => {
      if (left-- > 0) return log.append(...args);
      if (appends % 2 === 0) await log.append(...args);
      throw new Error('interrupted');
    },
  };
}
