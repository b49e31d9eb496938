import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, type JSONEventData, streamNameFilter } from '@eventstore/db-client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTestServer, type TestServer, type TestServerOptions } from './index.ts';

/** The server and the client as it comes, without anything of ours between them. */
async function serve(options: TestServerOptions = {}): Promise<{ server: TestServer; client: EventStoreDBClient }> {
  const server = await startTestServer(options);
  const client = EventStoreDBClient.connectionString(server.connectionString());
  onTestFinished(async () => {
    await client.dispose();
    await server.stop();
  });
  return { server, client };
}

const events = (count: number): JSONEventData[] =>
  Array.from({ length: count }, (_, n) => ({
    id: randomUUID(),
    type: 'visit',
    contentType: 'application/json',
    data: { n },
    metadata: { schema: 1 },
  }));

async function toArray<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** Both ways in which the client appends: batched, and, with credentials of its own, call by call. */
const WAYS = [
  ['batched', {}],
  ['call by call', { credentials: { username: 'u', password: 'p' } }],
] as const;

describe.each(WAYS)('appending %s', (_, way) => {
  it('answers with the revision and the position of the last event', async () => {
    const { client } = await serve();
    const { nextExpectedRevision, position } = await client.appendToStream('a', events(3), way);
    expect(nextExpectedRevision).toBe(2n);
    const [last] = await toArray(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }));
    expect(last?.event?.position).toEqual(position);
  });

  it('tells the current revision of a stream that is not as expected', async () => {
    const { client } = await serve();
    await client.appendToStream('a', events(3), way);
    const wrong = { type: 'wrong-expected-version' };
    const append = (expectedRevision: bigint | 'no_stream' | 'stream_exists', stream = 'a') =>
      client.appendToStream(stream, events(1), { ...way, expectedRevision });
    await expect(append('no_stream')).rejects.toMatchObject({
      ...wrong,
      actualVersion: 2n,
      expectedVersion: 'no_stream',
    });
    await expect(append(1n)).rejects.toMatchObject({ ...wrong, actualVersion: 2n, expectedVersion: 1n });
    await expect(append(7n)).rejects.toMatchObject({ ...wrong, actualVersion: 2n, expectedVersion: 7n });
    await expect(append('stream_exists', 'b')).rejects.toMatchObject({ ...wrong, actualVersion: 'no_stream' });
    await expect(append(0n, 'b')).rejects.toMatchObject({ ...wrong, actualVersion: 'no_stream' });
  });

  it('recognises a repetition at an exact revision for ever, and at any only while it remembers', async () => {
    const { server, client } = await serve();
    const [first, second] = [events(2), events(2)];
    const exact = () => client.appendToStream('a', first, { ...way, expectedRevision: 'no_stream' });
    const answer = await exact();
    await client.appendToStream('a', second, way);
    expect(await client.appendToStream('a', second, way)).toMatchObject({ nextExpectedRevision: 3n });
    expect(await exact()).toEqual(answer);
    server.store.forgetRecentIds();
    expect(await exact()).toEqual(answer);
    expect(await client.appendToStream('a', second, way)).toMatchObject({ nextExpectedRevision: 5n });
  });

  it('refuses what is larger than it takes', async () => {
    const { server, client } = await serve({ maxAppendBytes: 100 });
    await expect(client.appendToStream('a', events(20), way)).rejects.toThrow(/100/);
    expect(server.store.stream('a')).toEqual([]);
  });
});

describe('reading', () => {
  const filled = async () => {
    const { server, client } = await serve();
    for (const stream of ['a-1', 'b-1', 'a-2']) await client.appendToStream(stream, events(4));
    const all = await toArray(client.readAll());
    return { server, client, all };
  };

  it('goes through a stream in both directions, from a revision, inclusive', async () => {
    const { client } = await filled();
    const read = async (options: Parameters<typeof client.readStream>[1]) =>
      (await toArray(client.readStream('a-1', options))).map(({ event }) => Number(event?.revision));
    expect(await read({})).toEqual([0, 1, 2, 3]);
    expect(await read({ fromRevision: 2n })).toEqual([2, 3]);
    expect(await read({ fromRevision: 1n, maxCount: 2 })).toEqual([1, 2]);
    expect(await read({ direction: 'backwards', fromRevision: 'end', maxCount: 2 })).toEqual([3, 2]);
    expect(await read({ direction: 'backwards', fromRevision: 1n })).toEqual([1, 0]);
    expect(await read({ fromRevision: 9n })).toEqual([]);
    await expect(toArray(client.readStream('none'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it('goes through everything: forwards from a position, inclusive, and backwards before it', async () => {
    const { client, all } = await filled();
    const at = all[6]?.event?.position;
    if (at === undefined) throw new Error('an event without a position');
    expect(await toArray(client.readAll({ fromPosition: at }))).toEqual(all.slice(6));
    const before = await toArray(client.readAll({ fromPosition: at, direction: 'backwards' }));
    expect(before).toEqual(all.slice(0, 6).reverse());
  });

  it('begins with events of the system, and its positions are not dense', async () => {
    const { all } = await filled();
    expect(all.slice(0, 3).every(({ event }) => event?.streamId.startsWith('$'))).toBe(true);
    const places = all.map(({ event }) => event?.position?.commit ?? 0n);
    expect(places.slice(1).every((place, i) => place > (places[i] as bigint) + 1n)).toBe(true);
  });

  it('subscribes after a position, exclusive, to what passes a filter, and says when it caught up', async () => {
    const { client, all } = await filled();
    const [, , , first] = all;
    const position = first?.event?.position;
    if (position === undefined) throw new Error('an event without a position');
    const checkpoints: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: ['a-'],
      maxSearchWindow: 2,
      checkpointInterval: 1,
      checkpointReached: (_, { commit }) => void checkpoints.push(commit),
    });
    const subscription = client.subscribeToAll({ fromPosition: position, filter });
    let caughtUp = false;
    const seen: string[] = [];
    subscription.on('caughtUp', () => {
      caughtUp = true;
      void client.appendToStream('b-2', events(1)).then(() => client.appendToStream('a-3', events(1)));
    });
    for await (const { event } of subscription) {
      seen.push(`${event?.streamId} ${event?.revision}`);
      if (event?.streamId === 'a-3') break;
    }
    expect(seen).toEqual(['a-1 1', 'a-1 2', 'a-1 3', 'a-2 0', 'a-2 1', 'a-2 2', 'a-2 3', 'a-3 0']);
    expect(caughtUp).toBe(true);
    expect(checkpoints.length).toBeGreaterThan(3);
    expect([...checkpoints].sort((a, b) => (a < b ? -1 : 1))).toEqual(checkpoints);
  });
});

it('keeps its data over a restart on the same port', async () => {
  const { server, client } = await serve();
  await client.appendToStream('a', events(2));
  const { port } = server;
  await server.stop();
  await server.start();
  expect(server.port).toBe(port);
  const again = EventStoreDBClient.connectionString(server.connectionString());
  onTestFinished(() => again.dispose());
  // The first call may still be sent on the connection that was dropped.
  await vi.waitFor(async () => expect(await toArray(again.readStream('a'))).toHaveLength(2));
});
