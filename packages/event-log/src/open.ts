import { LogReadOnly, UnknownLogTarget } from './errors.ts';
import type { EventLog } from './log.ts';
import { openSqliteLog } from './sqlite/log.ts';

/** How a log is opened, whatever its adapter. */
export interface OpenLogOptions {
  /** Only read: a file must exist and is left as it is, appends are refused; default false. */
  readonly readonly?: boolean;
}

/** At least two letters: one is a drive of Windows. */
const SCHEME = /^([a-z][a-z+.-]+):/i;
const EXPECTED = 'expected a path, sqlite:PATH, esdb://…, esdb+discover://… or kurrentdb://…';
/** Names of the same server, newest last, each of them with or without `+discover`. The client knows the first. */
const EVENT_STORE = /^(?:esdb|kdb|kurrent|kurrentdb)(?=$|\+discover$)/;

/**
 * Opens the log that a text names: a path or `sqlite:PATH` for a file, `esdb://…`, `esdb+discover://…` or the same with
 * `kurrentdb`, `kurrent` or `kdb` for an event store, whose client is loaded only then.
 * @throws UnknownLogTarget for anything else
 */
export async function openLog(target: string, options: OpenLogOptions = {}): Promise<EventLog> {
  const scheme = SCHEME.exec(target)?.[1]?.toLowerCase();
  if (scheme === undefined || scheme === 'sqlite') {
    const path = scheme === undefined ? target : target.slice('sqlite:'.length);
    if (path === '') throw new UnknownLogTarget(withoutSecrets(target), `no path; ${EXPECTED}`);
    return openSqliteLog({ path, ...options });
  }
  if (EVENT_STORE.test(scheme)) {
    const known = scheme.replace(EVENT_STORE, 'esdb') + target.slice(scheme.length);
    return openEventStore(known, options.readonly ?? false);
  }
  throw new UnknownLogTarget(withoutSecrets(target), `unknown scheme ${scheme}:; ${EXPECTED}`);
}

async function openEventStore(target: string, readonly: boolean): Promise<EventLog> {
  const { openEventStoreDbLog } = await import('./eventstoredb/index.ts');
  const log = await openEventStoreDbLog(target);
  if (!readonly) return log;
  return { ...log, append: () => Promise.reject(new LogReadOnly(log.adapter)) };
}

/** Errors end in logs, where a password must not be. */
function withoutSecrets(target: string): string {
  return target.replace(/\/\/[^/]*@/, '//…@');
}
