import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffMs, MACHINE_TIMING } from './timing.ts';

it('waits longer with every attempt, up to a limit, and leaves half of it to chance', () => {
  const certain = (chance: number) => [0, 1, 2, 3, 20, 1_000_000].map((attempt) => backoffMs(attempt, () => chance));
  expect(certain(0)).toEqual([10, 20, 40, 80, 2_500, 2_500]);
  expect(certain(0.5)).toEqual([15, 30, 60, 120, 3_750, 3_750]);
});

it('never waits less than half of the time that is due, nor more than all of it', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
      const least = backoffMs(attempt, () => 0);
      const waited = backoffMs(attempt, () => chance);
      expect(waited).toBeGreaterThanOrEqual(least);
      expect(waited).toBeLessThanOrEqual(least * 2);
    }),
  );
});

it('stops waiting when there is nothing to wait for', async () => {
  const stop = new AbortController();
  const waiting = MACHINE_TIMING.sleep(3_600_000, stop.signal);
  stop.abort();
  await waiting;
  await MACHINE_TIMING.sleep(3_600_000, stop.signal);
});
