import { formatDay, type Kind, kindOf } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { statement } from '../read-model/statements.ts';
import { type Known, visibility } from './known.ts';
import { hotRows } from './timeline.ts';
import { conditionsOf, type TimelineQuery, valuesOf } from './timeline-sql.ts';

/** Width of a bucket. */
export const BUCKETS = ['decade', 'year', 'month', 'day'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** What is counted besides dates. */
export const FACET_NAMES = ['kind', 'category', 'status', 'party', 'source'] as const;
export type FacetName = (typeof FACET_NAMES)[number];

interface Counted {
  /** How many entries are alike; absent = one. */
  readonly count?: number;
  readonly earliest: number;
  readonly latest: number;
  readonly kind: Kind;
  readonly status: string | null;
  readonly parties: string;
  readonly sources: string;
}

/** An entry that was read; one that is not asked for has no parties. */
type Read = Omit<Counted, 'parties'> & { readonly parties: string | null };

/** Counts, and whether every entry was counted before the time was up. */
export interface Histogram {
  readonly histogram: readonly { readonly bucket: string; readonly count: number }[];
  /** Entries whose date does not fit one bucket. */
  readonly spanning: number;
  readonly undated: number;
  readonly total: number;
  readonly facets: Readonly<Partial<Record<FacetName, readonly { readonly value: string; readonly count: number }[]>>>;
  /** False when the time limit was hit: the counts are then of the first entries only. */
  readonly complete: boolean;
}

const CHECK_EVERY = 256;
const OPEN = 1_000_000_000;

/**
 * Entries of a relation, or of all (each once), read one by one. Those that are not asked for come too, without parties:
 * where few are asked for, counting must still be able to stop in time.
 */
function rowsSql(query: TimelineQuery, head: boolean): string {
  const conditions = conditionsOf(query, head ? 'head' : 'versions');
  const ends = conditions.filter((condition) => END.test(condition));
  const asked = conditions.filter((condition) => !END.test(condition));
  return `select p.earliest, p.latest, p.kind, p.status, c.parties, c.sources
    from ${head ? 'page_row' : 'placement'} p
    left join entry_content c on ${['c.id = p.content', ...asked].join(' and ')}
    where ${[...placeOf(query), ...ends].join(' and ')}`;
}

/** Conditions with which reading in order of time ends: they leave nothing to be read. */
const END = /^p\.(?:earliest|latest) < :to$/;

/** Whose entries, and where their window begins. */
function placeOf({ relation, from, certainty }: TimelineQuery): string[] {
  const window = from === undefined ? [] : [certainty === 'certain' ? 'p.earliest >= :from' : 'p.latest >= :from'];
  return [relation === '' ? `p.membership = 'exact'` : 'p.relation = :relation', ...window];
}

/** Stretches that a relation's time is cut into: as often counting can stop. */
const STRETCHES = 16;
const EVER = 9e15;

const ENDS_SQL = `select
  (select earliest from page_row where relation = :relation and earliest > -${OPEN} order by earliest limit 1) as first,
  (select earliest from page_row where relation = :relation order by earliest desc limit 1) as last`;

/** Entries at the head that are alike in date, kind and status, counted where they lie, a stretch of time at once. */
function* alikeRows(
  db: Database,
  query: TimelineQuery,
  bound: Record<string, string | number>,
): Generator<readonly Counted[], void> {
  const [ends] = statement<{ first: number | null; last: number | null }>(db, ENDS_SQL).all({
    relation: query.relation,
  });
  const first = ends?.first ?? 0;
  const width = Math.max(1, Math.ceil(((ends?.last ?? 0) + 1 - first) / STRETCHES));
  const rows = statement<Counted>(
    db,
    `select p.earliest, p.latest, p.kind, p.status, '[]' as parties, '[]' as sources, count(*) as count from page_row p
      where ${[...placeOf(query), 'p.earliest >= :stretch and p.earliest < :until', ...conditionsOf(query, 'head')].join(' and ')}
      group by p.earliest, p.latest, p.kind, p.status`,
  );
  yield rows.all({ ...bound, stretch: -EVER, until: first });
  for (let i = 0; i < STRETCHES; i++)
    yield rows.all({
      ...bound,
      stretch: first + i * width,
      until: i === STRETCHES - 1 ? EVER : first + (i + 1) * width,
    });
}

/**
 * Counts entries by date and by facets within a time limit.
 * @param query `relation` empty = all relations, each entry once
 * @param clock milliseconds, only ever compared
 */
export function countEntries(
  db: Database,
  query: TimelineQuery,
  known: Known,
  by: Bucket,
  facets: readonly FacetName[],
  timeLimitMs: number,
  clock: () => number,
): Histogram {
  const tally = startTally(by, facets);
  const { relation, ...values } = valuesOf(query, known.seq);
  const bound = { ...values, ...(query.relation === '' ? {} : { relation }), ...(known.head ? {} : visibility(known)) };
  const deadline = clock() + timeLimitMs;
  let read = 0;
  let complete = true;
  if (known.head && query.relation !== '' && !facets.includes('party') && !facets.includes('source')) {
    for (const rows of alikeRows(db, query, bound as Record<string, string | number>)) {
      if (read > 0 && clock() > deadline) {
        complete = false;
        break;
      }
      read += 1;
      for (const row of rows) tally.add(row);
    }
    return { ...tally.done(), complete };
  }
  for (const row of statement<Read>(db, rowsSql(query, known.head)).iterate(bound as Record<string, string | number>)) {
    if (row.parties !== null) tally.add(row as Counted);
    read += 1;
    if (read % CHECK_EVERY === 0 && clock() > deadline) {
      complete = false;
      break;
    }
  }
  if (complete && !known.head) for (const row of hotRows(db, query, known)) tally.add(row as Counted);
  return { ...tally.done(), complete };
}

function startTally(by: Bucket, facets: readonly FacetName[]) {
  const buckets = new Map<string, number>();
  const counts = new Map<FacetName, Map<string, number>>(facets.map((facet) => [facet, new Map()]));
  let spanning = 0;
  let undated = 0;
  let total = 0;
  const count = (facet: FacetName, value: string, by: number): void => {
    const known = counts.get(facet);
    known?.set(value, (known.get(value) ?? 0) + by);
  };
  return {
    add: ({ earliest, latest, kind, status, parties, sources, count: alike = 1 }: Counted): void => {
      total += alike;
      const first = earliest <= -OPEN ? null : bucketOf(earliest, by);
      if (first === null && latest >= OPEN) undated += alike;
      else if (first === null || latest >= OPEN || bucketOf(latest, by) !== first) spanning += alike;
      else buckets.set(first, (buckets.get(first) ?? 0) + alike);
      count('kind', kind, alike);
      count('category', kindOf(kind).category, alike);
      if (status !== null) count('status', status, alike);
      if (counts.has('party')) for (const party of JSON.parse(parties) as string[]) count('party', party, alike);
      if (counts.has('source')) for (const source of JSON.parse(sources) as string[]) count('source', source, alike);
    },
    done: () => ({
      histogram: [...buckets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([bucket, n]) => ({ bucket, count: n })),
      spanning,
      undated,
      total,
      facets: Object.fromEntries(
        [...counts].map(([facet, values]) => [
          facet,
          [...values].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value, n]) => ({ value, count: n })),
        ]),
      ),
    }),
  };
}

const LENGTH: Record<Bucket, number> = { decade: 3, year: 4, month: 7, day: 10 };

/** EDTF of the bucket that holds a day. */
function bucketOf(day: number, by: Bucket): string {
  const text = formatDay(day).slice(0, LENGTH[by]);
  return by === 'decade' ? `${text}X` : text;
}
