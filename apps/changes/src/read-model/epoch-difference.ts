import { type Entry, fingerprint } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import type { Change, PlacedDifference } from './change.ts';
import { entriesOf } from './changed-entry.ts';
import { entryDifferencesOf } from './differences.ts';
import { type Place, seqOf, toPlace } from './place.ts';

/** What two sets of rules make differently of the same events. */
export interface EpochDifference {
  /** Event up to which both are compared. */
  readonly seq: number;
  readonly differences: readonly PlacedDifference[];
}

/** A place after every other. */
const LAST_PLACE = Number.MAX_SAFE_INTEGER;

const SQL = {
  checkpoint: `select epoch, seq from checkpoint where id = 1`,
  entry: `select content from head_entry where id = :id`,
  all: `select content from head_entry order by id`,
  since: `select content from change where place > :place order by place desc`,
  between: `select content from change where place > :after and place <= :until order by place`,
};

/** Epoch and last event of a read model. */
export function standOf(db: Database): { readonly epoch: string; readonly seq: number } {
  return db.prepare<{ epoch: string; seq: number }>(SQL.checkpoint).get() ?? { epoch: '', seq: 0 };
}

/**
 * Compares the timeline of somebody who has all changes of the earlier rules up to a place with what the present rules
 * make of the same events. Entries that are the same in both cost a look-up; only those that differ are held.
 *
 * @param place `null` = everything that the earlier read model has
 */
export function compareEpochs(earlier: Database, present: Database, place: Place | null): EpochDifference {
  const seq = place === null ? standOf(earlier).seq : seqOf(place);
  const was = timelineAt(earlier, place ?? Infinity);
  const is = timelineAt(present, toPlace(seq + 1, 0) - 1);
  const before: Entry[] = [];
  const same = new Set<string>();
  for (const entry of was.all()) {
    const other = is.get(entry.id);
    if (other && fingerprint(other) === fingerprint(entry)) same.add(entry.id);
    else before.push(entry);
  }
  const after: Entry[] = [];
  for (const entry of is.all()) if (!same.has(entry.id)) after.push(entry);
  return { seq, differences: entryDifferencesOf(before.sort(byId), after.sort(byId)) };
}

interface PastTimeline {
  get(id: string): Entry | null;
  all(): Iterable<Entry>;
}

/** A read model's timeline as it was at a place: the head with the changes after the place taken back. */
function timelineAt(db: Database, place: Place): PastTimeline {
  const undone = undoneSince(db, place);
  const one = db.prepare<{ content: string }>(SQL.entry);
  return {
    get: (id) => {
      const known = undone.get(id);
      if (known !== undefined) return known;
      const row = one.get({ id });
      return row ? (JSON.parse(row.content) as Entry) : null;
    },
    all: function* () {
      for (const entry of entriesIn(db)) if (!undone.has(entry.id)) yield entry;
      for (const entry of undone.values()) if (entry) yield entry;
    },
  };
}

/**
 * Entries as they were at a place, where changes touched them since. Changes of one event repeat each other's before and
 * after, so only whole events can be taken back; then those of the place's own event are told again, up to the place.
 */
function undoneSince(db: Database, place: Place): Map<string, Entry | null> {
  const result = new Map<string, Entry | null>();
  const until = Math.min(place, LAST_PLACE);
  const after = until === LAST_PLACE ? LAST_PLACE : toPlace(seqOf(until), 0) - 1;
  for (const { content } of db.prepare<{ content: string }>(SQL.since).iterate({ place: after }))
    replace(result, (change) => [change.after, change.before], content);
  for (const { content } of db.prepare<{ content: string }>(SQL.between).iterate({ after, until }))
    replace(result, (change) => [change.before, change.after], content);
  return result;
}

function replace(
  entries: Map<string, Entry | null>,
  sides: (change: Change) => [unknown, unknown],
  content: string,
): void {
  const [gone, come] = sides(JSON.parse(`{${content}`) as Change);
  for (const entry of entriesOf(gone)) entries.set(entry.id, null);
  for (const entry of entriesOf(come)) entries.set(entry.id, entry);
}

function* entriesIn(db: Database): Generator<Entry> {
  for (const { content } of db.prepare<{ content: string }>(SQL.all).iterate()) yield JSON.parse(content) as Entry;
}

function byId(a: Entry, b: Entry): number {
  return a.id < b.id ? -1 : 1;
}
