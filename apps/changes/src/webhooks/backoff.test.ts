import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEFAULT_RETRIES, retryDelayMs } from './backoff.ts';

const policy = { attempts: 20, baseMs: 1_000, capMs: 60_000 };
/** In steps that a wait in milliseconds can show. */
const chance = fc.integer({ min: 0, max: 1_000 }).map((n) => n / 1_000);
const attempts = fc.integer({ min: 1, max: 200 });

it('waits twice as long each time, up to the cap', () => {
  const longest = Array.from({ length: 10 }, (_, i) => retryDelayMs(policy, i + 1, 1));
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000]);
});

it('spreads those that failed together over half of the time, and never waits longer than the cap', () => {
  fc.assert(
    fc.property(attempts, chance, chance, (made, one, other) => {
      const full = retryDelayMs(policy, made, 1);
      const [a, b] = [one, other].map((random) => retryDelayMs(policy, made, random)) as [number, number];
      expect(full).toBeLessThanOrEqual(policy.capMs);
      expect(retryDelayMs(policy, made, 0)).toBe(full / 2);
      expect(Math.sign(a - b)).toBe(Math.sign(one - other));
    }),
  );
});

it('leaves an endpoint alone for as long as it asks, as far as the cap', () => {
  expect(retryDelayMs(policy, 1, 1, 30_000)).toBe(30_000);
  expect(retryDelayMs(policy, 6, 1, 5_000)).toBe(32_000);
  expect(retryDelayMs(policy, 1, 1, 3_600_000)).toBe(60_000);
});

it('keeps trying for about a day unless told otherwise', () => {
  const dayMs = 86_400_000;
  for (const [random, least, most] of [
    [0, 0.4, 0.7],
    [1, 0.8, 1.4],
  ] as const) {
    const waits = Array.from({ length: DEFAULT_RETRIES.attempts - 1 }, (_, i) =>
      retryDelayMs(DEFAULT_RETRIES, i + 1, random),
    );
    const total = waits.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(least * dayMs);
    expect(total).toBeLessThan(most * dayMs);
  }
});
