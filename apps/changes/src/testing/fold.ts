import { applyChanges, type Entry } from '@foedera/projections';
import type { Change } from '../read-model/change.ts';
import { entriesOf } from '../read-model/changed-entry.ts';

/** Folds changes, as clients read them, into a timeline. */
export function foldChanges(
  changes: Iterable<Pick<Change, 'change' | 'before' | 'after'>>,
  into: Map<string, Entry> = new Map(),
): Map<string, Entry> {
  const differences = [...changes].map(({ change, before, after }) => ({
    change,
    before: entriesOf(before),
    after: entriesOf(after),
  }));
  return applyChanges(into, differences);
}
