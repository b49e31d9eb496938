import type { Client, Entry, Histogram, QueryOf } from '@foedera/client';
import type { View } from '../address/view.ts';
import { yearStart } from '../time/scale.ts';
import { toRow } from '../view/row.ts';
import type { Language } from '../words/language.ts';
import type { Count, RelationData } from './relation-data.ts';

/** Entries that are fetched at once: enough to draw a usual relation whole. */
export const PAGE_ROWS = 200;
/** How long counting may take before a page goes without the rest of the counts, in milliseconds. */
const COUNT_LIMIT_MS = 1_000;

type Known = Pick<QueryOf<'getTimeline'>, 'asReported' | 'asRecorded' | 'epoch' | 'scope'>;

/** What was known, as parameters of the API. */
export function knownOf(view: View): Known {
  return {
    asReported: view.asReported ?? undefined,
    asRecorded: view.asRecorded ?? undefined,
    epoch: view.epoch ?? undefined,
    scope: view.scope === 'exact' ? 'exact' : undefined,
  };
}

function filtersOf(view: View) {
  const some = (words: readonly string[]): string | undefined => (words.length === 0 ? undefined : words.join(','));
  return {
    category: some(view.category),
    kind: some(view.kind),
    status: some(view.status),
    source: some(view.source),
  };
}

function windowParameters(view: View) {
  const certainty = view.certainty === 'certain' ? ('certain' as const) : undefined;
  return { from: view.from ?? undefined, to: view.to ?? undefined, certainty };
}

/** Loads a relation under a view. */
export async function loadRelation(
  client: Client,
  id: string,
  view: View,
  lang: Language,
  now: Date,
): Promise<RelationData> {
  const known = knownOf(view);
  const filters = filtersOf(view);
  const window = windowParameters(view);
  const counts = histograms(client, { relation: id, timeLimitMs: COUNT_LIMIT_MS, ...known });
  const [answer, page, years, whole, facets] = await Promise.all([
    client.relation(id, { ...known, lang }),
    loadRows(client, id, view, lang, view.after),
    counts(filters),
    counts({ ...filters, ...window }),
    counts(window),
  ]);
  const of = (name: string): readonly Count[] => facets.facets[name] ?? [];
  return {
    id: answer.id,
    parties: answer.parties,
    state: answer.state,
    seq: answer.seq,
    epoch: answer.epoch,
    today: (view.asReported ?? now.toISOString()).slice(0, 10),
    ...page,
    ...(view.contested ? countRows(page) : countsIn(years, whole)),
    facets: {
      category: of('category'),
      status: of('status'),
      source: page.next === null ? await sourcesOf(client, id, view) : [],
    },
  };
}

/**
 * Sources of the entries in the window, by name. Where there are too many entries to draw, the page asks for them later:
 * what an entry rests on is not counted as fast as when it happened.
 */
export async function sourcesOf(client: Client, id: string, view: View): Promise<readonly Count[]> {
  const { facets } = await client.histogram({
    relation: id,
    by: 'year',
    facet: 'source',
    timeLimitMs: COUNT_LIMIT_MS,
    ...knownOf(view),
    ...windowParameters(view),
  });
  return named(client, facets.source ?? []);
}

type Counts = Pick<RelationData, 'years' | 'spanning' | 'undated' | 'total' | 'complete'>;

function countsIn(years: Histogram, whole: Histogram): Counts {
  return {
    years: years.histogram.map(({ bucket, count }) => [Number(bucket), count] as const),
    spanning: years.spanning,
    undated: years.undated,
    total: whole.total,
    complete: years.complete && whole.complete,
  };
}

/** Counts of the entries in hand: the API counts by everything but by whether sources contradict each other. */
function countRows({ rows, next }: Pick<RelationData, 'rows' | 'next'>): Counts {
  const years = new Map<number, number>();
  const undated = rows.filter((row) => row.earliest === null && row.latest === null).length;
  for (const { earliest, latest } of rows) {
    if (earliest === null || latest === null || earliest.slice(0, 4) !== latest.slice(0, 4)) continue;
    const year = Number(earliest.slice(0, 4));
    years.set(year, (years.get(year) ?? 0) + 1);
  }
  const counted = [...years.values()].reduce((sum, count) => sum + count, 0);
  return {
    years: [...years].sort(([a], [b]) => a - b),
    spanning: rows.length - undated - counted,
    undated,
    total: rows.length,
    complete: next === null,
  };
}

/** Entries of a relation under a view, after a cursor. */
export async function loadRows(client: Client, id: string, view: View, lang: Language, after: string | null) {
  const contested = view.contested ? ('true' as const) : undefined;
  const query = { ...knownOf(view), ...filtersOf(view), ...windowParameters(view), contested, lang };
  const { timeline, next } = await client.timeline(id, {
    ...query,
    order: view.order,
    limit: PAGE_ROWS,
    after: after ?? undefined,
  });
  return { rows: timeline.map((entry) => toRow(entry, lang)), next, firstReported: firstReport(timeline) };
}

function firstReport(entries: readonly Entry[]): string | null {
  const days = entries.map((entry) => entry.firstReported.slice(0, 10));
  return days.length === 0 ? null : days.reduce((a, b) => (a < b ? a : b));
}

/** Sources that can be chosen by name; the others stay in the counts of entries. */
const NAMED_SOURCES = 12;

/** The sources that most entries rest on, by the titles of their documents. */
async function named(client: Client, counts: readonly Count[]): Promise<Count[]> {
  return Promise.all(
    counts.slice(0, NAMED_SOURCES).map(async (one) => {
      const { documents } = await client.documents({ source: one.value, limit: 1 });
      const title = documents[0]?.source.title;
      return title === undefined ? one : { ...one, name: title };
    }),
  );
}

/** Counts with the same parameters are asked for once. */
function histograms(client: Client, base: QueryOf<'histogram'>): (more: QueryOf<'histogram'>) => Promise<Histogram> {
  const asked = new Map<string, Promise<Histogram>>();
  return (more) => {
    const query = { ...base, by: 'year' as const, facet: 'category,status', ...more };
    const key = JSON.stringify(query);
    const known = asked.get(key) ?? client.histogram(query);
    asked.set(key, known);
    return known;
  };
}

/** Counts of one category in the window, year by year. */
export async function countsOf(client: Client, id: string, view: View, category: string) {
  const { histogram } = await client.histogram({
    relation: id,
    by: 'year',
    timeLimitMs: COUNT_LIMIT_MS,
    ...knownOf(view),
    ...filtersOf(view),
    ...windowParameters(view),
    category,
  });
  return histogram.map(({ bucket, count }) => ({
    from: yearStart(Number(bucket)),
    to: yearStart(Number(bucket) + 1),
    count,
  }));
}
