/** What the API's JSON looks like where it says how what was known changed. */
import type { Act, Entry, RelationState } from './shapes.ts';

/** An entry at two known points; `null` where it is not there. */
export interface DiffLine {
  readonly id: string;
  readonly changes?: readonly string[];
  /** For an entry that merged: the one that holds its first claim now. */
  readonly into?: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
  /** What was done to its claims in between besides stating them: at most the last twenty acts, newest record first. */
  readonly acts: readonly Act[];
}

export const DIFFERENCES = ['added', 'moved', 'corrected', 'corroborated', 'retracted', 'merged'] as const;
export type DifferenceName = (typeof DIFFERENCES)[number];

/** What became of a relation's entries between two known points. */
export interface Diff extends Readonly<Record<DifferenceName, readonly DiffLine[]>> {
  readonly relation: string;
  /** `reported` is `null` for everything reported so far. */
  readonly from: { readonly reported: string | null; readonly seq: number };
  readonly to: { readonly reported: string | null; readonly seq: number };
  readonly seq: number;
  readonly epoch: string;
}

/** One step of a replay: what came, changed and went, and the state after it. */
export interface Frame {
  readonly axis: 'occurred' | 'reported' | 'recorded';
  readonly at: string | number | null;
  readonly date: string | null;
  readonly entries: readonly Entry[];
  readonly left: readonly string[];
  readonly state: RelationState;
}
