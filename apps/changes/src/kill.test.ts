import { setMaxListeners } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog } from '@foedera/event-log';
import { newApiKey } from '@foedera/http';
import { claimOf, inOrder, retracts, states } from '@foedera/projections/testing';
import { batchStream } from '@foedera/schema';
import { openDatabase } from '@foedera/sqlite';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import type { Change } from './read-model/change.ts';
import type { ChangeFilter } from './read-model/filter.ts';
import { type FeedProcess, openFeedProcess } from './testing/child.ts';
import { seeded } from './testing/conformance/faults.ts';
import { answering, type Endpoint, openEndpoint } from './testing/endpoint.ts';
import { matches } from './testing/filters.ts';
import { byClient, byEventSource, byPagesOf, type Follower, type Following, type Told } from './testing/followers.ts';
import { freePort } from './testing/free-port.ts';

const EVENTS = 200;
const KILLS = 4;
/** Most events that are appended while nobody serves the feed. */
const MISSED = 5;
const CLIENTS = 20;
const EVENT_SOURCES = 8;
const PAGERS = 14;
const WEBHOOKS = 8;

const FILTERS: readonly ChangeFilter[] = [
  {},
  { relation: ['BY-VN'] },
  { relation: ['VN-FR'] },
  { party: ['FR'], kind: ['visit'] },
  { importance: 'normal' },
  { minConfidence: 0.8 },
  { change: ['entry-retracted'] },
];
const filterOf = (i: number): ChangeFilter => FILTERS[i % FILTERS.length] as ChangeFilter;

const claim = (i: number) => ({
  source: 'A',
  key: String(i),
  parties: i % 3 === 0 ? ['FR', 'VN'] : ['BY', 'VN'],
  kind: i % 5 === 0 ? ('message' as const) : ('visit' as const),
  occurred: `${1000 + i}-01-01`,
  reported: '2016-01-10',
  confidence: i % 4 === 0 ? 0.5 : 0.9,
});
const events = inOrder(
  Array.from({ length: EVENTS }, (_, i) =>
    i % 10 === 9 ? retracts(claimOf(claim(i - 3)), 'source', '2017-01-01') : states(claim(i)),
  ),
);

async function subscribe(feed: FeedProcess, key: string, url: string, filter: ChangeFilter): Promise<string> {
  const answer = await fetch(`${feed.url}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, after: '0', filter }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { secret: string }).secret;
}

/** An endpoint takes its time, so that some calls are under way when the feed dies, and refuses the first message once. */
function takingTime(endpoint: Endpoint, random: () => number): void {
  let refused = 0;
  endpoint.answer((message, response) => {
    const status = refused++ === 0 ? 503 : 204;
    setTimeout(() => answering(status)(message, response), random() * 10);
  });
}

/** What an endpoint was told, verified, without what came again. */
function toldOf(endpoint: Endpoint, secret: string): Told[] {
  const told = new Map<string, Told>();
  for (const { id, headers, body } of endpoint.received) {
    const { data } = new Webhook(secret).verify(body, headers) as { data: Told };
    if (!told.has(id)) told.set(id, data);
  }
  return [...told.values()];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('leaves no consumer incomplete, however often its process is killed', { timeout: 180_000 }, async ({ annotate }) => {
  const seed = Number(process.env.FOEDERA_SEED ?? Math.floor(Math.random() * 2 ** 31));
  await annotate(`FOEDERA_SEED=${seed} kills at the same points`);
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'foedera-kill-'));
  const data = join(folder, 'data');
  const path = join(folder, 'log.sqlite');
  const log = openSqliteLog({ path });
  const args = ['--allow-address', '127.0.0.0/8'];
  const feed = await openFeedProcess({ log: path, data, port: await freePort(), args });
  const endpoints = await Promise.all(Array.from({ length: WEBHOOKS }, openEndpoint));
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  let appended = 0;
  const append = async (): Promise<void> => {
    const event = events[appended];
    if (!event) return;
    const { id, type, data: said, metadata } = event;
    const expected = appended === 0 ? ('no-stream' as const) : appended - 1;
    await log.append(batchStream('test', '1'), [{ id, type, data: said, metadata }], { expected });
    appended++;
  };
  try {
    await feed.start();
    const { key, stored } = newApiKey('a test', new Date());
    const operations = openDatabase(join(data, 'operations.sqlite'), { durability: 'full' });
    operations
      .prepare(`insert into api_key (id, name, hash, created, revoked) values (:id, :name, :hash, :created, :revoked)`)
      .run({ ...stored });
    operations.close();
    const ways: Following[] = [
      ...Array.from({ length: CLIENTS }, () => byClient),
      ...Array.from({ length: EVENT_SOURCES }, () => byEventSource),
      ...Array.from({ length: PAGERS }, (_, i) => byPagesOf(1 + i)),
    ];
    const followers: Follower[] = ways.map((following, i) => following(feed.url, filterOf(i), stop.signal));
    const hooks: { endpoint: Endpoint; secret: string; filter: ChangeFilter }[] = [];
    for (const [i, endpoint] of endpoints.entries()) {
      takingTime(endpoint, random);
      const secret = await subscribe(feed, key, endpoint.url, filterOf(i));
      hooks.push({ endpoint, secret, filter: filterOf(i) });
    }
    expect(followers.length + hooks.length).toBe(50);

    const killAt = new Set<number>();
    while (killAt.size < KILLS) killAt.add(Math.floor(random() * EVENTS));
    while (appended < EVENTS) {
      await append();
      if (!killAt.delete(appended - 1)) continue;
      // Somewhere between the append and the last consumer; every other time again, while the feed still catches up.
      for (let again = killAt.size % 2; again >= 0; again--) {
        await pause(random() * 30);
        await feed.kill();
        for (let missed = Math.floor(random() * (MISSED + 1)); missed > 0; missed--) await append();
        await feed.start();
      }
    }

    const all: Change[] = [];
    while (all.at(-1)?.seq !== EVENTS) {
      const after = all.at(-1)?.id ?? '0';
      const answer = await fetch(`${feed.url}/v1/changes?after=${after}&limit=1000`);
      all.push(...((await answer.json()) as { changes: Change[] }).changes);
    }
    const passing = new Map(FILTERS.map((filter) => [filter, all.filter((change) => matches(change, filter))]));
    const expected = (filter: ChangeFilter): Told[] =>
      (passing.get(filter) ?? []).map(({ id }, i, some) => ({ id, prev: some[i - 1]?.id ?? null }));
    for (const filter of FILTERS) expect(expected(filter).length).toBeGreaterThan(5);
    const brief = (told: readonly Told[]): Told[] => told.map(({ id, prev }) => ({ id, prev }));
    for (const { filter, told, complaints } of followers) {
      while (told.length < expected(filter).length && complaints.length === 0) await pause(20);
      expect([filter, complaints, brief(told)]).toEqual([filter, [], expected(filter)]);
    }
    for (const { endpoint, secret, filter } of hooks) {
      const missing = (): boolean => new Set(endpoint.received.map((m) => m.id)).size < expected(filter).length;
      while (missing()) await pause(20);
      expect([filter, brief(toldOf(endpoint, secret))]).toEqual([filter, expected(filter)]);
    }
  } finally {
    stop.abort();
    await feed.close();
    for (const endpoint of endpoints) await endpoint.close();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
