/** What the API's JSON looks like: the part that its OpenAPI document leaves to words. Every object may gain members. */
import type { Category, Evidence, ExtractorRef, Kind, Source, Status } from '@foedera/schema';

/** Languages in which the API words headlines and labels. */
export type Language = 'en' | 'fr' | 'vi';

/** A text in every language of the API. */
export type Words = Readonly<Record<Language, string>>;

/** Values that claims of one entry state differently, most supported first. */
export interface Contradiction {
  /** `occurred` or the attribute's name. */
  readonly about: string;
  readonly values: readonly {
    readonly value: unknown;
    readonly claims: readonly string[];
    readonly sources: readonly string[];
  }[];
}

/** One happening as a timeline shows it. Days are `YYYY-MM-DD`, `null` = open or unknown. */
export interface Entry {
  readonly id: string;
  /** How the relation's timeline comes to show it. */
  readonly membership?: 'exact' | 'via' | 'wider' | 'continued';
  readonly headline: string;
  /** Day after which an announced happening was not reported to have happened. */
  readonly unconfirmedSince?: string;
  readonly kind: Kind;
  readonly category: Category;
  readonly relation: string;
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  /** True when every day between the bounds is meant; false when one of them, not known which. */
  readonly extent: boolean;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly status: Status | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly confidence: number;
  readonly claims: number;
  readonly sources: number;
  readonly contradictions: readonly Contradiction[];
  readonly maybeSameAs: readonly string[];
  readonly shown: { readonly claim: string | null; readonly policy: string };
  readonly firstReported: string;
  readonly lastReported: string;
  readonly seq: number;
}

/** One step of the level's history. */
export interface LevelStep {
  readonly level: string;
  readonly rung: number | null;
  readonly label: Words;
  readonly wording: string | null;
  readonly scheme: string | null;
  readonly since: string | null;
  readonly direction: 'up' | 'down';
  readonly entry: string;
}

/** A figure of one period. */
export interface FigurePoint {
  readonly occurred: string | null;
  readonly value: number;
  readonly unit: string | null;
  readonly approx: boolean;
  readonly atLeast: boolean;
  readonly growth: number | null;
  readonly contested: boolean;
  readonly entry: string;
}

/** What the entries of a relation add up to. */
export interface RelationState {
  readonly relations: {
    readonly status: 'established' | 'suspended' | 'severed' | 'none';
    readonly since: string | null;
    readonly entry: string | null;
    readonly contested: boolean;
    readonly recognitions: readonly {
      readonly by: string | null;
      readonly of: string | null;
      readonly occurred: string | null;
      readonly entry: string;
    }[];
  };
  readonly level: (LevelStep & { readonly history: readonly LevelStep[] }) | null;
  readonly missions: readonly {
    readonly sender: string | null;
    readonly host: string | null;
    readonly mission: string;
    readonly city: string | null;
    readonly opened: string | null;
    readonly closed: string | null;
    readonly entry: string;
  }[];
  readonly ambassadors: readonly {
    readonly sender: string | null;
    readonly host: string | null;
    readonly ambassador: string;
    readonly since: string | null;
    readonly by: Kind;
    readonly entry: string;
  }[];
  readonly instruments: readonly {
    readonly instrument: string;
    readonly type: string | null;
    readonly status: string;
    readonly steps: readonly { readonly kind: Kind; readonly occurred: string | null; readonly entry: string }[];
  }[];
  readonly mechanisms: readonly {
    readonly mechanism: string;
    readonly sessions: number;
    readonly last: { readonly ordinal: number | null; readonly occurred: string | null; readonly entry: string };
  }[];
  readonly figures: readonly {
    readonly kind: Kind;
    readonly of: string;
    readonly latest: FigurePoint;
    readonly series: readonly FigurePoint[];
  }[];
  readonly planned: readonly { readonly entry: string; readonly kind: Kind; readonly occurred: string | null }[];
  readonly targets: readonly {
    readonly entry: string;
    readonly amount: number | null;
    readonly unit: string | null;
    readonly horizon: string | null;
    readonly figure: string | null;
  }[];
  readonly flags: readonly { readonly code: string; readonly entry: string; readonly occurred: string | null }[];
}

/** One claim as it stands. */
export interface Claim {
  readonly claim: string;
  readonly kind: Kind;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: Status | null;
  readonly confidence: number;
  readonly quote: string | null;
  readonly source: Source;
  readonly evidence: Evidence | null;
  readonly extractor: ExtractorRef | null;
  readonly reported: string | null;
  readonly reportedBasis: string | null;
  readonly act: 'stated' | 'corrected';
  readonly correction: {
    readonly basis: 'source' | 'ledger';
    readonly reason: string;
    readonly by: string | null;
  } | null;
  readonly seq: number;
}

/** What caused a change, and what it says of why. */
export interface Cause {
  readonly event: string;
  readonly type: string;
  readonly claim: string | null;
  readonly reason: string | null;
  readonly by: string | null;
}

/** One difference between two successive states of the timeline. */
export interface Change {
  /** Also the cursor to go on after it. */
  readonly id: string;
  /** Id of the change before it under the same filter; `null` for the first. */
  readonly prev: string | null;
  readonly change: string;
  readonly relation: string;
  readonly relations: readonly string[];
  readonly entry: string;
  readonly entries?: readonly string[];
  readonly kind: Kind;
  readonly before: unknown;
  readonly after: unknown;
  readonly occurred: string | null;
  readonly reported: string;
  readonly recorded: string;
  readonly seq: number;
  readonly importance: 'low' | 'normal' | 'high';
  readonly confidence: number;
  readonly cause: readonly Cause[];
  readonly headline: Words;
}

/** A page of changes; `next` is the cursor to go on from, also when there is no more. */
export interface ChangePage {
  readonly changes: readonly Change[];
  readonly next: string;
  readonly more: boolean;
  readonly filter: string;
  readonly epoch: string;
  readonly seq: number;
}
