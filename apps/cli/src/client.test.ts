import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProblem, ApiUnreachable, type Claim, type Client, openClient, pagesOf } from '@foedera/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Composition, compose } from './compose.ts';
import { foedera } from './testing/terminal.ts';

// The client against a whole server over a socket, as a program of somebody else's uses it.

let folder: string;
let node: Composition;
let url: string;
let client: Client;
let key: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-client-'));
  await foedera(['ingest', join(import.meta.dirname, 'fixtures/claims.ndjson'), '--data', folder]);
  const made = await foedera(['keys', 'add', 'desk', '--json', '--data', folder]);
  key = JSON.parse(made.stdout).key;
  node = await compose({ data: folder, target: join(folder, 'log.sqlite') });
  await node.caughtUp();
  await node.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(node.app.server.address() as AddressInfo).port}`;
  client = openClient({ url, key });
});
afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true, force: true });
});

const problemOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => null,
    (error: unknown) => error,
  );

it('gives the same claims by pages and as they come', async () => {
  const paged: Claim[] = [];
  for await (const { claims } of pagesOf((after) => client.claims({ after, limit: 2, relation: 'BY-VN' })))
    paged.push(...claims);
  const streamed: Claim[] = [];
  for await (const claim of client.allClaims({ relation: 'BY-VN' })) streamed.push(claim);
  expect(paged.length).toBeGreaterThan(4);
  expect(streamed).toEqual(paged);
  for await (const first of client.allClaims()) {
    expect(first.id).toMatch(/^[0-9a-f]{32}$/);
    // A reader that leaves early ends the request.
    break;
  }
});

it('decides at the revision that a claim names, and a stale one is a problem with the current one', async () => {
  const { claims } = await client.claims({ kind: 'visit', limit: 2 });
  const [one, two] = claims.map((claim) => claim.id) as [string, string];
  const { revision, relation, entry } = await client.claim(one);
  const retracted = await client.retract(one, revision, { reason: 'never was' });
  const gone = await client.claim(one);
  expect([gone.entry, gone.revision, gone.relation]).toEqual([null, retracted.revision, relation]);
  expect(gone.retracted).toMatchObject({ reason: 'never was', by: 'desk' });
  expect((await client.claim(one, { asRecorded: String(retracted.seq - 1) })).entry).toBe(entry);

  const stale = await problemOf(client.release(relation, revision, { reason: 'late', claims: [one, two] }));
  expect(stale).toBeInstanceOf(ApiProblem);
  expect(stale).toMatchObject({ code: 'revision-changed', status: 412, problem: { revision: retracted.revision } });
  const released = await client.release(relation, retracted.revision, { reason: 'as before', claims: [one, two] });
  expect(released.revision).toBe(retracted.revision + 1);

  const { added, corrected, retracted: lost } = await client.diff(relation, { fromRecorded: String(released.seq - 2) });
  const acts = [...added, ...corrected, ...lost].flatMap((line) => line.acts);
  expect(acts.map(({ act, reason, by }) => [act, reason, by])).toContainEqual(['retracted', 'never was', 'desk']);
});

it('resumes the feed where it was, and what was decided meanwhile comes with its reason', async () => {
  let cursor = '0';
  const taken: string[] = [];
  for await (const item of client.follow({ after: cursor, relation: 'BY-VN', onCursor: (c) => (cursor = c) })) {
    if (item.type === 'change') taken.push(item.change.id);
    if (taken.length === 3) break;
  }
  const { claims } = await client.claims({ kind: 'relations-upgraded', relation: 'BY-VN', limit: 1 });
  const claim = claims[0] as Claim;
  const { revision } = await client.claim(claim.id);
  await client.retract(claim.id, revision, { reason: 'another state' });
  for await (const item of client.follow({ after: cursor, relation: 'BY-VN' })) {
    if (item.type !== 'change') throw new Error(item.type);
    expect(taken).not.toContain(item.change.id);
    taken.push(item.change.id);
    if (item.change.cause.some((cause) => cause.reason === 'another state' && cause.by === 'desk')) break;
  }
  const all: string[] = [];
  for await (const { changes } of pagesOf((after) => client.changes({ after: after ?? '0', relation: 'BY-VN' })))
    all.push(...changes.map((change) => change.id));
  expect(all.slice(0, taken.length)).toEqual(taken);
});

it('tells a problem from a server that is not there', async () => {
  expect(await problemOf(client.claim('0'.repeat(32)))).toMatchObject({ code: 'not-found', status: 404 });
  expect(await problemOf(client.claims({ after: 'nonsense' }))).toMatchObject({ code: 'invalid-cursor' });
  expect(await problemOf(client.relation('nowhere'))).toMatchObject({ code: 'invalid-parameter' });
  const unknown = await problemOf(openClient({ url }).retract('0'.repeat(32), null, { reason: 'x' }));
  expect(unknown).toMatchObject({ code: 'key-required', status: 401 });
  expect(await problemOf(openClient({ url: 'http://127.0.0.1:1' }).relations())).toBeInstanceOf(ApiUnreachable);
  expect(await problemOf(client.allClaims({ relation: 'nowhere' }).next())).toMatchObject({
    code: 'invalid-parameter',
  });
});
