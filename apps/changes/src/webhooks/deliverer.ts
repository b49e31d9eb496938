import type { Database } from '@foedera/sqlite';
import type { FeedView } from '../feed/view.ts';
import { type RetryPolicy, retryDelayMs } from './backoff.ts';
import { fillingFor } from './fill.ts';
import { type Lease, openLease } from './lease.ts';
import { type Delivery, openOutbox } from './outbox.ts';
import type { Outcome, Sender } from './sender.ts';
import { signedHeaders } from './signature.ts';
import { openSubscriptions, type Subscription } from './subscriptions.ts';

/** How messages are delivered; times in milliseconds. */
export interface DelivererOptions {
  readonly db: Database;
  readonly view: FeedView;
  readonly sender: Sender;
  readonly retries: RetryPolicy;
  /** Names this process among those that may deliver. */
  readonly holder: string;
  /** How long another process waits before it takes over from one that died. */
  readonly leaseMs: number;
  /** How often to look for what another process changed, and whether the lease is free. */
  readonly pollMs: number;
  /** Most calls under way at once, at most one for each subscription. */
  readonly concurrency: number;
  /** How long delivered messages are kept. */
  readonly keepMs: number;
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

/** Most messages of one subscription that are written to the outbox ahead of their delivery. */
const AHEAD = 100;
const PRUNE_EVERY_MS = 600_000;

/** Delivers what the subscriptions of an operations database are owed. */
export interface Deliverer {
  /** Looks at once: something may be due. */
  wake(): void;
  /** Calls under way. */
  inFlight(): number;
  /** Stops; resolves when no call is under way. Gives the lease back. */
  close(): Promise<void>;
}

/** Starts delivering, while this process holds the lease. */
export function openDeliverer(options: DelivererOptions): Deliverer {
  const { db, view, sender, retries, now } = options;
  const subscriptions = openSubscriptions(db);
  const outbox = openOutbox(db);
  const lease: Lease = openLease(db, options.holder, options.leaseMs);
  const busy = new Map<string, Promise<void>>();
  /** How far a subscription was looked through without finding anything; `from` is what it asked for, and after what. */
  const passed = new Map<string, { readonly from: string; readonly cursor: string }>();
  const waiting: {
    readonly write: () => void;
    readonly resolve: () => void;
    readonly reject: (error: unknown) => void;
  }[] = [];
  let timer: NodeJS.Timeout | null = null;
  let soon = false;
  let closed = false;
  let prunedMs = 0;
  /** Id of the subscription that was called last: those behind it have their turn first. */
  let lastServed = '';

  /** Runs work that relies on the lease; false when another process has it by now, and then nothing was written. */
  const asHolder = (work: () => void): boolean =>
    db.transaction(() => {
      if (!lease.holds(now())) return false;
      work();
      return true;
    });

  /** The message to send next, after filling the outbox if it is empty; `null` when there is nothing to tell. */
  function nextOf(subscription: Subscription): Delivery | null {
    const first = outbox.first(subscription.id);
    if (first) return first;
    const { id, filter } = subscription;
    const from = JSON.stringify([subscription.cursor, filter]);
    const known = passed.get(id);
    const cursor = known?.from === from ? known.cursor : subscription.cursor;
    const filling = fillingFor(view, { ...subscription, cursor }, AHEAD);
    if (!filling) return null;
    if (filling.messages.length === 0) {
      // A cursor that passed nothing is not worth a write: after a restart it passes the same again.
      passed.set(id, { from, cursor: filling.cursor });
      return null;
    }
    const held = asHolder(() => {
      outbox.add(id, filling.messages, now());
      subscriptions.change(id, { cursor: filling.cursor }, new Date(now()).toISOString());
    });
    return held ? (outbox.first(id) ?? null) : null;
  }

  async function attempt(subscription: Subscription, delivery: Delivery): Promise<void> {
    const headers = signedHeaders(subscription.secrets, delivery.change, now(), delivery.body);
    const outcome = await sender.send(subscription.url, headers, delivery.body);
    await written(() => note(subscription, delivery, outcome));
  }

  /** Writes in one transaction what comes to be written at about the same time: each costs a sync of the disk. */
  function written(write: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      waiting.push({ write, resolve, reject });
      if (waiting.length === 1) setImmediate(writeAll);
    });
  }

  function writeAll(): void {
    const batch = waiting.splice(0);
    try {
      asHolder(() => {
        for (const { write } of batch) write();
      });
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  function note(subscription: Subscription, delivery: Delivery, outcome: Outcome): void {
    const nowMs = now();
    switch (outcome.outcome) {
      case 'delivered':
        outbox.delivered(delivery, outcome.status, nowMs);
        return;
      case 'gone':
        outbox.failed(delivery, outcome.status, 'answered 410', nowMs, nowMs);
        subscriptions.change(
          subscription.id,
          { state: 'disabled', reason: 'the endpoint answered 410' },
          new Date(nowMs).toISOString(),
        );
        return;
      case 'failed': {
        const made = delivery.attempts + 1;
        const delay = retryDelayMs(retries, made, options.random(), outcome.retryAfterMs);
        const dueMs = made >= retries.attempts ? null : nowMs + delay;
        outbox.failed(delivery, outcome.status, outcome.failure, dueMs, nowMs);
        return;
      }
    }
  }

  /** Starts what is due and says when to look again. */
  function round(): number {
    const nowMs = now();
    if (!lease.take(nowMs)) return options.pollMs;
    if (nowMs - prunedMs > PRUNE_EVERY_MS) {
      outbox.prune(nowMs - options.keepMs);
      prunedMs = nowMs;
    }
    let waitMs = options.pollMs;
    for (const subscription of inTurn(subscriptions.active())) {
      if (busy.size >= options.concurrency) break;
      if (busy.has(subscription.id)) continue;
      const next = nextOf(subscription);
      if (!next) continue;
      if (next.dueMs > nowMs) {
        waitMs = Math.min(waitMs, next.dueMs - nowMs);
        continue;
      }
      const done = attempt(subscription, next)
        .catch(options.onError)
        .finally(() => {
          busy.delete(subscription.id);
          wake();
        });
      busy.set(subscription.id, done);
      lastServed = subscription.id;
    }
    return waitMs;
  }

  function inTurn(active: readonly Subscription[]): readonly Subscription[] {
    const next = active.findIndex(({ id }) => id > lastServed);
    return next < 0 ? active : [...active.slice(next), ...active.slice(0, next)];
  }

  function look(): void {
    timer = null;
    soon = false;
    if (closed) return;
    let waitMs = options.pollMs;
    try {
      waitMs = round();
    } catch (error) {
      options.onError(error);
    }
    timer ??= setTimeout(look, waitMs);
  }

  function wake(): void {
    if (closed || soon) return;
    soon = true;
    if (timer) clearTimeout(timer);
    timer = setTimeout(look, 0);
  }

  const stopListening = view.onAdvance(wake);
  wake();

  return {
    wake,
    inFlight: () => busy.size,
    close: async () => {
      closed = true;
      stopListening();
      if (timer) clearTimeout(timer);
      await Promise.all(busy.values());
      lease.release();
    },
  };
}
