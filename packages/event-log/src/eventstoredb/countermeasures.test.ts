import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anyFault, faultTimes } from '../testing/eventstoredb-server/index.ts';
import { freshStream, sampleEvents } from '../testing/index.ts';
import type { Countermeasures } from './countermeasures.ts';
import { openWithout } from './index.ts';
import { fault, ids, storedIds } from './testing/fault.ts';
import { aWhile, follow, IMPATIENT, openFor, serve, until, watch } from './testing/rig.ts';

const lost = (name: 'silent' | 'hollow') => async (): Promise<void> => {
  const server = await serve();
  const log = await openFor(server);
  server.setFaults(faultTimes('append', { name, written: true }, 2));
  const events = sampleEvents(3);
  const { revision, position, alreadyThere } = await log.append(freshStream(), events, { expected: 'no-stream' });
  expect({ revision, alreadyThere }).toEqual({ revision: 2, alreadyThere: false });
  expect(position).toBe(await log.head());
  expect(storedIds(server)).toEqual(ids(events));
  expect(server.fired.get(name)).toBe(2);
};

const neverSettles =
  (kind: 'append' | 'batch-append', name: 'silent' | 'hollow') =>
  async (off: readonly (keyof Countermeasures)[]): Promise<void> => {
    const server = await serve();
    // Left open: to close it would be to wait for the append.
    const log = await openWithout(off, server.connectionString(), { ...IMPATIENT, giveUpMs: 500 });
    server.setFaults(faultTimes(kind, { name, written: true }));
    const append = log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
    const state = watch(append);
    await until(() => server.fired.get(name) === 1);
    await aWhile();
    expect(state.settled).toBe(false);
  };

fault(
  'an append that the server never answers',
  ['ownTimeout', 'ownCalls'],
  ['is repeated with the same ids and written once', lost('silent')],
  ['never settles', neverSettles('batch-append', 'silent')],
);

fault(
  'an answer that says neither success nor conflict',
  ['ownTimeout'],
  ['counts as no answer', lost('hollow')],
  ['never settles', neverSettles('append', 'hollow')],
);

describe('a call that the server closes', () => {
  it.each([
    ['with an error, after writing', { name: 'closing', written: true }],
    ['with an error, before writing', { name: 'closing', written: false }],
    ['without an error and without an answer', { name: 'closing', written: true, clean: true }],
    ['by dropping the connection', { name: 'cut', written: true }],
    ['saying that it timed out', { name: 'timed-out', written: true }],
    ['because it is not ready', { name: 'not-ready' }],
  ] as const)('%s: the append is repeated and written once', async (_, closing) => {
    const server = await serve();
    const log = await openFor(server);
    const stream = freshStream();
    const events = sampleEvents(4);
    await log.append(stream, events.slice(0, 2), { expected: 'no-stream' });
    server.setFaults(faultTimes('append', closing));
    await log.append(stream, events.slice(2), { expected: 1 });
    expect(server.fired.get(closing.name)).toBe(1);
    expect(storedIds(server)).toEqual(ids(events));
  });
});

const conflicting = async (off: readonly (keyof Countermeasures)[]) => {
  const server = await serve();
  const log = await openFor(server.connectionString({ throwOnAppendFailure: false }), off);
  const stream = freshStream();
  await log.append(stream, sampleEvents(5), { expected: 'no-stream' });
  return log.append(stream, sampleEvents(1), { expected: 1 });
};

fault(
  'a connection string that wants no conflicts thrown',
  ['throwConflicts'],
  [
    'has no say, and the actual revision is told',
    async () => {
      await expect(conflicting([])).rejects.toMatchObject({ code: 'wrong-expected-revision', expected: 1, actual: 4 });
    },
  ],
  [
    'a conflict passes for a success at a wrong revision',
    async (off) => {
      await expect(conflicting(off)).resolves.toMatchObject({ revision: 4 });
    },
  ],
);

/** An append at `any` whose first answer is lost, on a server that has forgotten it by the second attempt. */
const forgotten = async (off: readonly (keyof Countermeasures)[]): Promise<number> => {
  const server = await serve();
  const log = await openFor(server, off);
  const losing = faultTimes('append', { name: 'closing', written: true });
  server.setFaults((call) => {
    const chosen = losing(call);
    if (call.kind === 'append' && chosen === null) server.store.forgetRecentIds();
    return chosen;
  });
  await log.append(freshStream(), sampleEvents(1), { expected: 'any' });
  return storedIds(server).length;
};

fault(
  'an append at any revision, repeated',
  ['pinRevision'],
  ['is written once', async () => expect(await forgotten([])).toBe(1)],
  ['is written twice', async (off) => expect(await forgotten(off)).toBe(2)],
);

/** Calls that an append to one server makes while the connection to another one is dropped. */
const neighbours = async (off: readonly (keyof Countermeasures)[]): Promise<number> => {
  const [near, far] = [await serve(), await serve()];
  const patient = { attemptMs: 30_000, giveUpMs: 60_000 };
  const [one, other] = [await openFor(near, off, patient), await openFor(far, off, patient)];
  const kind = off.includes('ownCalls') ? 'batch-append' : 'append';
  await one.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
  far.setFaults(faultTimes(kind, { name: 'silent', written: true }));
  const append = other.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
  await until(() => far.fired.get('silent') === 1);
  near.cut();
  await one.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
  if (kind === 'batch-append') await append;
  const calls = far.calls.get(kind) ?? 0;
  far.cut();
  await append;
  expect(storedIds(far)).toHaveLength(1);
  return calls;
};

fault(
  "one client's transport error",
  ['ownCalls'],
  ["leaves another client's append alone", async () => expect(await neighbours([])).toBe(1)],
  ["fails another client's append, which has to be repeated", async (off) => expect(await neighbours(off)).toBe(2)],
);

const connectionsOf = async (off: readonly (keyof Countermeasures)[]): Promise<number> => {
  const server = await serve();
  const logs = [await openFor(server, off), await openFor(`${server.connectionString()} `, off)];
  for (const log of logs) await log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
  for (const log of logs) follow(log);
  await until(() => server.openCalls('subscribe') > 0);
  await aWhile();
  return server.openCalls('subscribe');
};

fault(
  'two logs of one connection string',
  ['oneClient'],
  ['share a client and its subscription', async () => expect(await connectionsOf([])).toBe(1)],
  ['each have their own', async (off) => expect(await connectionsOf(off)).toBe(2)],
);

describe('the other client library', () => {
  const load = (): void => {
    const folder = mkdtempSync(join(tmpdir(), 'foedera-client-'));
    const library = join(folder, 'node_modules', '@kurrent', 'kurrentdb-client');
    mkdirSync(library, { recursive: true });
    const file = join(library, 'index.cjs');
    writeFileSync(file, 'module.exports = {};\n');
    const require = createRequire(join(folder, 'any.cjs'));
    require(file);
    onTestFinished(() => {
      delete require.cache[require.resolve(file)];
      rmSync(folder, { recursive: true });
    });
  };
  it('is refused when it is loaded already', async () => {
    const server = await serve();
    load();
    await expect(openFor(server)).rejects.toMatchObject({
      code: 'eventstore-client-conflict',
      other: '@kurrent/kurrentdb-client',
    });
  });
  it('without soleLibrary: is put up with', async () => {
    const server = await serve();
    load();
    await expect(openFor(server, ['soleLibrary'])).resolves.toMatchObject({ adapter: 'eventstoredb' });
  });
});

/** Rejections that nobody handles while a cluster's gossip fails and a second call on the old channel breaks. */
const leaderless = async (off: readonly (keyof Countermeasures)[]): Promise<unknown[]> => {
  const server = await serve();
  const members = [{ host: '127.0.0.1', port: server.port, role: 'leader' as const }];
  server.setCluster('leader', members);
  const seed = `esdb+discover://127.0.0.1:${server.port}?tls=false&maxDiscoverAttempts=3&discoveryInterval=20`;
  const log = await openFor(seed, off, { attemptMs: 2_000 });
  await log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
  const unhandled: unknown[] = [];
  const before = process.listeners('unhandledRejection');
  const listen = (error: unknown) => unhandled.push(error);
  process.removeAllListeners('unhandledRejection').on('unhandledRejection', listen);
  onTestFinished(() => {
    process.removeListener('unhandledRejection', listen);
    for (const listener of before) process.on('unhandledRejection', listener);
  });
  const [held, failing] = [freshStream(), freshStream()];
  let searched = 0;
  server.setFaults(
    anyFault(
      faultTimes('append', { name: 'silent', written: true }, 1, held),
      faultTimes('append', { name: 'not-ready' }, 1, failing),
      (call) => {
        if (call.kind !== 'gossip' || server.fired.get('not-ready') === undefined) return null;
        // The first search after the failure is under way: now the call on the old channel breaks, too.
        if (++searched === 1) server.cut();
        return searched <= 3 ? { name: 'denied' } : null;
      },
    ),
  );
  const first = log.append(held, sampleEvents(1), { expected: 'no-stream' });
  await until(() => server.fired.get('silent') === 1);
  await Promise.all([first, log.append(failing, sampleEvents(1), { expected: 'no-stream' })]);
  return unhandled;
};

fault(
  'a search for the leader that fails while calls on the old channel break',
  ['guardReconnect'],
  ['fails no more than its callers, who try again', async () => expect(await leaderless([])).toEqual([])],
  ['leaves a rejection that nobody handles', async (off) => expect(await leaderless(off)).not.toEqual([])],
);
