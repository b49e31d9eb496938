import type { RecordedEvent } from '@foedera/schema';
import { InvalidPosition } from '../errors.ts';
import { lastRevision, streamPage } from './calls.ts';
import { Converter } from './convert.ts';
import { comparePlaces, type Place, toPosition } from './position.ts';
import { Reader } from './reader.ts';
import type { Shared } from './shared.ts';

/** Events of one stream in pages, to its end as it is at the start. */
export async function* readStream(
  { connection }: Shared,
  stream: string,
  from: number,
  limit: number,
  pageSize: number,
  over: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  over.throwIfAborted();
  const last = await lastRevision(connection, stream);
  const end = Math.min((last ?? -1) + 1, from + limit);
  const converter = new Converter();
  for (let next = from; next < end; ) {
    const page = await streamPage(connection, stream, BigInt(next), Math.min(pageSize, end - next));
    if (page.length === 0) return;
    next += page.length;
    yield page.map((found) => converter.toPlaced(found.event, found.place).event);
    over.throwIfAborted();
  }
}

/** Events of all our streams in pages, to the head as it is when the reader gets there. */
export async function* read(
  { connection, heads }: Shared,
  after: Place | null,
  limit: number,
  pageSize: number,
  over: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  const options = { signal: over };
  let left = limit;
  let reader: Reader | null = null;
  over.throwIfAborted();
  while (left > 0) {
    const head = await heads.find(options);
    requireGiven(after, head);
    const at: Place | null = reader?.standing.place ?? after;
    if (head === null || comparePlaces(at, head) >= 0) return;
    reader ??= await Reader.after(connection, after, options);
    for await (const { events } of reader.pages(head, pageSize, left)) {
      left -= events.length;
      yield events;
      over.throwIfAborted();
    }
  }
}

/** @throws InvalidPosition for a place behind the head, which comes from another log */
export function requireGiven(after: Place | null, head: Place | null): void {
  if (after === null || comparePlaces(after, head) <= 0) return;
  const found = head === null ? 'no position, for the log is empty' : `one up to ${toPosition(head)}`;
  throw new InvalidPosition(toPosition(after), found);
}
