import { encode } from 'eventsource-encoder';
import { toCloudEvent } from '../formats/cloudevent.ts';
import { toText } from '../read-model/change.ts';
import type { PreparedFilter } from '../read-model/filter.ts';
import { BEGINNING, type Place } from '../read-model/place.ts';
import type { FeedView, LedgerHead } from './view.ts';

/** What lies between two places under one filter, encoded once for everybody who stands at the first. Never changes. */
export interface Chunk {
  readonly after: Place;
  /** Where a client stands that has it. */
  readonly next: Place;
  readonly changes: number;
  /** Event-stream messages; empty when nothing in between passes the filter. */
  readonly bytes: Buffer;
}

/** Bounds of one chunk; a single change larger than `bytes` is still given, alone. */
export interface ChunkLimits {
  readonly changes: number;
  readonly bytes: number;
}

/** How one change is written as the data of a message. */
export type Encoding = (id: string, prev: string | null, stored: string) => string;

/** Ways of writing a change, by the name that a client asks for. */
export const ENCODINGS = {
  none: toText,
  cloudevents: (id, prev, stored) => toCloudEvent(toText(id, prev, stored)),
} as const satisfies Record<string, Encoding>;
export type EncodingName = keyof typeof ENCODINGS;

/** Reads and encodes what follows a place; `null` when nothing does. */
export function readChunk(
  view: FeedView,
  filter: PreparedFilter,
  after: Place,
  limits: ChunkLimits,
  encoding: Encoding = ENCODINGS.none,
): Chunk | null {
  const run = view.reader().readAfter(filter, after, limits.changes);
  if (run.next === after) return null;
  const messages: string[] = [];
  let length = 0;
  let prev = run.prev;
  for (const { place, content } of run.changes) {
    const id = view.idOf(place);
    const message = encode({ id, data: encoding(id, prev === BEGINNING ? null : view.idOf(prev), content) });
    if (messages.length > 0 && length + message.length > limits.bytes)
      return { after, next: prev, changes: messages.length, bytes: Buffer.from(messages.join('')) };
    messages.push(message);
    length += message.length;
    prev = place;
  }
  return { after, next: run.next, changes: messages.length, bytes: Buffer.from(messages.join('')) };
}

/** First message of a stream: an id to resume from, how long to wait before reconnecting, and what the stream is. */
export function primingMessage(cursor: string, retryMs: number, about: Readonly<Record<string, unknown>>): string {
  return encode({ event: 'ready', id: cursor, retry: retryMs, data: JSON.stringify({ cursor, ...about }) });
}

/** Keeps an idle connection open and moves a filtered client's cursor on. */
export function keepAliveMessage(cursor: string, seq: number, ledger: LedgerHead | null): string {
  return encode({ event: 'keep-alive', id: cursor, data: JSON.stringify({ cursor, seq, ledger }) });
}

/** Why a stream ends, as its last message; the connection closes after it. */
export type Ending = 'consumer-too-slow' | 'server-closing' | 'end' | 'cursor-refused';

/** Last message of a stream, with the cursor to go on from. */
export function endingMessage(ending: Ending, cursor: string, retryMs?: number, detail?: string): string {
  return encode({
    event: ending,
    id: cursor,
    ...(retryMs === undefined ? {} : { retry: retryMs }),
    data: JSON.stringify({ cursor, ...(detail === undefined ? {} : { detail }) }),
  });
}
