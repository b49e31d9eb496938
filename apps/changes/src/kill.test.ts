import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followFeed } from '@foedera/client';
import { openSqliteLog } from '@foedera/event-log';
import { newApiKey } from '@foedera/http';
import { inOrder, states } from '@foedera/projections/testing';
import { batchStream } from '@foedera/schema';
import { openDatabase } from '@foedera/sqlite';
import { expect, it } from 'vitest';
import type { Change } from './read-model/change.ts';
import { type FeedProcess, openFeedProcess } from './testing/child.ts';
import { seeded } from './testing/conformance/faults.ts';
import { type Endpoint, openEndpoint } from './testing/endpoint.ts';
import { freePort } from './testing/free-port.ts';

const EVENTS = 200;
const KILLS = 4;
const STREAMS = 30;
const PAGERS = 15;
const WEBHOOKS = 5;

const events = inOrder(
  Array.from({ length: EVENTS }, (_, i) =>
    states({
      source: 'A',
      key: String(i),
      parties: i % 3 === 0 ? ['FR', 'VN'] : ['BY', 'VN'],
      occurred: `${1000 + i}-01-01`,
      reported: '2016-01-10',
    }),
  ),
);

/** One of those who follow: what it has, and when it has all of it. */
interface Follower {
  readonly relation: string;
  readonly ids: string[];
}

function follow(url: string, relation: string, signal: AbortSignal, done: (f: Follower) => void): Follower {
  const follower: Follower = { relation, ids: [] };
  const own = new AbortController();
  signal.addEventListener('abort', () => own.abort());
  const options = { relation, signal: own.signal, backoff: { baseMs: 20, mostMs: 200 } };
  const run = async (): Promise<void> => {
    for await (const item of followFeed({ url: `${url}/v1/changes`, fetch }, options)) {
      if (item.type !== 'change') throw new Error(`${item.type} at ${follower.ids.at(-1)}`);
      follower.ids.push(item.change.id);
      done(follower);
    }
  };
  void run();
  return follower;
}

function page(
  url: string,
  relation: string,
  limit: number,
  signal: AbortSignal,
  done: (f: Follower) => void,
): Follower {
  const follower: Follower = { relation, ids: [] };
  const run = async (): Promise<void> => {
    for (let after = '0'; !signal.aborted; await new Promise((resolve) => setTimeout(resolve, 20))) {
      try {
        const answer = await fetch(`${url}/v1/changes?relation=${relation}&after=${after}&limit=${limit}`);
        if (answer.status === 503) continue;
        const { changes, next } = (await answer.json()) as { changes: Change[]; next: string };
        follower.ids.push(...changes.map((change) => change.id));
        done(follower);
        after = next;
      } catch {
        // Nobody answers while the feed is dead: the page is asked for again.
      }
    }
  };
  void run();
  return follower;
}

async function subscribe(feed: FeedProcess, key: string, endpoint: Endpoint, relation: string): Promise<void> {
  const answer = await fetch(`${feed.url}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: endpoint.url, after: '0', filter: { relation: [relation] } }),
  });
  expect(answer.status).toBe(201);
}

/** Ids in the order in which they first came. */
const first = (ids: readonly string[]): string[] => [...new Set(ids)];

it('leaves no consumer incomplete, however often its process is killed', { timeout: 180_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-kill-'));
  const data = join(folder, 'data');
  const log = openSqliteLog({ path: join(folder, 'log.sqlite') });
  const port = await freePort();
  const feed = await openFeedProcess({
    log: join(folder, 'log.sqlite'),
    data,
    port,
    args: ['--allow-address', '127.0.0.0/8'],
  });
  const random = seeded(Number(process.env.FOEDERA_SEED ?? 7));
  const endpoints = await Promise.all(Array.from({ length: WEBHOOKS }, openEndpoint));
  const stop = new AbortController();
  try {
    await feed.start();
    const { key, stored } = newApiKey('a test', new Date());
    const operations = openDatabase(join(data, 'operations.sqlite'), { durability: 'full' });
    operations
      .prepare(`insert into api_key (id, name, hash, created, revoked) values (:id, :name, :hash, :created, :revoked)`)
      .run({ ...stored });
    operations.close();
    const relations = ['BY-VN', 'FR-VN'];
    const expected = (relation: string): number => events.filter((e) => relationOf(e) === relation).length;
    const incomplete = new Set<object>();
    const noteDone = (f: Follower): void => {
      if (f.ids.length >= expected(f.relation)) incomplete.delete(f);
    };
    const streams = Array.from({ length: STREAMS }, (_, i) =>
      follow(feed.url, relations[i % 2] as string, stop.signal, noteDone),
    );
    const pagers = Array.from({ length: PAGERS }, (_, i) =>
      page(feed.url, relations[i % 2] as string, 1 + i, stop.signal, noteDone),
    );
    for (const f of [...streams, ...pagers]) incomplete.add(f);
    for (const [i, endpoint] of endpoints.entries()) await subscribe(feed, key, endpoint, relations[i % 2] as string);

    const killAt = new Set(Array.from({ length: KILLS }, () => Math.floor(random() * EVENTS)));
    for (const [i, { id, type, data: said, metadata }] of events.entries()) {
      await log.append(batchStream('test', '1'), [{ id, type, data: said, metadata }], {
        expected: i === 0 ? 'no-stream' : i - 1,
      });
      if (!killAt.has(i)) continue;
      // Somewhere between the append and the last consumer.
      await new Promise((resolve) => setTimeout(resolve, random() * 30));
      await feed.kill();
      await feed.start();
    }
    const told = (endpoint: Endpoint, i: number): boolean =>
      first(endpoint.received.map((m) => m.id)).length === expected(relations[i % 2] as string);
    while (incomplete.size > 0 || !endpoints.every(told)) await new Promise((resolve) => setTimeout(resolve, 20));

    for (const relation of relations) {
      const answer = await fetch(`${feed.url}/v1/changes?relation=${relation}&limit=1000`);
      const ids = ((await answer.json()) as { changes: Change[] }).changes.map((change) => change.id);
      expect(ids).toHaveLength(expected(relation));
      for (const f of [...streams, ...pagers].filter((one) => one.relation === relation)) expect(f.ids).toEqual(ids);
      for (const [i, endpoint] of endpoints.entries())
        if (relations[i % 2] === relation) expect(first(endpoint.received.map((m) => m.id))).toEqual(ids);
    }
  } finally {
    stop.abort();
    await feed.close();
    for (const endpoint of endpoints) await endpoint.close();
    await log.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function relationOf(event: (typeof events)[number]): string {
  return (event.data as { parties: string[] }).parties.join('-');
}
