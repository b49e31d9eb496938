import { randomBytes, randomUUID } from 'node:crypto';
import type { ApiKeyStore, HttpServer } from '@foedera/http';
import { type Database, openDatabase } from '@foedera/sqlite';
import type { FeedView } from '../feed/view.ts';
import { addWebhookRoutes } from '../routes/webhooks.ts';
import { createAddressGuard } from './address-guard.ts';
import { DEFAULT_RETRIES, type RetryPolicy } from './backoff.ts';
import { openDeliverer } from './deliverer.ts';
import { openSender } from './sender.ts';
import { makeWebhookTables } from './tables.ts';

/** How webhooks are kept and delivered; times in milliseconds. */
export interface WebhookOptions {
  /** Path of `operations.sqlite`, made when missing. */
  readonly operations: string;
  /** Keys that may subscribe. */
  readonly keys: Pick<ApiKeyStore, 'find'>;
  /** False where another process delivers, and this one only answers. Default true. */
  readonly deliver?: boolean;
  /** CIDR ranges that may be called although they are not public; default none. */
  readonly allowAddresses?: readonly string[];
  readonly retries?: RetryPolicy;
  /** Longest time that one call may take; default 15,000. */
  readonly deadlineMs?: number;
  /** How long others wait before they take over from a process that died; default 5,000. */
  readonly leaseMs?: number;
  /** Default 1,000. */
  readonly pollMs?: number;
  /** Default 32. */
  readonly concurrency?: number;
  /** Default 20. */
  readonly maxPerKey?: number;
  /** How long delivered messages are kept; default seven days. */
  readonly keepMs?: number;
}

/** Clock, chance and where errors go. */
export interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Adds the routes of webhooks to a server and delivers until the server closes. */
export function addWebhooks(app: HttpServer, view: FeedView, options: WebhookOptions, around: Surroundings): void {
  const db: Database = openDatabase(options.operations, { durability: 'full' });
  makeWebhookTables(db);
  const guard = createAddressGuard(options.allowAddresses ?? []);
  const sender = openSender({ guard, deadlineMs: options.deadlineMs ?? 15_000 });
  const deliverer =
    options.deliver === false
      ? null
      : openDeliverer({
          db,
          view,
          sender,
          retries: options.retries ?? DEFAULT_RETRIES,
          holder: randomUUID(),
          leaseMs: options.leaseMs ?? 5_000,
          pollMs: options.pollMs ?? 1_000,
          concurrency: options.concurrency ?? 32,
          keepMs: options.keepMs ?? 7 * 86_400_000,
          ...around,
        });
  addWebhookRoutes(app, {
    db,
    view,
    keys: options.keys,
    guard,
    maxPerKey: options.maxPerKey ?? 20,
    now: around.now,
    randomBytes,
    wake: () => deliverer?.wake(),
  });
  app.addHook('onClose', async () => {
    await deliverer?.close();
    sender.close();
    db.close();
  });
}
