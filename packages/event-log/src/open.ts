import { UnknownLogTarget } from './errors.ts';
import type { EventLog } from './log.ts';
import { openSqliteLog } from './sqlite/log.ts';

/** How a log is opened, whatever its adapter. */
export interface OpenLogOptions {
  /** Only read; default false. */
  readonly readonly?: boolean;
}

const SCHEME = /^([a-z][a-z+.-]+):/i;

/**
 * Opens the log that a text names: a path or `sqlite:PATH` for a file.
 * @throws UnknownLogTarget for anything else
 */
export async function openLog(target: string, options: OpenLogOptions = {}): Promise<EventLog> {
  const scheme = SCHEME.exec(target)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
    case 'sqlite': {
      const path = scheme === undefined ? target : target.slice('sqlite:'.length);
      if (path === '') throw new UnknownLogTarget(target, 'expected the path of a file');
      return openSqliteLog({ path, ...options });
    }
    case 'esdb':
    case 'esdb+discover':
    case 'kurrentdb':
    case 'kurrentdb+discover':
      throw new UnknownLogTarget(target, 'this build has no adapter for an event store');
    default:
      throw new UnknownLogTarget(target, `unknown scheme ${scheme}:, expected a path, sqlite:, esdb: or kurrentdb:`);
  }
}
