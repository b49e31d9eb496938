import type { ChangeName } from '@foedera/projections';
import { canonicalJson, type Kind, sha256 } from '@foedera/schema';
import { atLeast, type Importance } from './importance.ts';
import { type Dimension, wordOf } from './words.ts';

/** Which changes somebody wants: those that match one word of every dimension given. Empty = all. */
export interface ChangeFilter {
  readonly relation?: readonly string[] | undefined;
  readonly party?: readonly string[] | undefined;
  readonly kind?: readonly Kind[] | undefined;
  readonly change?: readonly ChangeName[] | undefined;
  /** This level and those above. */
  readonly importance?: Importance | undefined;
  readonly minConfidence?: number | undefined;
}

/** A filter ready to be asked: equal filters have equal digests, however they were written. */
export interface PreparedFilter {
  readonly filter: ChangeFilter;
  /** 16 hex characters. */
  readonly digest: string;
  /** For each dimension given, in order of how few changes it lets through, the words of which one must be true. */
  readonly groups: readonly (readonly string[])[];
  readonly minConfidence: number;
}

const ORDER: readonly Dimension[] = ['relation', 'party', 'kind', 'change', 'importance'];

/** Sorts and names a filter. The words themselves are taken as they are: routes check them. */
export function prepareFilter(filter: ChangeFilter): PreparedFilter {
  const { importance, minConfidence = 0 } = filter;
  const values: Record<Dimension, readonly string[] | undefined> = {
    relation: filter.relation?.map(sortedRelation),
    party: filter.party,
    kind: filter.kind,
    change: filter.change,
    // The lowest level lets everything through: it is no filter.
    importance: importance === undefined || importance === 'low' ? undefined : atLeast(importance),
  };
  const groups = ORDER.flatMap((dimension) => {
    const words = values[dimension];
    return words === undefined ? [] : [[...new Set(words)].sort().map((value) => wordOf(dimension, value))];
  });
  const digest = sha256(canonicalJson([groups, minConfidence])).slice(0, 16);
  return { filter, digest, groups, minConfidence };
}

/** The filter that lets everything through. */
export const NO_FILTER: PreparedFilter = prepareFilter({});

/** Whether what has these words and this confidence passes: what the index answers, for a single change. */
export function passes(
  { groups, minConfidence }: PreparedFilter,
  words: readonly string[],
  confidence: number,
): boolean {
  const given = new Set(words);
  return confidence >= minConfidence && groups.every((group) => group.some((word) => given.has(word)));
}

function sortedRelation(relation: string): string {
  return [...new Set(relation.split('-'))].sort().join('-');
}
