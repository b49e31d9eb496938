import type { Cause, ChangeName, Difference, Entry } from '@foedera/projections';
import type { Kind } from '@foedera/schema';
import type { Importance } from './importance.ts';

/**
 * One change as a client reads it. `before` and `after` are an entry (see `ChangedEntry`), several, or a part of the
 * relation's state; dates are text and times RFC 3339, as in the answers of the timeline.
 */
export interface Change {
  /** `epoch-seq-index`: also the cursor to go on after it. */
  readonly id: string;
  /** Id of the change before it under the same filter; `null` for the first. */
  readonly prev: string | null;
  readonly change: ChangeName;
  readonly relation: string;
  /** Every relation it concerns, sorted: pairs inside a wider set, what continues a former state, where it was before. */
  readonly relations: readonly string[];
  readonly entry: string;
  /** For merges the ids that went, for splits the ids that came; absent otherwise. */
  readonly entries?: readonly string[];
  readonly kind: Kind;
  readonly before: unknown;
  readonly after: unknown;
  /** EDTF. */
  readonly occurred: string | null;
  /** EDTF or RFC 3339: when a source published it; the recorded time where no source gives one. */
  readonly reported: string;
  /** RFC 3339: when this ledger learnt it. */
  readonly recorded: string;
  readonly seq: number;
  readonly importance: Importance;
  /** Highest confidence among the claims that support what is shown, 0–1. */
  readonly confidence: number;
  readonly cause: readonly Cause[];
  readonly headline: Entry['headline'];
}

/** A difference with what filters ask about it, before it has a place. */
export interface PlacedDifference {
  readonly difference: Difference;
  readonly relations: readonly string[];
  /** States and unions that it concerns. */
  readonly parties: readonly string[];
  /** Kind as it stands after; `kinds` has what it was before too. */
  readonly kind: Kind;
  readonly kinds: readonly Kind[];
  readonly confidence: number;
}

/** A change as it is stored: its text without the id and `prev`, which depend on who asks. */
export type StoredText = string;

/** Text of a change without `id` and `prev`. Property order is part of the promise that a rebuild gives the same bytes. */
export function toStoredText(change: Omit<Change, 'id' | 'prev'>): StoredText {
  return JSON.stringify(change).slice(1);
}

/** Whole text of a stored change under somebody's filter. */
export function toText(id: string, prev: string | null, stored: StoredText): string {
  return `{"id":"${id}","prev":${prev === null ? 'null' : `"${prev}"`},${stored}`;
}
