import type { RecordedEvent } from '@foedera/schema';
import { expect, it } from 'vitest';
import { WrongExpectedRevision } from '../errors.ts';
import type { EventLog, Expected } from '../log.ts';
import { type Call, type Fault, seededRandom, type TestServer } from '../testing/eventstoredb-server/index.ts';
import { collect, sampleEvents } from '../testing/index.ts';
import { follow, openFor, serve } from './testing/rig.ts';

/** Faults that have to happen. */
const ENOUGH = 1_000;
const SEED = 20_261;
/** For a machine that has much else to do. */
const PATIENCE_MS = 180_000;
const WRITERS = 16;
const READERS = 2;
const SHARED = 'foedera-shared-';
const SHARED_STREAMS = 3;
const FOLLOWERS = 4;

type Card = (call: Call) => Fault | null;

/** Draws from a shuffled deck, and shuffles it again when it is empty: chance, but everything gets its turn. */
function draw(cards: readonly Card[], random: () => number): Card {
  let deck: Card[] = [];
  return (call) => {
    if (deck.length === 0) deck = [...cards];
    const [card] = deck.splice(Math.floor(random() * deck.length), 1);
    return card?.(call) ?? null;
  };
}

/** A fault for every second append, nearly every subscription, and a read now and then, as the dice fall. */
function stormy(server: TestServer, random: () => number): Card {
  const upTo = (most: number) => Math.floor(random() * most);
  const written = () => random() < 0.5;
  const appendFault = draw(
    [
      () => ({ name: 'silent', written: written() }),
      () => ({ name: 'closing', written: written() }),
      () => ({ name: 'closing', written: written() }),
      () => ({ name: 'closing', written: written(), clean: true }),
      () => ({ name: 'hollow', written: written() }),
      () => ({ name: 'timed-out', written: written() }),
      () => ({ name: 'timed-out', written: written() }),
      () => ({ name: 'slow', ms: upTo(10) }),
      () => ({ name: 'not-ready' }),
      () => ({ name: 'no-leader' }),
      () => ({ name: 'not-leader', host: '127.0.0.1', port: server.port }),
      () => (random() < 0.2 ? { name: 'cut', written: written() } : null),
      ({ stream }) => (stream.startsWith(SHARED) ? { name: 'conflict' } : null),
    ],
    random,
  );
  const subscribeFault = draw(
    [
      () => ({ name: 'ended', after: upTo(20) }),
      () => ({ name: 'closed', after: upTo(20) }),
      () => ({ name: 'stalled', after: upTo(20) }),
      () => ({ name: 'paused', after: upTo(10), ms: upTo(20) }),
      () => ({ name: 'trickling', ms: 1 }),
      () => ({ name: 'duplicated', after: 1 + upTo(10), count: 1 + upTo(5) }),
      () => ({ name: 'early-caught-up' }),
      () => ({ name: 'checkpoint-ahead', after: upTo(10), by: 16 }),
    ],
    random,
  );
  const readFault = draw(
    [() => ({ name: 'closed', after: upTo(2) }), () => ({ name: 'not-ready' }), () => ({ name: 'no-leader' })],
    random,
  );
  return (call) => {
    if (call.kind === 'subscribe') return random() < 0.8 ? subscribeFault(call) : null;
    if (call.kind === 'read') return random() < 0.05 ? readFault(call) : null;
    return random() < 0.5 ? appendFault(call) : null;
  };
}

/** An append that was acknowledged: where its events stand, as the writer was told. */
interface Acknowledged {
  readonly stream: string;
  readonly lastRevision: number;
  readonly ids: readonly string[];
}

/** Writes to a stream of its own at exact revisions, and to shared ones as they come, until enough has gone wrong. */
async function write(log: EventLog, index: number, random: () => number, done: () => boolean): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  let own = -1;
  const append = async (stream: string, expected: Expected): Promise<number> => {
    const events = sampleEvents(1 + Math.floor(random() * 4));
    const { revision } = await log.append(stream, events, { expected });
    acknowledged.push({ stream, lastRevision: revision, ids: events.map((event) => event.id) });
    return revision;
  };
  while (!done()) {
    own = await append(`foedera-own-${index}`, own < 0 ? 'no-stream' : own);
    const shared = `${SHARED}${Math.floor(random() * SHARED_STREAMS)}`;
    if (random() < 0.5) await append(shared, 'any');
    else {
      const last = await log.lastRevision(shared);
      await append(shared, last ?? 'no-stream').catch((error: unknown) => {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      });
    }
  }
  return acknowledged;
}

/** Reads the log from where it last ended, again and again. */
async function readOn(log: EventLog, done: () => boolean): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  while (!done()) events.push(...(await collect(log.read({ after: events.at(-1)?.position, pageSize: 10 }))));
  return events;
}

it(
  'loses nothing, doubles nothing and keeps the order through a thousand faults',
  async () => {
    const server = await serve();
    const random = seededRandom(SEED);
    const log = await openFor(server, [], { attemptMs: 200, giveUpMs: 60_000, pollMs: 100 });
    const followers = Array.from({ length: FOLLOWERS }, () => follow(log, { pageSize: 1 + Math.floor(random() * 40) }));
    const total = () => [...server.fired.values()].reduce((sum, count) => sum + count, 0);
    const done = () => total() >= ENOUGH;
    server.setFaults(stormy(server, random));
    const reading = Promise.all(Array.from({ length: READERS }, () => readOn(log, done)));
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, i) => write(log, i, random, done)));
    const [read, acknowledged] = await Promise.all([reading, writing.then((all) => all.flat())]);
    server.setFaults(null);

    expect(total()).toBeGreaterThanOrEqual(ENOUGH);
    expect([...server.fired.keys()].sort()).toEqual([...EVERY_FAULT].sort());

    const stored = server.store.events.filter((event) => event.stream.startsWith('foedera-'));
    const order = stored.map((event) => event.id);
    expect(new Set(order).size).toBe(order.length);
    for (const { stream, lastRevision, ids } of acknowledged) {
      const standing = server.store.stream(stream).slice(lastRevision + 1 - ids.length, lastRevision + 1);
      expect(standing.map((event) => event.id)).toEqual(ids);
    }
    const ours = stored.filter((event) => event.type !== 'other-writer').map((event) => event.id);
    expect(acknowledged.flatMap(({ ids }) => ids).sort()).toEqual(ours.sort());

    const idsOf = (events: readonly RecordedEvent[]) => events.map((event) => event.id);
    for (const events of read) expect(idsOf(events)).toEqual(order.slice(0, events.length));
    for (const follower of followers) {
      await follower.sees(order.length);
      expect(idsOf(follower.seen)).toEqual(order);
    }
  },
  PATIENCE_MS,
);

const EVERY_FAULT = [
  'silent',
  'closing',
  'hollow',
  'timed-out',
  'slow',
  'not-ready',
  'no-leader',
  'not-leader',
  'cut',
  'conflict',
  'ended',
  'closed',
  'stalled',
  'paused',
  'trickling',
  'duplicated',
  'early-caught-up',
  'checkpoint-ahead',
];
