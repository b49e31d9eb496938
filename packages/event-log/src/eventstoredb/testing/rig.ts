import type { RecordedEvent } from '@foedera/schema';
import { onTestFinished, vi } from 'vitest';
import type { EventLog, ReadOptions } from '../../log.ts';
import { startTestServer, type TestServer, type TestServerOptions } from '../../testing/eventstoredb-server/index.ts';
import type { Countermeasures } from '../countermeasures.ts';
import { type EventStoreDbOptions, openWithout } from '../index.ts';

/** Patience for tests, where the server is near and its faults are many. */
export const IMPATIENT: EventStoreDbOptions = { attemptMs: 1_000, giveUpMs: 10_000, pollMs: 100 };

/** A test server that stops with the test. */
export async function serve(options: TestServerOptions = {}): Promise<TestServer> {
  const server = await startTestServer(options);
  onTestFinished(() => server.stop());
  return server;
}

/** A log that closes with the test, without some countermeasures. */
export async function openFor(
  where: TestServer | string,
  without: readonly (keyof Countermeasures)[] = [],
  options: EventStoreDbOptions = {},
): Promise<EventLog> {
  const connectionString = typeof where === 'string' ? where : where.connectionString();
  const log = await openWithout(without, connectionString, { ...IMPATIENT, ...options });
  onTestFinished(() => log.close());
  return log;
}

/** Someone who follows the log until the test ends. */
export interface Follower {
  readonly seen: readonly RecordedEvent[];
  readonly caughtUp: readonly boolean[];
  /** Resolves when so many events have come; fails when the subscription does. */
  sees(count: number): Promise<void>;
}

/** Follows a log, event by event in the order given. */
export function follow(log: EventLog, options: Omit<ReadOptions, 'limit' | 'signal'> = {}): Follower {
  const seen: RecordedEvent[] = [];
  const caughtUp: boolean[] = [];
  const stop = new AbortController();
  let failure: { readonly error: unknown } | null = null;
  const following = (async () => {
    for await (const page of log.subscribe({ ...options, signal: stop.signal })) {
      seen.push(...page.events);
      caughtUp.push(page.caughtUp);
    }
  })().catch((error: unknown) => {
    failure = { error };
  });
  onTestFinished(async () => {
    stop.abort();
    await following;
  });
  const sees = (count: number) =>
    until(() => {
      if (failure !== null) throw failure.error;
      return seen.length >= count;
    });
  return { seen, caughtUp, sees };
}

/** Waits until a condition holds; an error in it fails at once. */
export async function until(condition: () => boolean, timeoutMs = 20_000): Promise<void> {
  await vi.waitUntil(condition, { timeout: timeoutMs, interval: 5 });
}

/** Whether a promise has settled by now. */
export function watch(promise: Promise<unknown>): { readonly settled: boolean } {
  const state = { settled: false };
  const settle = () => {
    state.settled = true;
  };
  promise.then(settle, settle);
  return state;
}

/** Time for what should not happen to happen. */
export const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 800));
