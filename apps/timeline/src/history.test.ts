import { timelineDigest } from '@foedera/projections';
import { naiveEntries } from '@foedera/projections/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historyDigestOf } from './index.ts';
import { corrects, openTestTimeline, retracts, type Sketch, states, type TestTimeline } from './testing/server.ts';

const visit: Sketch = {
  source: 'A',
  key: '1',
  occurred: '2015-12-08/2015-12-09',
  reported: '2016-01-10',
  attributes: { status: 'planned' },
};
const treaty: Sketch = {
  source: 'A',
  key: '2',
  kind: 'agreement-signed',
  occurred: '2011-03',
  reported: '2011-04-01',
  attributes: { instrument: 'Treaty' },
};
const level: Sketch = {
  source: 'A',
  key: '3',
  kind: 'relations-upgraded',
  occurred: '2012',
  reported: '2013-01-01',
  attributes: { level: 'strategic partnership' },
};
const trade: Sketch = {
  source: 'B',
  key: '4',
  kind: 'trade-volume',
  occurred: '2014',
  reported: '2015-02-01',
  attributes: { amount: 1e8, unit: 'USD' },
};
const target: Sketch = {
  source: 'B',
  key: '5',
  kind: 'target-stated',
  occurred: '2013-06-01',
  reported: '2013-06-02',
  attributes: { amount: 5e8, unit: 'USD', horizon: '2016' },
};
const union: Sketch = {
  source: 'C',
  key: '6',
  kind: 'agreement-signed',
  parties: ['BY', 'KZ', 'RU', 'VN'],
  via: ['EACU'],
  occurred: '2015-05-29',
  reported: '2015-05-30',
  attributes: { instrument: 'Free trade agreement' },
};
const undated: Sketch = {
  source: 'C',
  key: '7',
  kind: 'mission-opened',
  occurred: null,
  reported: '2014-01-01',
  attributes: { mission: 'embassy', sender: 'BY', host: 'VN' },
};

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append([
    states(visit),
    states(treaty),
    states(level),
    states(trade),
    states(target),
    states(union),
    states(undated),
  ]);
  await timeline.append([
    corrects(visit, { ...visit, reported: '2016-03-01', attributes: { status: 'completed' } }),
    corrects(treaty, { ...treaty, occurred: '2011-03-15' }, 'ledger'),
    corrects(level, { ...level, occurred: '2012-07-04', reported: '2014-01-01' }),
    retracts(trade, '2017-01-01'),
    states({ ...trade, key: '8', occurred: '2016', reported: '2017-02-01', attributes: { amount: 6e8, unit: 'USD' } }),
  ]);
});
afterAll(() => timeline.close());

interface Frame {
  readonly at: string | number | null;
  readonly state: unknown;
  readonly entries: readonly { readonly id: string }[];
}
const replay = async (query: string): Promise<Frame[]> => {
  const { body } = await timeline.app.inject(`/v1/relations/BY-VN/replay?${query}`);
  const lines = body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Frame & { end?: boolean });
  expect(lines.pop()).toMatchObject({ end: true, count: lines.length, seq: expect.any(Number) });
  return lines;
};
const stateBy = async (query: string): Promise<unknown> =>
  (await timeline.get<{ state: unknown }>(`/v1/relations/BY-VN?${query}`)).state;

describe('a replay', () => {
  it.each([
    ['occurred', 'on', ''],
    ['occurred', 'on', '&certainty=certain'],
    ['occurred', 'on', '&asReported=2014-06-01'],
    ['reported', 'asReported', ''],
    ['reported', 'asReported', '&asRecorded=8'],
    ['recorded', 'asRecorded', ''],
    ['recorded', 'asRecorded', '&asReported=2014-06-01'],
    ['recorded', 'asRecorded', '&scope=exact&lang=fr'],
  ])('along %s has after each step the state that a query answers (%s%s)', async (axis, parameter, more) => {
    const frames = await replay(`axis=${axis}${more}`);
    expect(frames.length).toBeGreaterThan(2);
    for (const { at, state } of frames) {
      if (at === null) continue;
      expect(state, `${axis} at ${at}`).toEqual(await stateBy(`${parameter}=${encodeURIComponent(String(at))}${more}`));
    }
  });

  it('moves in order and shows what came at each step', async () => {
    const frames = await replay('axis=occurred');
    expect(frames.map((frame) => frame.at)).toEqual([
      null,
      '2011-03-15',
      '2012-07-04',
      '2013-06-01',
      '2015-05-29',
      '2015-12-08',
      '2016-01-01',
    ]);
    expect(frames.map((frame) => frame.entries.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('a diff', () => {
  const diff = (query: string) =>
    timeline.get<
      Record<
        string,
        { id: string; before: { occurred: string; status: string }; after: { occurred: string; status: string } }[]
      >
    >(`/v1/relations/BY-VN/diff?${query}`);
  it('lists what was added, moved, corrected and retracted as reported between two dates', async () => {
    const found = await diff('fromReported=2016-02-01&toReported=2017-12-31');
    expect(found.corrected?.map((d) => [d.before.status, d.after.status])).toEqual([['planned', 'completed']]);
    expect(found.retracted).toHaveLength(1);
    expect(found.added?.map((d) => d.after.occurred)).toEqual(['2016']);
    expect(found.moved).toEqual([]);
  });
  it('lists what was mended in the ledger between two seqs', async () => {
    const found = await diff('fromRecorded=7&toRecorded=10');
    expect(found.moved?.map((d) => [d.before.occurred, d.after.occurred])).toEqual([
      ['2011-03', '2011-03-15'],
      ['2012', '2012-07-04'],
    ]);
    expect(found.added).toEqual([]);
  });
  it('between a point and itself is empty', async () => {
    const { seq: _, epoch: __, from: ___, to: ____, relation: _____, ...lists } = await diff('fromRecorded=12');
    expect(Object.values(lists).flat()).toEqual([]);
  });
  it('says the same as the two timelines', async () => {
    const list = async (at: string) =>
      (await timeline.get<{ timeline: { id: string }[] }>(`/v1/relations/BY-VN/timeline?limit=all&asReported=${at}`))
        .timeline;
    const [before, after] = [await list('2013-07-01'), await list('2015-12-31')];
    const found = await diff('fromReported=2013-07-01&toReported=2015-12-31');
    expect(found.added?.map((d) => d.id).sort()).toEqual(
      after
        .map((e) => e.id)
        .filter((id) => !before.some((e) => e.id === id))
        .sort(),
    );
    expect(found.moved).toHaveLength(1);
  });
});

describe('a rebuild', () => {
  it('is the same timeline, served meanwhile, with progress', async () => {
    const { runner, app } = timeline;
    const digest = await timeline.get<{ digest: string; entries: number }>('/v1/digest');
    const history = historyDigestOf(runner.db());
    const progress: number[] = [];
    const done = runner.rebuild((seq) => progress.push(seq));
    expect((await app.inject('/v1/relations/BY-VN/timeline')).statusCode).toBe(200);
    await done;
    expect(progress.at(-1)).toBe(12);
    expect(historyDigestOf(runner.db())).toBe(history);
    expect(await timeline.get('/v1/digest')).toEqual(digest);
    const events = [];
    for await (const page of timeline.log.read()) for (const e of page) events.push({ ...e, seq: events.length + 1 });
    expect(digest.digest).toBe(timelineDigest(naiveEntries(events)));
    expect(await replay('axis=recorded')).toHaveLength(12);
  });
});
