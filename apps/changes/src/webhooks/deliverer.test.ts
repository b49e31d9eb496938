import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answering, type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { type FilledView, openFilledView } from '../testing/filled.ts';
import { type Operations, openOperations } from '../testing/operations.ts';
import { type Delivery, type Outbox, openOutbox } from './outbox.ts';
import { openSubscriptions } from './subscriptions.ts';

let operations: Operations;
let endpoint: Endpoint;
let view: FilledView;
let outbox: Outbox;
const errors: string[] = [];
beforeEach(async () => {
  errors.length = 0;
  operations = openOperations((error) => errors.push(String(error)));
  endpoint = await openEndpoint();
  view = openFilledView();
  outbox = openOutbox(operations.open());
});
afterEach(async () => {
  await endpoint.close();
  await operations.close();
});

const id = (seq: number): string => `01234567-${seq}-0`;
const upTo = (n: number): string[] => Array.from({ length: n }, (_, i) => id(i + 1));
const received = (): string[] => endpoint.received.map((m) => m.id);
const all = (): Delivery[] => outbox.list('wh_1', undefined, 0, 1_000);
const states = (): string[] => all().map((d) => `${d.position} ${d.change} ${d.state}`);

/** Resolves when the counts of the subscription are these. */
async function until(counts: Partial<ReturnType<Outbox['counts']>>): Promise<void> {
  for (;;) {
    const found = outbox.counts('wh_1');
    if (Object.entries(counts).every(([state, n]) => found[state as keyof typeof found] === n)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('the outbox', () => {
  it('has a message before it is sent for the first time', async () => {
    const before: string[][] = [];
    endpoint.answer((message, response) => {
      before.push(all().flatMap((d) => (d.change === message.id && d.attempts === 0 ? [d.state, d.body] : [])));
      response.writeHead(204).end();
    });
    operations.subscribe(endpoint);
    operations.deliverer(view);
    view.add(3);
    await until({ delivered: 3 });
    expect(before).toEqual(endpoint.received.map(({ body }) => ['pending', body]));
  });

  it('is filled together with moving the cursor, or not at all', async () => {
    const db = operations.open();
    // As a full disk would have it: the second message cannot be written.
    db.exec(`create table broken (yes integer);
      insert into broken values (1);
      create trigger refuse before insert on webhook_delivery when new.position = 2 and (select count(*) from broken) = 1
        begin select raise(abort, 'the disk is full'); end;`);
    operations.subscribe(endpoint);
    view.add(3);
    operations.deliverer(view);
    while (errors.length < 3) await new Promise((resolve) => setImmediate(resolve));
    expect([errors[0], all(), received()]).toEqual([expect.stringMatching(/the disk is full/), [], []]);
    db.exec(`delete from broken`);
    await until({ delivered: 3 });
    expect(received()).toEqual(upTo(3));
  });

  it('holds the next message back until the one before was taken or parked', async () => {
    const take = answering(204);
    const fail = answering(500);
    endpoint.answer((message, response) => (message.id === id(1) ? fail : take)(message, response));
    operations.subscribe(endpoint);
    view.add(3);
    operations.deliverer(view, { retries: { attempts: 4, baseMs: 30, capMs: 60 } });
    await until({ parked: 1, delivered: 2 });
    expect(received()).toEqual([id(1), id(1), id(1), id(1), id(2), id(3)]);
  });

  it('forgets what was delivered long ago, but neither parked messages nor where to count on from', async () => {
    let nowMs = 1_000_000;
    const now = (): number => nowMs;
    const take = answering(204);
    const fail = answering(500);
    endpoint.answer((message, response) => (message.id === id(2) ? fail : take)(message, response));
    operations.subscribe(endpoint);
    view.add(4);
    const retries = { attempts: 1, baseMs: 1, capMs: 1 };
    const first = operations.deliverer(view, { now, retries, keepMs: 1_000 });
    await until({ delivered: 3, parked: 1 });
    await first.close();
    nowMs += 1_000_000;
    operations.deliverer(view, { now, retries, keepMs: 1_000 });
    await until({ delivered: 1, parked: 1 });
    expect(states()).toEqual([`2 ${id(2)} parked`, `4 ${id(4)} delivered`]);
    view.add(1);
    await until({ delivered: 2 });
    expect(states()).toEqual([`2 ${id(2)} parked`, `4 ${id(4)} delivered`, `5 ${id(5)} delivered`]);
  });

  it('gives a parked message that is sent again as many attempts as it had at first', async () => {
    endpoint.answer(answering(500));
    operations.subscribe(endpoint);
    view.add(1);
    const deliverer = operations.deliverer(view, { retries: { attempts: 3, baseMs: 1, capMs: 1 } });
    await until({ parked: 1 });
    outbox.replay('wh_1', null, Date.now());
    deliverer.wake();
    await endpoint.calls(6);
    await until({ parked: 1 });
    expect(all()).toMatchObject([{ attempts: 3, failure: 'answered 500', status: 500 }]);
  });
});

describe('a deliverer', () => {
  it('has no more calls under way than it may, and one for each subscription', async () => {
    const held: (() => void)[] = [];
    endpoint.answer((_, response) => {
      held.push(() => response.writeHead(204).end());
    });
    const ids = ['wh_1', 'wh_2', 'wh_3', 'wh_4'];
    for (const name of ids) operations.subscribe(endpoint, { id: name });
    view.add(2);
    const deliverer = operations.deliverer(view, { concurrency: 3 });
    await endpoint.calls(3);
    // Looks again, without anything to begin.
    deliverer.wake();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect([deliverer.inFlight(), endpoint.received.length]).toEqual([3, 3]);
    while (ids.some((name) => outbox.counts(name).delivered < 2)) {
      held.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      expect(deliverer.inFlight()).toBeLessThanOrEqual(3);
    }
    expect(received().sort()).toEqual([...Array(4).fill(id(1)), ...Array(4).fill(id(2))]);
  });

  it('gives every subscription its turn, however much the others have to be told', async () => {
    const ids = ['wh_1', 'wh_2', 'wh_3'];
    const others = await Promise.all(ids.map(() => openEndpoint()));
    const turns: string[] = [];
    others.forEach((other, i) => {
      operations.subscribe(other, { id: ids[i] as string });
      other.answer((_, response) => {
        turns.push(ids[i] as string);
        response.writeHead(204).end();
      });
    });
    view.add(4);
    operations.deliverer(view, { concurrency: 1 });
    while (ids.some((name) => outbox.counts(name).delivered < 4)) await new Promise((resolve) => setImmediate(resolve));
    expect(turns).toEqual([...ids, ...ids, ...ids, ...ids]);
    for (const other of others) await other.close();
  });

  it('calls only for subscriptions that are active, and then tells them everything', async () => {
    const others = await Promise.all([openEndpoint(), openEndpoint()]);
    others.forEach((other, i) => {
      operations.subscribe(other, { id: `wh_0${i}`, state: i === 0 ? 'paused' : 'disabled' });
    });
    operations.subscribe(endpoint);
    view.add(2);
    const deliverer = operations.deliverer(view);
    await endpoint.calls(2);
    expect(others.map((other) => other.received.length)).toEqual([0, 0]);
    const subscriptions = openSubscriptions(operations.open());
    for (const name of ['wh_00', 'wh_01']) subscriptions.change(name, { state: 'active' }, '2026-01-02T00:00:00.000Z');
    deliverer.wake();
    for (const other of others) {
      await other.calls(2);
      expect(other.received.map((m) => m.id)).toEqual(upTo(2));
      await other.close();
    }
  });

  it('looks anew through what passed nothing once the filter is another', async () => {
    operations.subscribe(endpoint, { filter: { relation: ['FR-VN'] } });
    const subscriptions = openSubscriptions(operations.open());
    const deliverer = operations.deliverer(view);
    view.add(2);
    view.add(1, { relation: 'FR-VN' });
    await endpoint.calls(1);
    view.add(2);
    deliverer.wake();
    await new Promise((resolve) => setTimeout(resolve, 0));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { cursor } = subscriptions.find('wh_1') ?? {};
    expect(cursor).toBe(id(3));
    subscriptions.change('wh_1', { filter: { relation: ['BY-VN'] } }, '2026-01-02T00:00:00.000Z');
    deliverer.wake();
    await endpoint.calls(3);
    expect(received()).toEqual([id(3), id(4), id(5)]);
  });

  it('signs every attempt at its own time, under one id', async () => {
    let nowMs = 1_800_000_000_000;
    let failing = 2;
    endpoint.answer((message, response) => {
      nowMs += 10_000;
      answering(failing-- > 0 ? 500 : 204)(message, response);
    });
    operations.subscribe(endpoint);
    view.add(1);
    operations.deliverer(view, { now: () => nowMs, retries: { attempts: 3, baseMs: 0, capMs: 0 } });
    await until({ delivered: 1 });
    expect(received()).toEqual([id(1), id(1), id(1)]);
    const signed = endpoint.received.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(signed).toEqual([1_800_000_000, 1_800_000_010, 1_800_000_020]);
    expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
  });

  it('waits for as long as the endpoint asks', async () => {
    endpoint.answer(answering(503, { 'retry-after': '7' }));
    operations.subscribe(endpoint);
    view.add(1);
    const nowMs = 1_000_000;
    operations.deliverer(view, { now: () => nowMs, retries: { attempts: 3, baseMs: 1_000, capMs: 60_000 } });
    await endpoint.calls(1);
    while (all()[0]?.attempts !== 1) await new Promise((resolve) => setImmediate(resolve));
    expect(all()[0]?.dueMs).toBe(nowMs + 7_000);
  });
});
