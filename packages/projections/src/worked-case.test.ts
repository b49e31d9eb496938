import { parseKnownMs } from '@foedera/schema';
import { expect, it } from 'vitest';
import type { Entry } from './index.ts';
import { claimOf, corrects, inOrder, Rectangles, retracts, states } from './testing/index.ts';

// The worked case of the promises about time: one visit, three sources, a late article, both kinds of correction.
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
const events = inOrder([
  states(a),
  states(b),
  corrects(claimOf(a), 'source', {
    ...a,
    occurred: '2015-12-08/2015-12-10',
    reported: '2017-05-05',
    attributes: { status: 'completed' },
  }),
  corrects(claimOf(b), 'ledger', { ...b, occurred: '2015-12-08/2015-12-09' }),
  states(c),
  retracts(claimOf(a), 'source', '2018-01-01'),
]);

const ledger = new Rectangles();
for (const event of events) ledger.apply(event);

const shown = (entries: readonly Entry[]): unknown =>
  entries.map((e) => ({
    status: e.status,
    occurred: e.occurred,
    sources: e.sources,
    disputed: e.contradictions.map((d) => d.values.map((v) => [v.value, v.sources])),
  }));
const asReported = (date: string): unknown => shown(ledger.at({ reportedMs: parseKnownMs(date) as number }));
const asRecorded = (seq: number): unknown => shown(ledger.at({ seq }));

it.each([
  ['2016-01-01', []],
  ['2016-01-15', [{ status: 'planned', occurred: '2015-12-08/2015-12-09', sources: ['A'], disputed: [] }]],
  ['2016-02-15', [{ status: 'planned', occurred: '2015-12-08/2015-12-09', sources: ['A', 'C'], disputed: [] }]],
  ['2016-04-01', [{ status: 'completed', occurred: '2015-12-08/2015-12-09', sources: ['A', 'C', 'B'], disputed: [] }]],
  ['2018-02-01', [{ status: 'completed', occurred: '2015-12-08/2015-12-09', sources: ['C', 'B'], disputed: [] }]],
])('as reported on %s', (date, expected) => {
  expect(asReported(date)).toEqual(expected);
});

it('shows the contradiction between a source that changed its mind and another, as reported in 2017', () => {
  const [entry] = ledger.at({ reportedMs: parseKnownMs('2017-06-01') as number });
  expect(entry?.contradictions).toEqual([
    {
      about: 'occurred',
      values: [
        { value: '2015-12-08/2015-12-09', claims: [claimOf(b)], sources: ['B'] },
        { value: '2015-12-08/2015-12-10', claims: [claimOf(a)], sources: ['A'] },
      ],
    },
  ]);
});

it('answers from what was on record', () => {
  expect(asRecorded(2)).toEqual([
    { status: 'completed', occurred: '2015-12-08/2015-12-10', sources: ['A', 'B'], disputed: [] },
  ]);
  expect(asRecorded(3)).toEqual([
    { status: 'completed', occurred: '2015-12-08/2015-12-10', sources: ['A', 'B'], disputed: [] },
  ]);
  expect(ledger.at({ seq: 4 })[0]?.contradictions).toHaveLength(1);
});
