import type { PlacedDifference } from './change.ts';
import type { Importance } from './importance.ts';

/** What a filter can ask for; each is a prefix of words in the index. */
export const DIMENSIONS = { relation: 'r', party: 'p', kind: 'k', change: 'c', importance: 'i' } as const;
export type Dimension = keyof typeof DIMENSIONS;

/** The word under which the index keeps a value of a dimension. */
export function wordOf(dimension: Dimension, value: string): string {
  return `${DIMENSIONS[dimension]} ${value}`;
}

/** The word that is true of every change: what a filter without words walks along. */
export const EVERY = '*';

/** Every word that is true of a change. */
export function wordsOfChange(placed: PlacedDifference, importance: Importance): string[] {
  const { difference, relations, parties, kinds } = placed;
  return [
    EVERY,
    ...relations.map((relation) => wordOf('relation', relation)),
    ...parties.map((party) => wordOf('party', party)),
    ...kinds.map((kind) => wordOf('kind', kind)),
    wordOf('change', difference.change),
    wordOf('importance', importance),
  ];
}
