import { randomUUID } from 'node:crypto';

/** An event as the double keeps it. Positions are byte offsets of a made-up transaction file, so they are not dense. */
export interface StoredEvent {
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  /** Milliseconds since the epoch, from the store's clock: like a server's, it may go back. */
  readonly createdMs: number;
}

/** An event as a writer proposes it. */
export type ProposedEvent = Pick<StoredEvent, 'id' | 'type' | 'contentType' | 'data' | 'metadata'>;

/** What a writer may expect of a stream. */
export type ExpectedVersion = 'any' | 'no-stream' | 'stream-exists' | bigint;

/** What became of an append. `position` is `null` where the server would not tell one. */
export type AppendOutcome =
  | { readonly kind: 'written' | 'repeated'; readonly revision: number; readonly position: bigint | null }
  | { readonly kind: 'wrong-version'; readonly current: number | null };

/** How many ids an append at `any` is recognised by; the documented server keeps a bounded cache too. */
const RECENT_IDS = 10_000;
/** Bytes of a record's header and footer in the made-up transaction file. */
const RECORD_OVERHEAD = 121;

const JSON_CONTENT = 'application/json';
const EMPTY_OBJECT = Buffer.from('{}');

/** One in-memory `$all`, which several test servers may share as the nodes of a cluster do. */
export class TestStore {
  readonly #events: StoredEvent[] = [];
  readonly #streams = new Map<string, StoredEvent[]>();
  readonly #recent = new Map<string, StoredEvent>();
  readonly #listeners = new Set<() => void>();
  readonly #nowMs: () => number;
  #end = 0n;

  /** The log begins with system events, as a real one does: `$all` is never empty and never ours alone. */
  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
    for (const stream of ['$$$settings', '$users', '$scavenges'])
      this.append(stream, 'any', [
        {
          id: randomUUID(),
          type: '$system',
          contentType: JSON_CONTENT,
          data: EMPTY_OBJECT,
          metadata: new Uint8Array(),
        },
      ]);
  }

  /** All events in log order. */
  get events(): readonly StoredEvent[] {
    return this.#events;
  }

  stream(name: string): readonly StoredEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** Index in `events` of the first one at (`inclusive`) or after a position. */
  indexFrom(position: bigint, inclusive: boolean): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = (this.#events[middle] as StoredEvent).position;
      if (inclusive ? at < position : at <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  append(stream: string, expected: ExpectedVersion, events: readonly ProposedEvent[]): AppendOutcome {
    const standing = this.#streams.get(stream) ?? [];
    const current = standing.length - 1;
    const wrong: AppendOutcome = { kind: 'wrong-version', current: current < 0 ? null : current };
    if (expected === 'any' || expected === 'stream-exists') {
      if (expected === 'stream-exists' && current < 0) return wrong;
      return this.#recentRepeat(stream, events) ?? this.#write(stream, events);
    }
    const base = expected === 'no-stream' ? -1 : Number(expected);
    if (base === current) return this.#write(stream, events);
    if (base > current || events.length === 0) return wrong;
    const stands = events.every((event, i) => standing[base + 1 + i]?.id === event.id);
    const last = standing[base + events.length];
    return stands && last !== undefined
      ? { kind: 'repeated', revision: last.revision, position: last.position }
      : wrong;
  }

  /** As a restart does: an append at `any` no longer knows which ids it has seen. */
  forgetRecentIds(): void {
    this.#recent.clear();
  }

  /** Calls back after every write, until the returned function is called. */
  onWrite(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #recentRepeat(stream: string, events: readonly ProposedEvent[]): AppendOutcome | null {
    const seen = events.map((event) => this.#recent.get(event.id)).filter((event) => event?.stream === stream);
    const last = seen[seen.length - 1];
    if (last === undefined || seen.length !== events.length) return null;
    return { kind: 'repeated', revision: last.revision, position: last.position };
  }

  #write(stream: string, events: readonly ProposedEvent[]): AppendOutcome {
    const standing = this.#streams.get(stream) ?? [];
    this.#streams.set(stream, standing);
    const createdMs = this.#nowMs();
    for (const event of events) {
      const stored: StoredEvent = { ...event, stream, revision: standing.length, position: this.#end, createdMs };
      this.#end += BigInt(
        RECORD_OVERHEAD + stream.length + event.type.length + event.data.length + event.metadata.length,
      );
      standing.push(stored);
      this.#events.push(stored);
      this.#remember(stored);
    }
    for (const listener of this.#listeners) listener();
    const last = standing[standing.length - 1];
    return { kind: 'written', revision: standing.length - 1, position: last?.position ?? null };
  }

  #remember(event: StoredEvent): void {
    this.#recent.set(event.id, event);
    if (this.#recent.size <= RECENT_IDS) return;
    for (const oldest of this.#recent.keys()) {
      this.#recent.delete(oldest);
      return;
    }
  }
}
