import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Database, wrapDatabase } from './database.ts';
import { connect, type DriverDatabase } from './driver.ts';
import { DatabaseError, toDatabaseError } from './errors.ts';
import { migrate, type Schema } from './migrations.ts';

/** A write-ahead log of this many pages (64 MiB) is moved into the file: rarely enough that it does not slow appends. */
const AUTOCHECKPOINT_PAGES = 16_000;

/**
 * Most memory for pages, in KiB. Rows that are put in many orders change many pages: those that do not fit are written
 * again and again within one transaction. Taken only as far as it is used.
 */
const CACHE_KIB = { full: 32_768, rebuild: 65_536 } as const;

/**
 * Bytes of a file that are read from where the operating system has them, instead of being copied into the cache page by
 * page: SQLite's most. Only for files that can be made again: where the disk fails, reading such memory ends the process.
 */
const MAPPED_BYTES = { full: 0, rebuild: 0x7fff_0000 } as const;

/** How a database is opened. */
export interface OpenOptions {
  /**
   * `full`: a transaction that has returned survives a power loss. `rebuild`: it survives the process, not the machine,
   * until `flush`; for a file that can be made again.
   */
  readonly durability: 'full' | 'rebuild';
  /** Only read, an existing file; default false. */
  readonly readonly?: boolean;
  /** How long a call waits for another connection's lock, in milliseconds; default 5,000. The wait blocks the thread. */
  readonly busyTimeoutMs?: number;
  /** What the file is and its schema; without it the file is taken as it is. */
  readonly schema?: Schema;
}

/**
 * Opens a file, made when missing (its folder is not), in write-ahead mode with foreign keys checked.
 * `:memory:` is a database of this connection only.
 * @throws DatabaseError `cannot-open`, `not-a-database`, `schema-newer`, `schema-older`, `other-application`
 */
export function openDatabase(path: string, options: OpenOptions): Database {
  const readonly = options.readonly ?? false;
  let db: DriverDatabase;
  try {
    db = connect(path, readonly);
  } catch (error) {
    throw toDatabaseError(error, path);
  }
  try {
    configure(db, path, options, readonly);
    if (options.schema !== undefined) migrate(db, path, options.schema, readonly);
    return wrapDatabase(db, path, readonly, path === ':memory:' ? () => undefined : syncFile);
  } catch (error) {
    db.close();
    throw toDatabaseError(error, path);
  }
}

function configure(db: DriverDatabase, path: string, options: OpenOptions, readonly: boolean): void {
  db.exec(`pragma busy_timeout = ${options.busyTimeoutMs ?? 5_000}`);
  db.exec('pragma foreign_keys = on');
  if (readonly) {
    // A file that is no database is only noticed at the first read.
    db.prepare('select count(*) from sqlite_schema').get();
    return;
  }
  const { journal_mode } = db.prepare('pragma journal_mode = wal').get() as { journal_mode: string };
  if (journal_mode !== (path === ':memory:' ? 'memory' : 'wal'))
    throw new DatabaseError('cannot-open', path, `this file system has no write-ahead mode, found ${journal_mode}`);
  db.exec(`pragma synchronous = ${options.durability === 'full' ? 'full' : 'off'}`);
  db.exec(`pragma cache_size = -${CACHE_KIB[options.durability]}`);
  db.exec(`pragma mmap_size = ${MAPPED_BYTES[options.durability]}`);
  db.exec(`pragma wal_autocheckpoint = ${AUTOCHECKPOINT_PAGES}`);
}

/** Syncs a file and the folder that names it. */
function syncFile(path: string): void {
  for (const target of [path, dirname(path)]) {
    // Windows cannot open a folder; there its entries are durable with the file.
    if (process.platform === 'win32' && target !== path) continue;
    const descriptor = openSync(target, target === path ? 'r+' : 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
