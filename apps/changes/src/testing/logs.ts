import {
  type ClaimSketch,
  claimOf,
  corrects,
  decides,
  inOrder,
  prefers,
  retracts,
  states,
} from '@foedera/projections/testing';
import fc from 'fast-check';

type Sketched = ReturnType<typeof states>;

const day = fc.integer({ min: 1, max: 9 }).map((d) => `2015-12-0${d}`);
const occurred = fc.oneof(day, fc.constantFrom('2015-12', '2015', '2014', null));
const reported = fc.integer({ min: 1, max: 28 }).map((d) => `2016-01-${String(d).padStart(2, '0')}`);

const ABOUT: readonly Pick<ClaimSketch, 'kind' | 'attributes'>[] = [
  { kind: 'visit', attributes: { visitor: 'Tô Lâm', host: 'BY', status: 'planned' } },
  { kind: 'visit', attributes: { visitor: 'To Lam', host: 'BY', status: 'completed' } },
  { kind: 'diplomatic-relations-established', attributes: {} },
  { kind: 'relations-upgraded', attributes: { level: 'strategic partnership' } },
  { kind: 'relations-upgraded', attributes: { level: 'comprehensive partnership' } },
  { kind: 'mission-opened', attributes: { mission: 'embassy', sender: 'VN', host: 'BY', city: 'Minsk' } },
  { kind: 'agreement-signed', attributes: { instrument: 'Free Trade Agreement' } },
  { kind: 'agreement-in-force', attributes: { instrument: 'Free Trade Agreement' } },
  { kind: 'trade-volume', attributes: { amount: 100, unit: 'USD' } },
  { kind: 'trade-volume', attributes: { amount: 500, unit: 'USD' } },
  { kind: 'target-stated', attributes: { amount: 400, unit: 'USD', horizon: '2020', figure: 'trade' } },
];

const sketch: fc.Arbitrary<ClaimSketch> = fc
  .record({
    source: fc.constantFrom('A', 'B', 'C'),
    key: fc.constantFrom('1', '2', '3', '4'),
    about: fc.constantFrom(...ABOUT),
    parties: fc.constantFrom(['BY', 'VN'], ['RU', 'VN'], ['SU', 'VN'], ['BY', 'KZ', 'RU', 'VN']),
    occurred,
    reported: fc.option(reported, { nil: null }),
    confidence: fc.constantFrom(0.5, 0.8, 0.95),
  })
  .map(({ about, ...rest }) => ({ ...rest, ...about }) as ClaimSketch);

const basis = fc.constantFrom('source' as const, 'ledger' as const);
const someClaims = fc.uniqueArray(sketch.map(claimOf), { minLength: 2, maxLength: 3 });

const act: fc.Arbitrary<Sketched> = fc.oneof(
  { weight: 7, arbitrary: sketch.map(states) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(sketch, sketch, basis)
      .map(([target, s, b]) =>
        corrects(claimOf(target), b, { ...s, source: target.source, key: target.key as string }),
      ),
  },
  { weight: 2, arbitrary: fc.tuple(sketch, reported, basis).map(([s, when, b]) => retracts(claimOf(s), b, when)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('claims-linked' as const, 'claims-separated' as const), someClaims)
      .map(([type, claims]) => decides(type, claims)),
  },
  { weight: 1, arbitrary: sketch.map((s) => prefers(claimOf(s))) },
);

/** Random acts upon a few claims of every part of a relation's state, in wide, continued and plain relations. */
export const someActs: fc.Arbitrary<Sketched[]> = fc.array(act, { minLength: 1, maxLength: 25 });

/** The acts as a log gives them back. */
export const someLog = someActs.map(inOrder);
