import { join } from 'node:path';
import type { Database } from '@foedera/sqlite';
import { readTimeline, type TimelineQuery } from '@foedera/timeline/testing';
import { randomFrom } from './claims.ts';
import type { Benchmark, Figure } from './report.ts';
import { median } from './rounds.ts';
import { type Filled, fillTimeline } from './timeline-fill.ts';
import { pageFigures } from './timeline-pages.ts';
import { postgresFigures } from './timeline-postgres.ts';
import { randomQuestion } from './timeline-questions.ts';

const SIZES = [10_000, 100_000, 1_000_000] as const;
const CORRECTIONS = 10_000;
const ROUNDS = 15;
const QUERIES = 40;

const MOST = { usual: 1.5, busiest: 2, corrected: 3 } as const;

/** Pages as of earlier times, with ten thousand, a hundred thousand and a million versions behind them; and a page over HTTP. */
export const TIMELINE_BENCHMARK: Benchmark = {
  name: 'timeline',
  run: async (folder) => {
    const filled = SIZES.map((size) => fillTimeline(join(folder, `timeline-${size}.sqlite`), size, CORRECTIONS));
    try {
      const largest = filled[filled.length - 1] as Filled;
      return [
        ...asOfFigures(filled),
        ...correctedFigures(filled[0] as Filled),
        ...(await postgresFigures(folder, largest)),
        ...(await pageFigures(largest)),
      ];
    } finally {
      for (const { db } of filled) db.close();
    }
  },
};

interface Measured {
  readonly us: number;
  readonly perRow: number;
}

/** Median time of a page of up to fifty rows, and of one row of it. */
function measure(db: Database, relations: readonly string[], head: number, random: () => number): Measured {
  const times: number[] = [];
  const perRow: number[] = [];
  for (let i = 0; i < QUERIES; i++) {
    const relation = relations[Math.floor(random() * relations.length)] as string;
    const { query, known } = randomQuestion(relation, head, random);
    const start = process.hrtime.bigint();
    const { rows } = readTimeline(db, query, known, null, 50);
    const us = Number(process.hrtime.bigint() - start) / 1_000;
    times.push(us);
    if (rows.length > 0) perRow.push(us / rows.length);
  }
  return { us: median(times), perRow: median(perRow) };
}

function asOfFigures(filled: readonly Filled[]): Figure[] {
  const random = randomFrom(7);
  const usual: Measured[][] = filled.map(() => []);
  const busiest: Measured[][] = filled.map(() => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [i, { db, head, usual: relations, busiest: relation }] of filled.entries()) {
      const one = measure(db, relations, head, random);
      const other = measure(db, [relation], head, random);
      if (round === 0) continue;
      (usual[i] as Measured[]).push(one);
      (busiest[i] as Measured[]).push(other);
    }
  }
  const ratioOf = (all: readonly Measured[][], i: number, pick: keyof Measured): number =>
    median((all[i] as Measured[]).map((m, round) => m[pick] / ((all[0] as Measured[])[round] as Measured)[pick]));
  return filled.flatMap(({ versions }, i): Figure[] => [
    {
      name: `as-of page, usual relation, ${versions.toLocaleString('en-US')} versions`,
      value: median((usual[i] as Measured[]).map((m) => m.us)),
      unit: 'µs',
      ...(i === 0 ? {} : { ratio: ratioOf(usual, i, 'us'), most: MOST.usual }),
    },
    {
      name: `as-of page, busiest relation, ${versions.toLocaleString('en-US')} versions`,
      value: median((busiest[i] as Measured[]).map((m) => m.perRow)),
      unit: 'µs/row',
      ...(i === 0 ? {} : { ratio: ratioOf(busiest, i, 'perRow'), most: MOST.busiest }),
    },
  ]);
}

/** A page with an entry that was corrected ten thousand times, beside one with an entry that was corrected ten times. */
function correctedFigures({ db, head, corrected }: Filled): Figure[] {
  const random = randomFrom(11);
  const ask = (relation: string): number => {
    const reportedMs = Date.UTC(2000, 0, 1) + Math.floor(random() * CORRECTIONS) * 60_000;
    const seq = head - Math.floor(random() * CORRECTIONS * 0.9);
    const { query, known } = randomQuestion(relation, head, random);
    const whole: TimelineQuery = { ...query, from: undefined, to: undefined };
    const start = process.hrtime.bigint();
    readTimeline(db, whole, { ...known, reportedMs, seq }, null, 50);
    return Number(process.hrtime.bigint() - start) / 1_000;
  };
  const rounds = Array.from({ length: ROUNDS }, () =>
    corrected.map((relation) => median(Array.from({ length: QUERIES }, () => ask(relation)))),
  );
  const few = rounds.map((round) => round[0] as number);
  const many = rounds.map((round) => round[1] as number);
  return [
    { name: 'as-of page with an entry of 10 corrections', value: median(few), unit: 'µs' },
    {
      name: `as-of page with an entry of ${CORRECTIONS.toLocaleString('en-US')} corrections`,
      value: median(many),
      unit: 'µs',
      ratio: median(many.map((us, i) => us / (few[i] as number))),
      most: MOST.corrected,
    },
  ];
}
