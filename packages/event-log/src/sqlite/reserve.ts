import { statSync } from 'node:fs';
import type { Database } from '@foedera/sqlite';

/** Commits between two looks at the write-ahead log. */
const LOOK_EVERY = 8;
/** Commits before the first growth: a process that appends little pays nothing. */
const PATIENCE = 96;
/** Larger commits gain nothing: they are bound by their bytes, not by their number. */
const SMALL_COMMIT = 32_768;
const FIRST_GROWTH = 1 << 20;
const LARGEST_GROWTH = 1 << 22;
/** The log starts again from its beginning about here (16,000 pages), and has its full length from then on. */
const FULL_LENGTH = 65_000_000;

/**
 * Keeps the write-ahead log's file longer than what is written to it, so that a small commit overwrites instead of adds:
 * a sync then has no file size to record, and many small appends become about half again as fast.
 */
export function createReserve(db: Database): { committed(): void } {
  const path = db.path === ':memory:' ? null : `${db.path}-wal`;
  let commits = 0;
  let length = 0;
  let growth = FIRST_GROWTH;
  let enabled = path !== null;

  const look = (file: string): void => {
    const now = statSync(file).size;
    const added = now - length;
    length = now;
    if (added === 0 || commits < PATIENCE || added > LOOK_EVERY * SMALL_COMMIT) return;
    if (now >= FULL_LENGTH) {
      enabled = false;
      return;
    }
    db.growWal(growth);
    growth = Math.min(LARGEST_GROWTH, growth * 2);
    length = statSync(file).size;
  };

  return {
    committed: () => {
      if (!enabled || path === null || ++commits % LOOK_EVERY !== 0) return;
      try {
        look(path);
      } catch {
        // The append is done and must be answered; the next ones do without, where the disk has no room for example.
        enabled = false;
      }
    },
  };
}
