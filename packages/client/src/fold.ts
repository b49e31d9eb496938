import type { Change, ChangedEntry, EntryChange } from './change-shapes.ts';

/** True of a change about entries; the others are about a part of the relation's state. */
export function isEntryChange(change: Change): change is EntryChange {
  return /^(?:entry|entries|contradiction)-/.test(change.change);
}

/**
 * Applies a change to a timeline, entries by id: all changes from the first on, each once and in order, give the timeline.
 * Under a filter on a relation also those that moved out of it come by; their `relations` say so.
 */
export function applyChange(timeline: Map<string, ChangedEntry>, change: Change): void {
  if (!isEntryChange(change)) return;
  for (const entry of listed(change.before)) timeline.delete(entry.id);
  for (const entry of listed(change.after)) timeline.set(entry.id, entry);
}

function listed(side: ChangedEntry | readonly ChangedEntry[] | null): readonly ChangedEntry[] {
  if (side === null) return [];
  return 'id' in side ? [side] : side;
}
