import {
  continuedParties,
  type Difference,
  type Entry,
  entryDifferences,
  relationState,
  stateDifferences,
} from '@foedera/projections';
import type { Kind } from '@foedera/schema';
import type { PlacedDifference } from './change.ts';
import type { HeadEntries } from './head-entries.ts';
import { partsOf, relationIdsOf, withCompanions } from './parts.ts';
import { targetDifferences } from './targets.ts';

/**
 * What an event changed at the head, in a stable order: entries first, then for each relation in order of id the parts of
 * its state that these entries take part in, then its targets. `head` is as it was before the event.
 */
export function differencesOf(
  before: readonly Entry[],
  after: readonly Entry[],
  head: HeadEntries,
): PlacedDifference[] {
  return [...entryDifferencesOf(before, after), ...stateDifferencesOf(before, after, head)];
}

/** The differences between entries alone, with what filters ask about them. */
export function entryDifferencesOf(before: readonly Entry[], after: readonly Entry[]): PlacedDifference[] {
  const known = new Map<string, Entry[]>();
  for (const entry of [...before, ...after]) known.set(entry.id, [...(known.get(entry.id) ?? []), entry]);
  return entryDifferences(before, after).map((difference) => placeEntry(difference, known));
}

function placeEntry(difference: Difference, known: ReadonlyMap<string, readonly Entry[]>): PlacedDifference {
  const ids = [...new Set([...idsIn(difference.before), ...idsIn(difference.after)])];
  const concerned = ids.flatMap((id) => known.get(id) ?? []);
  const { kind } = known.get(difference.entry)?.at(-1) ?? (concerned[0] as Entry);
  return { difference, kind, ...wordsOf(concerned), relations: sorted(concerned.flatMap(relationIdsOf)) };
}

function wordsOf(entries: readonly Entry[]): Pick<PlacedDifference, 'parties' | 'kinds' | 'confidence'> {
  return {
    parties: sorted(entries.flatMap((e) => [...e.parties, ...continuedParties(e.parties), ...e.via])),
    kinds: sorted(entries.map((e) => e.kind)) as Kind[],
    confidence: Math.max(...entries.map((e) => e.confidence)),
  };
}

function idsIn(value: unknown): string[] {
  if (value === null) return [];
  return (Array.isArray(value) ? (value as Entry[]) : [value as Entry]).map((entry) => entry.id);
}

function sorted(words: readonly string[]): string[] {
  return [...new Set(words)].sort();
}

function stateDifferencesOf(before: readonly Entry[], after: readonly Entry[], head: HeadEntries): PlacedDifference[] {
  const byRelation = new Map<string, Entry[]>();
  // What stands now comes first: a change of state names the entry that is there to be read.
  for (const entry of [...after, ...before]) {
    if (partsOf(entry.kind).length === 0) continue;
    for (const relation of relationIdsOf(entry)) byRelation.set(relation, [...(byRelation.get(relation) ?? []), entry]);
  }
  return [...byRelation.keys()].sort().flatMap((relation) => {
    const touched = byRelation.get(relation) as Entry[];
    const old = entriesOf(relation, touched, head);
    const gone = new Set(before.map((entry) => entry.id));
    const come = after.filter((entry) => touched.includes(entry));
    const now = [...old.filter((entry) => !gone.has(entry.id)), ...come];
    return differencesIn(relation, old, now, touched);
  });
}

/** Entries of all parts of a relation's state that the touched ones take part in. */
function entriesOf(relation: string, touched: readonly Entry[], head: HeadEntries): Entry[] {
  const parts = withCompanions(new Set(touched.flatMap((entry) => partsOf(entry.kind))));
  const found = new Map<string, Entry>();
  for (const part of [...parts].sort()) for (const entry of head.of(relation, part)) found.set(entry.id, entry);
  return [...found.values()];
}

function differencesIn(
  relation: string,
  before: readonly Entry[],
  after: readonly Entry[],
  touched: readonly Entry[],
): PlacedDifference[] {
  const first = touched[0] as Entry;
  const differences = [
    ...stateDifferences(relation, relationState(before), relationState(after), first),
    ...targetDifferences(relation, before, after),
  ];
  const known = new Map([...before, ...after, ...touched].map((entry) => [entry.id, entry]));
  return differences.map((difference) => {
    const cause = known.get(difference.entry) ?? first;
    return {
      difference,
      relations: [relation],
      parties: sorted([...relation.split('-'), ...cause.via]),
      kind: cause.kind,
      kinds: [cause.kind],
      confidence: cause.confidence,
    };
  });
}
