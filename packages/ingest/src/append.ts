import { type EventLog, WrongExpectedRevision } from '@foedera/event-log';
import type { NewEvent, Position } from '@foedera/schema';
import { EventTooLarge, StreamDiffers } from './errors.ts';
import { OpenStreams, type StreamState } from './open-streams.ts';
import { isSameEvent } from './same-event.ts';

/** Most events of one append. */
export const MAX_CHUNK_EVENTS = 500;
/** Most bytes of JSON of one append: under 1 MiB, with room for what a backend adds. */
export const MAX_CHUNK_BYTES = 1_000_000;
/** How often an append is tried again when other writers of the same stream were faster. */
const MAX_RACES = 10;

/** Events that could not be appended because their stream holds others from `revision` on. */
export interface StreamDifference {
  readonly stream: string;
  /** Where the stored and the given events first differ, from 0. */
  readonly revision: number;
  /** What the caller gave with the first event that differs. */
  readonly origin: number;
  /** Events refused now; the first report of a stream has `first`, later ones only count. */
  readonly events: number;
  readonly first: boolean;
}

export interface AppendReport {
  /** Events written (in a dry run: that would be). */
  readonly appended: number;
  /** Events that stood there already. */
  readonly duplicates: number;
  /** Position of the last of both; `null` when there is none, or in a dry run. */
  readonly position: Position | null;
}

export interface AppenderOptions {
  /** Appends that may be under way at once, default 64: a log that commits in groups gets its groups from here. */
  readonly inFlight?: number | undefined;
  /** Reads and compares, but writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Told of events that their stream refuses; absent = `StreamDiffers` is thrown. */
  readonly onDifference?: ((difference: StreamDifference) => void) | undefined;
}

interface Run {
  readonly stream: string;
  readonly events: NewEvent[];
  readonly origins: number[];
  bytes: number;
}

/**
 * Appends events to streams at deterministic revisions: the n-th event given for a stream belongs at its revision n.
 * What stands there already is compared and counted, so giving the same events again resumes after a crash.
 *
 * Appends are issued in the order of the events, also across streams; a log that keeps the order of its callers
 * (all embedded ones do) holds them in that order.
 */
export class StreamAppender {
  readonly #log: EventLog;
  readonly #options: AppenderOptions;
  readonly #inFlight: number;
  readonly #streams: OpenStreams;
  readonly #pending = new Set<Promise<void>>();
  #run: Run | null = null;
  #appended = 0;
  #duplicates = 0;
  #position: Position | null = null;
  #failure: { readonly error: unknown } | null = null;

  constructor(log: EventLog, options: AppenderOptions = {}) {
    this.#log = log;
    this.#options = options;
    this.#inFlight = Math.max(1, options.inFlight ?? 64);
    this.#streams = new OpenStreams(log);
  }

  /**
   * Takes one event. A returned promise must be awaited before the next call: it holds the writer back.
   * @param origin the caller's number for the event (a line), given back with a difference
   * @param bytes size of the event as JSON, or an upper bound of it; measured when absent
   * @throws whatever an earlier append failed with
   */
  add(stream: string, event: NewEvent, origin = 0, bytes = jsonBytes(event)): Promise<void> | undefined {
    if (this.#failure) throw this.#failure.error;
    if (bytes > MAX_CHUNK_BYTES) throw new EventTooLarge(stream, event.id, bytes, MAX_CHUNK_BYTES);
    const run = this.#run;
    const fits =
      run !== null &&
      run.stream === stream &&
      run.events.length < MAX_CHUNK_EVENTS &&
      run.bytes + bytes <= MAX_CHUNK_BYTES;
    if (fits) {
      run.events.push(event);
      run.origins.push(origin);
      run.bytes += bytes;
      return undefined;
    }
    this.#run = { stream, events: [event], origins: [origin], bytes };
    return run === null ? undefined : this.#issue(run);
  }

  /** Appends what was taken and waits until all of it is settled. The appender stays usable. */
  async flush(): Promise<AppendReport> {
    const run = this.#run;
    this.#run = null;
    if (run && !this.#failure) await this.#issue(run);
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    if (this.#failure) throw this.#failure.error;
    return { appended: this.#appended, duplicates: this.#duplicates, position: this.#position };
  }

  async #issue(run: Run): Promise<void> {
    const state = await this.#streams.open(run.stream);
    const first = state.next;
    state.next += run.events.length;
    if (state.differs) return this.#refuse(state, run, 0, first);
    const stored = Math.min(state.stored - first + 1, run.events.length);
    const same = stored > 0 ? await this.#compare(state, run, first, 0, stored) : 0;
    if (same === null || same === run.events.length) return;
    if (this.#options.dryRun) {
      this.#appended += run.events.length - same;
      return;
    }
    while (this.#pending.size >= this.#inFlight) await Promise.race(this.#pending);
    if (this.#failure) throw this.#failure.error;
    this.#track(state, this.#append(state, run, first, same, state.settled));
  }

  #track(state: StreamState, append: Promise<void>): void {
    state.inFlight++;
    const settled: Promise<void> = append
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        state.inFlight--;
        this.#pending.delete(settled);
      });
    state.settled = settled;
    this.#pending.add(settled);
  }

  /** Appends the run's events from index `from` on. When somebody was faster, what stands there by now is compared. */
  async #append(state: StreamState, run: Run, first: number, from: number, earlier: Promise<void>): Promise<void> {
    let start = from;
    for (let race = 0; ; race++) {
      const before = first + start - 1;
      try {
        const expected = before < 0 ? 'no-stream' : before;
        const events = start === 0 ? run.events : run.events.slice(start);
        const result = await this.#log.append(state.stream, events, { expected });
        if (result.alreadyThere) await this.#compare(state, run, first, start, run.events.length);
        else this.#appended += events.length;
        this.#reached(result.position);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision) || race === MAX_RACES) throw error;
        await earlier;
        if (this.#failure) throw error;
        if (state.differs) return this.#refuse(state, run, start, first + start);
        const actual = error.actual ?? -1;
        if (actual > before) {
          const stored = Math.min(actual - before, run.events.length - start);
          const same = await this.#compare(state, run, first, start, start + stored);
          if (same === null || same === run.events.length) return;
          start = same;
        }
      }
    }
  }

  /** Compares the run's events from index `from` to `to` with the stored ones; index after the last, or `null` when refused. */
  async #compare(state: StreamState, run: Run, first: number, from: number, to: number): Promise<number | null> {
    let at = from;
    const pages = this.#log.readStream(state.stream, { from: first + from, limit: to - from });
    for await (const page of pages) {
      for (const stored of page) {
        if (!isSameEvent(stored, run.events[at] as NewEvent)) {
          this.#refuse(state, run, at, first + at);
          return null;
        }
        at++;
        this.#duplicates++;
        this.#reached(stored.position);
      }
    }
    return at;
  }

  #refuse(state: StreamState, run: Run, from: number, revision: number): void {
    const first = !state.differs;
    state.differs = true;
    const origin = run.origins[from] as number;
    const difference = { stream: state.stream, revision, origin, events: run.events.length - from, first };
    if (!this.#options.onDifference) throw new StreamDiffers(state.stream, revision);
    this.#options.onDifference(difference);
  }

  #reached(position: Position): void {
    if (this.#options.dryRun) return;
    if (this.#position === null || this.#log.comparePositions(position, this.#position) > 0) this.#position = position;
  }
}

/**
 * Appends events to one stream, the n-th at revision n. A crash half-way is resumed by giving the same events again.
 * @throws StreamDiffers when the stream holds another event at a revision
 */
export async function appendStream(
  log: EventLog,
  stream: string,
  events: Iterable<NewEvent> | AsyncIterable<NewEvent>,
  options: Omit<AppenderOptions, 'onDifference'> = {},
): Promise<AppendReport> {
  const appender = new StreamAppender(log, options);
  for await (const event of events) {
    const wait = appender.add(stream, event);
    if (wait) await wait;
  }
  return appender.flush();
}

/** Upper bound of an event's bytes in an append, its envelope included. */
export function jsonBytes(event: NewEvent): number {
  return Buffer.byteLength(JSON.stringify(event)) + 64;
}
