import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLog } from '@foedera/event-log';
import { openRunner, type ReadModel } from '@foedera/projections';
import { batchStream } from '@foedera/schema';
import { timelineModel } from '@foedera/timeline';
import { claimEvents } from './claims.ts';
import type { Benchmark } from './report.ts';
import { perSecond } from './rounds.ts';

const EVENTS = 6_000;
const LIVE_EVENTS = 600;
const ROUNDS = 3;
const AIM_OVER_LIVE = 3;

/**
 * A rebuild of the timeline beside the live path: the same events, applied as they are appended one by one (each in a
 * durable transaction of its own, every index kept), and as a running projection catches up in pages.
 */
export const PROJECTION_BENCHMARK: Benchmark = {
  name: 'projections',
  run: async (folder) => {
    const events = claimEvents(EVENTS);
    const log = openSqliteLog({ path: join(folder, 'projections.sqlite') });
    for (let i = 0; i < EVENTS; i += 500)
      await log.append(batchStream('bench', String(i)), events.slice(i, i + 500), { expected: 'no-stream' });
    let n = 0;
    const fresh = (model: ReadModel, pageSize?: number) => {
      const path = join(folder, `model-${++n}`);
      mkdirSync(path);
      return openRunner({ log, model, folder: path, ...(pageSize === undefined ? {} : { pageSize }) });
    };
    const caughtUp = async (pageSize: number, until: number): Promise<number> => {
      const runner = fresh(timelineModel, pageSize);
      runner.start();
      await runner.awaitSeq(until);
      await runner.close();
      return until;
    };
    const { rate, ratio } = await perSecond(ROUNDS, {
      rebuild: async () => {
        const runner = fresh(timelineModel);
        await runner.rebuild();
        await runner.close();
        return EVENTS;
      },
      pages: () => caughtUp(256, EVENTS),
      live: () => caughtUp(1, LIVE_EVENTS),
    });
    await log.close();
    return [
      { name: 'timeline, live: one event at a time', value: rate.live, unit: 'events/s' },
      {
        name: 'timeline, live: catching up in pages of 256',
        value: rate.pages,
        unit: 'events/s',
        ratio: ratio('pages', 'live'),
      },
      {
        name: 'timeline, rebuild ÷ live',
        value: rate.rebuild,
        unit: 'events/s',
        ratio: ratio('rebuild', 'live'),
        limit: AIM_OVER_LIVE,
      },
      { name: 'timeline, rebuild ÷ pages', value: rate.rebuild, unit: 'events/s', ratio: ratio('rebuild', 'pages') },
    ];
  },
};
