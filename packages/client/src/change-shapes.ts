/** What the feed's JSON looks like. Every object may gain members. */
import type { Kind, PublicEntry } from '@foedera/schema';
import type { FigurePoint, LevelStep, RelationState, Words } from './shapes.ts';

/** An entry inside a change: as the timeline shows it, with what it rests on. */
export interface ChangedEntry extends PublicEntry {
  readonly id: string;
  readonly headline: Words;
  /** Relations in whose timelines it stands, sorted. */
  readonly relations: readonly string[];
  /** By reported time, then id. */
  readonly claimIds: readonly string[];
  /** In the same order, each once. */
  readonly sourceIds: readonly string[];
}

/** What caused a change, and what it says of why. */
export interface Cause {
  readonly event: string;
  readonly type: string;
  readonly claim: string | null;
  readonly reason: string | null;
  readonly by: string | null;
}

interface ChangeCommon {
  /** Also the cursor to go on after it. */
  readonly id: string;
  /** Id of the change before it under the same filter; `null` for the first. */
  readonly prev: string | null;
  readonly relation: string;
  /** Every relation it concerns, sorted. */
  readonly relations: readonly string[];
  readonly entry: string;
  /** For merges the ids that went, for splits the ids that came. */
  readonly entries?: readonly string[];
  readonly kind: Kind;
  /** EDTF. */
  readonly occurred: string | null;
  /** EDTF or RFC 3339. */
  readonly reported: string;
  readonly recorded: string;
  readonly seq: number;
  readonly importance: 'low' | 'normal' | 'high';
  readonly confidence: number;
  readonly cause: readonly Cause[];
  readonly headline: Words;
}

interface Sides<Name extends string, Before, After> extends ChangeCommon {
  readonly change: Name;
  readonly before: Before;
  readonly after: After;
}

type Level = Omit<LevelStep, 'label'> & { readonly label: Words };

/** A target and the figure that reached it. */
export interface MetTarget {
  readonly target: string;
  readonly amount: number | null;
  readonly unit: string | null;
  readonly horizon: string | null;
  /** Entry of the figure. */
  readonly by: string;
  readonly reached: number;
  readonly occurred: string | null;
}

/** A change about entries: folding these alone, in order, gives the timeline. */
export type EntryChange =
  | Sides<'entry-added', null, ChangedEntry>
  | Sides<'entry-retracted', ChangedEntry, null>
  | Sides<'entries-merged', readonly ChangedEntry[], ChangedEntry>
  | Sides<'entries-split', ChangedEntry, readonly ChangedEntry[]>
  | Sides<
      | 'entry-corroborated'
      | 'entry-refined'
      | 'entry-corrected'
      | 'entry-status'
      | 'contradiction-opened'
      | 'contradiction-closed',
      ChangedEntry,
      ChangedEntry
    >;

type Part<Name extends string, State> = Sides<Name, State | null, State | null>;

/** A change of a part of the relation's state. */
export type StateChange =
  | Part<'level-changed', Level & { readonly history: readonly Level[] }>
  | Part<'relations-changed', RelationState['relations']>
  | Part<'mission-changed', RelationState['missions'][number]>
  | Part<'figure-updated', FigurePoint>
  | Part<'instrument-status', RelationState['instruments'][number]>
  | Part<'target-met', MetTarget>;

/** One difference between two successive states of the timeline. */
export type Change = EntryChange | StateChange;

/** Head of the running hash over the log. */
export interface LedgerHead {
  readonly seq: number;
  /** 64 hexadecimal digits. */
  readonly hash: string;
}

/** A page of changes; `next` is the cursor to go on from, also when there is no more. */
export interface ChangePage {
  readonly changes: readonly Change[];
  readonly next: string;
  readonly more: boolean;
  readonly filter: string;
  readonly epoch: string;
  readonly seq: number;
  /** `null` where no hash is followed. */
  readonly ledger: LedgerHead | null;
}
