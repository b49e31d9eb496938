import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestTimeline, retracts, type Sketch, states, type TestTimeline } from '../testing/server.ts';
import { countEntries, type FacetName } from './histogram.ts';
import { knownOf } from './known.ts';
import type { TimelineQuery } from './timeline-sql.ts';

const ENTRIES = 700;
const letter = (n: number): Sketch => ({
  source: 'post',
  key: String(n),
  kind: 'message',
  occurred: `${1800 + (n % 200)}-0${1 + (n % 9)}-1${n % 7}`,
  reported: '2020-01-01',
  confidence: n === 5 ? 0.99 : 0.5,
  attributes: { channel: 'letter', from: `Sender ${n}` },
});

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append(Array.from({ length: ENTRIES }, (_, n) => states(letter(n))));
  await timeline.append([states(letter(ENTRIES)), retracts(letter(ENTRIES), '2020-01-02')]);
});
afterAll(() => timeline.close());

/** Counts with a clock that goes on by one millisecond whenever it is read. */
function counted(timeLimitMs: number, query: Partial<TimelineQuery>, facets: FacetName[], asRecorded?: number) {
  const { runner } = timeline;
  const at = asRecorded === undefined ? {} : { asRecorded: { seq: asRecorded } };
  const known = knownOf(runner, at, new Date('2026-01-01'));
  let ms = 0;
  const asked: TimelineQuery = {
    relation: 'BY-VN',
    certainty: 'possible',
    scope: 'all',
    order: 'oldest',
    lang: 'en',
    ...query,
  };
  const clock = () => ms++;
  return countEntries(runner.db(), asked, known, 'year', facets, timeLimitMs, clock);
}

const WAYS: readonly [way: string, query: Partial<TimelineQuery>, facets: FacetName[], asRecorded?: number][] = [
  ['a relation, alike entries at once', {}, ['kind']],
  ['a relation, one by one', {}, ['party']],
  ['all relations', { relation: '' }, []],
  ['as recorded then', {}, ['kind'], ENTRIES],
  ['all relations as recorded then', { relation: '' }, ['source'], ENTRIES],
];

it.each(WAYS)('counts everything where there is time, and says so: %s', (_way, query, facets, asRecorded) => {
  expect(counted(100, query, facets, asRecorded)).toMatchObject({ total: ENTRIES, complete: true });
  expect(counted(100, { ...query, minConfidence: 0.9 }, facets, asRecorded)).toMatchObject({
    total: 1,
    complete: true,
  });
  const window = { from: -62_000, to: -50_000 };
  const inside = counted(100, { ...query, ...window }, facets, asRecorded).total;
  expect(inside).toBe(counted(100, { ...window }, ['party']).total);
  expect(inside).toBeGreaterThan(0);
  expect(inside).toBeLessThan(ENTRIES);
});

it.each(WAYS)('stops when the time is up, and says so: %s', (_way, query, facets, asRecorded) => {
  const cut = counted(1, query, facets, asRecorded);
  expect(cut.complete).toBe(false);
  expect(cut.total).toBeLessThan(ENTRIES);
});

it.each(WAYS)('stops in time also where hardly anything is asked for: %s', (_way, query, facets, asRecorded) => {
  expect(counted(1, { ...query, minConfidence: 1 }, facets, asRecorded)).toMatchObject({ total: 0, complete: false });
});

it('an answer that was cut short says so and is kept by nobody', async () => {
  const { headers, body } = await timeline.app.inject('/v1/histogram?relation=BY-VN&timeLimitMs=0');
  expect(JSON.parse(body)).toMatchObject({ complete: false, timeLimitMs: 0 });
  expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
  const whole = await timeline.app.inject('/v1/histogram?relation=BY-VN&timeLimitMs=5000');
  expect([whole.json().total, whole.headers.etag]).toEqual([ENTRIES, expect.any(String)]);
});
