import { setMaxListeners } from 'node:events';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { EventLogError, LogClosed } from '../errors.ts';
import { breathe } from '../paging.ts';
import { isCluster, type OpenClient, openClient, serverName } from './client.ts';
import type { Countermeasures } from './countermeasures.ts';
import { AttemptTimeout, isLasting, toError, toFailure } from './failure.ts';
import { Gate } from './gate.ts';
import { backoffMs, type Timing } from './timing.ts';

/** This adapter's name in messages and metrics. */
export const ADAPTER = 'eventstoredb';

/** Calls in flight at a time: servers allow 100 on a connection, of which the subscription is one. */
const MAX_CALLS = 64;

/** How long to wait and when to give up. */
export interface Patience {
  /** For one attempt. */
  readonly attemptMs: number;
  /** For all attempts of one operation. */
  readonly giveUpMs: number;
}

export interface RunOptions {
  /** Default: the connection's; infinity for what never gives up. */
  readonly giveUpMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A call to the server. `over` aborts when nobody waits for its answer any more; what it gives at once then, is taken.
 * `heard` says that the server is at work, so that a long answer is no late one.
 */
export type Call<T> = (client: EventStoreDBClient, over: AbortSignal, heard: () => void) => Promise<T>;

/** Attempts on one node of a cluster before another one is searched for. */
const ATTEMPTS_ON_A_NODE = 2;

/** One client, and how its calls are repeated. */
export class Connection {
  readonly server: string;
  readonly timing: Timing;
  readonly patience: Patience;
  readonly on: Countermeasures;
  readonly #connectionString: string;
  #open: OpenClient;
  #renewing: Promise<void> | null = null;
  readonly #gate = new Gate(MAX_CALLS);
  readonly #closing = new AbortController();

  private constructor(
    connectionString: string,
    open: OpenClient,
    patience: Patience,
    timing: Timing,
    on: Countermeasures,
  ) {
    this.#connectionString = connectionString;
    this.server = serverName(connectionString);
    this.#open = open;
    this.patience = patience;
    this.timing = timing;
    this.on = on;
    // Every call in flight listens, and there is no fault in many.
    setMaxListeners(0, this.#closing.signal);
  }

  static async open(
    connectionString: string,
    patience: Patience,
    timing: Timing,
    on: Countermeasures,
  ): Promise<Connection> {
    return new Connection(connectionString, await openClient(connectionString, on), patience, timing, on);
  }

  get client(): EventStoreDBClient {
    return this.#open.client;
  }

  /** Aborts when the connection is closed. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /**
   * Runs a call that may be repeated, until it succeeds, fails for good, or patience ends.
   * @throws EventStoreError what the last attempt met
   */
  async run<T>(what: string, call: Call<T>, options: RunOptions = {}): Promise<T> {
    const giveUpAt = this.timing.now() + (options.giveUpMs ?? this.patience.giveUpMs);
    for (let attempt = 0; ; attempt++) {
      const used = this.#open;
      try {
        return await this.#gate.run(() => this.#inTime(what, call, options));
      } catch (cause) {
        if (cause instanceof EventLogError) throw cause;
        const failure = toFailure(cause);
        const waitMs = backoffMs(attempt, this.timing.random);
        options.signal?.throwIfAborted();
        if (this.closing.aborted) throw new LogClosed(ADAPTER);
        if (isLasting(failure) || this.timing.now() + waitMs > giveUpAt) throw toError(this.server, what, failure);
        const mute = failure.kind === 'timeout' || failure.kind === 'no-leader';
        if (mute && attempt + 1 >= ATTEMPTS_ON_A_NODE) await this.#leaveNode(used);
        await this.timing.sleep(waitMs, options.signal ?? this.closing);
      }
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#renewing;
    await this.#open.close();
  }

  /**
   * The client looks for the leader only when a call says that the node is unavailable or names another. A node that
   * hangs, or is alone, is left by taking a new client, which looks anew.
   */
  async #leaveNode(used: OpenClient): Promise<void> {
    if (!this.on.leaveNode || !isCluster(this.#connectionString)) return;
    if (used === this.#open) this.#renewing ??= this.#renew(used);
    await this.#renewing;
  }

  async #renew(used: OpenClient): Promise<void> {
    try {
      this.#open = await openClient(this.#connectionString, this.on);
      await used.close();
    } finally {
      this.#renewing = null;
    }
  }

  async #inTime<T>(what: string, call: Call<T>, options: RunOptions): Promise<T> {
    const over = new AbortController();
    const leave = () => over.abort();
    const signals = [options.signal, this.closing].filter((signal) => signal !== undefined);
    for (const signal of signals) signal.addEventListener('abort', leave, { once: true });
    let heardAt = this.timing.now();
    const heard = () => {
      heardAt = this.timing.now();
    };
    try {
      const answer = call(this.client, over.signal, heard);
      if (!this.on.ownTimeout) return await answer;
      return await Promise.race([answer, this.#silence(what, over, () => heardAt)]);
    } finally {
      for (const signal of signals) signal.removeEventListener('abort', leave);
      over.abort();
    }
  }

  /** Rejects when nothing has been heard for the time of an attempt. */
  async #silence(what: string, over: AbortController, heardAt: () => number): Promise<never> {
    const { attemptMs } = this.patience;
    for (let leftMs = attemptMs; leftMs > 0 && !over.signal.aborted; leftMs = heardAt() + attemptMs - this.timing.now())
      await this.timing.sleep(leftMs, over.signal);
    over.abort();
    // A call that has part of its answer gives it now.
    await breathe();
    throw new AttemptTimeout(what, attemptMs);
  }
}
