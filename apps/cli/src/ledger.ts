import { type EventLog, followLedger, type LedgerHead, openSqliteLedger } from '@foedera/event-log';
import type { RunnerStatus } from '@foedera/projections';

/** The running hash of the log, worked out beside the projections. */
export interface Ledger {
  /** How far it got; `recorded` is known where a projection stands at the same event. */
  head(): LedgerHead & { readonly recorded: string | null };
  /** Why it stands still; `null` while it follows. */
  failure(): string | null;
  close(): Promise<void>;
}

/**
 * Follows the log into a file of hashes.
 *
 * @param path the file, made when missing
 * @param statusOf where a projection of the same log stands
 */
export function startLedger(log: EventLog, path: string, statusOf: () => RunnerStatus): Ledger {
  const checkpoints = openSqliteLedger(path);
  const stop = new AbortController();
  let head: LedgerHead = checkpoints.head();
  let failure: string | null = null;
  const followed = (async () => {
    try {
      for await (const reached of followLedger(log, checkpoints, { signal: stop.signal })) head = reached;
    } catch (error) {
      if (!stop.signal.aborted) failure = error instanceof Error ? error.message : String(error);
    }
  })();
  return {
    head: () => {
      const { seq, recorded } = statusOf();
      return { seq: head.seq, hash: head.hash, recorded: seq === head.seq ? recorded : null };
    },
    failure: () => failure,
    close: async () => {
      stop.abort();
      await followed;
      checkpoints.close();
    },
  };
}

/** Works the running hash out to the end of the log, so that a later verification can name the event that differs. */
export async function bringLedgerUpToDate(log: EventLog, path: string): Promise<void> {
  const checkpoints = openSqliteLedger(path);
  try {
    for await (const { caughtUp } of followLedger(log, checkpoints)) if (caughtUp) return;
  } finally {
    checkpoints.close();
  }
}
