import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anyFault, faultTimes, type TestServer } from '../testing/eventstoredb-server/index.ts';
import { collect, freshStream, sampleEvents } from '../testing/index.ts';
import type { Countermeasures } from './countermeasures.ts';
import { openWithout } from './index.ts';
import { aWhile, follow, IMPATIENT, openFor, serve, until, watch } from './testing/rig.ts';

const ids = (events: readonly { readonly id: string }[]): string[] => events.map((event) => event.id);
const storedIds = (server: TestServer): string[] => ids(server.store.events.slice(3));

/** A fault of the client or the server, provoked with the countermeasure and without it. */
function fault(
  name: string,
  measures: readonly (keyof Countermeasures)[],
  withIt: readonly [rule: string, test: () => Promise<void>],
  without: readonly [rule: string, test: (off: readonly (keyof Countermeasures)[]) => Promise<void>],
): void {
  describe(name, () => {
    it(withIt[0], withIt[1]);
    it(`without ${measures.join(' and ')}: ${without[0]}`, () => without[1](measures));
  });
}

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

/** A checkpoint runs 16 events ahead of what was sent, and the subscription breaks. */
const aheadOfItself = async (off: readonly (keyof Countermeasures)[]): Promise<number> => {
  const server = await serve();
  const log = await openFor(server, off);
  server.setFaults(faultTimes('subscribe', { name: 'checkpoint-ahead', after: 5, by: 16 }));
  const follower = follow(log);
  await until(() => server.openCalls('subscribe') === 1);
  const events = sampleEvents(40);
  await log.append(freshStream(), events, { expected: 'no-stream' });
  await until(() => follower.seen.at(-1)?.id === events.at(-1)?.id);
  expect(server.fired.get('checkpoint-ahead')).toBe(1);
  expect(new Set(ids(follower.seen)).size).toBe(follower.seen.length);
  return follower.seen.length;
};

fault(
  "a client's checkpoint that runs ahead of what was processed",
  ['finishedCheckpoint'],
  ['loses nothing when the subscription breaks', async () => expect(await aheadOfItself([])).toBe(40)],
  ['events are lost', async (off) => expect(await aheadOfItself(off)).toBe(24)],
);

/** Pages of a subscription to a log of 200 events, on a server that says at once that they are all. */
const toldTooEarly = async (off: readonly (keyof Countermeasures)[]): Promise<readonly boolean[]> => {
  const server = await serve();
  const log = await openFor(server, off);
  await log.append(freshStream(), sampleEvents(200), { expected: 'no-stream' });
  server.setFaults(faultTimes('subscribe', { name: 'early-caught-up' }));
  const follower = follow(log, { pageSize: 50 });
  await follower.sees(200);
  expect(server.fired.get('early-caught-up')).toBe(1);
  return follower.caughtUp.slice(0, 4);
};

fault(
  'a server that says caught up before the work is done',
  ['processedCaughtUp'],
  ['is not believed', async () => expect(await toldTooEarly([])).toEqual([false, false, false, true])],
  ['the first page passes for the last', async (off) => expect((await toldTooEarly(off))[0]).toBe(true)],
);

describe('a subscription that the server ends without an error', () => {
  const ended = async (off: readonly (keyof Countermeasures)[]) => {
    const server = await serve();
    const log = await openFor(server, off);
    server.setFaults(faultTimes('subscribe', { name: 'ended', after: 3 }, 2));
    const follower = follow(log);
    await until(() => server.openCalls('subscribe') === 1);
    const events = sampleEvents(10);
    await log.append(freshStream(), events, { expected: 'no-stream' });
    return { server, follower, events };
  };
  it('is taken up again after the last event', async () => {
    const { server, follower, events } = await ended([]);
    await follower.sees(10);
    expect(ids(follower.seen)).toEqual(ids(events));
    expect(server.fired.get('ended')).toBe(2);
  });
  it('without resume: the follower waits for ever', async () => {
    const { server, follower } = await ended(['resume']);
    await until(() => server.fired.get('ended') === 1);
    await aWhile();
    expect(follower.seen).toHaveLength(3);
  });
});

describe('a subscription that says nothing while the log grows', () => {
  const stalled = async (off: readonly (keyof Countermeasures)[]) => {
    const server = await serve();
    const log = await openFor(server, off);
    server.setFaults(faultTimes('subscribe', { name: 'stalled', after: 3 }));
    const follower = follow(log);
    await until(() => server.openCalls('subscribe') === 1);
    await log.append(freshStream(), sampleEvents(10), { expected: 'no-stream' });
    await until(() => server.fired.get('stalled') === 1);
    return follower;
  };
  it('is given up for a new one', async () => {
    const follower = await stalled([]);
    await follower.sees(10);
    expect(follower.seen.map((event) => event.revision)).toEqual([...Array(10).keys()]);
  });
  it('without watchdog: the follower waits for ever', async () => {
    const follower = await stalled(['watchdog']);
    await aWhile();
    expect(follower.seen).toHaveLength(3);
  });
});

/** Ids that a read gives on a server that sends five events a second time. */
const twice = async (off: readonly (keyof Countermeasures)[]): Promise<readonly string[]> => {
  const server = await serve();
  const log = await openFor(server, off);
  await log.append(freshStream(), sampleEvents(20), { expected: 'no-stream' });
  server.setFaults(faultTimes('subscribe', { name: 'duplicated', after: 8, count: 5 }));
  const seen = ids(await collect(log.read()));
  expect(server.fired.get('duplicated')).toBe(1);
  expect(new Set(seen)).toEqual(new Set(storedIds(server)));
  return seen;
};

fault(
  'an event that comes a second time',
  ['dropRepeats'],
  ['is dropped', async () => expect(await twice([])).toHaveLength(20)],
  ['is given twice', async (off) => expect(await twice(off)).toHaveLength(25)],
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

describe('120 followers on a connection that takes 100 calls', () => {
  const crowd = async (off: readonly (keyof Countermeasures)[]) => {
    const server = await serve();
    const log = await openFor(server, off, { giveUpMs: 1_000 });
    const followers = Array.from({ length: 120 }, () => follow(log));
    await until(() => server.openCalls('subscribe') >= (off.length > 0 ? 100 : 1));
    await until(() => followers.every(({ caughtUp }) => off.length > 0 || caughtUp.length > 0));
    return { server, log, followers };
  };
  it('share one subscription and starve nobody', async () => {
    const { server, log, followers } = await crowd([]);
    await log.append(freshStream(), sampleEvents(2), { expected: 'no-stream' });
    for (const follower of followers) await follower.sees(2);
    expect(server.openCalls('subscribe')).toBe(1);
  });
  it('without sharedSubscription: nobody can append any more', async () => {
    const { log } = await crowd(['sharedSubscription']);
    const append = log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });
    await expect(append).rejects.toMatchObject({ code: 'eventstore-timeout' });
  });
});

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
