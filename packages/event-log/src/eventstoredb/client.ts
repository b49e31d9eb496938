import { createRequire } from 'node:module';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Countermeasures } from './countermeasures.ts';
import { EventStoreClientConflict, InvalidConnectionString } from './errors.ts';

const OTHER_CLIENT = '@kurrent/kurrentdb-client';

/** Parts of the client that its types keep to themselves; the version is pinned, and tests see that they hold. */
interface ClientInternals {
  supports: (...args: unknown[]) => Promise<boolean>;
  handleError: (...args: unknown[]) => Promise<void>;
  getChannel: () => Promise<{ close(): void }>;
}

/** A client and the way to be rid of it. */
export interface OpenClient {
  readonly client: EventStoreDBClient;
  close(): Promise<void>;
}

/** The connection string in one form, so that equal ones are one, without the parameter that we decide ourselves. */
export function canonicalConnectionString(connectionString: string, on: Countermeasures): string {
  const [address = '', query = ''] = connectionString.trim().split('?', 2);
  const ours = (parameter: string) => /^throw[_-]?on[_-]?append[_-]?failure=/i.test(parameter);
  const kept = query.split('&').filter((parameter) => parameter !== '' && !(on.throwConflicts && ours(parameter)));
  const bare = address.replace(/\/+$/, '');
  return kept.length === 0 ? bare : `${bare}?${kept.join('&')}`;
}

/** The server's addresses, for messages: no user, no password, no parameters. */
export function serverName(connectionString: string): string {
  const [address = ''] = connectionString.trim().split('?', 2);
  const named = address
    .replace(/^esdb(\+discover)?:(\/\/)?/, '')
    .replace(/^.*@/, '')
    .replace(/\/+$/, '');
  return named === '' ? '(no address)' : named;
}

/** Whether the client has to find out which node to talk to. */
export function isCluster(connectionString: string): boolean {
  return connectionString.startsWith('esdb+discover:') || serverName(connectionString).includes(',');
}

/**
 * Loads the client library, only now, and connects nothing yet.
 * @throws InvalidConnectionString
 * @throws EventStoreClientConflict
 */
export async function openClient(connectionString: string, on: Countermeasures): Promise<OpenClient> {
  const server = serverName(connectionString);
  if (on.soleLibrary) requireSoleLibrary(server);
  const library = await import('@eventstore/db-client');
  let client: EventStoreDBClient;
  try {
    client = library.EventStoreDBClient.connectionString(connectionString);
  } catch (cause) {
    // The client's message quotes the string where it fails, which may be the password.
    const found = cause instanceof Error && 'expected' in cause ? `expected ${String(cause.expected)}` : String(cause);
    throw new InvalidConnectionString(server, `the connection string cannot be read: ${found}`);
  }
  return guard(client, on);
}

function requireSoleLibrary(server: string): void {
  const loaded = Object.keys(createRequire(import.meta.url).cache);
  if (loaded.some((path) => path.replaceAll('\\', '/').includes(`/node_modules/${OTHER_CLIENT}/`)))
    throw new EventStoreClientConflict(server, OTHER_CLIENT);
}

function guard(client: EventStoreDBClient, on: Countermeasures): OpenClient {
  const internals = client as unknown as ClientInternals;
  if (on.ownCalls) {
    // Batched appends of all clients share one table of promises: one stream's error rejects the others' appends, and
    // an answer that comes later throws where nobody can catch it. The single call is asked for by saying that the
    // batched one is not supported; nothing else that we call asks.
    internals.supports = () => Promise.resolve(false);
  }
  if (on.guardReconnect) {
    // The client does not wait for this promise. What it rejects with is the failed search for a leader, which the
    // next call meets again and reports to its caller.
    const handleError = internals.handleError;
    internals.handleError = (...args) => handleError(...args).catch(() => undefined);
  }
  let channel: Promise<{ close(): void }> | null = null;
  const getChannel = internals.getChannel;
  internals.getChannel = () => {
    channel = getChannel();
    return channel;
  };
  return {
    client,
    close: async () => {
      await client.dispose();
      // A channel that never came about has nothing to close; its failure was reported to whoever wanted it.
      await channel?.then(
        (open) => open.close(),
        () => undefined,
      );
    },
  };
}
