import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { CorruptEvent } from '../errors.ts';
import { TestStore } from '../testing/eventstoredb-server/index.ts';
import { collect, freshStream, sampleEvents } from '../testing/index.ts';
import { follow, openFor, serve, until } from './testing/rig.ts';

/** Events that somebody else writes into the same server. */
function write(store: TestStore, stream: string, count: number, contentType = 'application/json'): void {
  const data = Buffer.from('{"not":"ours"}');
  const event = () => ({ id: randomUUID(), type: 'other', contentType, data, metadata: Buffer.from('{}') });
  store.append(stream, 'any', Array.from({ length: count }, event));
}

describe('a server that others use too', () => {
  it('has no head of ours while there is nothing of ours, however much there is', async () => {
    const server = await serve();
    const log = await openFor(server);
    write(server.store, 'orders-1', 3_000);
    expect(await log.head()).toBeNull();
    expect(await collect(log.read())).toEqual([]);
  });

  it("finds the head behind any number of others' events, and looks only at what it has not seen", async () => {
    const server = await serve();
    const log = await openFor(server);
    write(server.store, 'orders-1', 50);
    const { position } = await log.append(freshStream(), sampleEvents(2), { expected: 'no-stream' });
    write(server.store, 'orders-1', 3_000);
    expect(await log.head()).toBe(position);
    const calls = server.calls.get('read') ?? 0;
    expect(await log.head()).toBe(position);
    expect(server.calls.get('read')).toBe(calls + 1);
  });

  it("reads and follows ours only, between others' events", async () => {
    const server = await serve();
    const log = await openFor(server);
    const follower = follow(log);
    const streams = [freshStream(), freshStream()];
    for (let i = 0; i < 20; i++) {
      write(server.store, i % 3 === 0 ? 'foedera' : 'orders-1', 7);
      await log.append(streams[i % 2] as string, sampleEvents(2), { expected: 'any' });
    }
    await follower.sees(40);
    const read = await collect(log.read());
    expect(read.map((event) => event.stream)).toEqual(read.map((_, i) => streams[Math.floor(i / 2) % 2]));
    expect(follower.seen).toEqual(read);
  });

  it('refuses a position at which no event stands, however the server says so', async () => {
    const server = await serve();
    const log = await openFor(server);
    await log.append('foedera-a', sampleEvents(3), { expected: 'no-stream' });
    const [first] = await collect(log.read());
    const after = first?.position.replaceAll(/\d+/g, (digits) => String(Number(digits) + 1)) as string;
    await expect(collect(log.read({ after }))).rejects.toMatchObject({ code: 'invalid-position', position: after });
    await expect(follow(log, { after }).sees(1)).rejects.toMatchObject({ code: 'invalid-position', position: after });
  });

  it('says loudly what it cannot read in a stream of ours', async () => {
    const server = await serve();
    const log = await openFor(server);
    await log.append('foedera-a', sampleEvents(1), { expected: 'no-stream' });
    const follower = follow(log);
    await follower.sees(1);
    write(server.store, 'foedera-a', 1, 'application/octet-stream');
    const corrupt = { code: 'corrupt-event', stream: 'foedera-a', revision: 1 };
    await expect(follower.sees(2)).rejects.toMatchObject(corrupt);
    await expect(collect(log.read())).rejects.toMatchObject(corrupt);
    await expect(collect(log.readStream('foedera-a'))).rejects.toBeInstanceOf(CorruptEvent);
  });
});

describe('the time at which an event was recorded', () => {
  it('is when it was created, and never goes back, wherever a reader starts', async () => {
    const clock = [5_000, 3_000, 4_000, 6_000, 1_000];
    let written = -1;
    // The first time is that of the system's own events.
    const store = new TestStore(() => clock[written] ?? 0);
    const server = await serve({ store });
    const log = await openFor(server);
    for (written = 0; written < clock.length; written++)
      await log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
    const seconds = (events: readonly RecordedEvent[]) => events.map(({ recorded }) => Date.parse(recorded) / 1_000);
    const all = await collect(log.read());
    const expected = [5, 5, 5, 6, 6];
    expect(seconds(all)).toEqual(expected);
    for (const [i, event] of all.entries()) {
      expect(seconds(await collect(log.read({ after: event.position })))).toEqual(expected.slice(i + 1));
      const follower = follow(log, { after: event.position });
      await follower.sees(clock.length - 1 - i);
      expect(seconds(follower.seen)).toEqual(expected.slice(i + 1));
    }
  });
});

describe('an append that finds its events already there', () => {
  it('tells their position, even when the server does not', async () => {
    const server = await serve({ repetitionPositions: false });
    const log = await openFor(server);
    const [stream, events] = [freshStream(), sampleEvents(3)];
    const first = await log.append(stream, events, { expected: 'no-stream' });
    await log.append(stream, sampleEvents(2), { expected: 2 });
    expect(await log.append(stream, events, { expected: 'no-stream' })).toEqual({ ...first, alreadyThere: true });
  });

  it('cannot be told on a server too old to tell positions: it is refused', async () => {
    const server = await serve({ streamPositions: false });
    const log = await openFor(server);
    await log.append(freshStream(), sampleEvents(1), { expected: 'any' });
    const stream = freshStream();
    await log.append(stream, sampleEvents(1), { expected: 'any' });
    await expect(collect(log.readStream(stream))).rejects.toMatchObject({
      code: 'eventstore-refused',
      message: expect.stringContaining('22.10'),
    });
  });
});

describe('following', () => {
  it('falls behind what is kept and catches up, in order', async () => {
    const server = await serve();
    const log = await openFor(server);
    const quick = follow(log);
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const seen: RecordedEvent[] = [];
    const slow = (async () => {
      for await (const page of log.subscribe({ pageSize: 100 })) {
        seen.push(...page.events);
        if (seen.length > 0) await held;
        if (seen.length >= 2_000) break;
      }
    })();
    await until(() => quick.caughtUp.length > 0);
    for (let i = 0; i < 4; i++) await log.append(freshStream(), sampleEvents(500), { expected: 'no-stream' });
    await quick.sees(2_000);
    expect(seen.length).toBeLessThan(1_000);
    go();
    await slow;
    expect(seen.map((event) => event.id)).toEqual(quick.seen.map((event) => event.id));
  });

  it('keeps a subscription only while somebody follows, and connects only while a log is open', async () => {
    const server = await serve();
    const log = await openFor(server);
    for (let round = 0; round < 2; round++) {
      for await (const page of log.subscribe()) if (page.caughtUp) break;
      for await (const _ of log.subscribe()) {
        await until(() => server.openCalls('subscribe') <= 1);
        break;
      }
      await until(() => server.openCalls('subscribe') === 0);
    }
    await log.close();
    await server.stop();
    await until(() => server.connections === 0);
  });
});
