/**
 * Runs the benchmarks: figures beside their limits, each as a ratio against a yardstick measured in the same run.
 * Leaves to each file what it measures. Promises: nothing here is a timed test; the exit code says whether limits hold.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ARTICLE_BENCHMARK } from './articles.ts';
import { EVENTSTOREDB_BENCHMARK } from './eventstoredb.ts';
import { feedBenchmark } from './feed.ts';
import { LOG_BENCHMARK } from './log.ts';
import { PAGE_BENCHMARK } from './page.ts';
import { PROJECTION_BENCHMARK } from './projections.ts';
import { type Benchmark, runBenchmarks } from './report.ts';
import { TIMELINE_BENCHMARK } from './timeline.ts';

/** Every benchmark, in the order in which they run. */
export const BENCHMARKS: readonly Benchmark[] = [
  LOG_BENCHMARK,
  EVENTSTOREDB_BENCHMARK,
  ARTICLE_BENCHMARK,
  PROJECTION_BENCHMARK,
  feedBenchmark,
  TIMELINE_BENCHMARK,
  PAGE_BENCHMARK,
];

/**
 * Runs what the arguments name, in a folder of its own that is removed afterwards.
 *
 * @param parent where the folder is made: on the disk that is to be measured
 * @returns whether every limit holds
 */
export async function main(args: readonly string[], parent: string): Promise<boolean> {
  const folder = mkdtempSync(join(parent, 'foedera-bench-'));
  try {
    return await runBenchmarks(BENCHMARKS, args, folder, (text) => process.stdout.write(text));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
