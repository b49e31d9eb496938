import type { Database, Statement } from '@foedera/sqlite';
import type { PreparedFilter } from './filter.ts';
import { BEGINNING, type Place } from './place.ts';
import { EVERY } from './words.ts';

/** A change as it is stored, with its place. */
export interface StoredChange {
  readonly place: Place;
  /** JSON text without id and prev; see `toText`. */
  readonly content: string;
}

/** A run of changes after a place, as one filter sees them. */
export interface Run {
  readonly changes: readonly StoredChange[];
  /** Place of the last change before the first one given, under the same filter; `BEGINNING` when there is none. */
  readonly prev: Place;
  /** Where to go on: the last change given or, when the head was reached, the last change of all. */
  readonly next: Place;
  /** False when everything up to the head, as it was when read, is in here. */
  readonly more: boolean;
}

const HEAD = `select coalesce(max(place), 0) as place from change`;
const LAST = `select coalesce(max(place), 0) as place from change where place <= :place`;
const AT = `select place from change where place = :place`;

/** Reads changes of one database. Open one for each database: it keeps its statements. */
export interface ChangeReader {
  /** Place of the last change of all; `BEGINNING` when there is none. */
  head(): Place;
  /** Place of the last change of all at or before a place; `BEGINNING` when there is none. */
  lastAtOrBefore(place: Place): Place;
  /** True when there is a change at this place, or it is the beginning. */
  has(place: Place): boolean;
  /** Changes strictly after a place, oldest first, at most `limit`, and not beyond `until` (inclusive). */
  readAfter(filter: PreparedFilter, after: Place, limit: number, until?: Place): Run;
  /** Changes at or before a place, newest first, at most `limit`. */
  readBackFrom(filter: PreparedFilter, from: Place, limit: number): StoredChange[];
}

/** A reader of a changes read model. */
export function openChangeReader(db: Database): ChangeReader {
  const head = db.prepare<{ place: number }>(HEAD);
  const last = db.prepare<{ place: number }>(LAST);
  const at = db.prepare<{ place: number }>(AT);
  const statements = new Map<string, Statement<StoredChange>>();
  const prepared = (sql: string): Statement<StoredChange> => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= 200) statements.clear();
    const made = db.prepare<StoredChange>(sql);
    statements.set(sql, made);
    return made;
  };
  const headPlace = (): Place => head.get()?.place ?? BEGINNING;
  const query = (filter: PreparedFilter, direction: Direction, place: Place, limit: number): StoredChange[] =>
    prepared(sqlOf(filter, direction)).all({ ...parametersOf(filter), place, limit });
  const lastBefore = (filter: PreparedFilter, place: Place): Place =>
    place === BEGINNING ? BEGINNING : (query(filter, 'backward', place, 1)[0]?.place ?? BEGINNING);
  return {
    head: headPlace,
    lastAtOrBefore: (place) => last.get({ place })?.place ?? BEGINNING,
    has: (place) => place === BEGINNING || at.get({ place }) !== undefined,
    readAfter: (filter, after, limit, until = Infinity) =>
      db.snapshot(() => {
        const end = Math.min(headPlace(), until);
        const rows = query(filter, 'forward', after, limit + 1);
        const within = rows.filter((row) => row.place <= end);
        const changes = within.slice(0, limit);
        const more = within.length > limit;
        const final = changes[changes.length - 1];
        const next = more ? (final as StoredChange).place : Math.max(end, after);
        return { changes, prev: changes.length === 0 ? BEGINNING : lastBefore(filter, after), next, more };
      }),
    readBackFrom: (filter, from, limit) => query(filter, 'backward', from, limit),
  };
}

type Direction = 'forward' | 'backward';

/**
 * SQL of a filter's shape. The first dimension is walked along its index, one walk for each of its words, each bounded by
 * the limit; the other dimensions are looked up for each place. Words are parameters, so equal shapes share a statement.
 */
function sqlOf({ groups, minConfidence }: PreparedFilter, direction: Direction): string {
  const [comparison, order] = direction === 'forward' ? ['>', 'asc'] : ['<=', 'desc'];
  if (groups.length === 0 && minConfidence === 0)
    return `select place, content from change where place ${comparison} :place order by place ${order} limit :limit`;
  const confidence = minConfidence === 0 ? '' : ' and w.confidence >= :minConfidence';
  const others = groups
    .slice(1)
    .map((words, i) => {
      const names = words.map((_, j) => `:w${i + 1}_${j}`).join(', ');
      return ` and exists (select 1 from change_word o where o.word in (${names}) and o.place = w.place)`;
    })
    .join('');
  const walks = (groups[0] ?? [EVERY]).map(
    (_, j) =>
      `select place from (select w.place from change_word w where w.word = :w0_${j} and w.place ${comparison} :place${confidence}${others} order by w.place ${order} limit :limit)`,
  );
  return `select c.place, c.content from (${walks.join(' union ')}) p join change c on c.place = p.place
    order by c.place ${order} limit :limit`;
}

function parametersOf({ groups, minConfidence }: PreparedFilter): Record<string, string | number> {
  const result: Record<string, string | number> = {};
  const words = groups.length === 0 && minConfidence > 0 ? [[EVERY]] : groups;
  words.forEach((group, i) => {
    group.forEach((word, j) => {
      result[`w${i}_${j}`] = word;
    });
  });
  if (minConfidence > 0) result.minConfidence = minConfidence;
  return result;
}
