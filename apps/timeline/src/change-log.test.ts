import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  corrects,
  openTestTimeline,
  retracts,
  type Sketch,
  states,
  type TestEvent,
  type TestTimeline,
} from './testing/server.ts';

// Ten years of a table's inserts, updates and deletes, turned into claims: each revision of the table can be asked for.

interface Change {
  readonly date: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly key: string;
  readonly value: number;
}

const RECORDS = 60;
const CHANGES = 700;
const DAYS = 3_650;
let seed = 42;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
};
const dateOf = (day: number): string => new Date(Date.UTC(2010, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** The change log, oldest first, several changes on some days, also of one record. */
function changeLog(): Change[] {
  const days = Array.from({ length: CHANGES }, () => random(DAYS)).sort((a, b) => a - b);
  const table = new Set<string>();
  return days.map((day, i): Change => {
    const key = String(random(RECORDS));
    const op = !table.has(key) ? 'insert' : random(5) === 0 ? 'delete' : 'update';
    if (op === 'delete') table.delete(key);
    else table.add(key);
    return { date: dateOf(day), op, key, value: i };
  });
}

const log = changeLog();
const sketchOf = ({ date, key, value }: Change): Sketch => ({
  source: 'registry',
  key,
  kind: 'trade-volume',
  parties: random(3) === 0 ? ['RU', 'VN'] : ['BY', 'VN'],
  occurred: String(1990 + (Number(key) % 30)),
  reported: date,
  attributes: { amount: value, unit: 'USD' },
});
const events = log.map((change): TestEvent => {
  const sketch = sketchOf(change);
  if (change.op === 'insert') return states(sketch);
  return change.op === 'delete' ? retracts(sketch, change.date) : corrects(sketch, sketch);
});
const dates = [...new Set(log.map((change) => change.date))];

/** The table as it stood after the changes of a date, worked out by replaying the change log. */
function tableOn(date: string): [string, number][] {
  const table = new Map<string, number>();
  for (const change of log) {
    if (change.date > date) break;
    if (change.op === 'delete') table.delete(change.key);
    else table.set(change.key, change.value);
  }
  return [...table].sort(([a], [b]) => Number(a) - Number(b));
}

interface ClaimLine {
  readonly key: string;
  readonly source: { readonly id: string };
  readonly attributes: { readonly amount: number };
  readonly retracted?: { readonly act: string };
}
async function linesOf(timeline: TestTimeline, query: string): Promise<ClaimLine[]> {
  const { body } = await timeline.app.inject(`/v1/claims.ndjson?source=registry&limit=all&${query}`);
  const lines = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ClaimLine);
  expect(lines.pop()).toMatchObject({ end: true, count: lines.length });
  return lines;
}
const tableOf = (lines: readonly ClaimLine[]): [string, number][] =>
  lines.map((line): [string, number] => [line.key, line.attributes.amount]).sort(([a], [b]) => Number(a) - Number(b));

/** Arrival in the order of the log, and late: the second half of the years came first. Changes of one day stay in order. */
const LATE = [...events.keys()].sort((a, b) => {
  const half = (i: number): number => ((log[i] as Change).date < '2015' ? 1 : 0);
  return half(a) - half(b) || a - b;
});

describe.each([
  ['in order', [...events.keys()]],
  ['with the first half of the years arriving last', LATE],
])('a change log that arrives %s', (_name, order) => {
  let timeline: TestTimeline;
  beforeAll(async () => {
    timeline = await openTestTimeline();
    await timeline.append(order.map((i) => events[i] as TestEvent));
  });
  afterAll(() => timeline.close());

  it('shows at every revision date the records as they stood then, in count and content', async () => {
    expect(dates.length).toBeGreaterThan(500);
    for (const date of dates)
      expect(tableOf(await linesOf(timeline, `asReported=${date}`)), date).toEqual(tableOn(date));
    expect(tableOf(await linesOf(timeline, ''))).toEqual(tableOn('9999'));
  });

  it('shows retracted records only when asked to, with what retracted them', async () => {
    for (const date of dates.filter((_, i) => i % 40 === 0)) {
      const lines = await linesOf(timeline, `asReported=${date}&include=retracted`);
      expect(tableOf(lines.filter((line) => !line.retracted))).toEqual(tableOn(date));
      const touched = new Set(log.filter((change) => change.date <= date).map((change) => change.key));
      expect(new Set(lines.map((line) => line.key))).toEqual(touched);
      expect(lines.every((line) => line.retracted === undefined || line.retracted.act === 'retracted')).toBe(true);
    }
  });
});

it('asRecorded shows what the ledger held after each event', async () => {
  const timeline = await openTestTimeline();
  await timeline.append(events);
  for (let seq = 1; seq <= events.length; seq += 23) {
    const table = new Map<string, number>();
    for (const { op, key, value } of log.slice(0, seq)) {
      if (op === 'delete') table.delete(key);
      else table.set(key, value);
    }
    const expected = [...table].sort(([a], [b]) => Number(a) - Number(b));
    expect(tableOf(await linesOf(timeline, `asRecorded=${seq}`)), String(seq)).toEqual(expected);
  }
  await timeline.close();
});
