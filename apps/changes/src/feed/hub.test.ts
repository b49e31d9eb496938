import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { prepareFilter } from '../read-model/filter.ts';
import { type FilledView, openFilledView } from '../testing/filled.ts';
import { changesIn, openStream, type RawStream } from '../testing/stream.ts';
import { resolveCursor } from './cursor.ts';
import { DEFAULT_HUB, type Hub, type HubOptions, openHub } from './hub.ts';
import type { FeedView } from './view.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const fail = (error: unknown): void => expect.fail(String(error));

async function serve(view: FeedView, relation?: string, options: Partial<HubOptions> = {}): Promise<string> {
  const hub: Hub = openHub(view, { ...DEFAULT_HUB, now: Date.now, random: () => 0, onError: fail, ...options });
  const filter = prepareFilter(relation === undefined ? {} : { relation: [relation] });
  const server: Server = createServer((request, response: ServerResponse) => {
    const start = resolveCursor(view, String(request.headers['last-event-id'] ?? '0'), 'Last-Event-ID');
    hub.attach(response, filter, start);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    hub.close();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const at = (stream: RawStream | undefined, seq: number) =>
  stream?.until((m) => m.event === undefined && m.id === `01234567-${seq}-0`);
const seqs = (...streams: readonly (RawStream | undefined)[]): number[] =>
  streams.flatMap((stream) => changesIn(stream?.messages ?? [])).map((change) => change.seq);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

function filled(count: number, bytes = 0): FilledView {
  const view = openFilledView();
  view.add(count, { bytes });
  return view;
}

it('reads and encodes a change once for all clients with the same filter', async () => {
  const view = filled(1);
  let reads = 0;
  const readAfter: ReturnType<FeedView['reader']>['readAfter'] = (...of) => {
    reads++;
    return view.reader().readAfter(...of);
  };
  const url = await serve({ ...view, reader: () => ({ ...view.reader(), readAfter }) }, 'BY-VN');
  const streams = await Promise.all(upTo(40).map(() => openStream(url)));
  await Promise.all(streams.map((s) => at(s, 1)));
  reads = 0;
  view.add(2);
  await Promise.all(streams.map((s) => at(s, 3)));
  // One finds the changes, one that nothing follows them.
  expect(reads).toBe(2);
  for (const s of streams) expect(seqs(s)).toEqual([1, 2, 3]);
});

it('sends a client that takes nothing away with its cursor, and delays nobody else', async () => {
  const view = filled(1);
  const url = await serve(view, undefined, { heartbeatMs: 50, stalledBeats: 4, graceMs: 60_000, highBytes: 65_536 });
  const [slow, ...others] = await Promise.all([1, 2, 3].map(() => openStream(url)));
  slow?.pause();
  for (let i = 0; i < 8; i++) view.add(50, { bytes: 50_000 });
  await Promise.all(others.map((s) => at(s, 401)));
  for (const s of others) expect(seqs(s)).toEqual(upTo(401));
  // What it left in its socket is a few megabytes: the rest waits at its cursor, not in memory.
  const patient = await openStream(url, others[0]?.messages.at(-1)?.id);
  for (let beat = 0; beat < 10; beat++) {
    const beats = patient.messages.length;
    await patient.until((m) => patient.messages.indexOf(m) >= beats);
  }
  slow?.resume();
  await slow?.ended;
  const last = slow?.messages.at(-1);
  const received = changesIn(slow?.messages ?? []);
  expect(received.length).toBeLessThan(401);
  expect(last).toMatchObject({ event: 'consumer-too-slow', id: received.at(-1)?.id });
  expect(JSON.parse(last?.data ?? '')).toMatchObject({ cursor: last?.id });
  const again = await openStream(url, last?.id);
  await at(again, 401);
  expect(seqs(slow, again)).toEqual(upTo(401));
  for (const s of [...others, patient, again]) s.close();
});

it('gives a client that pauses for a while everything once it goes on', async () => {
  const view = filled(300, 50_000);
  const stream = await openStream(await serve(view, undefined, { highBytes: 65_536 }));
  stream.pause();
  view.add(1);
  stream.resume();
  await at(stream, 301);
  expect(seqs(stream)).toEqual(upTo(301));
  stream.close();
});

it('notices what another process applied to the read model, without a signal', async () => {
  const view = filled(1);
  const url = await serve({ ...view, onAdvance: () => () => undefined }, undefined, { pollMs: 20 });
  const stream = await openStream(url);
  await at(stream, 1);
  view.add(1);
  await at(stream, 2);
  stream.close();
});

it('hands over a client that comes while it closes', async () => {
  const view = filled(1);
  const hub = openHub(view, { ...DEFAULT_HUB, now: Date.now, random: () => 0.5, onError: fail });
  const server = createServer((_, response) => {
    hub.close();
    hub.attach(response, prepareFilter({}), { place: 0 });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stream = await openStream(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await stream.ended;
  expect(stream.messages.map((m) => m.event)).toEqual(['ready', 'server-closing']);
  expect(hub.clients()).toBe(0);
  await new Promise((resolve) => server.close(resolve));
});

it('goes on after a read that failed', async () => {
  const view = filled(1);
  let broken = false;
  const errors: unknown[] = [];
  const reader: FeedView['reader'] = () => {
    if (broken) throw new Error('disk');
    return view.reader();
  };
  const onError = (error: unknown): void => {
    errors.push(error);
    broken = false;
  };
  const stream = await openStream(await serve({ ...view, reader }, undefined, { onError, pollMs: 20 }));
  await at(stream, 1);
  broken = true;
  view.add(1);
  await at(stream, 2);
  expect(errors).toHaveLength(1);
  stream.close();
});
