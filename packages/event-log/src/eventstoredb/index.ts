/**
 * The log in an EventStoreDB or KurrentDB server or cluster. Owns the connection, what is done against the client's
 * and the network's faults, and the one server subscription of a process. Nothing is loaded before it is opened.
 */
import type { EventLog } from '../log.ts';
import { ALL_ON, type Countermeasures } from './countermeasures.ts';
import { createEventStoreDbLog } from './log.ts';
import { share } from './shared.ts';
import { MACHINE_TIMING, type Timing } from './timing.ts';

export type { Timing } from './timing.ts';

/** How long to wait, and where time and chance come from. */
export interface EventStoreDbOptions {
  /** For one attempt, in milliseconds; default 5,000. */
  readonly attemptMs?: number;
  /** For all attempts of one append or read, in milliseconds; default 30,000. A subscription never gives up. */
  readonly giveUpMs?: number;
  /** How often a subscription is compared with the log's head, in milliseconds; default 5,000. */
  readonly pollMs?: number;
  readonly timing?: Timing;
}

const ATTEMPT_MS = 5_000;
const GIVE_UP_MS = 30_000;
const POLL_MS = 5_000;

/**
 * Opens the log at `esdb://…` or `esdb+discover://…`, which also carries credentials, TLS and a cluster's addresses.
 * The server need not be there yet: the first append or read waits for it.
 *
 * @param options hold for the first log of a connection string in a process; the others share its connection
 * @throws InvalidConnectionString
 * @throws EventStoreClientConflict
 */
export function openEventStoreDbLog(connectionString: string, options: EventStoreDbOptions = {}): Promise<EventLog> {
  return openWithout([], connectionString, options);
}

/** As `openEventStoreDbLog`, without some countermeasures: for tests that see what each of them is for. */
export async function openWithout(
  measures: readonly (keyof Countermeasures)[],
  connectionString: string,
  options: EventStoreDbOptions = {},
): Promise<EventLog> {
  const shared = await share(connectionString, {
    attemptMs: options.attemptMs ?? ATTEMPT_MS,
    giveUpMs: options.giveUpMs ?? GIVE_UP_MS,
    pollMs: options.pollMs ?? POLL_MS,
    timing: options.timing ?? MACHINE_TIMING,
    on: { ...ALL_ON, ...Object.fromEntries(measures.map((measure) => [measure, false])) },
  });
  return createEventStoreDbLog(shared);
}
