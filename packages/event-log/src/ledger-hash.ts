import { createHash } from 'node:crypto';
import { canonicalJson, type RecordedEvent } from '@foedera/schema';
import { EventLogError } from './errors.ts';

/** A place in the ledger: all events up to `seq`, and the running hash over them, 64 lower-case hex digits. */
export interface LedgerHead {
  /** Number of the last event, counted from 1 in log order over the `foedera-` streams; 0 before the first. */
  readonly seq: number;
  readonly hash: string;
}

/** What of an event the hash covers: what is the same on every backend. Times and metadata are the backend's own. */
export type HashedEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'type' | 'id' | 'data'>;

/** Hash before the first event: SHA-256 of the 16 ASCII bytes `foedera-ledger/1`, which names this way of hashing. */
export const LEDGER_GENESIS: string = createHash('sha256').update('foedera-ledger/1', 'ascii').digest('hex');

/** The empty ledger. */
export const EMPTY_LEDGER: LedgerHead = { seq: 0, hash: LEDGER_GENESIS };

/**
 * Running hash after an event: SHA-256 of
 *
 * 1. the hash before it, as 32 bytes, and
 * 2. the UTF-8 bytes of the canonical JSON (RFC 8785) of the array `[stream, revision, type, id, data]`, with the id as
 *    36 characters in lower case.
 *
 * A program in any language that reads the events in order comes to the same hash; `previous` is 64 hex digits.
 */
export function nextHash(previous: string, event: HashedEvent): string {
  const { stream, revision, type, id, data } = event;
  return createHash('sha256')
    .update(previous, 'hex')
    .update(canonicalJson([stream, revision, type, id, data]), 'utf8')
    .digest('hex');
}

/** The ledger after one more event. */
export function nextHead(head: LedgerHead, event: HashedEvent): LedgerHead {
  return { seq: head.seq + 1, hash: nextHash(head.hash, event) };
}

/** `SEQ:HASH`, as people note it down. */
export function formatLedgerHead({ seq, hash }: LedgerHead): string {
  return `${seq}:${hash}`;
}

/** Reads `SEQ:HASH`. @throws EventLogError `invalid-ledger-head` */
export function parseLedgerHead(text: string): LedgerHead {
  const match = /^(0|[1-9]\d{0,15}):([\da-f]{64})$/i.exec(text.trim());
  if (match === null)
    throw new EventLogError(
      'invalid-ledger-head',
      `ledger head ${JSON.stringify(text)}: expected SEQ:HASH, a number and 64 hex digits`,
    );
  return { seq: Number(match[1]), hash: (match[2] as string).toLowerCase() };
}
