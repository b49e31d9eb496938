import { describe, expect, it } from 'vitest';
import { faultTimes } from '../testing/eventstoredb-server/index.ts';
import { collect, freshStream, sampleEvents } from '../testing/index.ts';
import type { Countermeasures } from './countermeasures.ts';
import { fault, ids, storedIds } from './testing/fault.ts';
import { aWhile, follow, openFor, serve, until } from './testing/rig.ts';

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

describe('a subscription whose server has much to look through that is not ours', () => {
  const searching = async (off: readonly (keyof Countermeasures)[]) => {
    const server = await serve();
    const log = await openFor(server, off, { pollMs: 400 });
    const follower = follow(log);
    await until(() => server.openCalls('subscribe') === 1);
    // The first subscription breaks, and each of those after it has to search for a second.
    server.setFaults(faultTimes('subscribe', { name: 'searching', ms: 20, times: 60 }, 10_000));
    server.cut();
    await until(() => (server.fired.get('searching') ?? 0) > 0);
    await log.append(freshStream(), sampleEvents(3), { expected: 'no-stream' });
    return { server, follower };
  };
  it('is left to it', async () => {
    const { server, follower } = await searching([]);
    await follower.sees(3);
    expect(server.fired.get('searching')).toBe(1);
  });
  it('without heedSearch: is given up again and again', async () => {
    const { server, follower } = await searching(['heedSearch']);
    await until(() => (server.fired.get('searching') ?? 0) >= 4);
    expect(follower.seen).toHaveLength(0);
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
