import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '@foedera/event-log';
import { makeClaim } from './log-append.ts';
import type { Figure } from './report.ts';
import { quantile } from './rounds.ts';

const APPENDS = 300;

/** The other process: follows the log and says of each page when it saw it. Started by `tailFigures`. */
export async function tail(path: string): Promise<void> {
  const log = openSqliteLog({ path });
  const stop = new AbortController();
  process.on('disconnect', () => stop.abort());
  for await (const { events } of log.subscribe({ signal: stop.signal }))
    process.send?.({ at: now(), positions: events.map((event) => event.position) });
  await log.close();
}

/** How long after its append has been answered an event is seen by a subscription in another process. */
export async function tailFigures(folder: string): Promise<Figure[]> {
  const path = join(folder, 'tail.sqlite');
  const log = openSqliteLog({ path });
  const child = fork(fileURLToPath(new URL('./log-tail-process.js', import.meta.url)), [path]);
  const answered = new Map<string, number>();
  const delays: number[] = [];
  await once(child, 'message');
  for (let i = 0; i < APPENDS; i++) {
    const seen = once(child, 'message') as Promise<[{ at: number; positions: string[] }]>;
    const { position } = await log.append('foedera-batch-bench', [makeClaim()], { expected: 'any' });
    answered.set(position, now());
    const [{ at, positions }] = await seen;
    for (const each of positions) delays.push(Math.max(0, at - (answered.get(each) ?? at)));
  }
  child.disconnect();
  await once(child, 'exit');
  await log.close();
  return [
    { name: 'tail in another process sees an append: median', value: quantile(delays, 0.5), unit: 'ms' },
    { name: '  99th percentile', value: quantile(delays, 0.99), unit: 'ms' },
  ];
}

/** Milliseconds of a clock that both processes share. */
function now(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
