/** What the API's JSON looks like: the part that its OpenAPI document leaves to words. Every object may gain members. */
import type { Category, Evidence, ExtractorRef, Kind, PublicEntry, Source, Status } from '@foedera/schema';

export type { Contradiction } from '@foedera/schema';

/** Languages in which the API words headlines and labels. */
export type Language = 'en' | 'fr' | 'vi';

/** A text in every language of the API. */
export type Words = Readonly<Record<Language, string>>;

/** One happening as a timeline shows it. Days are `YYYY-MM-DD`, `null` = open or unknown. */
export interface Entry extends PublicEntry {
  readonly id: string;
  /** How the relation's timeline comes to show it. */
  readonly membership?: 'exact' | 'via' | 'wider' | 'continued';
  readonly headline: string;
  /** Day after which an announced happening was not reported to have happened. */
  readonly unconfirmedSince?: string;
}

/** One step of the level's history. */
export interface LevelStep {
  readonly level: string;
  readonly rung: number | null;
  readonly label: string;
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
  readonly planned: readonly {
    readonly entry: string;
    readonly kind: Kind;
    readonly occurred: string | null;
    readonly unconfirmedSince?: string;
  }[];
  readonly targets: readonly {
    readonly entry: string;
    readonly amount: number | null;
    readonly unit: string | null;
    readonly horizon: string | null;
    readonly figure: string | null;
    readonly outcome: 'met' | 'missed' | 'open';
    /** Entry of the figure that reached the target. */
    readonly by: string | null;
  }[];
  readonly flags: readonly { readonly code: string; readonly entry: string; readonly occurred: string | null }[];
}

/** What was done to a claim, or decided about claims, and why. */
export interface Act {
  readonly act: string;
  readonly claim?: string;
  readonly claims?: readonly string[];
  readonly seq: number;
  readonly recorded: string | null;
  readonly reported?: string | null;
  readonly basis?: 'source' | 'ledger' | null;
  readonly reason: string | null;
  readonly by: string | null;
  readonly statement?: Readonly<Record<string, unknown>> | null;
}

/** One claim as it stood. */
export interface Claim {
  readonly id: string;
  readonly kind: Kind;
  readonly category: Category;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: Status | null;
  readonly confidence: number;
  /** `null` also where the document was withdrawn. */
  readonly quote: string | null;
  readonly source: Source;
  readonly key: string | null;
  readonly evidence: Evidence | { readonly document: string; readonly withdrawn: true } | null;
  readonly document: string | null;
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
  readonly recorded: string | null;
  readonly reportedFrom: string;
  readonly reportedTo: string | null;
  readonly firstReported: string;
  readonly retracted?: Act;
}

/** One claim, also a retracted one, with what was done to it. */
export interface ClaimPage extends Claim {
  /** Entry that holds it; `null` where it does not stand. */
  readonly entry: string | null;
  /** Relation whose revision a decision about it names. */
  readonly relation: string;
  readonly revision: number | null;
  /** Newest record first. */
  readonly history: readonly Act[];
  readonly historyMore: boolean;
  readonly asOf: { readonly seq: number; readonly epoch: string };
}

/** What is known of a document besides its text. */
export interface DocumentInfo {
  readonly document: string;
  readonly source: Source;
  readonly language?: string;
  readonly published: string | null;
  readonly publishedBasis: string;
  readonly mediaType: string;
  readonly withdrawn: boolean;
}

/** An entry with its claims, the documents they quote, and what was done to them. */
export interface EntryPage extends Omit<Entry, 'claims' | 'membership'> {
  readonly relations: readonly { readonly relation: string; readonly membership: string }[];
  readonly claims: readonly Claim[];
  readonly documents: readonly DocumentInfo[];
  /** Newest record first. */
  readonly history: readonly Act[];
  readonly historyMore: boolean;
  readonly asOf: { readonly seq: number; readonly epoch: string };
  readonly outcome?: 'met' | 'missed' | 'open';
  readonly outcomeBy?: string | null;
}

/** A relation's state on a day, as known. */
export interface RelationAnswer {
  readonly id: string;
  readonly parties: readonly string[];
  readonly names: readonly string[];
  readonly state: RelationState;
  readonly unions: { readonly shared: readonly string[]; readonly of: Readonly<Record<string, readonly string[]>> };
  readonly seq: number;
  readonly epoch: string;
  /** What `If-Match` names when deciding about the relation; `null` before the first decision. */
  readonly revision: number | null;
}

/** A relation in the list of relations. */
export interface RelationRow {
  readonly id: string;
  readonly parties: readonly string[];
  readonly names: readonly string[];
  readonly entries: number | null;
  readonly first: string | null;
  readonly last: string | null;
  readonly state: Pick<RelationState, 'relations' | 'level'>;
}

/** Members of every page of a list. `next` is `null` on the last one. */
export interface Page {
  readonly next: string | null;
  readonly more: boolean;
  readonly seq: number;
  readonly epoch: string;
}

/** Counts of entries by date and by facets. */
export interface Histogram {
  readonly by: 'decade' | 'year' | 'month' | 'day';
  /** In order of time; buckets without entries are left out. */
  readonly histogram: readonly { readonly bucket: string; readonly count: number }[];
  /** Entries whose date does not fit one bucket. */
  readonly spanning: number;
  readonly undated: number;
  readonly total: number;
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly count: number }[] | undefined>>;
  /** False when the time limit was hit before every entry was counted. */
  readonly complete: boolean;
}

/** Where a document is quoted: UTF-16 units of its raw text, half-open. */
export interface DocumentQuote {
  readonly claim: string;
  readonly entry: string | null;
  readonly kind: Kind;
  readonly occurred: string | null;
  readonly section: string;
  readonly zone: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  readonly more?: readonly { readonly quote: string; readonly start: number; readonly end: number }[];
}

/** A document in a list. */
export interface DocumentRow extends Omit<DocumentInfo, 'document'> {
  readonly id: string;
  readonly seq: number;
  readonly reason?: string | null;
}

/** A document with its text and its quotes in order; `text` is `null` when it was withdrawn. */
export interface Document extends DocumentRow {
  readonly text: string | null;
  readonly quotes: readonly DocumentQuote[];
  readonly asOf: { readonly seq: number; readonly epoch: string };
}

/** What a search found. */
export type SearchHit =
  | {
      readonly type: 'claim';
      readonly id: string;
      readonly entry: string | null;
      readonly kind: Kind;
      readonly occurred: string | null;
      readonly parties: readonly string[];
      readonly quote: string | null;
      readonly source: Source;
      readonly document: string | null;
    }
  | {
      readonly type: 'document';
      readonly id: string;
      readonly title: string | null;
      readonly published: string | null;
      readonly source: Source;
    };

/** A source and how much it said. */
export interface SourceRow {
  readonly id: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly claims: number;
  readonly documents: number;
  readonly firstReported: string | null;
  readonly lastReported: string | null;
}

/** A decision as it stands in the ledger, visible. */
export interface Decided {
  readonly relation: string;
  /** Revision of the relation now. */
  readonly revision: number;
  readonly event: string;
  /** True when this very decision stood there already. */
  readonly alreadyThere: boolean;
  readonly seq: number;
  readonly epoch: string;
}
