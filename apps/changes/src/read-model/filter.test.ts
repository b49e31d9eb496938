import fc from 'fast-check';
import { expect, it } from 'vitest';
import { someFilter } from '../testing/filters.ts';
import { prepareFilter } from './filter.ts';

it('gives two filters one digest exactly when they let the same through by the same words', () => {
  fc.assert(
    fc.property(someFilter, someFilter, (one, other) => {
      const [a, b] = [prepareFilter(one), prepareFilter(other)];
      const isSame = JSON.stringify([a.groups, a.minConfidence]) === JSON.stringify([b.groups, b.minConfidence]);
      expect(a.digest === b.digest).toBe(isSame);
      expect(a.digest).toMatch(/^[0-9a-f]{16}$/);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  [{ relation: ['VN-BY', 'FR-VN'] }, { relation: ['FR-VN', 'BY-VN', 'BY-VN'] }],
  [{ importance: 'low' as const, minConfidence: 0 }, {}],
  [
    { kind: ['visit' as const, 'meeting' as const], party: ['BY'] },
    { party: ['BY', 'BY'], kind: ['meeting' as const, 'visit' as const] },
  ],
])('knows %j and %j as one filter', (one, other) => {
  expect(prepareFilter(one).digest).toBe(prepareFilter(other).digest);
});

it.each([
  [{ minConfidence: 0.5 }, { minConfidence: 0.6 }],
  [{ minConfidence: 0.5 }, {}],
  [{ importance: 'high' as const }, { importance: 'normal' as const }],
  // One word of each dimension, or two of one.
  [{ relation: ['BY-VN'], party: ['BY'] }, { relation: ['BY-VN', 'BY-BY'] }],
])('tells %j from %j', (one, other) => {
  expect(prepareFilter(one).digest).not.toBe(prepareFilter(other).digest);
});
