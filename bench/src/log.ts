import { appendFigures, groupFigures } from './log-append.ts';
import { replayFigures } from './log-replay.ts';
import { tailFigures } from './log-tail.ts';
import type { Benchmark } from './report.ts';

/** The log in SQLite: appending, many callers at once, reading everything again, and following from another process. */
export const LOG_BENCHMARK: Benchmark = {
  name: 'log',
  run: async (folder) => [
    ...(await appendFigures(folder)),
    ...(await groupFigures(folder)),
    ...(await replayFigures(folder)),
    ...(await tailFigures(folder)),
  ],
};
