import { FOREVER } from '@foedera/projections';
import { dayOfMs, formatDay } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, storedBounds } from '../read-model/entry-row.ts';
import type { VersionRow } from '../read-model/rectangles.ts';
import { statement } from '../read-model/statements.ts';
import { hotVersionAt, membershipIn } from './hot.ts';
import { type Known, visibility } from './known.ts';
import { type Part, PLANNED_THEN, pageSql, ROW_SEPARATOR, type TimelineQuery, valuesOf } from './timeline-sql.ts';

/** Place of a row in a relation's timeline: stored bounds in days, entry id. */
export interface Key {
  readonly earliest: number;
  readonly latest: number;
  readonly entry: string;
}

/** A row of a timeline: its place, and the JSON text of its answer. */
export interface TimelineRow extends Key {
  readonly text: string;
}

/** A page of a timeline. `last` is the place to go on from, `null` when there is no row. */
export interface TimelinePage {
  readonly rows: readonly TimelineRow[];
  readonly last: Key | null;
  readonly more: boolean;
}

/** A page whose rows are joined as members of a JSON list, in UTF-8. */
export interface JoinedPage {
  readonly rows: Buffer;
  readonly last: Key | null;
  readonly more: boolean;
  /** True when a stated target is among the rows, or is the one that follows them. */
  readonly targets: boolean;
}

type Values = Record<string, string | number>;

/** What a page after a place may still hold. What reaches into the window is older than what begins in it. */
function partOf(query: TimelineQuery, after: Key | null): Part {
  if (query.from === undefined || query.certainty === 'certain') return 'within';
  if (after === null) return 'both';
  const inside = after.earliest >= query.from;
  if (query.order === 'oldest') return inside ? 'within' : 'both';
  return inside ? 'both' : 'before';
}

function parameters(query: TimelineQuery, known: Known, after: Key | null): Values {
  return {
    ...valuesOf(query, known.seq),
    today: known.today,
    ...(after === null ? {} : { afterEarliest: after.earliest, afterLatest: after.latest, afterEntry: after.entry }),
  };
}

/** Rows of a page after a place, in order. Costs what the page holds, not what the relation's history holds. */
export function readTimeline(
  db: Database,
  query: TimelineQuery,
  known: Known,
  after: Key | null,
  limit: number,
): TimelinePage {
  const sql = pageSql(query, known.head ? 'head' : 'versions', partOf(query, after), after !== null, 'rows');
  const rows = statement<TimelineRow>(db, sql).all({
    ...parameters(query, known, after),
    limit: limit + 1,
    ...(known.head ? {} : visibility(known)),
  });
  const merged = known.head ? rows : withHotRows(db, query, known, after, rows, limit + 1);
  const shown = merged.slice(0, limit);
  return { rows: shown, last: shown[shown.length - 1] ?? null, more: merged.length > limit };
}

/** A page of what stands at the head, joined inside SQLite: no row becomes an object, no text a string. */
export function readJoinedTimeline(
  db: Database,
  query: TimelineQuery,
  known: Known,
  after: Key | null,
  limit: number,
): JoinedPage {
  const sql = pageSql(query, 'head', partOf(query, after), after !== null, 'joined');
  const bound = { ...parameters(query, known, after), limit: limit + 1 };
  const { texts, count, targets } = statement<Joined>(db, sql).get(bound) as Joined;
  if (texts === null) return { rows: Buffer.alloc(0), last: null, more: false, targets: false };
  const all = Buffer.from(texts.buffer, texts.byteOffset, texts.byteLength);
  const more = count > limit;
  const rows = more ? all.subarray(0, Math.max(0, lastRowAt(all) - ROW_SEPARATOR.length)) : all;
  return { rows, last: rows.length > 0 ? keyOf(rows.subarray(lastRowAt(rows))) : null, more, targets: targets === 1 };
}

interface Joined {
  readonly texts: Uint8Array | null;
  readonly count: number;
  readonly targets: number | null;
}

const LINE_BREAK = 0x0a;

/** Where the last of joined rows begins. */
function lastRowAt(bytes: Buffer): number {
  return bytes.lastIndexOf(LINE_BREAK) + 1;
}

/** Bounds stand before all that is written freely, but for the headline, in which quotation marks are escaped. */
const BOUNDS = /"earliest":(?:null|"([^"]+)"),"latest":(?:null|"([^"]+)")/;
const ID_AT = '{"id":"'.length;
const ID_LENGTH = 32;

/** The place of a row, from its answer: reading the whole answer would take as long as reading the row. */
function keyOf(row: Buffer): Key {
  const text = row.toString('latin1');
  const bounds = BOUNDS.exec(text);
  if (!bounds) throw new Error(`a row without bounds: ${row.toString().slice(0, 200)}`);
  const dayOf = (day: string | undefined): number | null => (day === undefined ? null : dayOfMs(Date.parse(day)));
  const { earliest, latest } = storedBounds({ earliest: dayOf(bounds[1]), latest: dayOf(bounds[2]) });
  return { earliest, latest, entry: text.slice(ID_AT, ID_AT + ID_LENGTH) };
}

const HOT_PLACES = `select entry, no from hot_place where relation = :relation and first <= :until and last >= :since`;

type HotRow = VersionRow & ContentRow;

/** Adds entries that were revised too often to stand among the others. */
function withHotRows(
  db: Database,
  query: TimelineQuery,
  known: Known,
  after: Key | null,
  rows: readonly TimelineRow[],
  limit: number,
): readonly TimelineRow[] {
  const newest = query.order === 'newest';
  const full = rows.length >= limit ? rows[rows.length - 1] : undefined;
  const window = {
    since: Math.max(query.from ?? -FOREVER, newest ? (full?.earliest ?? -FOREVER) : (after?.earliest ?? -FOREVER)),
    until: Math.min((query.to ?? FOREVER) - 1, newest ? (after?.earliest ?? FOREVER) : (full?.earliest ?? FOREVER)),
  };
  const places = statement<{ entry: string; no: number }>(db, HOT_PLACES).all({ relation: query.relation, ...window });
  if (places.length === 0) return rows;
  const hot = places.flatMap(({ entry, no }) => {
    const version = hotVersionAt(db, no, entry, known);
    const row = version && matching(db, version, query, known) ? rowOf(version, query, known) : null;
    return row && (after === null || compare(row, after, newest) > 0) ? [row] : [];
  });
  return [...rows, ...hot].sort((a, b) => compare(a, b, newest)).slice(0, limit);
}

/** Often revised entries of a relation (empty = of all, each once) that answer a query at a known point. */
export function hotRows(db: Database, query: TimelineQuery, known: Known): HotRow[] {
  const places =
    query.relation === ''
      ? statement<{ entry: string; no: number }>(db, 'select entry, no from hot_entry').all()
      : statement<{ entry: string; no: number }>(db, HOT_PLACES).all({
          relation: query.relation,
          since: -FOREVER,
          until: FOREVER,
        });
  return places.flatMap(({ entry, no }) => {
    const row = hotVersionAt(db, no, entry, known);
    if (!row || !matching(db, row, query, known)) return [];
    if (query.relation === '') return JSON.parse(row.parties).length > 1 ? [row] : [];
    const membership = membershipIn(row, query.relation);
    return membership === null || (query.scope === 'exact' && membership !== 'exact') ? [] : [row];
  });
}

function compare(a: Key, b: Key, newest: boolean): number {
  const order = a.earliest - b.earliest || a.latest - b.latest || (a.entry < b.entry ? -1 : a.entry > b.entry ? 1 : 0);
  return newest ? -order : order;
}

/** The conditions of `conditionsOf`, on a row in hand. */
function matching(db: Database, row: HotRow, query: TimelineQuery, known: Known): boolean {
  const { from = -FOREVER, to = FOREVER, certainty } = query;
  const has = (list: string, words: readonly string[] | undefined): boolean =>
    words === undefined || (JSON.parse(list) as string[]).some((word) => words.includes(word));
  return (
    (certainty === 'certain' ? from <= row.earliest && row.latest < to : from <= row.latest && row.earliest < to) &&
    (query.kinds?.includes(row.kind) ?? true) &&
    (query.statuses === undefined || (row.status !== null && query.statuses.includes(row.status))) &&
    row.confidence >= (query.minConfidence ?? 0) &&
    has(row.parties, query.parties) &&
    has(row.sources, query.sources) &&
    (query.contested === undefined || query.contested !== row.rest.includes('"contradictions":[]')) &&
    (query.plannedOn === undefined || (row.status === 'planned' && wasPlanned(db, row.entry, query.plannedOn, known)))
  );
}

function wasPlanned(db: Database, entry: string, plannedOn: number, known: Known): boolean {
  return statement(db, PLANNED_THEN).get({ entry, plannedOn, plannedSeq: known.seq }) !== undefined;
}

function rowOf(row: HotRow, query: TimelineQuery, known: Known): TimelineRow | null {
  const membership = membershipIn(row, query.relation);
  if (membership === null || (query.scope === 'exact' && membership !== 'exact')) return null;
  const unconfirmed = row.status === 'planned' && row.kind !== 'target-stated' && row.latest < known.today;
  const since = unconfirmed ? `,"unconfirmedSince":"${formatDay(row.latest)}"` : '';
  const text = `{"id":"${row.entry}","membership":"${membership}","headline":${row[`headline_${query.lang}`]}${since},${row.rest}}`;
  return { earliest: row.earliest, latest: row.latest, entry: row.entry, text };
}
