import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EventLog } from '../log.ts';
import { bundleProcess } from '../testing/bundle.ts';
import { collect, freshStream } from '../testing/index.ts';
import type { Order, Report } from './appending-process.ts';
import { openSqliteLog } from './log.ts';

let bundles: string;
let folder: string;
let path: string;
let children: Child[];
let log: EventLog;

/** A process with the log open, and what it reports. */
class Child {
  readonly process: ChildProcess;
  readonly reports: Report[] = [];
  #waiting: {
    readonly did: Report['did'];
    readonly resolve: (report: Report) => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  #died: Error | undefined;

  constructor() {
    this.process = fork(join(bundles, 'appending.mjs'), [path], { stdio: 'inherit' });
    this.process.on('message', (report: Report) => {
      this.reports.push(report);
      const index = this.#waiting.findIndex((each) => each.did === report.did);
      if (index >= 0) this.#waiting.splice(index, 1)[0]?.resolve(report);
    });
    this.process.on('exit', (code, signal) => {
      this.#died = new Error(`the process ended: ${code ?? signal}`);
      for (const { reject } of this.#waiting) reject(this.#died);
    });
  }

  /** The next report of a kind. */
  async next<Did extends Report['did']>(did: Did): Promise<Report & { did: Did }> {
    if (this.#died) throw this.#died;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ did, resolve: resolve as (report: Report) => void, reject });
    });
  }

  tell<Did extends Order['do']>(order: Order & { do: Did }): Promise<Report & { did: Did }> {
    const report = this.next(order.do);
    this.process.send(order);
    return report as Promise<Report & { did: Did }>;
  }

  async gone(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    await new Promise((resolve) => this.process.once('exit', resolve));
  }
}

async function start(count: number): Promise<Child[]> {
  const started = Array.from({ length: count }, () => new Child());
  children.push(...started);
  await Promise.all(started.map((child) => child.next('open')));
  return started;
}

beforeAll(async () => {
  bundles = mkdtempSync(join(tmpdir(), 'foedera-processes-'));
  await bundleProcess(new URL('./appending-process.ts', import.meta.url), join(bundles, 'appending.mjs'));
});
afterAll(() => rmSync(bundles, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(bundles, 'log-'));
  path = join(folder, 'log.sqlite');
  children = [];
});
afterEach(async () => {
  for (const child of children) if (child.process.connected) child.process.disconnect();
  await Promise.all(children.map((child) => child.gone()));
  await log.close();
});

it('several processes may make the same log at the same time', async () => {
  const processes = await start(4);
  log = openSqliteLog({ path });
  await Promise.all(
    processes.map((child) => child.tell({ do: 'append', stream: freshStream(), count: 1, expected: 'no-stream' })),
  );
  expect((await collect(log.read())).map((event) => event.position)).toEqual(['1', '2', '3', '4']);
});

it('of ten appends that race from five processes, exactly one wins', async () => {
  const processes = await start(5);
  log = openSqliteLog({ path });
  const stream = freshStream();
  for (let round = 0; round < 20; round++) {
    const expected = round === 0 ? 'no-stream' : round * 2 - 1;
    const order: Order & { do: 'append' } = { do: 'append', stream, count: 2, expected };
    const reports = await Promise.all([...processes, ...processes].map((child) => child.tell(order)));
    const winners = reports.filter((report) => report.ids.length > 0);
    expect(winners).toHaveLength(1);
    for (const report of reports) if (report.ids.length === 0) expect(report.actual).toBe(round * 2 + 1);
    const stored = await collect(log.readStream(stream, { from: round * 2 }));
    expect(stored.map((event) => event.id)).toEqual(winners[0]?.ids);
  }
});

it('order is that of commits, without gaps, and readers in other processes miss and repeat nothing', async () => {
  const [one, two, three, follower] = (await start(4)) as [Child, Child, Child, Child];
  log = openSqliteLog({ path });
  const appends = 60;
  const total = 3 * appends * 2;
  const followed = follower.tell({ do: 'follow', until: total });
  const here: { readonly id: string; readonly position: string }[] = [];
  const following = (async () => {
    for await (const { events } of log.subscribe({ pageSize: 7 })) {
      here.push(...events);
      if (here.length >= total) return;
    }
  })();
  await Promise.all(
    [one, two, three].map((child) => child.tell({ do: 'append-many', stream: freshStream(), appends })),
  );
  await following;
  const whole = await collect(log.read());
  expect(whole.map((event) => event.position)).toEqual(Array.from({ length: total }, (_, i) => String(i + 1)));
  expect(here.map((event) => event.id)).toEqual(whole.map((event) => event.id));
  expect((await followed).ids).toEqual(whole.map((event) => event.id));
  for (const child of [one, two, three]) {
    const acknowledged = child.reports.flatMap((report) => (report.did === 'append' ? report.ids : []));
    const set = new Set(acknowledged);
    expect(whole.filter((event) => set.has(event.id)).map((event) => event.id)).toEqual(acknowledged);
  }
  const times = whole.map((event) => event.recorded);
  expect(times).toEqual([...times].sort());
});

it('what a process was answered is there after it was killed, and each append whole', async () => {
  for (const after of [1, 7, 23]) {
    const [child] = (await start(1)) as [Child];
    const stream = freshStream();
    const dead = child.tell({ do: 'append-many', stream, appends: 10_000 }).catch((error: Error) => error.message);
    while (child.reports.filter((report) => report.did === 'append').length < after) await child.next('append');
    child.process.kill('SIGKILL');
    expect(await dead).toBe('the process ended: SIGKILL');
    log = openSqliteLog({ path });
    const stored = (await collect(log.readStream(stream))).map((event) => event.id);
    const acknowledged = child.reports.flatMap((report) => (report.did === 'append' ? report.ids : []));
    expect(acknowledged.length).toBeGreaterThanOrEqual(after);
    expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
    // Appends have one, two and three events in turn.
    expect([0, 1, 3]).toContain(stored.length % 6);
    const whole = await collect(log.read());
    expect(whole.map((event) => event.position)).toEqual(whole.map((_, i) => String(i + 1)));
    await log.close();
  }
});
