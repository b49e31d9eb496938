import { createRequire } from 'node:module';

/** What SQLite stores and gives back. Integers beyond ±2^53 are refused when read, never rounded. */
export type SqlValue = string | number | bigint | null | Uint8Array;

/** The part of `node:sqlite` that is used, the same in both drivers. */
export interface DriverStatement {
  run(...parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  get(...parameters: readonly unknown[]): unknown;
  all(...parameters: readonly unknown[]): unknown[];
  iterate(...parameters: readonly unknown[]): IterableIterator<unknown>;
}

/** @see DriverStatement */
export interface DriverDatabase {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): DriverStatement;
  close(): void;
}

interface Driver {
  readonly DatabaseSync: new (path: string, options: { readonly readOnly: boolean }) => DriverDatabase;
}

/**
 * Node's own SQLite where it has one that is recent enough (`isTransaction` came with 22.16 and 24.0), else the same
 * API from a package with prebuilt binaries. The package is loaded only where it is needed.
 */
function loadDriver(): { readonly name: string; readonly driver: Driver } {
  const builtin = withoutExperimentalWarning(() => process.getBuiltinModule('node:sqlite') as Driver | undefined);
  if (builtin !== undefined && 'isTransaction' in builtin.DatabaseSync.prototype)
    return { name: 'node:sqlite', driver: builtin };
  const require = createRequire(import.meta.url);
  return { name: '@photostructure/sqlite', driver: require('@photostructure/sqlite') as Driver };
}

/** Node 22 warns on standard error each time a program loads its SQLite; every other warning goes through. */
function withoutExperimentalWarning<T>(load: () => T): T {
  const emitWarning = process.emitWarning;
  process.emitWarning = ((warning: string | Error, ...rest: readonly unknown[]) => {
    if (rest[0] !== 'ExperimentalWarning') Reflect.apply(emitWarning, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

const { name, driver } = loadDriver();

/** Name of the driver in use: `node:sqlite` or `@photostructure/sqlite`. */
export const DRIVER_NAME: string = name;

/** Opens a connection without any setting. */
export function connect(path: string, readOnly: boolean): DriverDatabase {
  return new driver.DatabaseSync(path, { readOnly });
}
