import { type Difference, type Entry, fromPublicEntry, toPublicEntry } from '@foedera/projections';
import type { PublicEntry } from '@foedera/schema';
import { relationIdsOf } from './parts.ts';

/**
 * An entry inside a change: what the timeline says of it, with its headline in every language and the ids of what it rests
 * on, so that the changes alone fold into the timeline.
 */
export interface ChangedEntry extends PublicEntry {
  readonly id: string;
  readonly headline: Entry['headline'];
  /** Relations in whose timelines it stands, sorted. */
  readonly relations: readonly string[];
  /** By reported time, then id. */
  readonly claimIds: readonly string[];
  /** In the same order, each once. */
  readonly sourceIds: readonly string[];
}

/** An entry as changes carry it. */
export function toChangedEntry(entry: Entry): ChangedEntry {
  const { id, headline, claims, sources } = entry;
  return {
    id,
    headline,
    relations: relationIdsOf(entry),
    ...toPublicEntry(entry),
    claimIds: claims,
    sourceIds: sources,
  };
}

/** The entry that a change carries. */
export function fromChangedEntry({ id, headline, relations: _, claimIds, sourceIds, ...shown }: ChangedEntry): Entry {
  return fromPublicEntry(shown, { id, headline, claims: claimIds, sources: sourceIds });
}

/** A difference as changes carry it: its entries as above, parts of a state as they are. */
export function toPublicDifference({ before, after, ...rest }: Difference): Difference {
  return { ...rest, before: publicSide(before), after: publicSide(after) };
}

/** The entries that one side of a change carries: none where it is a part of a state. */
export function entriesOf(side: unknown): Entry[] {
  return [side].flat().filter(isChangedEntry).map(fromChangedEntry);
}

function publicSide(side: unknown): unknown {
  if (Array.isArray(side)) return side.map(publicSide);
  return isEntry(side) ? toChangedEntry(side) : side;
}

function isEntry(one: unknown): one is Entry {
  return typeof one === 'object' && one !== null && 'claims' in one;
}

function isChangedEntry(one: unknown): one is ChangedEntry {
  return typeof one === 'object' && one !== null && 'claimIds' in one;
}
