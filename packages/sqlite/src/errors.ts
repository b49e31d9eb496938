/**
 * What went wrong, stable over drivers and versions:
 * - `database-locked`: another connection held the lock for longer than the busy timeout; try again
 * - `disk-full`: the disk, or the largest allowed file, is full; nothing of the transaction was kept
 * - `not-a-database`: the file is something else than an SQLite database
 * - `corrupt`: the file is an SQLite database with broken pages
 * - `cannot-open`: no such file or folder, or no permission
 * - `read-only`: a write through a connection, or into a file, that only reads
 * - `constraint`: a unique, not-null, check or foreign-key rule refused a row
 * - `schema-newer`, `schema-older`: the file's schema is not the one this program knows
 * - `other-application`: an SQLite database, but of another program or for another purpose
 * - `nested-transaction`, `asynchronous-transaction`: a transaction was used in a way that cannot hold
 * - `sql`: anything else that SQLite reports; `sqliteCode` says what
 */
export type DatabaseErrorCode =
  | 'database-locked'
  | 'disk-full'
  | 'not-a-database'
  | 'corrupt'
  | 'cannot-open'
  | 'read-only'
  | 'constraint'
  | 'schema-newer'
  | 'schema-older'
  | 'other-application'
  | 'nested-transaction'
  | 'asynchronous-transaction'
  | 'sql';

/** An error of the database, with the file it happened in. `sqliteCode` is SQLite's extended result code, where it gave one. */
export class DatabaseError extends Error {
  readonly code: DatabaseErrorCode;
  readonly path: string;
  readonly sqliteCode: number | null;
  constructor(
    code: DatabaseErrorCode,
    path: string,
    found: string,
    options: { readonly sqliteCode?: number; readonly cause?: unknown } = {},
  ) {
    super(`${path}: ${found}`, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'DatabaseError';
    this.code = code;
    this.path = path;
    this.sqliteCode = options.sqliteCode ?? null;
  }
}

/** @see https://sqlite.org/rescode.html primary result codes, the low byte of the extended ones */
const CODES: Readonly<Record<number, DatabaseErrorCode>> = {
  5: 'database-locked',
  6: 'database-locked',
  8: 'read-only',
  11: 'corrupt',
  13: 'disk-full',
  14: 'cannot-open',
  19: 'constraint',
  26: 'not-a-database',
};

/** The driver's error as ours; what SQLite did not report (a wrong parameter, a bug) is given back as it is. */
export function toDatabaseError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const code = CODES[error.errcode & 0xff] ?? 'sql';
  return new DatabaseError(code, path, error.message, { sqliteCode: error.errcode, cause: error });
}
