import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createMemoryLog } from '@foedera/event-log/testing';
import { createServer } from '@foedera/http';
import type { Runner } from '@foedera/projections';
import { TIMELINE_EPOCH, timelinePlugin } from '@foedera/timeline';
import type { Figure } from './report.ts';
import { median } from './rounds.ts';
import type { Filled } from './timeline-fill.ts';
import type { LoadOrder, LoadReport } from './timeline-load-process.ts';

const ROUNDS = 9;
const REQUESTS = 1_500;
const AT_ONCE = 16;
const LEAST = 0.35;

/** A page of fifty entries over HTTP, no two requests alike, beside the same bytes as a constant string of the same server. */
export async function pageFigures(filled: Filled): Promise<Figure[]> {
  const log = createMemoryLog();
  const app = await createServer({
    description: { title: 'Bench', version: '1', description: 'Pages.', tags: [] },
    health: () => ({ ready: true }),
  });
  await app.register(timelinePlugin, { runner: runnerOf(filled), log, now: () => new Date() });
  let page = '';
  app.get('/constant/*', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(page),
  );
  page = await fetchText(app, addressOf(filled).replace('DATE', '1995-01-01').replace('LANG', 'en'));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const child = fork(fileURLToPath(new URL('./timeline-load-process.js', import.meta.url)));
  try {
    const rounds: { readonly pages: number; readonly constant: number }[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const order = { port, requests: REQUESTS, atOnce: AT_ONCE };
      const pages = await ask(child, { ...order, path: addressOf(filled) });
      const constant = await ask(child, { ...order, path: '/constant/DATE-LANG' });
      if (round > 0) rounds.push({ pages: rateOf(pages), constant: rateOf(constant) });
    }
    return [
      {
        name: 'page of 50 entries over HTTP, no two requests alike',
        value: median(rounds.map((r) => r.pages)),
        unit: 'requests/s',
        ratio: median(rounds.map((r) => r.pages / r.constant)),
        limit: LEAST,
      },
      {
        name: `the same ${page.length.toLocaleString('en-US')} bytes as a constant string`,
        value: median(rounds.map((r) => r.constant)),
        unit: 'requests/s',
      },
    ];
  } finally {
    child.kill();
    await app.close();
  }
}

/** A page of the busiest relation from some day on, in some language. */
function addressOf({ busiest }: Filled): string {
  return `/v1/relations/${busiest}/timeline?limit=50&from=DATE&lang=LANG`;
}

function rateOf({ ms }: LoadReport): number {
  return (REQUESTS / ms) * 1_000;
}

async function fetchText(app: Awaited<ReturnType<typeof createServer>>, address: string): Promise<string> {
  const answer = await app.inject(address);
  if (answer.statusCode !== 200) throw new Error(`${address}: ${answer.body}`);
  return answer.body;
}

async function ask(child: ChildProcess, order: LoadOrder): Promise<LoadReport> {
  child.send(order);
  const [report] = (await once(child, 'message')) as [LoadReport];
  return report;
}

/** A runner that stands still: the model was filled without a log. */
export function runnerOf({ db, head }: Pick<Filled, 'db' | 'head'>): Runner {
  const never = (): never => {
    throw new Error('not in this benchmark');
  };
  return {
    db: () => db,
    openEarlier: () => null,
    status: () => ({
      name: 'timeline',
      epoch: TIMELINE_EPOCH,
      seq: head,
      position: null,
      recorded: null,
      caughtUp: true,
      failed: null,
      rebuilding: null,
      applied: 0,
    }),
    awaitSeq: async () => undefined,
    awaitPosition: async () => undefined,
    onAdvance: () => () => undefined,
    start: never,
    rebuild: never,
    close: async () => undefined,
  };
}
