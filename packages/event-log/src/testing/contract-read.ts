import type { RecordedEvent } from '@foedera/schema';
import { expect, it } from 'vitest';
import type { Under } from './contract.ts';
import { collect, freshStream, sampleEvents } from './samples.ts';

/** Reading: order, `after`, pages, and times. */
export function readContract(under: Under, fresh: boolean): void {
  /** Appends events to several streams and gives them as the log has them, with the head before. */
  const fill = async (counts: readonly number[]): Promise<{ after: string | undefined; events: RecordedEvent[] }> => {
    const after = (await under.log.head()) ?? undefined;
    const streams = [freshStream(), freshStream(), freshStream()];
    for (const [i, count] of counts.entries())
      await under.log.append(streams[i % 3] as string, sampleEvents(count), { expected: 'any' });
    const events = (await collect(under.log.read({ after }))).filter((event) => streams.includes(event.stream));
    return { after, events };
  };

  it.runIf(fresh)('finds nothing in an empty log', async () => {
    const { log } = under;
    expect(await log.head()).toBeNull();
    expect(await collect(log.read())).toEqual([]);
  });

  it('finds nothing in a stream that is not there', async () => {
    const { log } = under;
    expect(await log.lastRevision(freshStream())).toBeNull();
    expect(await collect(log.readStream(freshStream()))).toEqual([]);
  });

  it('gives all events in the order in which they were appended, each append together', async () => {
    const { log } = under;
    const after = (await log.head()) ?? undefined;
    const [one, two] = [freshStream(), freshStream()];
    const batches = [sampleEvents(3), sampleEvents(1), sampleEvents(4)];
    await log.append(one, batches[0] ?? [], { expected: 'any' });
    await log.append(two, batches[1] ?? [], { expected: 'any' });
    const { position } = await log.append(one, batches[2] ?? [], { expected: 'any' });
    const events = await collect(log.read({ after }));
    const ours = events.filter((event) => event.stream === one || event.stream === two);
    expect(ours.map((event) => event.id)).toEqual(batches.flat().map((event) => event.id));
    expect(ours.map((event) => event.revision)).toEqual([0, 1, 2, 0, 3, 4, 5, 6]);
    for (const [i, event] of events.slice(1).entries())
      expect(log.comparePositions((events[i] as RecordedEvent).position, event.position)).toBeLessThan(0);
    expect(ours.at(-1)?.position).toBe(position);
  });

  it('goes on strictly after a position, from every place', async () => {
    const { events } = await fill([2, 3, 1, 2]);
    for (const [i, event] of events.entries()) {
      const rest = await collect(under.log.read({ after: event.position }));
      const known = new Set(events.map((each) => each.id));
      expect(rest.filter((each) => known.has(each.id))).toEqual(events.slice(i + 1));
    }
  });

  it('gives the same events in pages of any size, none larger than asked', async () => {
    const { after, events } = await fill([2, 3, 1, 1]);
    for (const pageSize of [1, 2, 3, 6, 7, 8, 10_000]) {
      const pages: (readonly RecordedEvent[])[] = [];
      for await (const page of under.log.read({ after, pageSize })) pages.push(page);
      for (const page of pages) {
        expect(page.length).toBeGreaterThan(0);
        expect(page.length).toBeLessThanOrEqual(pageSize);
      }
      const streams = new Set(events.map((event) => event.stream));
      expect(pages.flat().filter((event) => streams.has(event.stream))).toEqual(events);
    }
  });

  it.runIf(fresh)('stops at the limit, whatever the page size', async () => {
    const { events } = await fill([2, 3, 1, 1]);
    for (const limit of [0, 1, 2, 3, 6, 7, 8])
      for (const pageSize of [1, 3, 7])
        expect(await collect(under.log.read({ limit, pageSize }))).toEqual(events.slice(0, limit));
  });

  it('crosses many pages of many sizes', async () => {
    const { log } = under;
    const stream = freshStream();
    const events = sampleEvents(1_234);
    for (let i = 0; i < events.length; i += 300)
      await log.append(stream, events.slice(i, i + 300), { expected: i === 0 ? 'no-stream' : i - 1 });
    for (const pageSize of [99, 100, 101, 250, 1_000]) {
      const ids = (await collect(log.readStream(stream, { pageSize }))).map((event) => event.id);
      expect(ids).toEqual(events.map((event) => event.id));
    }
  });

  it('reads a stream from a revision, inclusive, up to a limit', async () => {
    const { log } = under;
    const stream = freshStream();
    await log.append(stream, sampleEvents(7), { expected: 'no-stream' });
    const all = await collect(log.readStream(stream));
    for (const from of [0, 1, 6, 7, 100])
      for (const pageSize of [1, 3, 1_000]) {
        expect(await collect(log.readStream(stream, { from, pageSize }))).toEqual(all.slice(from));
        expect(await collect(log.readStream(stream, { from, pageSize, limit: 2 }))).toEqual(all.slice(from, from + 2));
      }
    expect(await collect(log.readStream(stream, { limit: 0 }))).toEqual([]);
  });

  it('gives large events, and may then give fewer in a page', async () => {
    const { log } = under;
    const stream = freshStream();
    const text = 'văn bản '.repeat(50_000);
    const count = 24;
    const after = (await log.head()) ?? undefined;
    for (let i = 0; i < count; i++)
      await log.append(stream, [{ ...(sampleEvents(1)[0] as RecordedEvent), data: { i, text } }], { expected: 'any' });
    const events = (await collect(log.read({ after }))).filter((event) => event.stream === stream);
    expect(events.map((event) => (event.data as { i: number }).i)).toEqual([...Array(count).keys()]);
    expect(events.every((event) => (event.data as { text: string }).text === text)).toBe(true);
    expect(await collect(log.readStream(stream))).toEqual(events);
  });

  it('lets a reader append while it reads, and reaches what it appended', async () => {
    const { log } = under;
    const after = (await log.head()) ?? undefined;
    const [source, target] = [freshStream(), freshStream()];
    await log.append(source, sampleEvents(5), { expected: 'no-stream' });
    const seen: string[] = [];
    for await (const page of log.read({ after, pageSize: 2 }))
      for (const event of page) {
        seen.push(`${event.stream === source ? 'source' : 'target'} ${event.revision}`);
        if (event.stream === source) await log.append(target, sampleEvents(1), { expected: 'any' });
      }
    const expected = (name: string) => Array.from({ length: 5 }, (_, revision) => `${name} ${revision}`);
    expect(seen).toEqual([...expected('source'), ...expected('target')]);
  });

  it('says when a read was aborted, so that its part is not taken for the whole', async () => {
    const { after } = await fill([2, 3, 1]);
    const abort = new AbortController();
    const reason = new Error('enough');
    let pages = 0;
    const reading = (async () => {
      for await (const _ of under.log.read({ after, pageSize: 1, signal: abort.signal })) {
        pages++;
        abort.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(pages).toBe(1);
  });

  it('records times in UTC to the millisecond that never go back in log order', async () => {
    const { after } = await fill([2, 1, 1]);
    const again = await under.again();
    for (const log of [again, under.log, again])
      await log.append(freshStream(), sampleEvents(2), { expected: 'no-stream' });
    const times = (await collect(under.log.read({ after }))).map((event) => event.recorded);
    expect(times.length).toBeGreaterThanOrEqual(10);
    for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(times).toEqual([...times].sort());
  });
}
