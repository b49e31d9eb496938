import type { Position } from '@foedera/schema';
import type { LedgerHead } from '../ledger-hash.ts';

/** How far a ledger has been worked out: the head, and where in the log that is (`null` before the first event). */
export interface LedgerCheckpoint extends LedgerHead {
  readonly position: Position | null;
}

/**
 * Running hashes of a log, one for each event, kept apart from it: they tell which event was changed, where a head
 * alone only tells that one was. They can be worked out again from the log, so they prove nothing to someone who fears
 * that both were changed; a head noted elsewhere does.
 */
export interface LedgerCheckpoints {
  /** How far it goes. */
  head(): LedgerCheckpoint;
  /**
   * Adds the hashes of the events after the head. `to` is the new head, whose hash is the last of them.
   * @returns false, and changes nothing, when the head is no longer `from`: another process did it
   */
  add(from: LedgerHead, hashes: readonly string[], to: LedgerCheckpoint): boolean;
  /** Hashes of the events from `seq` on, at most so many. */
  hashes(seq: number, most: number): readonly string[];
  close(): void;
}
