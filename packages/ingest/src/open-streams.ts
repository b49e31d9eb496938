import type { EventLog } from '@foedera/event-log';
import { sha256 } from '@foedera/schema';
import { IdTable } from './id-table.ts';

/** How far one stream got in this run. */
export interface StreamState {
  readonly stream: string;
  /** Revision at which the next given event belongs: the number of events given so far. */
  next: number;
  /** Last revision that was stored when the stream was opened; −1 when there was no such stream. */
  readonly stored: number;
  /** True once an event differed from the stored one: the rest of the stream is refused. */
  differs: boolean;
  /** The stream's latest append; resolves when it is settled, and never rejects. */
  settled: Promise<void>;
  /** Appends that are not settled yet. */
  inFlight: number;
}

const DIFFERS = 0xfffffffe;

/** States of the streams of one run: the recent ones whole, all others as a number, so that millions of streams fit. */
export class OpenStreams {
  readonly #log: EventLog;
  readonly #limit: number;
  readonly #recent = new Map<string, StreamState>();
  readonly #left = new IdTable();

  /** @param limit how many streams are kept whole */
  constructor(log: EventLog, limit = 4096) {
    this.#log = log;
    this.#limit = limit;
  }

  async open(stream: string): Promise<StreamState> {
    const known = this.#recent.get(stream);
    if (known) return known;
    this.#leaveOldest();
    const left = this.#left.size === 0 ? undefined : this.#left.get(sha256(stream));
    const state: StreamState = {
      stream,
      next: left === undefined || left === DIFFERS ? 0 : left,
      stored: (await this.#log.lastRevision(stream)) ?? -1,
      differs: left === DIFFERS,
      settled: Promise.resolve(),
      inFlight: 0,
    };
    this.#recent.set(stream, state);
    return state;
  }

  #leaveOldest(): void {
    if (this.#recent.size < this.#limit) return;
    for (const [stream, state] of this.#recent) {
      if (this.#recent.size < this.#limit) return;
      if (state.inFlight > 0) continue;
      this.#left.set(sha256(stream), state.differs ? DIFFERS : state.next);
      this.#recent.delete(stream);
    }
  }
}
