import { CLASS_BASE, type Language, LONGEST_CLASS } from '../read-model/entry-row.ts';
import { VISIBLE } from './known.ts';

/** Which rows a timeline shows; everything but where a page begins and how long it is. Days are days since 1970. */
export interface TimelineQuery {
  readonly relation: string;
  /** Inclusive. */
  readonly from?: number | undefined;
  /** Exclusive. */
  readonly to?: number | undefined;
  /** `possible`: bounds overlap the window; `certain`: bounds lie inside it. */
  readonly certainty: 'possible' | 'certain';
  readonly kinds?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly parties?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly minConfidence?: number | undefined;
  /** True: only entries whose claims contradict each other; false: only the others. */
  readonly contested?: boolean | undefined;
  /** Only what was planned as reported by this instant, epoch ms, and still is where the question is asked. */
  readonly plannedOn?: number | undefined;
  readonly scope: 'all' | 'exact';
  readonly order: 'oldest' | 'newest';
  readonly lang: Language;
}

/** Stands between joined rows: a line break cannot stand inside JSON text, so that the last row can be cut off again. */
export const ROW_SEPARATOR = ',\n';

/** Which rows a page reads: what stands at the head, or every version with the known point as a filter. */
export type Rows = 'head' | 'versions';

/** What a page may hold: what began before the window and reaches into it, what begins in the window, or one after the other. */
export type Part = 'before' | 'within' | 'both';

/**
 * How a page is answered, always with at most `:limit` rows in order: `rows` (earliest, latest, entry, text), or `joined`
 * to one row (texts, count, targets), the texts as bytes. `targets` is 1 when a stated target is among them.
 */
export type Shape = 'rows' | 'joined';

const TABLE: Record<Rows, string> = { head: 'page_row', versions: 'placement' };
const CONFIDENCE: Record<Rows, string> = {
  head: 'p.confidence',
  versions: '(select confidence from entry_version where id = p.version)',
};

/** How many days each duration class spans at most; the last one holds what is longer or has an open side. */
const CLASS_DAYS = Array.from({ length: LONGEST_CLASS }, (_, i) =>
  i + 1 === LONGEST_CLASS ? 4_000_000_000 : CLASS_BASE ** (i + 1),
);

const UNCONFIRMED = `case when p.status = 'planned' and p.kind <> 'target-stated' and p.latest < :today
  then ',"unconfirmedSince":"' || date(p.latest * 86400, 'unixepoch') || '"' else '' end`;

/** JSON text of a row's answer. Text of a wide set of states is not in the row: see `page_row`. */
function textOf(rows: Rows, lang: Language): string {
  const opening = `'{"id":"', p.entry, '","membership":"', p.membership, '","headline":'`;
  return rows === 'head'
    ? `concat(${opening}, p.headline_${lang}, ${UNCONFIRMED}, ',', p.rest,
        case when p.rest is null then (select rest from entry_content where id = p.content) end, '}')`
    : `(select concat(${opening}, c.headline_${lang}, ${UNCONFIRMED}, ',', c.rest, '}') from entry_content c where c.id = p.content)`;
}

/** A version that was planned at a reported time, on record where the question is asked. */
export const PLANNED_THEN = `select 1 from entry_version o where o.entry = :entry and o.status = 'planned'
  and o.reported_from <= :plannedOn and o.reported_to > :plannedOn and o.seq_from <= :plannedSeq and o.seq_to > :plannedSeq`;

/** Conditions of a query on a row `p`, besides relation, window and known point. */
export function conditionsOf(query: TimelineQuery, rows: Rows): string[] {
  const listed = (column: string, name: string): string =>
    `exists (select 1 from json_each(:${name}) j where instr((select ${column} from entry_content where id = p.content), j.value) > 0)`;
  return [
    ...(query.kinds ? ['p.kind in (select value from json_each(:kinds))'] : []),
    ...(query.statuses ? ['p.status in (select value from json_each(:statuses))'] : []),
    ...(query.scope === 'exact' ? [`p.membership = 'exact'`] : []),
    ...(query.minConfidence === undefined ? [] : [`${CONFIDENCE[rows]} >= :minConfidence`]),
    ...(query.contested === undefined
      ? []
      : [
          `instr((select rest from entry_content where id = p.content), '"contradictions":[]') ${query.contested ? '=' : '>'} 0`,
        ]),
    ...(query.plannedOn === undefined
      ? []
      : [`p.status = 'planned'`, `exists (${PLANNED_THEN.replace(':entry', 'p.entry')})`]),
    ...(query.parties ? [listed('parties', 'parties')] : []),
    ...(query.sources ? [listed('sources', 'sources')] : []),
    ...(query.to === undefined ? [] : [query.certainty === 'certain' ? 'p.latest < :to' : 'p.earliest < :to']),
    ...(rows === 'versions' ? [VISIBLE.replaceAll(/\b(reported|seq)_/g, 'p.$1_')] : []),
  ];
}

/**
 * Values of the conditions. Members of JSON lists are compared as JSON text, so that no word is part of another.
 * @param seq where the question is asked on the recorded axis
 */
export function valuesOf(query: TimelineQuery, seq: number): Record<string, string | number> {
  const quoted = (words: readonly string[]): string => JSON.stringify(words.map((word) => JSON.stringify(word)));
  return {
    relation: query.relation,
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(query.kinds ? { kinds: JSON.stringify(query.kinds) } : {}),
    ...(query.statuses ? { statuses: JSON.stringify(query.statuses) } : {}),
    ...(query.minConfidence === undefined ? {} : { minConfidence: query.minConfidence }),
    ...(query.plannedOn === undefined ? {} : { plannedOn: query.plannedOn, plannedSeq: seq }),
    ...(query.parties ? { parties: quoted(query.parties) } : {}),
    ...(query.sources ? { sources: quoted(query.sources) } : {}),
  };
}

const MOST_WRITTEN = 2_000;
const WRITTEN = new Map<string, string>();

/** SQL of a page after the cursor's key, if it is `continued`. */
export function pageSql(query: TimelineQuery, rows: Rows, part: Part, continued: boolean, shape: Shape): string {
  const { from, to, certainty, kinds, statuses, parties, sources, minConfidence, contested, plannedOn } = query;
  const given = [from, to, kinds, statuses, parties, sources, minConfidence, plannedOn].map((v) =>
    v === undefined ? 0 : 1,
  );
  // All that the text depends on; values are bound. There are few such texts, each written once.
  const key = `${rows} ${part} ${continued} ${shape} ${query.order} ${query.lang} ${query.scope} ${certainty} ${contested} ${given.join('')}`;
  const known = WRITTEN.get(key);
  if (known !== undefined) return known;
  const sql = writePage(query, rows, part, continued, shape);
  if (WRITTEN.size >= MOST_WRITTEN) WRITTEN.clear();
  WRITTEN.set(key, sql);
  return sql;
}

/** Each place to look in is in order already: SQLite merges them and stops at the limit, without sorting. */
function writePage(query: TimelineQuery, rows: Rows, part: Part, continued: boolean, shape: Shape): string {
  const newest = query.order === 'newest';
  const after = `(p.earliest, p.latest, p.entry) ${newest ? '<' : '>'} (:afterEarliest, :afterLatest, :afterEntry)`;
  const columns = `p.earliest, p.latest, p.entry, ${textOf(rows, query.lang)} as text, p.kind = 'target-stated' as target`;
  const from = (place: string, ...where: string[]): string =>
    `select ${columns} from ${TABLE[rows]} ${place} where ${[
      'p.relation = :relation',
      ...where,
      ...(continued ? [after] : []),
      ...conditionsOf(query, rows),
    ].join(' and ')}`;
  const reaching = CLASS_DAYS.map((days, i) =>
    from(
      // The planner would take the whole past of the relation for the shorter way.
      `p indexed by ${TABLE[rows]}_class`,
      `p.class = ${i + 1}`,
      'p.class > 0',
      `p.earliest > :from - ${days}`,
      'p.earliest < :from',
      'p.latest >= :from',
    ),
  );
  const within = from('p', ...(query.from === undefined ? [] : ['p.earliest >= :from']));
  const places = part === 'within' ? [within] : part === 'before' ? reaching : [...reaching, within];
  const order = [1, 2, 3].map((column) => (newest ? `${column} desc` : column)).join(', ');
  const page = `${places.join(' union all ')} order by ${order} limit :limit`;
  return shape === 'rows'
    ? page
    : `select cast(group_concat(text, '${ROW_SEPARATOR}') as blob) as texts, count(*) as count, max(target) as targets from (${page})`;
}
