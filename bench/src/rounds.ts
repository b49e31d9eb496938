/** One side of a comparison: does a round of work and gives how much it did (events, requests). */
export type Side = () => number | Promise<number>;

/** Middle value; of an even number, the upper one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that a share of the others lies below. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Medians of what each side does per second, measured in turns, so that a slow minute of the machine hits all alike.
 * Every second round runs in reverse order. The first round warms up and does not count.
 */
export async function perSecond<Name extends string>(
  rounds: number,
  sides: Readonly<Record<Name, Side>>,
): Promise<{ readonly rate: Readonly<Record<Name, number>>; ratio(a: Name, b: Name): number }> {
  const names = Object.keys(sides) as Name[];
  const rates = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const start = process.hrtime.bigint();
      const done = await sides[name]();
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if (round > 0) rates[name].push(done / seconds);
    }
  }
  return {
    rate: Object.fromEntries(names.map((name) => [name, median(rates[name])])) as Record<Name, number>,
    ratio: (a, b) => median(rates[a].map((value, i) => value / (rates[b][i] as number))),
  };
}
