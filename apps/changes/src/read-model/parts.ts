import { type Entry, facetsOf, relationsOf } from '@foedera/projections';
import type { Kind } from '@foedera/schema';

/** Parts of the state whose differences are changes, and the rest whose differences nobody is told of. */
const TOLD = new Set(['relations', 'level', 'missions', 'instruments', 'figures', 'targets']);

/**
 * Parts of a relation's state that an entry of this kind takes part in, as keys under which entries are kept. A series of
 * figures depends on its own kind alone, so each kind is a part; trade figures also decide about targets.
 */
export function partsOf(kind: Kind): string[] {
  return facetsOf(kind)
    .filter((facet) => TOLD.has(facet))
    .map((facet) => (facet === 'figures' ? `figures ${kind}` : facet));
}

/** Parts that have to be read together with these: whether a target is met depends on it and on trade. */
export function withCompanions(parts: ReadonlySet<string>): ReadonlySet<string> {
  const result = new Set(parts);
  if (parts.has('targets')) result.add('figures trade-volume');
  if (parts.has('figures trade-volume')) result.add('targets');
  return result;
}

/** Ids of the relations in whose timelines an entry stands, sorted. */
export function relationIdsOf(entry: Entry): string[] {
  return relationsOf(entry.parties, entry.via).map((r) => r.relation);
}
