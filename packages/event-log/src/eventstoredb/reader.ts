import type { RecordedEvent } from '@foedera/schema';
import { recordedBefore } from './calls.ts';
import type { Connection, RunOptions } from './connection.ts';
import { Converter, type Placed } from './convert.ts';
import type { Standing } from './hub.ts';
import { comparePlaces, type Place } from './position.ts';
import { readRun } from './run.ts';

/** Fewer events than this are not worth a call to the server. */
const SMALLEST_RUN = 256;

/** Events that one call brought, and where they end. */
export interface ReadPage {
  readonly events: readonly RecordedEvent[];
  readonly place: Place | null;
  readonly serverCaughtUp: boolean;
}

/** Reads the log onwards from a place, in pages, each of them whole before it is given: no call stays open between. */
export class Reader {
  readonly #connection: Connection;
  readonly #options: RunOptions;
  #converter: Converter;
  #place: Place | null;
  #rest: readonly Placed[] = [];
  #serverCaughtUp = false;

  private constructor(connection: Connection, place: Place | null, recordedMs: number, options: RunOptions) {
    this.#connection = connection;
    this.#place = place;
    this.#converter = new Converter(recordedMs);
    this.#options = options;
  }

  static async after(connection: Connection, place: Place | null, options: RunOptions): Promise<Reader> {
    const recordedMs = place === null ? 0 : await recordedBefore(connection, place, options);
    return new Reader(connection, place, recordedMs, options);
  }

  /** Where the last page ended. */
  get standing(): Standing {
    return { place: this.#place, recordedMs: this.#converter.recordedMs };
  }

  /** Goes on from somewhere else. */
  moveTo({ place, recordedMs }: Standing): void {
    this.#place = place;
    this.#converter = new Converter(recordedMs);
    this.#rest = [];
  }

  /**
   * Pages up to an event of ours, or a little further, at most `limit` events in all. The next page is on its way
   * while the last one is worked on.
   */
  async *pages(until: Place, pageSize: number, limit: number): AsyncGenerator<ReadPage> {
    let left = limit;
    let ahead = this.#page(until, pageSize, left);
    while (true) {
      const page = await ahead;
      left -= page.events.length;
      this.#place = page.place;
      const done = left <= 0 || comparePlaces(page.place, until) >= 0;
      if (!done) {
        ahead = this.#page(until, pageSize, left);
        // Whoever stops reading here never asks for this page; whoever goes on meets its error above.
        ahead.catch(() => undefined);
      }
      yield page;
      if (done) return;
    }
  }

  async #page(until: Place, pageSize: number, left: number): Promise<ReadPage> {
    const most = Math.min(pageSize, left);
    if (this.#rest.length === 0) {
      const after = this.#place;
      const size = Math.min(Math.max(pageSize, SMALLEST_RUN), left);
      const run = await this.#connection.run(
        'read on',
        (client, over) => readRun(this.#connection, client, after, until, size, this.#converter, over),
        { ...this.#options, mindsItself: true },
      );
      this.#rest = run.placed;
      this.#serverCaughtUp = run.serverCaughtUp;
    }
    const placed = this.#rest.slice(0, most);
    this.#rest = this.#rest.slice(most);
    const place = placed[placed.length - 1]?.place ?? this.#place;
    return { events: placed.map(({ event }) => event), place, serverCaughtUp: this.#serverCaughtUp };
  }
}
