/**
 * Which SQLite driver is used, its settings, migrations and transactions. Knows nothing about facts: tables and queries
 * belong to those who open a database. Promises: with durability `full`, what a transaction returned from survives a
 * power loss; every error of SQLite is a `DatabaseError` with a stable code, whichever driver is in use.
 */
export type { Database, SqlRow, Statement } from './database.ts';
export { DRIVER_NAME, type SqlValue } from './driver.ts';
export { DatabaseError, type DatabaseErrorCode } from './errors.ts';
export type { Schema } from './migrations.ts';
export { type OpenOptions, openDatabase } from './open.ts';
export type { SqlParameters } from './parameters.ts';
