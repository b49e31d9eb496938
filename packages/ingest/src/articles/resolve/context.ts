import type { Language } from '../patterns/language.ts';
import type { Match } from '../patterns/match.ts';
import type { FactRule } from '../patterns/pack.ts';
import type { Clock } from '../tags/dates.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Zone } from '../text/zones.ts';
import type { RefusalReason } from '../types.ts';
import type { Mode } from './modality.ts';
import type { When } from './when.ts';

/** A set of states, with the unions through which some of them come in. */
export interface Parties {
  readonly codes: readonly string[];
  readonly via: readonly string[];
}

/** A place where a rule of the pack holds. */
export interface Trigger {
  readonly rule: FactRule;
  readonly match: Match;
}

/** A zone with its clock. */
export interface Clocked {
  readonly zone: Zone;
  readonly section: 'body' | 'teaser';
  readonly clock: Clock | null;
}

/** What resolvers know while they read a document in order. */
export interface Context {
  readonly language: Language;
  readonly sentence: Sentence;
  readonly place: Clocked;
  readonly triggers: readonly Trigger[];
  /** State whose news this is; `null` when nothing tells. */
  readonly home: string | null;
  /** The states that the document is about, home first. */
  readonly topic: readonly string[];
  /** Parties that the sentences before this one were about. */
  readonly before: Parties | null;
  /** States of the two persons named last, for "the two ministers". */
  readonly persons: Parties | null;
  /** Whom the sentence before was about, for a "he" or "she" that opens this one. */
  readonly subject: { readonly nation: string; readonly name: string | null } | null;
  /** State that the sentence before named last, for "the latter". */
  readonly latter: string | null;
  /** The visit being reported, when it is one. */
  readonly currentVisit: {
    readonly host: string | null;
    readonly visitor: string | null;
    readonly from: string | null;
  } | null;
  /** Year that the text named last before this sentence. */
  readonly lastYear: number | null;
  /** The day told last before this sentence, for "the day before" and "a month later". */
  readonly lastDay: string | null;
  /** Index of the sentence that told it. */
  readonly lastDayAt: number;
  /** Date that opens the line, for the sentences behind it: "8 August 2017: visit of X. The two sign a treaty." */
  readonly lineDate: string | null;
  /** The last dated happening told before this sentence, for "on that occasion". */
  readonly told: {
    readonly kind: FactRule['kind'];
    readonly date: string;
    readonly index: number;
    readonly paragraph: number;
    /** It lay ahead when the text was written. */
    readonly ahead: boolean;
    /** A journey without its places: the sentences behind name them. */
    readonly open?: boolean;
    /** A question, which the next paragraph answers. */
    readonly asked?: boolean;
  } | null;
  /** Instrument that the sentence before was about, for "it entered into force". */
  readonly instrument: { readonly title: string; readonly type: string } | null;
  /** The presentation of credentials told before: to the head of which state, and when. */
  readonly ceremony: { readonly receiver: string; readonly when: When } | null;
  /** Ambassadors whom the sentence before listed, for "they handed him their credentials". */
  readonly listedBefore: (receiver: string) => readonly Sender[];
  /** Where a sentence of the page says that ambassadors are accredited. */
  readonly accredited: () => string | null;
  /** Date of the event being reported, once one has been stated. */
  readonly current: string | null;
}

/** An ambassador of a list: of which state, named how and where in the sentence. */
export interface Sender {
  readonly code: string;
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
}

/** Where a slot of a draft was filled from, nearest first: it decides the confidence. */
export type Origin = 'clause' | 'sentence' | 'discourse' | 'topic' | 'clock' | 'none';

/** A fact before merging. Token indexes are of its sentence. */
export interface Draft {
  readonly trigger: Trigger;
  readonly kind: FactRule['kind'];
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly date: string | null;
  readonly dateBasis: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly from: number;
  readonly to: number;
  readonly datedBy: Origin;
  readonly partiedBy: Origin;
  /** The words set it beside an earlier one ("also", "auparavant"). */
  readonly another?: boolean;
  /** It only points back to an instrument named before. */
  readonly anaphoric?: boolean;
  /** What an instrument is about, where its title says: two titles of one sort differ by it. */
  readonly topic?: string;
  /** Only holds if nothing else of its kind says it better. */
  readonly weak: boolean;
}

/** A candidate that is no fact. */
export interface Refused {
  readonly trigger: Trigger;
  readonly reason: RefusalReason;
  /** A list of senders may follow: to whom they present, and when. */
  readonly opens?: { readonly receiver: string; readonly when: When };
  readonly from: number;
  readonly to: number;
}

/** What a resolver makes of a trigger. */
export type Outcome = readonly (Draft | Refused)[];

export function isRefused(outcome: Draft | Refused): outcome is Refused {
  return 'reason' in outcome;
}

/** How a trigger is governed by the words around it. */
export interface Governed {
  readonly mode: Mode | null;
  readonly status: 'planned' | 'ongoing' | 'completed' | 'postponed' | 'cancelled' | undefined;
  readonly future: boolean;
  /** Told as something long done ("the first to …"), so the report does not date it. */
  readonly background?: boolean;
}
