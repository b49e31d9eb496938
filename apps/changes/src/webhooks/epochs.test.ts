import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FeedView } from '../feed/view.ts';
import { idOf } from '../read-model/place.ts';
import { answering, type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { type FilledView, openFilledView } from '../testing/filled.ts';
import { type Operations, openOperations } from '../testing/operations.ts';
import { openSubscriptions, type Subscription } from './subscriptions.ts';

let operations: Operations;
let endpoint: Endpoint;
let view: FilledView;
beforeEach(async () => {
  operations = openOperations((error) => expect.fail(String(error)));
  endpoint = await openEndpoint();
  view = openFilledView();
});
afterEach(async () => {
  await endpoint.close();
  await operations.close();
});

const OLD = '01234567';
/** The same changes as rules of another name tell them. */
const under = (epoch: string, of: FeedView = view): FeedView => ({ ...of, epoch, idOf: (place) => idOf(epoch, place) });
const received = (): string[] => endpoint.received.map((m) => m.id);
const said = (id: string): Record<string, unknown> =>
  (JSON.parse(endpoint.received.find((m) => m.id === id)?.body ?? '{}') as { data: Record<string, unknown> }).data;
const stored = (): Subscription | undefined => openSubscriptions(operations.open()).find('wh_1');

/** Delivers until the endpoint got so many calls, then stops. */
async function deliver(of: FeedView, calls: number): Promise<void> {
  const deliverer = operations.deliverer(of);
  await endpoint.calls(calls);
  await deliverer.close();
}

it('sends what was on its way under the earlier rules first, then says that they changed, then goes on', async () => {
  endpoint.answer(answering(503));
  operations.subscribe(endpoint);
  view.add(3);
  await deliver(view, 1);
  endpoint.answer(answering(204));
  view.add(1);
  await deliver(under('fedcba9876543210'), 6);
  expect(received().slice(1)).toEqual([
    `${OLD}-1-0`,
    `${OLD}-2-0`,
    `${OLD}-3-0`,
    `${OLD}-3-0-to-fedcba98`,
    'fedcba98-4-0',
  ]);
  expect(stored()).toMatchObject({ cursor: 'fedcba98-4-0', state: 'active' });
});

it('waits until the present rules have come to the same event', async () => {
  operations.subscribe(endpoint);
  view.add(3);
  await deliver(view, 3);
  const rebuilding = openFilledView();
  rebuilding.add(1);
  const deliverer = operations.deliverer(under('fedcba9876543210', rebuilding));
  for (let looks = 0; looks < 5; looks++) {
    deliverer.wake();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  expect([received().length, stored()?.cursor]).toEqual([3, `${OLD}-3-0`]);
  rebuilding.add(3);
  await endpoint.calls(5);
  expect(received().slice(3)).toEqual([`${OLD}-3-0-to-fedcba98`, 'fedcba98-4-0']);
});

it('says it once for each change of rules, also when nothing else was told in between', async () => {
  operations.subscribe(endpoint);
  view.add(2);
  await deliver(view, 2);
  await deliver(under('aaaaaaaaaaaaaaaa'), 3);
  await deliver(under('bbbbbbbbbbbbbbbb'), 4);
  view.add(1);
  await deliver(under('bbbbbbbbbbbbbbbb'), 5);
  expect(received().slice(2)).toEqual([`${OLD}-2-0-to-aaaaaaaa`, 'aaaaaaaa-2-0-to-bbbbbbbb', 'bbbbbbbb-3-0']);
});

it('says nothing to who has been told nothing', async () => {
  operations.subscribe(endpoint);
  await operations.deliverer(view).close();
  view.add(1);
  await deliver(under('fedcba9876543210'), 1);
  expect(received()).toEqual(['fedcba98-1-0']);
});

it('names the difference under the filter of the subscription, and the change before the next one under it', async () => {
  operations.subscribe(endpoint, { filter: { relation: ['FR-VN', 'FR-US'] } });
  view.add(1, { relation: 'FR-VN' });
  view.add(2);
  await deliver(view, 1);
  view.add(1, { relation: 'FR-VN' });
  await deliver(under('fedcba9876543210'), 3);
  expect(received()).toEqual([`${OLD}-1-0`, `${OLD}-3-0-to-fedcba98`, 'fedcba98-4-0']);
  expect(said(`${OLD}-3-0-to-fedcba98`)).toEqual({
    from: OLD,
    to: 'fedcba98',
    seq: 3,
    next: 'fedcba98-3-0',
    difference: `/v1/changes/difference?from=${OLD}-3-0&relation=FR-VN%2CFR-US`,
  });
  expect(said('fedcba98-4-0')).toMatchObject({ prev: 'fedcba98-1-0' });
});
