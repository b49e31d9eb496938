import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@foedera/sqlite';
import type { FeedView } from '../feed/view.ts';
import { createAddressGuard } from '../webhooks/address-guard.ts';
import { type Deliverer, type DelivererOptions, openDeliverer } from '../webhooks/deliverer.ts';
import { openSender, type Sender } from '../webhooks/sender.ts';
import { openSubscriptions, type Subscription } from '../webhooks/subscriptions.ts';
import { makeWebhookTables } from '../webhooks/tables.ts';
import type { Endpoint } from './endpoint.ts';

/** An operations database of its own, without an API before it. */
export interface Operations {
  /** Another connection to the database, as another process has one. */
  open(): Database;
  /** A deliverer over a connection of its own; endpoints on this machine may be called. */
  deliverer(view: FeedView, more?: Partial<DelivererOptions>): Deliverer;
  /** Subscribes an endpoint to everything from the beginning. */
  subscribe(endpoint: Endpoint, more?: Partial<Subscription>): Subscription;
  close(): Promise<void>;
}

/** Opens one. `onError` is told of what fails where nobody waits. */
export function openOperations(onError: (error: unknown) => void): Operations {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-operations-'));
  const databases: Database[] = [];
  const deliverers: Deliverer[] = [];
  const senders: Sender[] = [];
  const open = (): Database => {
    const db = openDatabase(join(folder, 'operations.sqlite'), { durability: 'full' });
    makeWebhookTables(db);
    databases.push(db);
    return db;
  };
  return {
    open,
    deliverer: (view, more = {}) => {
      const sender = openSender({ guard: createAddressGuard(['127.0.0.0/8']), deadlineMs: 5_000 });
      senders.push(sender);
      const made = openDeliverer({
        db: open(),
        view,
        sender,
        retries: { attempts: 3, baseMs: 10, capMs: 20 },
        holder: `holder ${deliverers.length}`,
        // Longer than any pause of a busy machine: who lost the lease meanwhile would rightly be followed by another.
        leaseMs: 60_000,
        pollMs: 10,
        concurrency: 8,
        keepMs: 60_000,
        now: Date.now,
        random: () => 0,
        onError,
        ...more,
      });
      deliverers.push(made);
      return made;
    },
    subscribe: (endpoint, more = {}) => {
      const subscription: Subscription = {
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
        ...more,
      };
      openSubscriptions(open()).add(subscription);
      return subscription;
    },
    close: async () => {
      for (const deliverer of deliverers) await deliverer.close();
      for (const sender of senders) sender.close();
      for (const db of databases) db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
