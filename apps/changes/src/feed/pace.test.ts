import { expect, it } from 'vitest';
import { openPace } from './pace.ts';

/** Rounds that take so long each and begin as soon as they may; the pauses after them. */
function pausesAfter(tookMs: number, rounds: number): number[] {
  const pace = openPace(5);
  let nowMs = 1_000_000;
  return Array.from({ length: rounds }, () => {
    const endedMs = nowMs + tookMs;
    const readyMs = pace.after(nowMs, endedMs);
    nowMs = readyMs;
    return readyMs - endedMs;
  });
}

it('lets the next round follow at once where the last ones were short or far apart', () => {
  expect(pausesAfter(100, 1)).toEqual([5]);
  expect(pausesAfter(1, 1_000).every((pause) => pause === 5)).toBe(true);
  const pace = openPace(5);
  for (let at = 0; at < 10_000; at += 500) expect(pace.after(at, at + 140)).toBe(at + 145);
});

it('leaves two thirds of the time to others while rounds follow each other', () => {
  expect(pausesAfter(20, 100).at(-1)).toBeCloseTo(40);
  expect(pausesAfter(60, 100).at(-1)).toBeCloseTo(120);
});

it('never keeps a change back for longer than a quarter of a second', () => {
  expect(Math.max(...pausesAfter(500, 20))).toBe(250);
});
