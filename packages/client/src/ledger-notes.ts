import type { LedgerHead } from './change-shapes.ts';

/** Heads that are remembered; the oldest are forgotten, except those that the consumer gave. */
const REMEMBERED_HEADS = 1_000;

/** Heads of the ledger as they were given: the hash up to one event never changes. */
export interface LedgerNotes {
  /** Notes a head; what it contradicts, if anything. */
  note(head: LedgerHead): {
    readonly type: 'ledger-differs';
    readonly seq: number;
    readonly before: string;
    readonly now: string;
  } | null;
}

/** Notes that hold every head against those `given` and those noted before. */
export function openLedgerNotes(given: readonly LedgerHead[] = []): LedgerNotes {
  const kept = new Map(given.map(({ seq, hash }) => [seq, hash]));
  const noted = new Map<number, string>();
  return {
    note: ({ seq, hash }) => {
      const before = kept.get(seq) ?? noted.get(seq);
      noted.set(seq, hash);
      const [oldest] = noted.keys();
      if (noted.size > REMEMBERED_HEADS && oldest !== undefined) noted.delete(oldest);
      return before === undefined || before === hash ? null : { type: 'ledger-differs', seq, before, now: hash };
    },
  };
}
