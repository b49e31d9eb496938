import { EventLogError } from '../errors.ts';
import { type Bell, createBell } from '../tail.ts';
import type { HeadFinder } from './calls.ts';
import type { Connection } from './connection.ts';
import { Converter, ours } from './convert.ts';
import { EndedEarly, isLasting, toError, toFailure } from './failure.ts';
import { comparePlaces, type Place } from './position.ts';
import { leave, subscribeAfter } from './run.ts';
import { Tail } from './tail.ts';
import { backoffMs } from './timing.ts';

/** Where a subscriber stands, and what `recorded` stood at there. */
export interface Standing {
  readonly place: Place | null;
  readonly recordedMs: number;
}

/** The one subscription of a process to its server: what comes in is kept in a tail, from which all read. */
export class Hub {
  /** Rings when something came in, and when the subscription failed for good. */
  readonly bell: Bell = createBell();
  /** The server said "caught up" since the subscription began. */
  serverCaughtUp = false;
  readonly #connection: Connection;
  readonly #heads: HeadFinder;
  readonly #pollMs: number;
  #tail: Tail | null = null;
  #running: AbortController | null = null;
  /** How far the subscription says that it has looked since the watch last asked. */
  #searchedTo: Place | null = null;
  #followers = 0;
  #failure: EventLogError | null = null;
  #giveUp: (error: unknown) => void = () => undefined;

  constructor(connection: Connection, heads: HeadFinder, pollMs: number) {
    this.#connection = connection;
    this.#heads = heads;
    this.#pollMs = pollMs;
  }

  /** The tail, which begins where the first follower stands. Each follower leaves once. @throws what the server refused */
  follow(standing: Standing): Tail {
    if (this.#failure !== null) throw this.#failure;
    this.#followers++;
    if (this.#tail !== null) return this.#tail;
    const tail = new Tail(standing.place);
    const running = new AbortController();
    this.#tail = tail;
    this.#running = running;
    const { closing } = this.#connection;
    closing.addEventListener('abort', () => running.abort(), { once: true, signal: running.signal });
    // Neither rejects: what goes wrong in them is kept for the followers.
    void this.#keepSubscribed(tail, new Converter(standing.recordedMs), running.signal);
    if (this.#connection.on.watchdog) void this.#watch(tail, running.signal);
    return tail;
  }

  /** @throws what the server refused for good */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /** The last follower to leave ends the subscription. */
  leave(): void {
    if (--this.#followers > 0) return;
    this.#running?.abort();
    this.#running = null;
    this.#tail = null;
    this.#failure = null;
    this.serverCaughtUp = false;
  }

  async #keepSubscribed(tail: Tail, converter: Converter, over: AbortSignal): Promise<void> {
    const { on, timing, server } = this.#connection;
    let from = tail.last;
    for (let attempt = 0; !over.aborted; attempt++) {
      const before = tail.last;
      const { checkpoint, error } = await this.#subscribeOnce(from, tail, converter, over);
      if (over.aborted || !on.resume) return;
      const failure = toFailure(error);
      if (error instanceof EventLogError || isLasting(failure)) {
        this.#failure = error instanceof EventLogError ? error : toError(server, 'subscribe', failure);
        this.bell.ring();
        return;
      }
      from = on.finishedCheckpoint ? tail.last : checkpoint;
      if (comparePlaces(tail.last, before) > 0) attempt = 0;
      await timing.sleep(backoffMs(attempt, timing.random), over);
    }
  }

  /** Subscribes after a place until the subscription ends, however it ends. Says why, and the client's checkpoint. */
  #subscribeOnce(
    from: Place | null,
    tail: Tail,
    converter: Converter,
    over: AbortSignal,
  ): Promise<{ readonly checkpoint: Place | null; readonly error: unknown }> {
    const { client, on } = this.#connection;
    return new Promise((resolve) => {
      let checkpoint = from;
      const subscription = subscribeAfter(client, from, (place) => {
        checkpoint = place;
        this.#searchedTo = place;
      });
      const finish = (error: unknown): void => {
        over.removeEventListener('abort', stop);
        this.#giveUp = () => undefined;
        leave(subscription);
        resolve({ checkpoint, error });
      };
      const stop = (): void => finish(over.reason);
      over.addEventListener('abort', stop, { once: true });
      this.#giveUp = finish;
      subscription.on('data', (resolved) => {
        const found = over.aborted ? null : ours(resolved);
        if (found === null || (on.dropRepeats && comparePlaces(found.place, tail.last) <= 0)) return;
        try {
          tail.push(converter.toPlaced(found.event, found.place));
        } catch (error) {
          finish(error);
        }
        this.bell.ring();
      });
      subscription.once('caughtUp', () => {
        this.serverCaughtUp = true;
        this.bell.ring();
      });
      subscription.once('end', () => finish(new EndedEarly('subscribe')));
      subscription.once('close', () => finish(new EndedEarly('subscribe')));
      subscription.on('error', finish);
    });
  }

  /**
   * Gives the subscription up for a new one when it lags behind what was the head a whole poll ago, unless the server
   * is still looking through what is not ours.
   */
  async #watch(tail: Tail, over: AbortSignal): Promise<void> {
    const { on, timing } = this.#connection;
    let seen: Place | null = null;
    while (!over.aborted) {
      await timing.sleep(this.#pollMs, over);
      if (over.aborted) return;
      const searchedTo = this.#searchedTo;
      this.#searchedTo = null;
      const searching = on.heedSearch && searchedTo !== null && comparePlaces(searchedTo, seen) < 0;
      if (comparePlaces(tail.last, seen) < 0 && !searching) this.#giveUp(new EndedEarly('subscribe'));
      try {
        seen = await this.#heads.find({ signal: over });
      } catch {
        // A server that cannot be asked is no sign that the subscription is stuck; it has its own errors.
        seen = null;
      }
    }
  }
}
