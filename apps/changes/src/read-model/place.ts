/**
 * Place of a change in the feed: `seq × 2^20 + index` as one integer, so that order, cursors and indexes need one column.
 * Exact for `seq` below 2^33 and for a million changes per event.
 */
export type Place = number;

const INDEX_BITS = 20;
const PER_EVENT = 2 ** INDEX_BITS;
const MAX_SEQ = 2 ** (53 - INDEX_BITS) - 1;

/** The place before every change. */
export const BEGINNING: Place = 0;

/** Place of the change with this index, from 0, among those of one event. @throws RangeError beyond what a place can hold */
export function toPlace(seq: number, index: number): Place {
  if (seq > MAX_SEQ || index >= PER_EVENT) throw new RangeError(`no place for change ${index} of seq ${seq}`);
  return seq * PER_EVENT + index;
}

/** `seq` of the event that caused the change at a place. */
export function seqOf(place: Place): number {
  return Math.floor(place / PER_EVENT);
}

/** Index, from 0, of the change at a place among those of its event. */
export function indexOf(place: Place): number {
  return place % PER_EVENT;
}

/** Characters of the epoch that ids and cursors carry. */
export const EPOCH_LENGTH = 8;

/** Id of the change at a place, which is also the cursor after it: `epoch-seq-index`; the beginning is `0`. */
export function idOf(epoch: string, place: Place): string {
  return place === BEGINNING ? '0' : `${epoch.slice(0, EPOCH_LENGTH)}-${seqOf(place)}-${indexOf(place)}`;
}

/** A cursor's parts; `epoch` is null for the beginning. */
export interface ParsedCursor {
  readonly epoch: string | null;
  readonly place: Place;
}

const CURSOR = /^([0-9a-f]{8})-([1-9]\d{0,9})-(0|[1-9]\d{0,6})$/;

/** Parses `0` or `epoch-seq-index`; `null` when it is neither. Numbers have no leading zeros: a place has one spelling. */
export function parseCursor(text: string): ParsedCursor | null {
  if (text === '0') return { epoch: null, place: BEGINNING };
  const m = CURSOR.exec(text);
  if (!m) return null;
  const seq = Number(m[2]);
  const index = Number(m[3]);
  if (seq > MAX_SEQ || index >= PER_EVENT) return null;
  return { epoch: m[1] as string, place: toPlace(seq, index) };
}
