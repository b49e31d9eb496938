import type { NewEvent, Position, RecordedEvent } from '@foedera/schema';

/**
 * What a writer believes about a stream: a revision is the stream's last one (so -1 never occurs: that is `no-stream`).
 */
export type Expected = 'any' | 'no-stream' | 'stream-exists' | number;

/** What an append achieved: the same when it is repeated, but for `alreadyThere`. */
export interface AppendResult {
  /** Revision of the last event of this append in its stream. */
  readonly revision: number;
  /** Position of the last event of this append in the log. */
  readonly position: Position;
  /** True when all of the events already stood there (a retry after a crash): nothing was written. */
  readonly alreadyThere: boolean;
}

/**
 * A run of events in log order, and whether nothing stood after them when they were read. A subscriber that has caught
 * up is always told: by an empty page where the last one did not say so (at once in an empty log).
 */
export interface Page {
  readonly events: readonly RecordedEvent[];
  readonly caughtUp: boolean;
}

export interface ReadOptions {
  /** Exclusive; absent = from the beginning. One that lies behind the head is refused: the log is not the one it came from. */
  readonly after?: Position | undefined;
  /** Most events in all; absent = to the head as it is when the reader gets there. */
  readonly limit?: number | undefined;
  /** Most events in one page, 1–10,000; default 1,000. A page of large events may hold fewer, never none but as `Page` says. */
  readonly pageSize?: number | undefined;
  /** Ends a subscription. A `read` that is aborted throws the signal's reason, so that nobody takes its part for the whole. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The log: append, read, subscribe. One writer order for all streams; nothing is changed or deleted.
 * Adapters live in folders of their own and all pass the contract suite in `testing/`.
 */
export interface EventLog {
  /** Adapter's name, for messages and metrics: `sqlite`, `memory`, `eventstoredb`. */
  readonly adapter: string;
  /**
   * Appends events to one stream, all or none, durable when the promise resolves.
   * At an exact revision (or `no-stream`) where the same ids already stand, answers as the first time did, whatever
   * follows them; where only some of them stand, or others, the stream is not as expected. `any` and `stream-exists`
   * append again each time.
   * @throws WrongExpectedRevision when the stream is not as expected
   * @throws InvalidAppend when no log would take it: see `checkAppend`
   */
  append(stream: string, events: readonly NewEvent[], options: { readonly expected: Expected }): Promise<AppendResult>;
  /** Events of one stream in order. `from` is the first revision read, inclusive, default 0. Empty when there is no such stream. */
  readStream(
    stream: string,
    options?: { readonly from?: number; readonly limit?: number; readonly pageSize?: number },
  ): AsyncIterable<readonly RecordedEvent[]>;
  /** Last revision of a stream; `null` when there is no such stream. */
  lastRevision(stream: string): Promise<number | null>;
  /** Events of all Foedera streams in log order, in pages, ending at the head. */
  read(options?: ReadOptions): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * As `read`, and then everything that is appended later, by this process or another, until `signal` aborts.
   * Never skips, never repeats. Throws `LogClosed` when the log is closed meanwhile.
   */
  subscribe(options?: Omit<ReadOptions, 'limit'>): AsyncIterable<Page>;
  /** Position of the last event of all Foedera streams; `null` when the log is empty. */
  head(): Promise<Position | null>;
  /** Negative, zero or positive: order of two positions of this log. */
  comparePositions(a: Position, b: Position): number;
  /** Finishes what was being appended, then refuses everything. Again is harmless. */
  close(): Promise<void>;
}
