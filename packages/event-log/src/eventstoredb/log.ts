import { setMaxListeners } from 'node:events';
import type { Position } from '@foedera/schema';
import { checkStream } from '../batch.ts';
import { LogClosed } from '../errors.ts';
import type { AppendResult, EventLog } from '../log.ts';
import { requireCount, requireLimit, requirePageSize } from '../paging.ts';
import { lastRevision } from './calls.ts';
import { ADAPTER } from './connection.ts';
import { comparePlaces, type Place, parsePosition, toPosition } from './position.ts';
import { read, readStream } from './read.ts';
import type { Shared } from './shared.ts';
import { subscribe } from './subscribe.ts';

/** The port on a connection that is shared with every other log of the same connection string. */
export function createEventStoreDbLog(shared: Shared): EventLog {
  const { connection, appender, heads } = shared;
  const closed = new AbortController();
  // Every reader listens, and there is no fault in many.
  setMaxListeners(0, closed.signal);
  const appending = new Set<Promise<AppendResult>>();
  const requireOpen = (): void => closed.signal.throwIfAborted();
  const until = (signal: AbortSignal | undefined) =>
    signal === undefined ? closed.signal : AbortSignal.any([signal, closed.signal]);

  return {
    adapter: ADAPTER,
    append: async (stream, events, { expected }) => {
      requireOpen();
      const append = appender.append(stream, events, expected);
      appending.add(append);
      try {
        return await append;
      } finally {
        appending.delete(append);
      }
    },
    readStream: (stream, { from, limit, pageSize } = {}) => {
      checkStream(stream);
      const [first, most, size] = [requireCount('from', from ?? 0), requireLimit(limit), requirePageSize(pageSize)];
      return readStream(shared, stream, first, most, size, closed.signal);
    },
    lastRevision: async (stream) => {
      requireOpen();
      checkStream(stream);
      return lastRevision(connection, stream);
    },
    read: ({ after, limit, pageSize, signal } = {}) =>
      read(shared, toPlace(after), requireLimit(limit), requirePageSize(pageSize), until(signal)),
    subscribe: ({ after, pageSize, signal } = {}) =>
      subscribe(shared, toPlace(after), requirePageSize(pageSize), until(signal), closed.signal),
    head: async () => {
      requireOpen();
      const head = await heads.find();
      return head === null ? null : toPosition(head);
    },
    comparePositions: (a, b) => comparePlaces(parsePosition(a), parsePosition(b)),
    close: async () => {
      if (closed.signal.aborted) return;
      closed.abort(new LogClosed(ADAPTER));
      await Promise.allSettled(appending);
      await shared.release();
    },
  };
}

const toPlace = (after: Position | undefined): Place | null => (after === undefined ? null : parsePosition(after));
