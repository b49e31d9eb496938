import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient } from '@eventstore/db-client';
import { openLog } from '@foedera/event-log';
import { makeClaim } from './log-append.ts';
import type { Benchmark, Figure } from './report.ts';
import { perSecond } from './rounds.ts';

const EVENTS = 10_000;
const CHUNK = 500;
const ROUNDS = 6;

/**
 * The log in an event store: catching up through the port against the same client read bare. The server is the test
 * double in a process of its own, or a real one where EVENTSTORE_URL names it.
 */
export const EVENTSTOREDB_BENCHMARK: Benchmark = {
  name: 'eventstoredb',
  run: async () => {
    const real = process.env.EVENTSTORE_URL;
    if (real !== undefined) return catchUpFigures(real);
    const server = spawn(process.execPath, [testServer()], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [connectionString] = (await once(createInterface(server.stdout), 'line')) as [string];
      return await catchUpFigures(connectionString);
    } finally {
      server.kill();
    }
  },
};

/** The test double as a program: it stands beside the log's own bundle. */
function testServer(): string {
  return fileURLToPath(new URL('testing/eventstoredb-server/main.js', import.meta.resolve('@foedera/event-log')));
}

async function catchUpFigures(connectionString: string): Promise<Figure[]> {
  const log = await openLog(connectionString);
  const bare = EventStoreDBClient.connectionString(connectionString);
  const after = (await log.head()) ?? undefined;
  for (let i = 0; i < EVENTS; i += CHUNK)
    await log.append(`foedera-batch-bench-${process.pid}-${i}`, Array.from({ length: CHUNK }, makeClaim), {
      expected: 'no-stream',
    });
  const from = after === undefined ? 'start' : place(after);
  const head = (await log.head()) as string;
  const { rate, ratio } = await perSecond(ROUNDS, {
    bare: async () => {
      let count = 0;
      for await (const { event } of bare.readAll({ fromPosition: from }))
        if (event?.streamId.startsWith('foedera-')) count++;
      // The bare read gives the event at its position, too.
      return allOf(after === undefined ? count : count - 1);
    },
    read: async () => {
      let count = 0;
      for await (const page of log.read({ after })) count += page.length;
      return allOf(count);
    },
    subscribe: async () => {
      let count = 0;
      for await (const page of log.subscribe({ after })) {
        count += page.events.length;
        if (page.events.at(-1)?.position === head) break;
      }
      return allOf(count);
    },
  });
  await log.close();
  await bare.dispose();
  const limit = 0.7;
  return [
    {
      name: "catch-up: read ÷ bare client's readAll",
      value: rate.read,
      unit: 'events/s',
      ratio: ratio('read', 'bare'),
      limit,
    },
    {
      name: "catch-up: subscribe ÷ bare client's readAll",
      value: rate.subscribe,
      unit: 'events/s',
      ratio: ratio('subscribe', 'bare'),
      limit,
    },
    { name: "  bare client's readAll", value: rate.bare, unit: 'events/s' },
  ];
}

function allOf(count: number): number {
  if (count !== EVENTS) throw new Error(`read ${count} of ${EVENTS} events`);
  return count;
}

function place(position: string): { commit: bigint; prepare: bigint } {
  const [commit = '', prepare = ''] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
}
