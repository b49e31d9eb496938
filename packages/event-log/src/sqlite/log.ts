import { realpathSync } from 'node:fs';
import { type Database, DatabaseError, openDatabase } from '@foedera/sqlite';
import { checkAppend, checkStream } from '../batch.ts';
import { EventLogError, InvalidPosition, LogClosed, LogReadOnly } from '../errors.ts';
import type { EventLog } from '../log.ts';
import { pages, type Run, requireCount, requireLimit, requirePageSize } from '../paging.ts';
import { type Bell, createBell, follow } from '../tail.ts';
import { createReader } from './reader.ts';
import { type Head, LOG_SCHEMA, SELECT_HEAD, SELECT_LAST_REVISION, SELECT_STREAM } from './schema.ts';
import { createWriter, type Writer } from './writer.ts';

const ADAPTER = 'sqlite';
/** How soon an append of another process is noticed; looking costs some ten microseconds. */
const DEFAULT_POLL_MS = 10;
const POSITION = /^(0|[1-9]\d{0,15})$/;

/** How a log in a file is opened. */
export interface SqliteLogOptions {
  /** File of the log, made when missing; its folder is not. */
  readonly path: string;
  /** Only read, an existing file; default false. */
  readonly readonly?: boolean;
  /** Milliseconds since the epoch; default the machine's clock. Recorded times never go back, even when it does. */
  readonly clock?: () => number;
  /** How often a subscription looks for appends of other processes, in milliseconds; default 10. */
  readonly pollMs?: number;
}

/**
 * The log in one SQLite file, which several processes may write and read at once. Positions are 1, 2, 3 … in the order
 * of commits. Every append is on disk when it resolves; appends that wait at the same time share one sync.
 *
 * @throws DatabaseError when the file cannot be opened or is something else
 */
export function openSqliteLog(options: SqliteLogOptions): EventLog {
  const readonly = options.readonly ?? false;
  const db = openLogDatabase(options.path, readonly);
  const bell = bellOf(options.path);
  const pollMs = options.pollMs ?? DEFAULT_POLL_MS;
  const writer = readonly ? null : createWriter(db, options.clock ?? Date.now, bell.ring);
  return createLog(db, writer, bell, pollMs);
}

/** The connection of a log: durable, so that what an append answered survives a power loss. */
export function openLogDatabase(path: string, readonly: boolean): Database {
  return openDatabase(path, { durability: 'full', readonly, schema: LOG_SCHEMA });
}

function createLog(db: Database, writer: Writer | null, bell: Bell, pollMs: number): EventLog {
  const reader = createReader(db);
  const selectHead = db.prepare<Head>(SELECT_HEAD);
  const selectStream = db.prepare<{ stream: number }>(SELECT_STREAM);
  const selectLast = db.prepare<{ revision: number | null }>(SELECT_LAST_REVISION);
  let closed = false;
  const requireOpen = (): void => {
    if (closed) throw new LogClosed(ADAPTER);
  };

  const nextAfter = (after: string | undefined): ((most: number) => Run) => {
    let position = after === undefined ? 0 : toNumber(after);
    requireOpen();
    const end = selectHead.get()?.position ?? 0;
    if (position > end) throw new InvalidPosition(String(after), `one up to ${end}, where the log ends`);
    return (most) => {
      requireOpen();
      const run = naming(() => reader.after(position, most));
      position = Number(run.events.at(-1)?.position ?? position);
      return run;
    };
  };

  const nextOfStream = (name: string, from: number): ((most: number) => Run) => {
    let revision = from;
    return (most) => {
      requireOpen();
      const stream = selectStream.get([name])?.stream;
      if (stream === undefined) return { events: [], more: false };
      const run = naming(() => reader.ofStream(stream, revision, most));
      revision += run.events.length;
      return run;
    };
  };

  return {
    adapter: ADAPTER,
    append: async (stream, events, { expected }) => {
      requireOpen();
      if (writer === null) throw new LogReadOnly(ADAPTER);
      return writer.append(stream, checkAppend(stream, events, expected), expected);
    },
    readStream: (stream, { from, limit, pageSize } = {}) => {
      checkStream(stream);
      return pages(nextOfStream(stream, requireCount('from', from ?? 0)), {
        limit: requireLimit(limit),
        pageSize: requirePageSize(pageSize),
      });
    },
    lastRevision: async (name) => {
      requireOpen();
      checkStream(name);
      const stream = selectStream.get([name])?.stream;
      return stream === undefined ? null : (selectLast.get([stream])?.revision ?? null);
    },
    read: ({ after, limit, pageSize, signal } = {}) =>
      pages(nextAfter(after), { limit: requireLimit(limit), pageSize: requirePageSize(pageSize), signal }),
    subscribe: ({ after, pageSize, signal } = {}) =>
      follow(nextAfter(after), { pageSize: requirePageSize(pageSize), bell, pollMs, signal }),
    head: async () => {
      requireOpen();
      const position = selectHead.get()?.position ?? 0;
      return position === 0 ? null : String(position);
    },
    comparePositions: (a, b) => toNumber(a) - toNumber(b),
    close: async () => {
      if (closed) return;
      closed = true;
      await writer?.idle();
      db.close();
      bell.ring();
    },
  };
}

/** Broken pages of the file are a broken log, whoever reads it. */
function naming<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'corrupt')
      throw new EventLogError('corrupt-log', error.message, { cause: error });
    throw error;
  }
}

function toNumber(position: string): number {
  if (!POSITION.test(position)) throw new InvalidPosition(position, 'the decimal number of an event in this log');
  return Number(position);
}

/** One bell for all logs of this process that are open on the same file, so that one hears the other's appends at once. */
const BELLS = new Map<string, WeakRef<Bell>>();

function bellOf(path: string): Bell {
  if (path === ':memory:') return createBell();
  const file = realpathSync(path);
  const bell = BELLS.get(file)?.deref() ?? createBell();
  for (const [other, reference] of BELLS) if (reference.deref() === undefined) BELLS.delete(other);
  BELLS.set(file, new WeakRef(bell));
  return bell;
}
