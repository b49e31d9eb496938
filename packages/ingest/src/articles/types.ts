import type { Kind } from '@foedera/schema';
import type { Extraction, Passage, Refusal } from '../extraction.ts';
import type { Feature } from './confidence.ts';

/** Parts of a page, told apart because each has its own clock and topic. */
export type ZoneKind = 'header' | 'title' | 'caption' | 'body' | 'entry' | 'teaser' | 'link' | 'boilerplate';

/** Why a candidate was not taken for a fact, as a stable word. */
export const REFUSAL_REASONS = [
  'hoped',
  'negated',
  'promised',
  'domestic',
  'no-parties',
  'undated',
  'share',
  'corporate',
  'generic',
  'local',
  'media',
  'anniversary',
  'sectoral',
  'multilateral',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** A candidate that was not taken for a fact. */
export interface RuleRefusal extends Refusal {
  readonly reason: RefusalReason;
  readonly kind: Kind;
  readonly rule: string;
}

/** A zone of the document with its clock. */
export interface TracedZone {
  readonly kind: ZoneKind;
  readonly start: number;
  readonly end: number;
  readonly published: string | null;
  readonly publishedBasis: string;
}

/** A sentence as it was read: its place in the raw text and what was recognised in it. */
export interface TracedSentence {
  readonly start: number;
  readonly end: number;
  readonly zone: number;
  readonly tags: readonly TracedTag[];
}

/** Something recognised in a sentence. */
export interface TracedTag extends Passage {
  readonly type: string;
  readonly value: string;
  /** What a date comes to by the zone's clock, in EDTF: read as past, and as to come where that differs. */
  readonly dates?: readonly string[];
}

/** How the rules came to their facts; read by `explain`. */
export interface Trace {
  readonly extractor: string;
  readonly version: string;
  readonly pack: string;
  /** The states that the document is about, the one whose news it is first. */
  readonly topic: readonly string[];
  /** What weakens each fact beyond its rule, in the order of the facts. */
  readonly features: readonly (readonly Feature[])[];
  readonly zones: readonly TracedZone[];
  readonly sentences: readonly TracedSentence[];
}

/** What the rules made of one document. */
export interface RuleExtraction extends Extraction {
  readonly refusals: readonly RuleRefusal[];
  readonly trace: Trace;
}
