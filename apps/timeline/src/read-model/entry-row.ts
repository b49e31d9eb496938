import { type Entry, FACETS, OPEN_DAY, relationsOf } from '@foedera/projections';
import { type Day, formatDay, parseEdtf } from '@foedera/schema';

/** Languages of headlines and labels. */
export const LANGUAGES = ['en', 'fr', 'vi'] as const;
export type Language = (typeof LANGUAGES)[number];

/** An entry as it is stored: what its answer says besides id, membership and headline, and what it is found by. */
export interface ContentRow {
  /** Members of the answer's JSON object, without braces. */
  readonly rest: string;
  readonly headline_en: string;
  readonly headline_fr: string;
  readonly headline_vi: string;
  readonly parties: string;
  readonly via: string;
  readonly claims: string;
  readonly sources: string;
}

/** What an answer says of an entry, besides id, membership, headline and what is worked out when asked. */
export interface EntryRest {
  readonly kind: Entry['kind'];
  readonly category: Entry['category'];
  readonly relation: string;
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly extent: boolean;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly status: Entry['status'];
  readonly attributes: Entry['attributes'];
  readonly confidence: number;
  readonly claims: number;
  readonly sources: number;
  readonly contradictions: Entry['contradictions'];
  readonly maybeSameAs: readonly string[];
  readonly shown: Entry['shown'];
  readonly firstReported: string;
  readonly lastReported: string;
  readonly seq: number;
}

const day = (bound: Day | null): string | null => (bound === null ? null : formatDay(bound));

/** What an answer says of an entry. */
export function restOf(entry: Entry): EntryRest {
  return {
    kind: entry.kind,
    category: entry.category,
    relation: entry.relation,
    occurred: entry.occurred,
    occurredBasis: entry.occurredBasis,
    earliest: day(entry.earliest),
    latest: day(entry.latest),
    extent: entry.extent,
    parties: entry.parties,
    via: entry.via,
    status: entry.status,
    attributes: entry.attributes,
    confidence: entry.confidence,
    claims: entry.claims.length,
    sources: entry.sources.length,
    contradictions: entry.contradictions,
    maybeSameAs: entry.maybeSameAs,
    shown: entry.shown,
    firstReported: new Date(entry.firstReported).toISOString(),
    lastReported: new Date(entry.lastReported).toISOString(),
    seq: entry.seq,
  };
}

/** Members of a JSON object without its braces. */
export function membersOf(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

export function contentOf(entry: Entry): ContentRow {
  return {
    rest: membersOf(restOf(entry)),
    headline_en: JSON.stringify(entry.headline.en),
    headline_fr: JSON.stringify(entry.headline.fr),
    headline_vi: JSON.stringify(entry.headline.vi),
    parties: JSON.stringify(entry.parties),
    via: JSON.stringify(entry.via),
    claims: JSON.stringify(entry.claims),
    sources: JSON.stringify(entry.sources),
  };
}

/** The entry that a stored row was made from. */
export function entryOf(id: string, row: ContentRow): Entry {
  const rest = JSON.parse(`{${row.rest}}`) as EntryRest;
  const span = rest.occurred === null ? null : parseEdtf(rest.occurred);
  return {
    ...rest,
    id,
    earliest: span?.earliest ?? null,
    latest: span?.latest ?? null,
    headline: {
      en: JSON.parse(row.headline_en) as string,
      fr: JSON.parse(row.headline_fr) as string,
      vi: JSON.parse(row.headline_vi) as string,
    },
    claims: JSON.parse(row.claims) as string[],
    sources: JSON.parse(row.sources) as string[],
    firstReported: Date.parse(rest.firstReported),
    lastReported: Date.parse(rest.lastReported),
  };
}

/** Bounds as the tables keep them: an open side is ±10⁹ days. */
export function storedBounds(span: { readonly earliest: Day | null; readonly latest: Day | null }): {
  readonly earliest: Day;
  readonly latest: Day;
} {
  return { earliest: span.earliest ?? -OPEN_DAY, latest: span.latest ?? OPEN_DAY };
}

/** Class of what has an open side or lasts more than eleven years: it may reach into any window. */
export const LONGEST_CLASS = 13;

/** Duration class of inclusive bounds: ceil(log2(days)), so that nothing of a class is longer than 2^class days. */
export function durationClass(earliest: Day, latest: Day): number {
  if (earliest <= -OPEN_DAY || latest >= OPEN_DAY) return LONGEST_CLASS;
  return Math.min(LONGEST_CLASS, 32 - Math.clz32(latest - earliest));
}

const STATE_KINDS: ReadonlySet<string> = new Set(Object.values(FACETS).flat());
const SHARED_KINDS: ReadonlySet<string> = new Set([...FACETS.instruments, ...FACETS.mechanisms]);

/**
 * True when an entry counts towards a relation's state. What a union or a wider set of states does binds each pair where
 * it is an instrument or a mechanism; its level, missions and figures are not those of the pair.
 */
export function countsTowardsState(kind: string, status: string | null, membership: string): boolean {
  if (status === 'planned') return true;
  return (membership === 'exact' || membership === 'continued' ? STATE_KINDS : SHARED_KINDS).has(kind);
}

/** Relations in whose timelines stored content stands. */
export function membershipsOf(row: Pick<ContentRow, 'parties' | 'via'>): ReturnType<typeof relationsOf> {
  return relationsOf(JSON.parse(row.parties) as string[], JSON.parse(row.via) as string[]);
}
