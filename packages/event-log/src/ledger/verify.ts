import type { RecordedEvent } from '@foedera/schema';
import { CorruptEvent, EventLogError } from '../errors.ts';
import { EMPTY_LEDGER, type LedgerHead, nextHead } from '../ledger-hash.ts';
import type { EventLog } from '../log.ts';
import type { EventPlace, LedgerDifference } from './difference.ts';
import { createOrderCheck } from './order.ts';
import type { LedgerCheckpoints } from './store.ts';

/** What a verification compares the log with, besides itself. */
export interface VerifyOptions {
  /** A head that was noted before, somewhere else: the one evidence that an attacker who changes log and checkpoints cannot change. */
  readonly head?: LedgerHead;
  /** The hashes of each event, to name the first that differs. */
  readonly checkpoints?: Pick<LedgerCheckpoints, 'head' | 'hashes'>;
  readonly signal?: AbortSignal;
  /** Told after each page how far it is. */
  readonly onProgress?: (head: LedgerHead) => void;
}

/** Outcome of a verification. `head` is as far as nothing was wrong; when `ok`, the end of the log. */
export type Verdict =
  | { readonly ok: true; readonly head: LedgerHead }
  | { readonly ok: false; readonly head: LedgerHead; readonly difference: LedgerDifference };

/**
 * Reads the whole log, works out its running hash and names the first difference: an event that was changed, is missing
 * or cannot be read, or an end that was cut off. Memory does not grow with the log.
 *
 * Without a head and without checkpoints it finds only what contradicts itself: gaps and events that cannot be read.
 */
export async function verifyLog(log: EventLog, options: VerifyOptions = {}): Promise<Verdict> {
  // Both ends are taken before the reading: what is appended meanwhile is no contradiction.
  const logEnd = await log.head();
  const checkpointEnd = options.checkpoints?.head().seq ?? 0;
  const comparison = createComparison(options.head);
  const checkOrder = createOrderCheck(log);
  let running = EMPTY_LEDGER;
  let sound = running;
  let position: string | undefined;
  const fail = (difference: LedgerDifference): Verdict => ({ ok: false, head: sound, difference });

  const atStart = comparison.atHead(running);
  if (atStart !== undefined) return fail(atStart);
  try {
    for await (const page of log.read({ signal: options.signal })) {
      const stored = options.checkpoints?.hashes(running.seq + 1, page.length) ?? [];
      for (const [i, event] of page.entries()) {
        const place = placeOf(running.seq + 1, event);
        const order = checkOrder(place, event);
        const disorder = order instanceof Promise ? await order : order;
        if (disorder !== undefined) return fail(comparison.suspect() ?? disorder);
        running = nextHead(running, event);
        position = event.position;
        if (running.seq <= checkpointEnd) comparison.atCheckpoint(place, stored[i] ?? 'none', running.hash);
        const difference = comparison.atHead(running);
        if (difference !== undefined) return fail(difference);
        if (comparison.suspect() === undefined) sound = running;
      }
      options.onProgress?.(running);
    }
  } catch (error) {
    const difference = unreadable(error, running.seq + 1);
    if (difference === undefined) throw error;
    return fail(comparison.suspect() ?? difference);
  }

  const suspect = comparison.suspect();
  if (suspect !== undefined) return fail(suspect);
  const cut = (by: 'head' | 'checkpoints' | 'log', expected: string | number): Verdict =>
    fail({ kind: 'cut', seq: running.seq, by, expected: String(expected) });
  if (options.head !== undefined && running.seq < options.head.seq) return cut('head', options.head.seq);
  if (running.seq < checkpointEnd) return cut('checkpoints', checkpointEnd);
  if (logEnd !== null && (position === undefined || log.comparePositions(position, logEnd) < 0))
    return cut('log', logEnd);
  return { ok: true, head: running };
}

/**
 * Weighs the evidence. Where a checkpoint differs, either the event was changed or the checkpoint was; the head that was
 * given decides, so the verdict waits until the log has been read that far.
 */
function createComparison(given: LedgerHead | undefined) {
  let suspect: (LedgerDifference & { kind: 'hash' }) | undefined;
  return {
    suspect: () => suspect,
    atCheckpoint: (place: EventPlace, expected: string, found: string): void => {
      if (suspect === undefined && expected !== found) suspect = { ...place, kind: 'hash', expected, found };
    },
    /** The verdict, when it can be given here. */
    atHead: ({ seq, hash }: LedgerHead): LedgerDifference | undefined => {
      if (given === undefined || seq > given.seq) return suspect;
      if (seq < given.seq) return undefined;
      if (given.hash !== hash) return suspect ?? { kind: 'head', seq, expected: given.hash, found: hash };
      // The log is as it was when the head was noted.
      return suspect && { kind: 'checkpoint', seq: suspect.seq, expected: suspect.found, found: suspect.expected };
    },
  };
}

function placeOf(seq: number, { stream, revision, id }: RecordedEvent): EventPlace {
  return { seq, stream, revision, id };
}

/** An event that the log could not give, as a difference; `undefined` for an error of another kind. */
function unreadable(error: unknown, seq: number): LedgerDifference | undefined {
  if (error instanceof CorruptEvent) {
    const { stream, revision, id, message } = error;
    return { kind: 'unreadable', seq, stream, revision, id, found: message };
  }
  if (error instanceof EventLogError && error.code === 'corrupt-log')
    return { kind: 'unreadable', seq, stream: null, revision: null, id: null, found: error.message };
  return undefined;
}
