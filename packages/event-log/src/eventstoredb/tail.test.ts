import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Placed } from './convert.ts';
import type { Place } from './position.ts';
import { Tail } from './tail.ts';

const at = (n: number): Place => ({ commit: BigInt(n), prepare: BigInt(n) });
const placed = (n: number, bytes = 100): Placed => ({
  place: at(n),
  bytes,
  event: {
    id: String(n),
    type: 'visit',
    data: null,
    metadata: { schema: 1 },
    stream: 'foedera-a',
    revision: n,
    position: `${n}/${n}`,
    recorded: '2026-01-01T00:00:00.000Z',
  },
});

it('gives all events after any place that it covers, in order, up to as many as asked', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3_000, size: 'max' });
  fc.assert(
    fc.property(gaps, fc.nat(20_000), fc.integer({ min: 1, max: 2_000 }), (steps, asked, most) => {
      const tail = new Tail(null);
      const all: number[] = [];
      for (const step of steps) {
        all.push((all.at(-1) ?? 0) + step);
        tail.push(placed(all.at(-1) as number));
      }
      const rest = all.filter((n) => n > asked);
      if (!tail.covers(at(asked))) {
        expect(rest.length).toBeGreaterThan(512);
        return;
      }
      const { events, more } = tail.after(at(asked), most);
      expect(events.map((event) => event.revision)).toEqual(rest.slice(0, most));
      expect(more).toBe(rest.length > most);
    }),
  );
});

it('covers from where it began, and says where it ends', () => {
  const tail = new Tail(at(5));
  expect([tail.covers(null), tail.covers(at(4)), tail.covers(at(5)), tail.covers(at(9))]).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(tail.last).toEqual(at(5));
  tail.push(placed(7));
  expect(tail.last).toEqual(at(7));
});

it('keeps a bounded number of events, and fewer where they are large', () => {
  const kept = (bytes: number): number => {
    const tail = new Tail(null);
    for (let n = 1; n <= 5_000; n++) tail.push(placed(n, bytes));
    let from = 5_000;
    while (from > 0 && tail.covers(at(from - 1))) from--;
    return 5_000 - from;
  };
  expect(kept(100)).toBeGreaterThanOrEqual(512);
  expect(kept(100)).toBeLessThanOrEqual(1_024);
  expect(kept(1_048_576)).toBeLessThanOrEqual(32);
  expect(kept(1_048_576)).toBeGreaterThan(0);
});
