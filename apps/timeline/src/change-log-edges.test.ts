import { expect, it } from 'vitest';
import { corrects, openTestTimeline, retracts, type Sketch, states, type TestEvent } from './testing/server.ts';

// Ten years of a register that several publishers keep, with what a simple change log leaves out: keys that publishers
// share, changes of parties, kind and date, several on one day, deletions that come back with the same words, releases
// that arrive in any order.

interface Row {
  readonly kind: 'visit' | 'meeting' | 'trade-volume';
  readonly occurred: string | null;
  readonly parties: readonly string[];
  readonly note: string;
}
interface Step {
  readonly date: string;
  readonly source: string;
  readonly key: string;
  /** `null` deletes. */
  readonly row: Row | null;
  readonly stands: boolean;
}

const SOURCES = ['atlas', 'gazette', 'ministry'];
let state = 20_261_123;
/** xorshift32: a whole number in [0, below). */
const pick = (below: number): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
};
const of = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
const dateOf = (day: number): string => new Date(Date.UTC(2012, 5, 1) + day * 86_400_000).toISOString().slice(0, 10);

function rowOf(n: number): Row {
  const year = 1992 + pick(30);
  return {
    kind: of(['visit', 'meeting', 'trade-volume'] as const),
    occurred: of([
      `${year}`,
      `${year}-0${1 + pick(9)}`,
      `${year}-10-1${pick(10)}`,
      `${year}-03-01/${year}-03-05`,
      null,
    ]),
    parties: of([
      ['BY', 'VN'],
      ['RU', 'VN'],
      ['BY', 'RU', 'VN'],
    ]),
    note: `row ${n}`,
  };
}

/** Releases oldest first: on its day each publisher changes some of its rows, some of them twice. */
function steps(): Step[] {
  const rows = new Map<string, Row>();
  const gone = new Map<string, Row>();
  const result: Step[] = [];
  for (let day = 0, n = 0; day < 3_650; day += 5 + pick(25)) {
    const source = of(SOURCES);
    for (let change = pick(5); change >= 0; change--) {
      const key = `k${pick(12)}`;
      const at = `${source} ${key}`;
      for (let again = pick(3) === 0 ? 2 : 1; again > 0; again--) {
        n += 1;
        const stood = rows.get(at);
        const past = gone.get(at);
        const row = stood && pick(4) === 0 ? null : !stood && past && pick(2) === 0 ? past : rowOf(n);
        if (row) rows.set(at, row);
        else {
          rows.delete(at);
          gone.set(at, stood as Row);
        }
        result.push({ date: dateOf(day), source, key, row, stands: stood !== undefined });
      }
    }
  }
  return result;
}

const LOG = steps();
const sketchOf = ({ source, key, date, row }: Step): Sketch => ({
  source,
  key,
  reported: date,
  ...(row && {
    kind: row.kind,
    occurred: row.occurred,
    parties: [...row.parties],
    attributes: { topic: row.note, ...(row.kind === 'trade-volume' ? { amount: 1, unit: 'USD' } : {}) },
  }),
});
const EVENTS = LOG.map((step): TestEvent => {
  const sketch = sketchOf(step);
  if (step.row === null) return retracts(sketch, step.date);
  return step.stands ? corrects(sketch, sketch) : states(sketch);
});

type Line = Row & {
  readonly source: { readonly id: string };
  readonly key: string;
  readonly attributes: { readonly topic: string };
};
const lineOf = (source: string, key: string, row: Row): string =>
  JSON.stringify([source, key, row.kind, row.occurred, row.parties, row.note]);

/** The rows of all publishers, or of one, on a date. */
function tableOn(date: string, source?: string): string[] {
  const table = new Map<string, string>();
  for (const step of LOG) {
    if (step.date > date || (source !== undefined && step.source !== source)) continue;
    const at = `${step.source} ${step.key}`;
    if (step.row) table.set(at, lineOf(step.source, step.key, step.row));
    else table.delete(at);
  }
  return [...table.values()].sort();
}

/** Whole releases in another order; changes of one release stay in theirs, and a key is stated before it is corrected. */
function shuffledReleases(): number[] {
  const releases = [...new Set(LOG.map((step) => step.date))].map((date) => ({ date, at: pick(1_000_000) }));
  const place = new Map(releases.sort((a, b) => a.at - b.at).map(({ date }, i) => [date, i]));
  return [...EVENTS.keys()].sort(
    (a, b) => (place.get((LOG[a] as Step).date) as number) - (place.get((LOG[b] as Step).date) as number) || a - b,
  );
}

it.each([
  ['in order', () => [...EVENTS.keys()]],
  ['with releases in any order', shuffledReleases],
])(
  'registers that several publishers keep stand at every revision date as they were, arriving %s',
  async (_, order) => {
    const timeline = await openTestTimeline();
    await timeline.append(order().map((i) => EVENTS[i] as TestEvent));
    const read = async (query: string): Promise<string[]> => {
      const { body } = await timeline.app.inject(`/v1/claims.ndjson?limit=all&${query}`);
      const lines = body
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line & { readonly end?: true });
      expect(lines.pop()).toMatchObject({ end: true, count: lines.length });
      return lines.map((line) => lineOf(line.source.id, line.key, { ...line, note: line.attributes.topic })).sort();
    };
    const dates = [...new Set(LOG.map((step) => step.date))];
    expect(dates.length).toBeGreaterThan(150);
    for (const date of dates) expect(await read(`asReported=${date}`), date).toEqual(tableOn(date));
    for (const date of dates.filter((_, i) => i % 10 === 0))
      for (const source of SOURCES)
        expect(await read(`asReported=${date}&source=${source}`), `${source} ${date}`).toEqual(tableOn(date, source));
    expect(await read('asReported=2012-05-31')).toEqual([]);
    await timeline.close();
  },
  120_000,
);
