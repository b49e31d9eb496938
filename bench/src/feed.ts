import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createBareServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changesModel, changesPlugin } from '@foedera/changes';
import { openSqliteLog } from '@foedera/event-log';
import { createServer } from '@foedera/http';
import { openRunner } from '@foedera/projections';
import { type Claim, claimIdOf, eventId, type NewEvent, SCHEMA_VERSION, type Statement } from '@foedera/schema';
import { END_MARK, nowMs, type Order, type Report } from './feed-clients.ts';
import type { Benchmark, Figure } from './report.ts';
import { median, quantile } from './rounds.ts';

const ROUNDS = 9;
const SUSTAINED = { clients: 1_000, perSecond: 500, seconds: 10, everyMs: 20, sample: 20 };

/** The feed over the whole way from an append, beside a bare server that writes one shared buffer. */
export const feedBenchmark: Benchmark = {
  name: 'feed',
  run: async (folder) => {
    const figures: Figure[] = [];
    for (const measure of [fanOutFigures, sustainedFigures, stalledFigures])
      figures.push(...(await measured(folder, measure)));
    return figures;
  },
};

async function measured(folder: string, measure: (rig: Rig) => Promise<Figure[]>): Promise<Figure[]> {
  const own = mkdtempSync(join(folder, 'feed-'));
  const rig = await openRig(own);
  try {
    return await measure(rig);
  } finally {
    await rig.close();
    rmSync(own, { recursive: true });
  }
}

interface Rig {
  readonly feedPort: number;
  readonly barePort: number;
  /** Writes one buffer to every client of the bare server. */
  writeBare(bytes: Buffer): void;
  /** Appends claims and returns the `seq` of the last. */
  append(count: number, note?: string): Promise<number>;
  /** Appends one claim and resolves with when its change could be read. */
  publish(note: string): Promise<number>;
  /** Text of the last change, as a client of the feed gets it. */
  lastMessage(): Promise<string>;
  ask(order: Order): Promise<void>;
  report<Did extends Report['did']>(did: Did): Promise<Extract<Report, { did: Did }>>;
  close(): Promise<void>;
}

async function openRig(folder: string): Promise<Rig> {
  const log = openSqliteLog({ path: join(folder, 'feed.sqlite') });
  const runner = openRunner({ log, folder, model: changesModel });
  runner.start();
  const app = await createServer({
    description: { title: 'Bench', version: '1', description: 'The feed.', tags: [] },
    health: () => ({ ready: true }),
  });
  await app.register(changesPlugin, { runner });
  await app.listen({ port: 0, host: '127.0.0.1', backlog: 8_192 });
  const held = new Set<ServerResponse>();
  const bare = createBareServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(': open\n\n');
    held.add(response);
    response.on('close', () => held.delete(response));
  });
  bare.listen({ port: 0, host: '127.0.0.1', backlog: 8_192 });
  await once(bare, 'listening');
  const child = fork(fileURLToPath(new URL('./feed-clients-process.js', import.meta.url)));
  let appended = 0;
  const append = async (count: number, note = ''): Promise<number> => {
    const events = Array.from({ length: count }, (_, i) => claimEvent(appended + i, note));
    await log.append('foedera-batch-bench-1', events, { expected: appended === 0 ? 'no-stream' : appended - 1 });
    appended += count;
    return appended;
  };
  return {
    feedPort: (app.server.address() as AddressInfo).port,
    barePort: (bare.address() as AddressInfo).port,
    writeBare: (bytes) => {
      for (const response of held) response.write(bytes);
    },
    append,
    publish: async (note) => {
      const readable = runner.awaitSeq(appended + 1).then(nowMs);
      await append(1, note);
      return readable;
    },
    lastMessage: async () => {
      await runner.awaitSeq(appended);
      const page = (await app.inject('/v1/changes?limit=1000&after=now')).json() as { next: string };
      const { changes } = (await app.inject(`/v1/changes?limit=1000&minConfidence=0&after=0`)).json() as {
        changes: object[];
      };
      return `id: ${page.next}\ndata: ${JSON.stringify(changes.at(-1))}\n\n`;
    },
    ask: (order) => tell(child, order),
    report: (did) => heard(child, did),
    close: async () => {
      child.disconnect();
      await once(child, 'exit');
      await app.close();
      await new Promise((resolve) => bare.close(resolve));
      await runner.close();
      await log.close();
    },
  };
}

async function tell(child: ChildProcess, order: Order): Promise<void> {
  const done = heard(child, order.do);
  child.send(order);
  await done;
}

function heard<Did extends Report['did']>(child: ChildProcess, did: Did): Promise<Extract<Report, { did: Did }>> {
  return new Promise((resolve, reject) => {
    const listen = (report: Report): void => {
      if (report.did !== did) return;
      child.off('message', listen);
      child.off('exit', gone);
      resolve(report as Extract<Report, { did: Did }>);
    };
    const gone = (): void => reject(new Error('the process of the clients is gone'));
    child.on('message', listen);
    child.once('exit', gone);
  });
}

/** A claim of its own day: one change per event. */
function claimEvent(n: number, note: string): NewEvent {
  const statement: Statement = {
    kind: 'visit',
    occurred: new Date(n * 86_400_000).toISOString().slice(0, 10),
    parties: ['BY', 'VN'],
    attributes: { visitor: 'Tô Lâm', host: 'BY', ...(note === '' ? {} : { note }) },
    confidence: 0.9,
    source: { id: 'bench' },
    key: String(n),
    reported: '2026-01-01',
  };
  const claim = claimIdOf(statement);
  const data: Claim = { ...statement, claim };
  return {
    id: eventId([claim, 'stated', '1'], '2026-01-01'),
    type: 'visit',
    data,
    metadata: { schema: SCHEMA_VERSION },
  };
}

/** Time until all clients have one change, from when it can be read, against a loop that writes one buffer to all. */
async function fanOutFigures(rig: Rig): Promise<Figure[]> {
  return [...(await fanOutTo(1_000, rig)), ...(await fanOutTo(5_000, rig))];
}

async function fanOutTo(clients: number, rig: Rig): Promise<Figure[]> {
  await rig.append(1);
  const bytes = Buffer.from(await rig.lastMessage());
  const memory = { before: process.memoryUsage.rss(), feed: 0, bare: 0 };
  await rig.ask({ do: 'open', group: 'feed', port: rig.feedPort, path: '/v1/changes?after=now', count: clients });
  memory.feed = process.memoryUsage.rss();
  await rig.ask({ do: 'open', group: 'bare', port: rig.barePort, path: '/', count: clients });
  memory.bare = process.memoryUsage.rss();
  const times = { feed: [] as number[], bare: [] as number[], append: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const order = round % 2 === 0 ? (['bare', 'feed'] as const) : (['feed', 'bare'] as const);
    for (const side of order) {
      const note = `round-${clients}-${round}`;
      await rig.ask({ do: 'expect', group: side, marker: note });
      const reached = rig.report('reached');
      let start = nowMs();
      if (side === 'bare')
        rig.writeBare(Buffer.concat([bytes.subarray(0, -2 - note.length), Buffer.from(`${note}\n\n`)]));
      else {
        const readable = await rig.publish(note);
        if (round > 0) times.append.push(readable - start);
        start = readable;
      }
      const { lastMs } = await reached;
      if (round > 0) times[side].push(lastMs - start);
    }
  }
  await rig.ask({ do: 'close', group: 'feed' });
  await rig.ask({ do: 'close', group: 'bare' });
  const ratio = median(times.feed.map((value, i) => value / (times.bare[i] as number)));
  return [
    {
      name: `last of ${clients} clients has a change`,
      value: median(times.feed),
      unit: 'ms',
      ratio,
      most: 1.25,
      aim: 1,
    },
    { name: `  bare server, one shared buffer of ${bytes.length} bytes`, value: median(times.bare), unit: 'ms' },
    { name: '  from the append until it can be read', value: median(times.append), unit: 'ms' },
    { name: '  memory per client', value: (memory.feed - memory.before) / clients / 1024, unit: 'KiB' },
    { name: '  memory per client, bare server', value: (memory.bare - memory.feed) / clients / 1024, unit: 'KiB' },
  ];
}

/**
 * Changes appended at a steady rate: how late a client has each, at the beginning and at the end of the run. The bare
 * server writes as many bytes as often in a run of its own: what it cannot hold, this machine cannot.
 */
async function sustainedFigures(rig: Rig): Promise<Figure[]> {
  const { clients, perSecond, seconds, everyMs } = SUSTAINED;
  const batch = (perSecond * everyMs) / 1_000;
  await rig.append(1);
  const message = (await rig.lastMessage()).slice(0, -2);
  let written = 0;
  await rig.ask({ do: 'open', group: 'bare', port: rig.barePort, path: '/', count: clients });
  const bare = await steady(rig, 'bare', async (end) => {
    const count = end ? 1 : batch;
    const texts = Array.from({ length: count }, () =>
      message.replace(/^id: [^\n]*/, `id: 00000000-${++written}-0`).concat(end ? END_MARK : '', '\n\n'),
    );
    rig.writeBare(Buffer.from(texts.join('')));
    return written;
  });
  await rig.ask({ do: 'close', group: 'bare' });
  await rig.ask({ do: 'open', group: 'feed', port: rig.feedPort, path: '/v1/changes?after=now', count: clients });
  const feed = await steady(rig, 'feed', (end) => rig.append(end ? 1 : batch, end ? END_MARK : ''));
  await rig.ask({ do: 'close', group: 'feed' });
  return [
    {
      name: `lag at ${perSecond} changes/s × ${clients} clients, last third ÷ first`,
      value: feed.lateMs,
      unit: feed.missing === 0 ? 'ms' : `ms, ${feed.missing} changes missing`,
      ratio: feed.lateMs / feed.earlyMs,
      most: 1.5,
    },
    { name: '  99th percentile', value: feed.p99Ms, unit: 'ms' },
    { name: '  messages', value: (clients * perSecond * seconds) / (feed.tookMs / 1_000), unit: '/s' },
    { name: '  bare server, the same bytes as often: last third', value: bare.lateMs, unit: 'ms' },
    { name: '  bare server, last third ÷ first', value: bare.lateMs / bare.earlyMs, unit: '×' },
  ];
}

interface Steady {
  readonly earlyMs: number;
  readonly lateMs: number;
  readonly p99Ms: number;
  readonly tookMs: number;
  readonly missing: number;
}

/** Calls `write` at a steady rate, which answers the number of its last message, and at the end once with the mark. */
async function steady(rig: Rig, group: string, write: (end: boolean) => Promise<number>): Promise<Steady> {
  const { perSecond, seconds, everyMs, sample } = SUSTAINED;
  await rig.ask({ do: 'follow', group, sample });
  const followed = rig.report('followed');
  const writtenMs = new Map<number, number>();
  const batch = (perSecond * everyMs) / 1_000;
  const startMs = nowMs();
  for (let i = 0; i < (seconds * 1_000) / everyMs; i++) {
    const dueMs = startMs + i * everyMs;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - nowMs())));
    const last = await write(false);
    for (let k = 0; k < batch; k++) writtenMs.set(last - k, dueMs);
  }
  await write(true);
  const { seen } = await followed;
  const lags = seen.flatMap(([number, ms]) =>
    writtenMs.has(number) ? [{ at: writtenMs.get(number) as number, lag: ms - (writtenMs.get(number) as number) }] : [],
  );
  const third = (seconds * 1_000) / 3;
  return {
    earlyMs: median(lags.filter((l) => l.at < startMs + third).map((l) => l.lag)),
    lateMs: median(lags.filter((l) => l.at >= startMs + 2 * third).map((l) => l.lag)),
    p99Ms: quantile(
      lags.map((l) => l.lag),
      0.99,
    ),
    tookMs: nowMs() - startMs,
    missing: sample * perSecond * seconds - lags.length,
  };
}

/** What one client that reads nothing costs the others, in turns with and without it. */
async function stalledFigures(rig: Rig): Promise<Figure[]> {
  const clients = 200;
  const note = 'x'.repeat(4_000);
  await rig.ask({ do: 'open', group: 'feed', port: rig.feedPort, path: '/v1/changes?after=now', count: clients });
  const times = { with: [] as number[], without: [] as number[] };
  for (let round = 0; round <= 2 * ROUNDS; round++) {
    const side = round % 2 === 0 ? 'with' : 'without';
    if (side === 'with') await rig.ask({ do: 'stall', port: rig.feedPort, path: '/v1/changes?after=0' });
    // Enough for the socket of the one that reads nothing to be full before anything is measured.
    if (side === 'with') for (let i = 0; i < 10; i++) await rig.append(50, note);
    for (let i = 0; i < 10; i++) {
      const marker = `stalled-${round}-${i}`;
      await rig.ask({ do: 'expect', group: 'feed', marker });
      const reached = rig.report('reached');
      const start = nowMs();
      await rig.append(1, marker);
      const { medianMs } = await reached;
      if (round > 1) times[side].push(medianMs - start);
    }
    if (side === 'with') await rig.ask({ do: 'unstall' });
  }
  await rig.ask({ do: 'close', group: 'feed' });
  return [
    {
      name: `p50 of ${clients} clients beside one that reads nothing ÷ without it`,
      value: median(times.with),
      unit: 'ms',
      ratio: median(times.with) / median(times.without),
      most: 1.25,
    },
  ];
}
