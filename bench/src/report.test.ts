import { expect, it } from 'vitest';
import { type Benchmark, type Figure, formatFigures, isWithin, runBenchmarks } from './report.ts';
import { median, perSecond, quantile } from './rounds.ts';

const FIGURES: readonly Figure[] = [
  { name: 'append', value: 12_345.6, unit: 'events/s', ratio: 0.95, limit: 0.9, aim: 1 },
  { name: 'as-of page', value: 0.0791, unit: 'ms', ratio: 1.51, most: 1.5 },
  { name: 'tail', value: 9.44, unit: 'ms' },
];
const benchmark = (name: string, ...figures: Figure[]): Benchmark => ({ name, run: async () => figures });

async function report(...args: string[]): Promise<{ readonly ok: boolean; readonly text: string }> {
  let text = '';
  const [append, page, tail] = FIGURES as [Figure, Figure, Figure];
  const benchmarks = [benchmark('log', append, tail), benchmark('pages', page)];
  const ok = await runBenchmarks(benchmarks, args, '', (part) => {
    text += part;
  });
  return { ok, text };
}

it('judges a ratio by its limit, least or most, and nothing else', () => {
  expect(FIGURES.map(isWithin)).toEqual([true, false, null]);
  expect(isWithin({ name: 'x', value: 1, unit: 's', ratio: 0.9, limit: 0.9, most: 0.9 })).toBe(true);
  expect(isWithin({ name: 'x', value: 1, unit: 's', ratio: Number.NaN, limit: 0.9 })).toBe(false);
});

it('prints figures under each other, with ratio, limit and verdict', () => {
  expect(formatFigures(FIGURES)).toBe(
    [
      'figure                value  ratio  limit  aim',
      'append      12,346 events/s   0.95  ≥ 0.9    1  ok',
      'as-of page         0.079 ms   1.51  ≤ 1.5       MISSED',
      'tail                 9.4 ms',
    ].join('\n'),
  );
});

it('runs what is named, and says whether every limit holds', async () => {
  expect((await report()).ok).toBe(false);
  const log = await report('log');
  expect(log.ok).toBe(true);
  expect(log.text).not.toContain('as-of');
  await expect(report('feed')).rejects.toThrow('unknown benchmark feed: there is log, pages');
});

it('gives the same as one JSON object', async () => {
  const { text } = await report('--json', 'pages');
  expect(JSON.parse(text)).toEqual({
    node: process.version,
    figures: [{ benchmark: 'pages', ...FIGURES[1], ok: false }],
  });
});

it('takes middles and shares of sorted values', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(quantile([4, 1, 3, 2], 0.99)).toBe(4);
  expect(quantile([4, 1, 3, 2], 0)).toBe(1);
});

it('measures sides in turns, reversing every second round, and leaves out the first', async () => {
  const order: string[] = [];
  const side = (name: string) => () => {
    order.push(name);
    return 1;
  };
  const { rate } = await perSecond(2, { a: side('a'), b: side('b') });
  expect(order.join('')).toBe('abbaab');
  expect(rate.a).toBeGreaterThan(0);
});
