import type { RecordedEvent } from '@foedera/schema';
import { recordedBefore } from './calls.ts';
import type { Connection, RunOptions } from './connection.ts';
import { Converter, type Placed } from './convert.ts';
import type { Standing } from './hub.ts';
import { comparePlaces, type Place } from './position.ts';
import { readRun, type ServerRun } from './run.ts';

/** Events of the first run after a place, so that the first page comes soon; each further run is as long as four. */
const FIRST_RUN = 256;
const LONGEST_RUN = 4_096;

/** Events of the log in order, and where they end. */
export interface ReadPage {
  readonly events: readonly RecordedEvent[];
  readonly serverCaughtUp: boolean;
}

/**
 * Reads the log onwards from a place. Each run of events is whole before any of it is given, and the next one is on its
 * way meanwhile: no call to the server waits for whoever reads.
 */
export class Reader {
  readonly #connection: Connection;
  readonly #options: RunOptions;
  #converter: Converter;
  #standing: Standing;
  #runTo: Place | null;
  #rest: readonly Placed[] = [];
  #coming: Promise<ServerRun> | null = null;
  #runSize = FIRST_RUN;
  #serverCaughtUp = false;

  private constructor(connection: Connection, standing: Standing, options: RunOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#standing = standing;
    this.#runTo = standing.place;
    this.#converter = new Converter(standing.recordedMs);
  }

  static async after(connection: Connection, place: Place | null, options: RunOptions): Promise<Reader> {
    const recordedMs = place === null ? 0 : await recordedBefore(connection, place, options);
    return new Reader(connection, { place, recordedMs }, options);
  }

  /** Where the last page ended. */
  get standing(): Standing {
    return this.#standing;
  }

  /** Goes on from somewhere else. */
  moveTo(standing: Standing): void {
    this.#standing = standing;
    this.#runTo = standing.place;
    this.#converter = new Converter(standing.recordedMs);
    this.#rest = [];
    this.#coming = null;
    this.#runSize = FIRST_RUN;
  }

  /** Pages up to an event of ours that stands after where the reader stands, at most `limit` events in all. */
  async *pages(until: Place, pageSize: number, limit: number): AsyncGenerator<ReadPage> {
    const leaving = new AbortController();
    try {
      for (let left = limit; left > 0 && comparePlaces(this.#standing.place, until) < 0; ) {
        if (this.#rest.length === 0) await this.#nextRun(until, left, leaving.signal);
        const placed = this.#rest.slice(0, Math.min(pageSize, left));
        this.#rest = this.#rest.slice(placed.length);
        left -= placed.length;
        const last = placed[placed.length - 1];
        if (last !== undefined) this.#standing = { place: last.place, recordedMs: Date.parse(last.event.recorded) };
        yield { events: placed.map(({ event }) => event), serverCaughtUp: this.#serverCaughtUp };
      }
    } finally {
      leaving.abort();
    }
  }

  /** Takes the run that is coming and asks for the one after it. */
  async #nextRun(until: Place, left: number, leaving: AbortSignal): Promise<void> {
    const run = await (this.#coming ?? this.#ask(until, left, leaving));
    this.#coming = null;
    this.#rest = run.placed;
    this.#serverCaughtUp = run.serverCaughtUp;
    this.#runTo = run.placed[run.placed.length - 1]?.place ?? this.#runTo;
    if (run.placed.length >= left || comparePlaces(this.#runTo, until) >= 0) return;
    this.#coming = this.#ask(until, left - run.placed.length, leaving);
    // Whoever stops reading here never asks for this run; whoever goes on meets its error above.
    this.#coming.catch(() => undefined);
  }

  #ask(until: Place, left: number, leaving: AbortSignal): Promise<ServerRun> {
    const [after, most] = [this.#runTo, Math.min(this.#runSize, left)];
    this.#runSize = Math.min(this.#runSize * 4, LONGEST_RUN);
    const { signal } = this.#options;
    return this.#connection.run(
      'read on',
      (client, over, heard) => readRun(this.#connection, client, after, until, most, this.#converter, over, heard),
      { ...this.#options, signal: signal === undefined ? leaving : AbortSignal.any([signal, leaving]) },
    );
  }
}
