import { afterAll, beforeAll, expect, it } from 'vitest';
import { corrects, openTestTimeline, retracts, states, type TestTimeline } from './testing/server.ts';

// The worked case of the promises about time, through HTTP: one visit, three sources, a late article, both corrections.
const a = {
  source: 'A',
  key: '7',
  occurred: '2015-12-08/2015-12-09',
  reported: '2016-01-10',
  attributes: { status: 'planned' },
};
const b = {
  source: 'B',
  key: '1',
  occurred: '2015-12-08/2015-12-10',
  reported: '2016-03-01',
  attributes: { status: 'completed' },
};
const c = { source: 'C', key: '1', occurred: '2015-12', reported: '2016-02-01' };
const done = { status: 'completed' };

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append([
    states(a),
    states(b),
    corrects(a, { ...a, occurred: '2015-12-08/2015-12-10', reported: '2017-05-05', attributes: done }),
    corrects(b, { ...b, occurred: '2015-12-08/2015-12-09' }, 'ledger'),
    states(c),
    retracts(a, '2018-01-01'),
  ]);
});
afterAll(() => timeline.close());

interface Row {
  id: string;
  status: string | null;
  occurred: string;
  claims: number;
  contradictions: { about: string; values: { value: unknown; sources: string[] }[] }[];
}
const ask = async (query: string) => {
  const { timeline: rows } = await timeline.get<{ timeline: Row[] }>(`/v1/relations/BY-VN/timeline?${query}`);
  const pages = rows.map((row) =>
    timeline.get<{ claims: { source: { id: string } }[] }>(`/v1/entries/${row.id}?${query}`),
  );
  const sources = (await Promise.all(pages)).map((page) => page.claims.map((claim) => claim.source.id));
  return rows.map((row, i) => [row.status, row.occurred, sources[i]?.join(''), row.contradictions.length]);
};

it.each([
  ['asReported=2016-01-01', []],
  ['asReported=2016-01-15', [['planned', '2015-12-08/2015-12-09', 'A', 0]]],
  ['asReported=2016-02-15', [['planned', '2015-12-08/2015-12-09', 'AC', 0]]],
  ['asReported=2016-04-01', [['completed', '2015-12-08/2015-12-09', 'ACB', 0]]],
  ['asReported=2018-02-01', [['completed', '2015-12-08/2015-12-09', 'CB', 0]]],
  ['', [['completed', '2015-12-08/2015-12-09', 'CB', 0]]],
  ['asRecorded=2', [['completed', '2015-12-08/2015-12-10', 'AB', 0]]],
  ['asRecorded=3', [['completed', '2015-12-08/2015-12-10', 'AB', 0]]],
  ['asRecorded=4', [['completed', '2015-12-08/2015-12-10', 'AB', 1]]],
  ['asRecorded=1', [['planned', '2015-12-08/2015-12-09', 'A', 0]]],
])('%s', async (query, expected) => {
  expect(await ask(query)).toEqual(expected);
});

it('shows who says what as reported in 2017', async () => {
  const [entry] = (await timeline.get<{ timeline: Row[] }>('/v1/relations/BY-VN/timeline?asReported=2017-06-01'))
    .timeline;
  expect(entry?.contradictions).toEqual([
    {
      about: 'occurred',
      values: [
        expect.objectContaining({ value: '2015-12-08/2015-12-09', sources: ['B'] }),
        expect.objectContaining({ value: '2015-12-08/2015-12-10', sources: ['A'] }),
      ],
    },
  ]);
});

it('says of a planned visit whose day has passed since when it is unconfirmed, by the day that is asked about', async () => {
  const row = async (query: string) =>
    (await timeline.get<{ timeline: { unconfirmedSince?: string }[] }>(`/v1/relations/BY-VN/timeline?${query}`))
      .timeline[0];
  expect((await row('asReported=2016-01-15'))?.unconfirmedSince).toBe('2015-12-09');
  expect(await row('asReported=2016-04-01')).not.toHaveProperty('unconfirmedSince');
});

it('shows the history of the entry with reasons and authors', async () => {
  const id = ((await timeline.get<{ timeline: Row[] }>('/v1/relations/BY-VN/timeline')).timeline[0] as Row).id;
  const page = await timeline.get<{ history: { act: string; seq: number; by: string | null }[] }>(`/v1/entries/${id}`);
  expect(page.history.map((act) => [act.seq, act.act, act.by])).toEqual([
    [5, 'stated', null],
    [4, 'corrected', 'desk'],
    [2, 'stated', null],
  ]);
});
