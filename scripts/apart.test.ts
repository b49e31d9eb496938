import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ensureBuilt } from './build.mjs';
import { answers, freePort, type Running, run, says } from './testing/processes.ts';

const ROOT = join(import.meta.dirname, '..');
const PATIENCE_MS = 300_000;

interface Service {
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

const { services } = parse(readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')) as {
  services: Readonly<Record<string, Service>>;
};
const dockerfile = readFileSync(join(ROOT, 'Dockerfile'), 'utf8');
/** The image's own environment and program, where a service names none. */
const IMAGE_ENV = Object.fromEntries(
  [...said('ENV').matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key, value]),
) as Readonly<Record<string, string>>;
const IMAGE_ENTRYPOINT = JSON.parse(said('ENTRYPOINT')) as readonly string[];

function said(instruction: string): string {
  const line = new RegExp(`^${instruction} (.*)$`, 'm').exec(dockerfile);
  if (line?.[1] === undefined) throw new Error(`the Dockerfile has no ${instruction}`);
  return line[1];
}

/** A service of the compose file as a process of this machine. */
interface Part {
  readonly name: string;
  readonly url: string;
  readonly process: Running;
}

let folder: string;
const parts: Part[] = [];

/**
 * Starts a service with the very program and environment of the compose file. Only places differ: hosts are the
 * loopback, each process has a port and a folder of its own.
 */
async function start(name: string, hosts: Readonly<Record<string, string>>, own = name): Promise<Part> {
  const { entrypoint = IMAGE_ENTRYPOINT, command = [], environment = {} } = services[name] as Service;
  const [node, ...program] = [...entrypoint, ...command];
  expect(node).toBe('node');
  const port = await freePort();
  const here = (value: string): string =>
    Object.entries(hosts).reduce((text, [host, place]) => text.replace(host, place), value);
  const env = Object.entries({ ...IMAGE_ENV, ...environment }).map(([key, value]) => [key, here(value)]);
  const places = { PORT: String(port), HOST: '127.0.0.1', FOEDERA_DATA: join(folder, own) };
  for (const key of Object.keys(places)) expect(Object.keys(IMAGE_ENV)).toContain(key);
  const process = run(program, { ...Object.fromEntries(env), ...places });
  const part = { name, url: `http://127.0.0.1:${port}`, process };
  parts.push(part);
  return part;
}

async function ready(part: Part): Promise<Part> {
  await answers(part.process, `${part.url}/readyz`);
  return part;
}

async function text(url: string): Promise<string> {
  const answer = await fetch(url);
  const body = await answer.text();
  expect([url, answer.status, body.slice(0, answer.ok ? 0 : 300)]).toEqual([url, 200, '']);
  return body;
}

/** A list of the API, page after page, each as it came. */
async function pages(url: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ; ) {
    const page = await text(after === null ? url : `${url}&after=${encodeURIComponent(after)}`);
    found.push(page);
    const { next, more } = JSON.parse(page) as { next: string | null; more: boolean };
    if (!more || next === null) return found;
    after = next;
  }
}

/** Everything that timeline and feed say, apart from when it was recorded. */
async function everything(timeline: Part, changes: Part, minSeq: number): Promise<string> {
  const least = `minSeq=${minSeq}`;
  const relations = await pages(`${timeline.url}/v1/relations?limit=100&${least}`);
  const ids = relations.flatMap((page) => (JSON.parse(page) as { relations: { id: string }[] }).relations);
  expect(ids.length).toBeGreaterThan(2);
  const of = await Promise.all(
    ids.map(async ({ id }) => [
      await text(`${timeline.url}/v1/relations/${id}?${least}`),
      ...(await pages(`${timeline.url}/v1/relations/${id}/timeline?limit=100&${least}`)),
    ]),
  );
  const feed = await pages(`${changes.url}/v1/changes?limit=500`);
  const head = await text(`${timeline.url}/v1/ledger/head`);
  return [...relations, ...of.flat(), ...feed, head].join('\n').replaceAll(/"recorded":"[^"]*"/g, '"recorded":"…"');
}

async function headSeq(timeline: Part): Promise<number> {
  return (JSON.parse(await text(`${timeline.url}/v1/ledger/head`)) as { seq: number }).seq;
}

beforeAll(() => {
  ensureBuilt(ROOT, () => undefined);
  folder = mkdtempSync(join(tmpdir(), 'foedera-apart-'));
}, PATIENCE_MS);
afterAll(async () => {
  for (const { process } of parts) process.kill('SIGKILL');
  await Promise.all(parts.map(({ process }) => process.ended));
  rmSync(folder, { recursive: true, force: true });
});

/** The services of the profile, around a log. */
async function startAll(group: string, hosts: Readonly<Record<string, string>>, replicas: number) {
  const several = (name: string) =>
    Promise.all(Array.from({ length: replicas }, (_, i) => start(name, hosts, `${group}-${name}-${i}`)));
  const timelines = await several('timeline');
  const changes = await several('changes');
  const ingest = await start('ingest', hosts, `${group}-ingest`);
  const code = await ingest.process.ended;
  // In a clone whose sources change meanwhile, the command line builds first and says so.
  expect([code, ingest.process.said.stderr.replace('foedera: building …\n', '')]).toEqual([0, '']);
  for (const part of [...timelines, ...changes]) await ready(part);
  return { timelines, changes, ingest };
}

describe('the services of docker-compose.yml around one log', () => {
  let store: Awaited<ReturnType<typeof startAll>>;
  let web: Part;
  let seq: number;

  beforeAll(async () => {
    const db: Part = {
      name: 'db',
      url: '',
      process: run(['packages/event-log/dist/testing/eventstoredb-server/main.js'], {}),
    };
    parts.push(db);
    const [, address = ''] = await says(db.process, /esdb:\/\/(\S+)\?/);
    store = await startAll('store', { 'db:2113': address }, 2);
    const [timeline, changes] = [store.timelines[0] as Part, store.changes[0] as Part];
    const bare = (url: string) => url.replace('http://', '');
    web = await ready(await start('web', { 'timeline:4000': bare(timeline.url), 'changes:4000': bare(changes.url) }));
    seq = await headSeq(timeline);
  }, PATIENCE_MS);

  it('all of the profile are started here, each with its log or its API where the file says', () => {
    const apart = Object.entries(services).filter(([, { environment = {} }]) => 'FOEDERA_LOG' in environment);
    expect(apart.map(([name]) => name).sort()).toEqual(['changes', 'ingest', 'timeline']);
    expect(new Set(parts.map(({ name }) => name))).toEqual(new Set(['db', 'changes', 'ingest', 'timeline', 'web']));
    expect(store.ingest.process.said.stdout).toContain(`${seq} events`);
  });

  it('replicas give the same answers for the same minSeq, byte for byte', async () => {
    const [one, two] = await Promise.all(
      [0, 1].map((i) => everything(store.timelines[i] as Part, store.changes[i] as Part, seq)),
    );
    expect(one).toBe(two);
  });

  it('processes that share a file say the same as those around an event store', async () => {
    const file = { 'esdb://db:2113?tls=false': join(folder, 'log.sqlite') };
    const shared = await startAll('file', file, 1);
    const there = await everything(shared.timelines[0] as Part, shared.changes[0] as Part, seq);
    expect(there).toBe(await everything(store.timelines[1] as Part, store.changes[1] as Part, seq));
  });

  it('the page shows what the others know', async () => {
    const page = await text(`${web.url}/relations/BY-VN`);
    expect(page).toContain('strategic partnership');
    expect(await text(`${web.url}/v1/relations/BY-VN`)).toContain('"BY-VN"');
    expect(JSON.parse(await text(`${web.url}/v1/changes?limit=1`))).toMatchObject({
      changes: [{ id: expect.any(String) }],
    });
  });

  it('an operator is told of log, lag and events', async () => {
    for (const part of [...store.timelines, ...store.changes]) {
      expect(JSON.parse(await text(`${part.url}/readyz`))).toMatchObject({
        ready: true,
        log: { reachable: true },
        projections: [{ name: part.name, seq, failed: null, lag: { events: 0, seconds: 0 } }],
      });
      const metrics = await text(`${part.url}/metrics`);
      for (const [figure, value] of [
        ['seq', seq],
        ['events_total', seq],
        ['lag_events', 0],
        ['lag_seconds', 0],
        ['failed', 0],
      ])
        expect(metrics).toContain(`foedera_projection_${figure}{projection="${part.name}"} ${value}\n`);
    }
  });

  it('SIGTERM ends each of them well, and every line of its log is a JSON object', async () => {
    const services = parts.filter(({ name }) => name !== 'db' && name !== 'ingest');
    for (const { process } of services) process.kill('SIGTERM');
    for (const { name, process } of services) {
      expect([name, await process.ended, process.said.stdout]).toEqual([name, 0, '']);
      const lines = process.said.stderr
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      for (const line of lines)
        expect(line).toMatchObject({ app: name, level: 'info', time: expect.any(String), msg: expect.any(String) });
      expect(lines.map(({ msg }) => msg).slice(-2)).toEqual(['stopping', 'stopped']);
    }
  });
});
