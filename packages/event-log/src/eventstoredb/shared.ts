import { Appender } from './append.ts';
import { HeadFinder } from './calls.ts';
import { canonicalConnectionString } from './client.ts';
import { Connection, type Patience } from './connection.ts';
import type { Countermeasures } from './countermeasures.ts';
import { Hub } from './hub.ts';
import type { Timing } from './timing.ts';

/** What all logs of one connection string share in a process. */
export interface Shared {
  readonly connection: Connection;
  readonly appender: Appender;
  readonly heads: HeadFinder;
  readonly hub: Hub;
  readonly pollMs: number;
  readonly on: Countermeasures;
  /** Called once by each log; the last one closes the connection. */
  release(): Promise<void>;
}

export interface SharedOptions extends Patience {
  readonly pollMs: number;
  readonly timing: Timing;
  readonly on: Countermeasures;
}

interface Entry {
  logs: number;
  readonly opening: Promise<Connection>;
  shared: Omit<Shared, 'release'> | null;
}

const entries = new Map<string, Entry>();

/**
 * The connection for a connection string: opened by the first who asks, whose options hold, closed by the last.
 */
export async function share(connectionString: string, options: SharedOptions): Promise<Shared> {
  const { on } = options;
  const key = canonicalConnectionString(connectionString, on);
  const entry = (on.oneClient ? entries.get(key) : undefined) ?? open(key, options);
  if (on.oneClient) entries.set(key, entry);
  entry.logs++;
  const release = async (): Promise<void> => {
    if (--entry.logs > 0) return;
    if (entries.get(key) === entry) entries.delete(key);
    await entry.opening.then((connection) => connection.close());
  };
  try {
    const connection = await entry.opening;
    entry.shared ??= assemble(connection, options);
    return { ...entry.shared, release };
  } catch (error) {
    if (entries.get(key) === entry) entries.delete(key);
    throw error;
  }
}

function open(key: string, options: SharedOptions): Entry {
  return { logs: 0, opening: Connection.open(key, options, options.timing, options.on), shared: null };
}

function assemble(connection: Connection, { pollMs, on }: SharedOptions): Omit<Shared, 'release'> {
  const heads = new HeadFinder(connection);
  return { connection, appender: new Appender(connection), heads, hub: new Hub(connection, heads, pollMs), pollMs, on };
}
