import { once } from 'node:events';
import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { afterEach, expect, it, vi } from 'vitest';
import { prepareFilter } from '../read-model/filter.ts';
import { toPlace } from '../read-model/place.ts';
import { openFilledView } from '../testing/filled.ts';
import { openStream, type RawStream } from '../testing/stream.ts';
import type { EncodingName } from './chunk.ts';
import type { Resolved } from './cursor.ts';
import { DEFAULT_HUB, type Hub, type HubOptions, openHub } from './hub.ts';
import type { FeedView } from './view.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  vi.useRealTimers();
});

const BEGIN: Resolved = { place: 0 };
const ALL = prepareFilter({});
const fail = (error: unknown): void => expect.fail(String(error));
const cursor = (seq: number): string => `01234567-${seq}-0`;

function hubOver(view: FeedView, options: Partial<HubOptions> = {}): Hub {
  const hub = openHub(view, { ...DEFAULT_HUB, now: Date.now, random: () => 0, onError: fail, ...options });
  closing.push(() => hub.close());
  return hub;
}

/** Opens a stream of a hub over the network, as `attach` says. */
async function streamOf(attach: (response: ServerResponse) => void): Promise<RawStream> {
  const server: Server = createServer((_, response) => attach(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stream = await openStream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  closing.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => stream.close(),
  );
  return stream;
}

/** A connection that takes what it is written only when told to. */
function heldResponse(): { response: ServerResponse; socket: Duplex; take(): void; written(): string } {
  const written: Buffer[] = [];
  let taken: (() => void)[] = [];
  const socket = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _, done) => {
      written.push(chunk);
      taken.push(done);
    },
  });
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.assignSocket(socket as unknown as Socket);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  closing.push(() => socket.destroy());
  return {
    response,
    socket,
    take: async () => {
      await new Promise((resolve) => setImmediate(resolve));
      const [first, ...rest] = taken;
      taken = rest;
      first?.();
    },
    written: () => Buffer.concat(written).toString('utf8'),
  };
}

it('keeps a filtered client alive with the place and event to which it has passed', async () => {
  const view = openFilledView();
  let quiet = 0;
  const hub = hubOver({ ...view, seq: () => view.seq() + quiet }, { heartbeatMs: 20 });
  const stream = await streamOf((response) => hub.attach(response, prepareFilter({ relation: ['FR-VN'] }), BEGIN));
  const alive = (seq: number, at: number): ReturnType<RawStream['until']> =>
    stream.until((m) => {
      if (m.event !== 'keep-alive' || m.id !== cursor(at)) return false;
      const said = JSON.parse(m.data) as { seq: number; cursor: string };
      return said.seq === seq && said.cursor === m.id;
    });
  view.add(1);
  await alive(1, 1);
  view.add(2);
  await alive(3, 3);
  // Events that changed nothing.
  quiet = 4;
  await alive(7, 3);
  view.add(1, { relation: 'FR-VN' });
  await stream.until((m) => m.event === undefined && m.id === cursor(4));
  await alive(8, 4);
});

it('keeps a slow client for as long as it takes anything, and closes it with its cursor when it does not', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const view = openFilledView();
  view.add(20, { bytes: 50_000 });
  const hub = hubOver(view, { heartbeatMs: 1_000, stalledBeats: 1, highBytes: 100_000 });
  const { response, take, written } = heldResponse();
  hub.attach(response, ALL, BEGIN);
  // No more than one chunk above what a client may hold.
  expect(response.writableLength).toBeGreaterThan(100_000);
  expect(response.writableLength).toBeLessThan(100_000 + DEFAULT_HUB.chunk.bytes + 1_000);
  const clientsAfterBeat = (): number => {
    vi.advanceTimersByTime(1_000);
    return hub.clients();
  };
  expect(clientsAfterBeat()).toBe(1);
  // The first piece of two: what is left is still too much, but less.
  await take();
  expect(response.writableLength).toBeGreaterThan(100_000);
  expect([clientsAfterBeat(), clientsAfterBeat(), clientsAfterBeat()]).toEqual([1, 1, 0]);
  for (let i = 0; i < 100; i++) await take();
  const messages: EventSourceMessage[] = [];
  createParser({ onEvent: (message) => messages.push(message) }).feed(written().slice(written().indexOf('event: ')));
  const place = messages.at(-2)?.id;
  expect(messages.at(-1)).toEqual({ event: 'consumer-too-slow', id: place, data: JSON.stringify({ cursor: place }) });
});

it('cuts off a client that does not even take its last message', async () => {
  const view = openFilledView();
  view.add(1);
  const hub = hubOver(view, { graceMs: 10 });
  const { response, socket } = heldResponse();
  hub.attach(response, ALL, BEGIN);
  hub.close();
  if (!socket.destroyed) await once(socket, 'close');
});

it('forgets a client that leaves', async () => {
  const view = openFilledView();
  const hub = hubOver(view);
  const { response, socket } = heldResponse();
  hub.attach(response, ALL, BEGIN);
  expect(hub.clients()).toBe(1);
  socket.destroy();
  await once(response, 'close');
  expect(hub.clients()).toBe(0);
});

it('tells its clients to come back at different times when it closes', async () => {
  const chances = [0, 1];
  const hub = hubOver(openFilledView(), { retryMs: 1_000, random: () => chances.shift() as number });
  const streams: RawStream[] = [];
  for (let i = 0; i < 2; i++) streams.push(await streamOf((response) => hub.attach(response, ALL, BEGIN)));
  hub.close();
  await Promise.all(streams.map((stream) => stream.ended));
  expect(streams.map((stream) => [stream.messages.at(-1)?.event, stream.retryMs()])).toEqual([
    ['server-closing', 500],
    ['server-closing', 1_500],
  ]);
});

it.each([
  ['refuses it once it has caught up and the cursor was never', 1, 'cursor-refused'],
  ['goes on after it once it has come to it', 3, undefined],
])('takes a cursor that this replica has not come to, and %s', async (_, come, event) => {
  const view = openFilledView();
  let caughtUp = false;
  const hub = hubOver({ ...view, caughtUp: () => caughtUp }, { pollMs: 10 });
  const stream = await streamOf((response) => hub.attach(response, ALL, { ahead: toPlace(2, 0) }));
  expect((await stream.until((m) => m.event === 'ready')).id).toBe(cursor(2));
  caughtUp = true;
  view.add(come);
  const next = await stream.until((m) => m.event !== 'ready');
  expect([next.event, next.id]).toEqual([event, cursor(event === undefined ? 3 : 2)]);
});

it('gives clients of one filter the changes in the envelope that each asked for', async () => {
  const view = openFilledView();
  const hub = hubOver(view);
  const open = (envelope: EncodingName): Promise<RawStream> =>
    streamOf((response) => hub.attach(response, ALL, BEGIN, envelope));
  const streams = [await open('none'), await open('cloudevents')];
  view.add(1);
  const said = await Promise.all(streams.map((stream) => stream.until((m) => m.id === cursor(1))));
  const [plain, enveloped] = said.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
  expect(plain).toMatchObject({ id: cursor(1), seq: 1 });
  expect(enveloped).toMatchObject({ specversion: '1.0', id: cursor(1), data: plain });
});
