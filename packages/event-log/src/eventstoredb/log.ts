import type { RecordedEvent } from '@foedera/schema';
import { checkStream } from '../batch.ts';
import { LogClosed } from '../errors.ts';
import type { EventLog, Page, ReadOptions } from '../log.ts';
import { breathe, requireCount, requireLimit, requirePageSize } from '../paging.ts';
import { lastRevision, streamPage } from './calls.ts';
import { ADAPTER } from './connection.ts';
import { Converter } from './convert.ts';
import { Hub } from './hub.ts';
import { comparePlaces, type Place, parsePosition, toPosition } from './position.ts';
import { Reader } from './reader.ts';
import type { Shared } from './shared.ts';
import type { Tail } from './tail.ts';
import type { Timing } from './timing.ts';

/** Longest that an event waits for others to come with it. */
const GATHER_MS = 10;

/** The port on a connection that is shared with every other log of the same connection string. */
export function createEventStoreDbLog(shared: Shared): EventLog {
  const { connection, appender, heads } = shared;
  const closed = new AbortController();
  const requireOpen = (): void => {
    if (closed.signal.aborted) throw new LogClosed(ADAPTER);
  };
  const until = (signal: AbortSignal | undefined) =>
    signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]);

  return {
    adapter: ADAPTER,
    append: async (stream, events, { expected }) => {
      requireOpen();
      return appender.append(stream, events, expected);
    },
    readStream: (stream, { from, limit, pageSize } = {}) => {
      checkStream(stream);
      return readStream(
        shared,
        requireOpen,
        stream,
        requireCount('from', from ?? 0),
        requireLimit(limit),
        requirePageSize(pageSize),
      );
    },
    lastRevision: async (stream) => {
      requireOpen();
      checkStream(stream);
      return lastRevision(connection, stream);
    },
    read: ({ after, limit, pageSize, signal } = {}) =>
      read(shared, requireOpen, place(after), requireLimit(limit), requirePageSize(pageSize), signal, until(signal)),
    subscribe: ({ after, pageSize, signal } = {}) =>
      subscribe(shared, requireOpen, place(after), requirePageSize(pageSize), until(signal)),
    head: async () => {
      requireOpen();
      const head = await heads.find();
      return head === null ? null : toPosition(head);
    },
    comparePositions: (a, b) => comparePlaces(parsePosition(a), parsePosition(b)),
    close: async () => {
      if (closed.signal.aborted) return;
      closed.abort(new LogClosed(ADAPTER));
      await shared.release();
    },
  };
}

const place = (after: ReadOptions['after']): Place | null => (after === undefined ? null : parsePosition(after));

async function* readStream(
  { connection }: Shared,
  requireOpen: () => void,
  stream: string,
  from: number,
  limit: number,
  pageSize: number,
): AsyncGenerator<readonly RecordedEvent[]> {
  requireOpen();
  const last = await lastRevision(connection, stream);
  const end = Math.min((last ?? -1) + 1, from + limit);
  const converter = new Converter();
  for (let next = from; next < end; ) {
    requireOpen();
    const page = await streamPage(connection, stream, BigInt(next), Math.min(pageSize, end - next));
    if (page.length === 0) return;
    next += page.length;
    yield page.map((found) => converter.toPlaced(found.event, found.place).event);
  }
}

async function* read(
  { connection, heads }: Shared,
  requireOpen: () => void,
  after: Place | null,
  limit: number,
  pageSize: number,
  signal: AbortSignal | undefined,
  over: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  let left = limit;
  let reader: Reader | null = null;
  while (left > 0) {
    requireOpen();
    signal?.throwIfAborted();
    const head = await heads.find({ signal: over });
    const at: Place | null = reader?.standing.place ?? after;
    if (head === null || comparePlaces(at, head) >= 0) return;
    reader ??= await Reader.after(connection, after, { signal: over });
    for await (const { events } of reader.pages(head, pageSize, left)) {
      left -= events.length;
      yield events;
      requireOpen();
      signal?.throwIfAborted();
    }
  }
}

/**
 * One path: what the shared tail covers is taken from it, anything before is read. A page that is caught up is given
 * even when it is empty, unless the one before it already was.
 */
async function* subscribe(
  shared: Shared,
  requireOpen: () => void,
  after: Place | null,
  pageSize: number,
  over: AbortSignal,
): AsyncGenerator<Page> {
  const { connection, heads, on } = shared;
  const { timing } = connection;
  const options = { giveUpMs: Number.POSITIVE_INFINITY, signal: over };
  const hub = on.sharedSubscription ? shared.hub : new Hub(connection, heads, shared.pollMs);
  let following = false;
  let told = false;
  try {
    requireOpen();
    const startHead = await heads.find(options);
    const reader = await Reader.after(connection, after, options);
    let at = after;
    let { recordedMs } = reader.standing;
    let target = startHead;
    const isCaughtUp = (serverSaid: boolean): boolean =>
      on.processedCaughtUp ? comparePlaces(at, startHead) >= 0 : serverSaid;
    let tail = null as Tail | null;
    while (!over.aborted) {
      if (target !== null && comparePlaces(at, target) < 0 && tail?.covers(at) !== true) {
        for await (const page of reader.pages(target, pageSize, Number.POSITIVE_INFINITY)) {
          at = page.place;
          recordedMs = reader.standing.recordedMs;
          told = isCaughtUp(page.serverCaughtUp);
          yield { events: page.events, caughtUp: told };
        }
        continue;
      }
      if (tail === null) {
        // A place after the head is nobody's: the tail begins where the log ends, and what stands before is left out.
        const standing =
          comparePlaces(at, startHead) > 0 && at === after ? { place: startHead, recordedMs: 0 } : reader.standing;
        tail = hub.follow(standing);
        following = true;
      }
      if (!tail.covers(at)) {
        reader.moveTo({ place: at, recordedMs });
        target = tail.last;
        continue;
      }
      const heard = hub.bell.rings;
      hub.check();
      const { events, more } = tail.after(at, pageSize);
      const last = events[events.length - 1];
      if (last !== undefined) {
        at = parsePosition(last.position);
        recordedMs = Date.parse(last.recorded);
      }
      const caughtUp = !more && isCaughtUp(hub.serverCaughtUp);
      if (events.length > 0 || caughtUp !== told) {
        told = caughtUp;
        yield { events, caughtUp };
      }
      if (!more) {
        await hub.bell.wait(heard, shared.pollMs, over);
        await gather(hub, timing);
      }
    }
    requireOpen();
  } catch (error) {
    if (!over.aborted) throw error;
    requireOpen();
  } finally {
    if (following) hub.leave();
  }
}

/** What arrives together is given together: waits for a turn of the event loop that brings nothing, but not for long. */
async function gather(hub: Hub, timing: Timing): Promise<void> {
  const deadline = timing.now() + GATHER_MS;
  let heard: number;
  do {
    heard = hub.bell.rings;
    await breathe();
  } while (hub.bell.rings > heard && timing.now() < deadline);
}
