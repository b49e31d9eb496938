import { afterEach, beforeEach, expect, it } from 'vitest';
import { answering, type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { openFilledView } from '../testing/filled.ts';
import { type Operations, openOperations } from '../testing/operations.ts';
import { openLease } from './lease.ts';
import { openOutbox } from './outbox.ts';

let operations: Operations;
let endpoint: Endpoint;
beforeEach(async () => {
  operations = openOperations((error) => expect.fail(String(error)));
  endpoint = await openEndpoint();
});
afterEach(async () => {
  // Calls under way end with their endpoint.
  await endpoint.close();
  await operations.close();
});

const upTo = (n: number): string[] => Array.from({ length: n }, (_, i) => `01234567-${i + 1}-0`);
const received = (): string[] => endpoint.received.map((m) => m.id);

it('is held by one at a time, and free once it ran out', () => {
  const [a, b] = ['a', 'b'].map((holder) => openLease(operations.open(), holder, 100)) as [
    ReturnType<typeof openLease>,
    ReturnType<typeof openLease>,
  ];
  expect([a.take(0), b.take(50), a.take(50), b.take(120)]).toEqual([true, false, true, false]);
  expect([b.take(150), a.holds(150), b.holds(150)]).toEqual([true, false, true]);
  a.release();
  expect(a.take(151)).toBe(false);
  b.release();
  expect(a.take(151)).toBe(true);
});

it('lets one of two deliverers send each message once', async () => {
  const view = openFilledView();
  operations.subscribe(endpoint);
  operations.deliverer(view);
  operations.deliverer(view);
  for (let i = 0; i < 10; i++) view.add(2);
  await endpoint.calls(20);
  expect(received()).toEqual(upTo(20));
});

it('passes to another at once when its holder goes, and what was left is sent in order', async () => {
  const view = openFilledView();
  operations.subscribe(endpoint);
  const first = operations.deliverer(view);
  view.add(2);
  await endpoint.calls(2);
  await first.close();
  view.add(2);
  // The lease of the first would last for longer than this test may.
  operations.deliverer(view, { leaseMs: 3_600_000 });
  await endpoint.calls(4);
  expect(received()).toEqual(upTo(4));
});

it('keeps who lost it during a call from noting anything: the other one sends the message again', async () => {
  const view = openFilledView();
  const outbox = openOutbox(operations.open());
  operations.subscribe(endpoint);
  let nowMs = 1_000_000;
  const now = (): number => nowMs;
  const held: (() => void)[] = [];
  endpoint.answer((message, response) => held.push(() => answering(500)(message, response)));
  view.add(2);
  // Waits for its call without looking at the lease again.
  const first = operations.deliverer(view, { now, pollMs: 3_600_000 });
  await endpoint.calls(1);
  nowMs += 60_001;
  endpoint.answer(answering(204));
  operations.deliverer(view, { now });
  await endpoint.calls(3);
  while (outbox.counts('wh_1').delivered < 2) await new Promise((resolve) => setImmediate(resolve));
  held[0]?.();
  while (first.inFlight() > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(received()).toEqual([...upTo(1), ...upTo(2)]);
  expect(outbox.list('wh_1', undefined, 0, 10)).toMatchObject([
    { state: 'delivered', attempts: 1, status: 204 },
    { state: 'delivered', attempts: 1, status: 204 },
  ]);
});
