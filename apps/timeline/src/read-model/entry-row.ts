import { type Entry, FACETS, fromPublicEntry, OPEN_DAY, relationsOf, toPublicEntry } from '@foedera/projections';
import type { Day, PublicEntry } from '@foedera/schema';

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

/** Members of a JSON object without its braces. */
export function membersOf(value: object): string {
  return JSON.stringify(value).slice(1, -1);
}

export function contentOf(entry: Entry): ContentRow {
  return {
    rest: membersOf(toPublicEntry(entry)),
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
  return fromPublicEntry(JSON.parse(`{${row.rest}}`) as PublicEntry, {
    id,
    headline: {
      en: JSON.parse(row.headline_en) as string,
      fr: JSON.parse(row.headline_fr) as string,
      vi: JSON.parse(row.headline_vi) as string,
    },
    claims: JSON.parse(row.claims) as string[],
    sources: JSON.parse(row.sources) as string[],
  });
}

/** Bounds as the tables keep them: an open side is ±10⁹ days. */
export function storedBounds(span: { readonly earliest: Day | null; readonly latest: Day | null }): {
  readonly earliest: Day;
  readonly latest: Day;
} {
  return { earliest: span.earliest ?? -OPEN_DAY, latest: span.latest ?? OPEN_DAY };
}

/** Class of what has an open side or lasts more than eleven years: it may reach into any window. */
export const LONGEST_CLASS = 5;

/** Nothing of a duration class below the longest lasts more days than this to the power of the class. */
export const CLASS_BASE = 8;

/**
 * Duration class of inclusive bounds: the logarithm of the days to the base 8, rounded up; 0 for one day. Each class is a
 * place to look in for what reaches into a window: few that are wide are cheaper than many.
 */
export function durationClass(earliest: Day, latest: Day): number {
  if (earliest <= -OPEN_DAY || latest >= OPEN_DAY) return LONGEST_CLASS;
  return Math.min(LONGEST_CLASS, Math.ceil((32 - Math.clz32(latest - earliest)) / 3));
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
