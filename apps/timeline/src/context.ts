import type { EventLog } from '@foedera/event-log';
import type { ApiKeyStore } from '@foedera/http';
import type { Runner } from '@foedera/projections';

/** Head of the running hash over the log: evidence that nobody edited it. */
export interface LedgerHead {
  readonly seq: number;
  readonly hash: string;
  readonly recorded: string | null;
}

/** What the timeline's routes work with. */
export interface TimelineContext {
  /** Keeps the timeline's read model in step with the log. */
  readonly runner: Runner;
  readonly log: EventLog;
  /** Head of the ledger's hash; absent where no ledger is followed. */
  readonly ledger?: { head(): LedgerHead } | undefined;
  /** Keys that may write; without a store every write is refused. */
  readonly keys?: ApiKeyStore | undefined;
  readonly now: () => Date;
}
