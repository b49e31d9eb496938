import type { RecordedEvent } from '@foedera/schema';
import { expect, it } from 'vitest';
import { LogClosed } from '../errors.ts';
import type { Page } from '../log.ts';
import type { Under } from './contract.ts';
import { collect, freshStream, sampleEvents, untilCaughtUp } from './samples.ts';

/** Subscribing: what is there, then what comes, nothing missed, nothing twice. */
export function subscribeContract(under: Under, fresh: boolean): void {
  const inStreams =
    (...streams: readonly string[]) =>
    (events: readonly RecordedEvent[]): RecordedEvent[] =>
      events.filter((event) => streams.includes(event.stream));
  const start = async (): Promise<string | undefined> => (await under.log.head()) ?? undefined;

  it.runIf(fresh)('says at once that it is caught up in an empty log', async () => {
    for await (const page of under.log.subscribe()) {
      expect(page).toEqual({ events: [], caughtUp: true });
      break;
    }
  });

  it('gives what is there, then what another handle appends', async () => {
    const other = await under.again();
    const after = await start();
    const [old, live] = [freshStream(), freshStream()];
    await under.log.append(old, sampleEvents(5), { expected: 'no-stream' });
    const ours = inStreams(old, live);
    let rounds = 0;
    const seen: RecordedEvent[] = [];
    for await (const page of under.log.subscribe({ after, pageSize: 2 })) {
      expect(page.events.length).toBeLessThanOrEqual(2);
      seen.push(...page.events);
      if (!page.caughtUp || ours(seen).length < 5 + rounds * 3) continue;
      if (++rounds > 3) break;
      await other.append(live, sampleEvents(3), { expected: 'any' });
    }
    expect(ours(seen)).toEqual(ours(await collect(under.log.read({ after }))));
    expect(ours(seen)).toHaveLength(14);
  });

  it('starts strictly after a position', async () => {
    const stream = freshStream();
    await under.log.append(stream, sampleEvents(4), { expected: 'no-stream' });
    const all = await collect(under.log.readStream(stream));
    const rest = await untilCaughtUp(under.log.subscribe({ after: all[1]?.position }));
    expect(inStreams(stream)(rest)).toEqual(all.slice(2));
  });

  it('says that it is caught up when the last page was full, too', async () => {
    const after = await start();
    const stream = freshStream();
    await under.log.append(stream, sampleEvents(6), { expected: 'no-stream' });
    const events = await untilCaughtUp(
      under.log.subscribe({ after, pageSize: 3 }),
      (seen) => inStreams(stream)(seen).length === 6,
    );
    expect(inStreams(stream)(events)).toHaveLength(6);
  });

  it('misses and repeats nothing while several handles append at the same time', async () => {
    const handles = [under.log, await under.again(), await under.again()];
    const after = await start();
    const streams = Array.from({ length: 9 }, () => freshStream());
    const perStream = 30;
    const total = streams.length * perStream;
    const tails = [under.log, await under.again()].map((log) =>
      untilCaughtUp(
        log.subscribe({ after, pageSize: 7 }),
        (seen) => seen.length >= total && inStreams(...streams)(seen).length >= total,
      ),
    );
    await Promise.all(
      streams.map(async (stream, i) => {
        const log = handles[i % handles.length] as typeof under.log;
        let revision = -1;
        while (revision + 1 < perStream) {
          const count = Math.min(1 + ((revision + i + 1) % 4), perStream - revision - 1);
          const expected = revision < 0 ? 'no-stream' : revision;
          ({ revision } = await log.append(stream, sampleEvents(count), { expected }));
        }
      }),
    );
    const whole = inStreams(...streams)(await collect(under.log.read({ after })));
    expect(whole).toHaveLength(total);
    for (const seen of await Promise.all(tails))
      expect(inStreams(...streams)(seen).map((event) => event.id)).toEqual(whole.map((event) => event.id));
    for (const stream of streams)
      expect(inStreams(stream)(whole).map((event) => event.revision)).toEqual([...Array(perStream).keys()]);
  });

  it('serves many at once', async () => {
    const after = await start();
    const stream = freshStream();
    const enough = (seen: readonly RecordedEvent[]): boolean => inStreams(stream)(seen).length >= 3;
    const tails = Array.from({ length: 20 }, () => untilCaughtUp(under.log.subscribe({ after }), enough));
    for (let i = 0; i < 3; i++) await under.log.append(stream, sampleEvents(1), { expected: 'any' });
    for (const seen of await Promise.all(tails)) expect(inStreams(stream)(seen)).toHaveLength(3);
  });

  it('ends when it is aborted: before, between pages, and while it waits', async () => {
    const { log } = under;
    const after = await start();
    await log.append(freshStream(), sampleEvents(5), { expected: 'no-stream' });
    const until = async (stop: (page: Page, abort: AbortController) => void, abort = new AbortController()) => {
      let count = 0;
      for await (const page of log.subscribe({ after, pageSize: 2, signal: abort.signal })) {
        count++;
        stop(page, abort);
      }
      return count;
    };
    const before = new AbortController();
    before.abort();
    expect(await until(() => undefined, before)).toBe(0);
    expect(await until((_, abort) => abort.abort())).toBe(1);
    expect(await until((page, abort) => page.caughtUp && setImmediate(() => abort.abort()))).toBeGreaterThanOrEqual(3);
  });

  it('ends with an error when the log is closed', async () => {
    const log = await under.again();
    const after = await start();
    await log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
    const following = (async () => {
      for await (const page of log.subscribe({ after })) if (page.caughtUp) setImmediate(() => void log.close());
    })();
    await expect(following).rejects.toBeInstanceOf(LogClosed);
  });
}
