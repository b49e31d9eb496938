import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@foedera/sqlite';
import { afterEach, expect, it } from 'vitest';
import { type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { type FilledView, openFilledView } from '../testing/filled.ts';
import { createAddressGuard } from './address-guard.ts';
import { type Deliverer, openDeliverer } from './deliverer.ts';
import { openLease } from './lease.ts';
import { openSender } from './sender.ts';
import { openSubscriptions } from './subscriptions.ts';
import { makeWebhookTables } from './tables.ts';

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

function operations(): () => Database {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-lease-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return () => {
    const db = openDatabase(join(folder, 'operations.sqlite'), { durability: 'full' });
    makeWebhookTables(db);
    closing.push(() => db.close());
    return db;
  };
}

function deliverer(db: Database, view: FilledView, holder: string): Deliverer {
  const guard = createAddressGuard(['127.0.0.0/8']);
  const made = openDeliverer({
    db,
    view,
    sender: openSender({ guard, deadlineMs: 5_000 }),
    retries: { attempts: 3, baseMs: 10, capMs: 20 },
    holder,
    // Longer than any pause of a busy machine: who lost the lease meanwhile would rightly be followed by the other.
    leaseMs: 60_000,
    pollMs: 10,
    concurrency: 8,
    keepMs: 60_000,
    now: Date.now,
    random: () => 0,
    onError: (error) => expect.fail(String(error)),
  });
  closing.push(() => made.close());
  return made;
}

function subscribe(db: Database, endpoint: Endpoint): void {
  openSubscriptions(db).add({
    id: 'wh_1',
    owner: 'k',
    url: endpoint.url,
    filter: {},
    description: '',
    cursor: '0',
    state: 'active',
    reason: null,
    secrets: [{ secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`, untilMs: null }],
    created: '2026-01-01T00:00:00.000Z',
    updated: '2026-01-01T00:00:00.000Z',
  });
}

it('is held by one at a time, and free once it ran out', () => {
  const open = operations();
  const [a, b] = ['a', 'b'].map((holder) => openLease(open(), holder, 100)) as [
    ReturnType<typeof openLease>,
    ReturnType<typeof openLease>,
  ];
  expect([a.take(0), b.take(50), a.take(50), b.take(120)]).toEqual([true, false, true, false]);
  expect([b.take(150), a.holds(150), b.holds(150)]).toEqual([true, false, true]);
  b.release();
  expect(a.take(151)).toBe(true);
});

it('lets one of two deliverers send each message once', async () => {
  const open = operations();
  const view = openFilledView();
  const endpoint = await openEndpoint();
  closing.push(() => endpoint.close());
  subscribe(open(), endpoint);
  deliverer(open(), view, 'a');
  deliverer(open(), view, 'b');
  for (let i = 0; i < 10; i++) view.add(2);
  await endpoint.calls(20);
  expect(endpoint.received.map((m) => m.id)).toEqual(Array.from({ length: 20 }, (_, i) => `01234567-${i + 1}-0`));
});

it('passes to another when its holder goes, and what was left is sent in order', async () => {
  const open = operations();
  const view = openFilledView();
  const endpoint = await openEndpoint();
  closing.push(() => endpoint.close());
  subscribe(open(), endpoint);
  const first = deliverer(open(), view, 'a');
  view.add(2);
  await endpoint.calls(2);
  await first.close();
  view.add(2);
  deliverer(open(), view, 'b');
  await endpoint.calls(4);
  expect(endpoint.received.map((m) => m.id).slice(-2)).toEqual(['01234567-3-0', '01234567-4-0']);
});
