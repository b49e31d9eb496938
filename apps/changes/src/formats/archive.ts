import type { FeedView } from '../feed/view.ts';
import type { PreparedFilter } from '../read-model/filter.ts';
import { BEGINNING, type Place, seqOf, toPlace } from '../read-model/place.ts';
import type { StoredChange } from '../read-model/reader.ts';

/**
 * Events of one archive. Archives are cut by `seq`, so that each of them is complete once and for all and the same under
 * every filter and after every rebuild. @see RFC 5005, section 4
 */
export const ARCHIVE_EVENTS = 100;

/** A document of a feed has at least so many changes, if there are so many. */
const HEAD_CHANGES = 50;

/** One document of the feed: an archive, or the head. Newest change first. */
export interface FeedDocument {
  /** Number of the archive, from 0; `null` for the head. */
  readonly archive: number | null;
  readonly changes: readonly StoredChange[];
  /** Archive with the changes before these; `null` when there are none. */
  readonly previous: number | null;
}

/** Archives that are complete: those with a smaller number. */
export function completeArchives(view: FeedView): number {
  return Math.floor(view.seq() / ARCHIVE_EVENTS);
}

/** A complete archive. Nothing in it, nor which one is before it, ever changes. */
export function archiveDocument(view: FeedView, filter: PreparedFilter, archive: number): FeedDocument {
  const start = endOf(archive - 1);
  const { changes } = view.reader().readAfter(filter, start, Number.MAX_SAFE_INTEGER - 1, endOf(archive));
  return { archive, changes: [...changes].reverse(), previous: archiveBefore(view, filter, start) };
}

/** The head: everything that is in no archive yet, and some of what is. */
export function headDocument(view: FeedView, filter: PreparedFilter): FeedDocument {
  const start = endOf(completeArchives(view) - 1);
  const reader = view.reader();
  const { changes } = reader.readAfter(filter, start, Number.MAX_SAFE_INTEGER - 1);
  const fresh = [...changes].reverse();
  const older = reader.readBackFrom(filter, start, Math.max(0, HEAD_CHANGES - fresh.length));
  return { archive: null, changes: [...fresh, ...older], previous: archiveBefore(view, filter, start) };
}

function archiveBefore(view: FeedView, filter: PreparedFilter, place: Place): number | null {
  const [last] = place === BEGINNING ? [] : view.reader().readBackFrom(filter, place, 1);
  return last ? Math.floor((seqOf(last.place) - 1) / ARCHIVE_EVENTS) : null;
}

/** Last place that belongs to an archive or one before it. */
function endOf(archive: number): Place {
  return archive < 0 ? BEGINNING : toPlace((archive + 1) * ARCHIVE_EVENTS + 1, 0) - 1;
}
