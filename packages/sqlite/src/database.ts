import type { DriverDatabase, DriverStatement, SqlValue } from './driver.ts';
import { DatabaseError, toDatabaseError } from './errors.ts';
import { byPlace, type PlacedSql, type SqlParameters } from './parameters.ts';

/** A row: column names and values. Blobs are `Uint8Array`. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** A prepared statement; keep it and use it again. One that is being iterated must not be run meanwhile. */
export interface Statement<Row = SqlRow> {
  /** Executes it. `changes` counts rows inserted, updated or deleted. */
  run(parameters?: SqlParameters): { readonly changes: number; readonly lastInsertRowid: number };
  /** First row, `undefined` when there is none. */
  get(parameters?: SqlParameters): Row | undefined;
  /** All rows, in memory. */
  all(parameters?: SqlParameters): Row[];
  /** One row at a time. The read stays open until the end is reached or the loop is left. */
  iterate(parameters?: SqlParameters): IterableIterator<Row>;
}

/** One connection. All calls are synchronous; every error of SQLite is a `DatabaseError`. */
export interface Database {
  readonly path: string;
  readonly readonly: boolean;
  readonly isOpen: boolean;
  readonly inTransaction: boolean;
  /** Prepares SQL whose rows have the given shape, which the caller vouches for. */
  prepare<Row = SqlRow>(sql: string): Statement<Row>;
  /** Executes one or more statements without results. */
  exec(sql: string): void;
  /**
   * Runs the work in a write transaction, begun at once (`begin immediate`), so that what it reads is what it changes.
   * Commits when the work returns, rolls back when it throws.
   * @throws DatabaseError `nested-transaction` inside another, `asynchronous-transaction` when the work returns a promise
   */
  transaction<T>(work: () => T): T;
  /** Runs the work in a read transaction: all its reads see one state. Same rules as `transaction`. */
  snapshot<T>(work: () => T): T;
  /**
   * Makes the write-ahead log's file larger by about so many bytes, without a trace in the database: later commits
   * overwrite it, and syncing what was overwritten takes about half the time of syncing what was added.
   */
  growWal(bytes: number): void;
  /** Moves the write-ahead log into the file and syncs the file: what is committed survives a power loss under any durability. */
  flush(): void;
  /** Closes the connection; again is harmless. */
  close(): void;
}

/** Wraps a configured connection. `sync` makes the file at a path durable. */
export function wrapDatabase(
  db: DriverDatabase,
  path: string,
  readonly: boolean,
  sync: (path: string) => void,
): Database {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw toDatabaseError(error, path);
    }
  };
  const begin = { write: db.prepare('begin immediate'), read: db.prepare('begin deferred') };
  const commit = db.prepare('commit');

  const within = <T>(start: DriverStatement, work: () => T): T => {
    if (db.isTransaction) throw new DatabaseError('nested-transaction', path, 'a transaction inside a transaction');
    guarded(() => start.run());
    try {
      const result = work();
      if (result instanceof Promise) {
        result.catch(() => undefined);
        throw new DatabaseError('asynchronous-transaction', path, 'the work of a transaction must not be asynchronous');
      }
      commit.run();
      return result;
    } catch (error) {
      // SQLite has already rolled back after some errors, such as a full disk.
      if (db.isOpen && db.isTransaction) db.exec('rollback');
      throw toDatabaseError(error, path);
    }
  };

  return {
    path,
    readonly,
    get isOpen() {
      return db.isOpen;
    },
    get inTransaction() {
      return db.isOpen && db.isTransaction;
    },
    prepare: (sql) =>
      guarded(() => {
        const placed = byPlace(sql);
        return wrapStatement(db.prepare(placed.sql), placed.values, path);
      }),
    exec: (sql) => guarded(() => db.exec(sql)),
    transaction: (work) => within(begin.write, work),
    snapshot: (work) => within(begin.read, work),
    growWal: (bytes) => guarded(() => growWal(db, bytes)),
    flush: () =>
      guarded(() => {
        const { busy } = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number };
        if (busy !== 0)
          throw new DatabaseError('database-locked', path, 'another connection reads or writes: cannot flush');
        sync(path);
      }),
    close: () => {
      if (db.isOpen) guarded(() => db.close());
    },
  };
}

function wrapStatement<Row>(statement: DriverStatement, values: PlacedSql['values'], path: string): Statement<Row> {
  return {
    run(parameters) {
      try {
        const { changes, lastInsertRowid } = statement.run(...values(parameters));
        return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
    get(parameters) {
      try {
        return statement.get(...values(parameters)) as Row | undefined;
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
    all(parameters) {
      try {
        return statement.all(...values(parameters)) as Row[];
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
    *iterate(parameters) {
      try {
        yield* statement.iterate(...values(parameters)) as IterableIterator<Row>;
      } catch (error) {
        throw toDatabaseError(error, path);
      }
    },
  };
}

/** Bytes of filler in one row: large enough to be quick, small enough for a cache of ten pages to spill it. */
const FILLER = 65_536;

/** Pages that do not fit into the cache are written to the log before the commit; the rollback leaves the file long. */
function growWal(db: DriverDatabase, bytes: number): void {
  const { cache_size } = db.prepare('pragma cache_size').get() as { cache_size: number };
  db.exec('pragma cache_size = 10');
  try {
    db.exec('begin immediate');
    db.exec('create table filler (bytes blob) strict');
    const fill = db.prepare('insert into filler values (zeroblob(?))');
    for (let done = 0; done < bytes; done += FILLER) fill.run(FILLER);
  } finally {
    if (db.isTransaction) db.exec('rollback');
    db.exec(`pragma cache_size = ${cache_size}`);
  }
}
