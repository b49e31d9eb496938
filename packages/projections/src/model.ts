import type {
  Category,
  Claim,
  Contradiction,
  Day,
  Evidence,
  ExtractorRef,
  Kind,
  Source,
  Status,
} from '@foedera/schema';

/** Known-time axis value in epoch milliseconds, or its end: `FOREVER` is later than every instant. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/** What made a claim's version stand. */
export type Act = 'stated' | 'corrected';

/**
 * One claim as it stands over an interval of reported time: a whole statement and the act that made it stand.
 * Half-open in `reportedFrom`/`reportedTo` (epoch ms).
 */
export interface ClaimVersion {
  readonly claim: string;
  readonly kind: Kind;
  /** Sorted states as the source names them. */
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  /** True when every day between the bounds is meant; see `DateSpan`. */
  readonly extent: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: Status | null;
  readonly confidence: number;
  readonly quote: string | null;
  readonly source: Source;
  readonly key: string | null;
  readonly evidence: Evidence | null;
  readonly extractor: ExtractorRef | null;
  /** Reported time as given by the act that made it stand; `null` = reported when recorded. */
  readonly reported: string | null;
  readonly reportedBasis: string | null;
  readonly act: Act;
  /** Why and by whom it was corrected; `null` for a statement. */
  readonly correction: {
    readonly basis: 'source' | 'ledger';
    readonly reason: string;
    readonly by: string | null;
  } | null;
  /** `seq` of the event that made it stand. */
  readonly seq: number;
  /** When this version came to stand, epoch ms on the reported axis (inclusive). */
  readonly reportedFrom: number;
  /** When the next act on the claim takes its place (exclusive); FOREVER while none does. */
  readonly reportedTo: number;
  /** Reported time of the claim's first statement, epoch ms: decides which claim names an entry. */
  readonly firstReported: number;
}

/** A decision of a person about which claims are the same happening; the latest decision on a pair holds. */
export interface Constraint {
  readonly a: string;
  readonly b: string;
  readonly say: 'same' | 'different';
}

/** What constraints and preferences hold among some claims. */
export interface Decisions {
  readonly constraints: readonly Constraint[];
  /** Claims that a person preferred, latest decision last. */
  readonly preferred: readonly string[];
}

/** How the shown value is chosen where claims of an entry differ. */
export const POLICIES = ['precise', 'sources', 'newest', 'earliest', 'strict'] as const;
export type Policy = (typeof POLICIES)[number];

/** One happening as the timeline shows it, with the claims it rests on. */
export interface Entry {
  /** Id of its earliest claim (by reported time, then id). */
  readonly id: string;
  readonly kind: Kind;
  readonly category: Category;
  /** Relation as it continues today: SU–VN is part of RU–VN. */
  readonly relation: string;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly extent: boolean;
  readonly status: Status | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly headline: { readonly en: string; readonly fr: string; readonly vi: string };
  /** Highest confidence among the claims that support what is shown, 0–1. */
  readonly confidence: number;
  /** Claim ids, by reported time, then id. */
  readonly claims: readonly string[];
  /** Source ids in the same order, each once; syndicated copies count as the first of them. */
  readonly sources: readonly string[];
  readonly contradictions: readonly Contradiction[];
  /** Entries that this one may be the same as: it is too vague to say which. */
  readonly maybeSameAs: readonly string[];
  /** The claim whose value is shown, and the rule that picked it; `null` under `strict` where claims disagree. */
  readonly shown: { readonly claim: string | null; readonly policy: Policy | 'preferred' };
  /** Reported times (epoch ms) of the first and the latest claim. */
  readonly firstReported: number;
  readonly lastReported: number;
  /** Highest `seq` among the acts that made its claims stand. */
  readonly seq: number;
}

/** An act upon a claim as the projection keeps it: what the log said, placed on the reported axis. */
export interface ClaimAct {
  readonly claim: string;
  readonly seq: number;
  /** Place on the reported axis, epoch ms. */
  readonly reportedMs: number;
  /** The statement that stands from here on; `null` = retracted. */
  readonly statement: Claim | null;
  readonly act: Act | 'retracted';
  readonly reported: string | null;
  readonly reportedBasis: string | null;
  readonly correction: ClaimVersion['correction'];
}
