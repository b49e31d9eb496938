import type { Change } from '../view/entry-list.tsx';
import type { Row } from '../view/row.ts';

/** What came, what changed, and how many went. */
export interface Difference extends Change {
  readonly gone: number;
}

/** Compares two lists of entries. */
export function changeBetween(before: readonly Row[], after: readonly Row[]): Difference {
  const was = new Map(before.map((row) => [row.id, JSON.stringify(row)]));
  const ids = new Set(after.map((row) => row.id));
  return {
    fresh: new Set(after.filter((row) => !was.has(row.id)).map((row) => row.id)),
    moved: new Set(
      after.filter((row) => was.has(row.id) && was.get(row.id) !== JSON.stringify(row)).map((row) => row.id),
    ),
    gone: before.filter((row) => !ids.has(row.id)).length,
  };
}
