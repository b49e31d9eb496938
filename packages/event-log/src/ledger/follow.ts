import type { RecordedEvent } from '@foedera/schema';
import { EventLogError } from '../errors.ts';
import { type LedgerHead, nextHead } from '../ledger-hash.ts';
import type { EventLog } from '../log.ts';
import type { LedgerCheckpoint, LedgerCheckpoints } from './store.ts';

/** How far the ledger has been followed, and whether that is the end of the log. */
export interface LedgerProgress extends LedgerHead {
  readonly caughtUp: boolean;
}

/**
 * Works out the running hash of a log, from where the checkpoints end, page by page as the log grows, until the signal
 * aborts. Each head that it gives is stored. Several processes may follow into the same checkpoints.
 *
 * @throws EventLogError `ledger-mismatch` when the checkpoints are not of this log
 */
export async function* followLedger(
  log: EventLog,
  checkpoints: LedgerCheckpoints,
  options: { readonly signal?: AbortSignal; readonly pageSize?: number } = {},
): AsyncGenerator<LedgerProgress> {
  for (;;) {
    let head = checkpoints.head();
    let overtaken = false;
    for await (const { events, caughtUp } of log.subscribe({ ...options, after: head.position ?? undefined })) {
      const { to, hashes } = hashPage(head, events);
      if (hashes.length > 0 && !checkpoints.add(head, hashes, to)) {
        requireSameLog(log, checkpoints.head(), head);
        overtaken = true;
        break;
      }
      head = to;
      yield { seq: head.seq, hash: head.hash, caughtUp };
    }
    if (!overtaken) return;
  }
}

function hashPage(
  from: LedgerCheckpoint,
  events: readonly RecordedEvent[],
): { readonly to: LedgerCheckpoint; readonly hashes: string[] } {
  let to = from;
  const hashes = events.map((event) => {
    to = { ...nextHead(to, event), position: event.position };
    return to.hash;
  });
  return { to, hashes };
}

/** Another process that follows the same log only moves the head on. */
function requireSameLog(log: EventLog, now: LedgerCheckpoint, before: LedgerCheckpoint): void {
  const movedOn = now.seq > before.seq && now.position !== null;
  if (movedOn && (before.position === null || log.comparePositions(now.position, before.position) > 0)) return;
  throw new EventLogError(
    'ledger-mismatch',
    `the checkpoints went from seq ${before.seq} to ${now.seq}: somebody changes them who does not follow this log`,
  );
}
