import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applyChanges,
  type Entry,
  entryDifferences,
  FOREVER,
  fingerprint,
  timelineDigest,
  toEntries,
} from './index.ts';
import {
  type ClaimSketch,
  claimOf,
  corrects,
  decides,
  inOrder,
  naiveClaims,
  naiveEntries,
  prefers,
  Rectangles,
  retracts,
  states,
} from './testing/index.ts';

const day = fc.integer({ min: 1, max: 9 }).map((d) => `2015-12-0${d}`);
const occurred = fc.oneof(
  day,
  fc.tuple(day, day).map(([a, b]) => (a < b ? `${a}/${b}` : a)),
  fc.constantFrom('2015-12', '2015', '2015-11', '../2015-12-31', null),
);
const reported = fc.integer({ min: 1, max: 28 }).map((d) => `2016-01-${String(d).padStart(2, '0')}`);
const attributes = fc.record(
  {
    status: fc.constantFrom('planned', 'ongoing', 'completed'),
    visitor: fc.constantFrom('Tô Lâm', 'To Lam', 'A. Loukachenko', 'Lukashenko'),
    host: fc.constantFrom('BY', 'VN'),
  },
  { requiredKeys: [] },
);
const sketch: fc.Arbitrary<ClaimSketch> = fc.record({
  source: fc.constantFrom('A', 'B', 'C'),
  key: fc.constantFrom('1', '2', '3'),
  kind: fc.constantFrom('visit' as const, 'visit' as const, 'diplomatic-relations-established' as const),
  parties: fc.constantFrom(['BY', 'VN'], ['RU', 'VN'], ['SU', 'VN']),
  occurred,
  reported: fc.option(reported, { nil: null }),
  attributes,
});
const someClaims = fc.uniqueArray(sketch.map(claimOf), { minLength: 2, maxLength: 3 });
const event = fc.oneof(
  { weight: 6, arbitrary: sketch.map(states) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(sketch, sketch, fc.constantFrom('source' as const, 'ledger' as const))
      .map(([t, s, basis]) => corrects(claimOf(t), basis, { ...s, source: t.source, key: t.key as string })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(sketch, reported, fc.constantFrom('source' as const, 'ledger' as const))
      .map(([t, r, basis]) => retracts(claimOf(t), basis, r)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('claims-linked' as const, 'claims-separated' as const, 'claims-released' as const),
        someClaims,
      )
      .map(([type, claims]) => decides(type, claims)),
  },
  { weight: 1, arbitrary: sketch.map((s) => prefers(claimOf(s))) },
);
const log = fc.array(event, { minLength: 1, maxLength: 14 }).map(inOrder);

const prints = (entries: readonly Entry[]): string[] => entries.map(fingerprint).sort();
const INSTANTS = Array.from({ length: 30 }, (_, d) => Date.UTC(2016, 0, d)).concat([FOREVER - 1]);

it('holds at every point of both known axes what refolding everything gives', () => {
  fc.assert(
    fc.property(log, (events) => {
      const ledger = new Rectangles();
      for (const e of events) ledger.apply(e);
      for (const seq of events.map((e) => e.seq)) {
        for (const reportedMs of INSTANTS) {
          expect(prints(ledger.at({ reportedMs, seq }))).toEqual(prints(naiveEntries(events, { reportedMs, seq })));
        }
      }
    }),
    { numRuns: 150 },
  );
});

it('makes the same entries of the same claims in any order', () => {
  fc.assert(
    fc.property(log, fc.infiniteStream(fc.nat()), (events, picks) => {
      const { visible, constraints, preferred } = naiveClaims(events);
      const bucket = visible.filter((v) => v.kind === 'visit' && v.parties.join() === 'BY,VN');
      const shuffled = [...bucket]
        .map((v) => ({ v, at: picks.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map((x) => x.v);
      const inside = new Set(bucket.map((v) => v.claim));
      const decisions = { constraints: constraints.filter((c) => inside.has(c.a) && inside.has(c.b)), preferred };
      expect(prints(toEntries(shuffled, decisions))).toEqual(prints(toEntries(bucket, decisions)));
    }),
    { numRuns: 300 },
  );
});

it('folds all changes into the timeline that a reader of the head sees', () => {
  fc.assert(
    fc.property(log, (events) => {
      const ledger = new Rectangles();
      const followed = new Map<string, Entry>();
      for (const e of events) {
        for (const { slices } of ledger.apply(e)) {
          for (const slice of slices.filter((s) => s.to === FOREVER)) {
            // What a change says was there is what the changes before it had left there.
            expect(prints(slice.before.map((b) => followed.get(b.id) as Entry))).toEqual(prints(slice.before));
            applyChanges(followed, entryDifferences(slice.before, slice.after));
          }
        }
        expect(timelineDigest(followed.values())).toBe(timelineDigest(ledger.at()));
      }
    }),
    { numRuns: 200 },
  );
});

it('a repetition stands by itself once something else is put before it', () => {
  const first: ClaimSketch = { source: 'A', key: '1', occurred: '2015-12-01', reported: '2016-01-01' };
  const other = { ...first, occurred: '2015-12-09' };
  const events = inOrder([
    states(first),
    corrects(claimOf(first), 'source', { ...first, reported: '2016-01-10' }),
    corrects(claimOf(first), 'source', { ...other, reported: '2016-01-05' }),
  ]);
  const ledger = new Rectangles();
  for (const one of events) ledger.apply(one);
  const occurredAt = (reported: string): unknown =>
    ledger.at({ reportedMs: Date.parse(`${reported}T23:59:59.999Z`) }).map((e) => [e.occurred, e.seq]);
  expect(['2016-01-04', '2016-01-09', '2016-01-10'].map(occurredAt)).toEqual([
    [['2015-12-01', 1]],
    [['2015-12-09', 3]],
    [['2015-12-01', 2]],
  ]);
});
