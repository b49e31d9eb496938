import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { faultTimes, type TestServer, TestStore } from '../testing/eventstoredb-server/index.ts';
import { collect, freshStream, sampleEvents } from '../testing/index.ts';
import { EventStoreError } from './errors.ts';
import { openEventStoreDbLog, type Timing } from './index.ts';
import { follow, openFor, serve, until } from './testing/rig.ts';
import { MACHINE_TIMING } from './timing.ts';

const SHORT = { attemptMs: 200, giveUpMs: 600 };
const append = (log: Awaited<ReturnType<typeof openFor>>) =>
  log.append(freshStream(), sampleEvents(1), { expected: 'no-stream' });

describe('a server that cannot be used', () => {
  it('absent: both appends and reads give up and say so', async () => {
    const server = await serve();
    await server.stop();
    const log = await openFor(server, [], SHORT);
    const unavailable = { code: 'eventstore-unavailable', server: `127.0.0.1:${server.port}` };
    await expect(append(log)).rejects.toMatchObject(unavailable);
    await expect(log.head()).rejects.toMatchObject(unavailable);
    await expect(collect(log.read())).rejects.toMatchObject(unavailable);
  });

  it('absent: asked again after waits that double and are left to chance by half, on the clock that is given', async () => {
    const server = await serve();
    await server.stop();
    const waits: number[] = [];
    let nowMs = 0;
    const attemptMs = 77_777;
    const timing: Timing = {
      now: () => nowMs,
      random: () => 0.5,
      sleep: (ms, signal) => {
        // The time of an attempt never runs out here; it is only waited for until the attempt has ended.
        if (ms === attemptMs) return MACHINE_TIMING.sleep(3_600_000, signal);
        waits.push(ms);
        nowMs += ms;
        return Promise.resolve();
      },
    };
    const log = await openFor(server, [], { attemptMs, giveUpMs: 10_000, timing });
    await expect(log.head()).rejects.toMatchObject({ code: 'eventstore-unavailable' });
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1_920, 3_750]);
  });

  it('absent at first: the append waits for it', async () => {
    const server = await serve();
    await server.stop();
    const log = await openFor(server);
    const appended = append(log);
    await server.start();
    await expect(appended).resolves.toMatchObject({ revision: 0 });
  });

  it('paused: it times out, and once it goes on the append stands there once', async () => {
    const server = await serve();
    const log = await openFor(server, [], SHORT);
    await log.head();
    server.pause();
    const [stream, events] = [freshStream(), sampleEvents(2)];
    await expect(log.append(stream, events, { expected: 'no-stream' })).rejects.toMatchObject({
      code: 'eventstore-timeout',
    });
    server.resume();
    await expect(log.append(stream, events, { expected: 'no-stream' })).resolves.toMatchObject({ revision: 1 });
    expect(server.store.stream(stream)).toHaveLength(2);
  });

  it('refusing access: not asked twice', async () => {
    const server = await serve();
    const log = await openFor(server);
    server.setFaults(faultTimes('append', { name: 'denied' }, 10));
    await expect(append(log)).rejects.toMatchObject({ code: 'eventstore-access-denied' });
    expect(server.calls.get('append')).toBe(1);
  });

  it('refusing access to a subscription: the follower is told', async () => {
    const server = await serve();
    const log = await openFor(server);
    server.setFaults(faultTimes('subscribe', { name: 'denied' }, 10));
    await expect(follow(log).sees(1)).rejects.toMatchObject({ code: 'eventstore-access-denied' });
  });

  it('taking less at a time than we send: not asked twice', async () => {
    const server = await serve({ maxAppendBytes: 100 });
    const log = await openFor(server);
    const large = log.append(freshStream(), sampleEvents(20), { expected: 'no-stream' });
    await expect(large).rejects.toMatchObject({ code: 'eventstore-refused', message: expect.stringContaining('100') });
    expect(server.calls.get('append')).toBe(1);
  });

  it('a connection that swallows everything is replaced', async () => {
    const server = await serve();
    const proxy = await openProxy(server);
    // The client warns of a short keep-alive; it is short for the test's sake.
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    onTestFinished(() => warn.mockRestore());
    const params = 'tls=false&keepAliveInterval=100&keepAliveTimeout=100';
    const log = await openFor(`esdb://127.0.0.1:${proxy.port}?${params}`);
    await append(log);
    proxy.swallow();
    await expect(append(log)).resolves.toMatchObject({ revision: 0 });
    expect(proxy.connections()).toBeGreaterThan(1);
  });
});

describe('a cluster', () => {
  /** Two nodes of one store, of which the first leads. */
  const cluster = async () => {
    const store = new TestStore();
    const [one, two] = [await serve({ store }), await serve({ store })];
    const lead = (leader: TestServer | null) => {
      const nodes = [one, two];
      const members = nodes.map((node) => {
        const role = node === leader ? ('leader' as const) : ('follower' as const);
        return { host: '127.0.0.1', port: node.port, role };
      });
      for (const [i, node] of nodes.entries()) node.setCluster(members[i]?.role ?? 'follower', members);
    };
    lead(one);
    return { store, one, two, lead, seeds: `esdb://127.0.0.1:${one.port},127.0.0.1:${two.port}?tls=false` };
  };
  const appends = (node: TestServer) => node.calls.get('append') ?? 0;

  it('is found by any of its addresses, and its leader is written to', async () => {
    const { one, two, lead, seeds } = await cluster();
    lead(two);
    const log = await openFor(seeds);
    await append(log);
    expect([appends(one), appends(two)]).toEqual([0, 1]);
  });

  it('changes its leader between appends and below a subscription: nothing is lost, nothing doubled', async () => {
    const { store, one, two, lead, seeds } = await cluster();
    const log = await openFor(seeds);
    const follower = follow(log);
    const stream = freshStream();
    for (let i = 0; i < 12; i++) {
      if (i % 3 === 2) lead(i % 2 === 0 ? one : two);
      await log.append(stream, sampleEvents(1), { expected: i === 0 ? 'no-stream' : i - 1 });
    }
    await follower.sees(12);
    expect(follower.seen.map((event) => event.id)).toEqual(store.stream(stream).map((event) => event.id));
    expect(appends(one)).toBeGreaterThan(0);
    expect(appends(two)).toBeGreaterThan(0);
  });

  it('loses its leader for good when the leader stops: the other one is found', async () => {
    const { store, one, two, lead, seeds } = await cluster();
    const log = await openFor(seeds);
    const follower = follow(log);
    await append(log);
    lead(two);
    await one.stop();
    await append(log);
    await follower.sees(2);
    expect(store.events.slice(3).map((event) => event.id)).toEqual(follower.seen.map((event) => event.id));
    expect(appends(two)).toBeGreaterThan(0);
  });

  it('has no leader for a while: the append waits', async () => {
    const { one, lead, seeds } = await cluster();
    const log = await openFor(seeds);
    await append(log);
    lead(null);
    const asked = () => one.calls.get('read') ?? 0;
    const before = asked();
    const appended = append(log);
    await until(() => asked() >= before + 3);
    lead(one);
    await expect(appended).resolves.toMatchObject({ revision: 0 });
  });

  it.each([
    ['hangs', (node: TestServer) => node.pause()],
    ['is cut off from the others, and knows no leader', (node: TestServer) => node.setCluster('leaderless', [])],
  ])('has a leader that %s: the next one is found', async (_, fail) => {
    const { one, two, lead, seeds } = await cluster();
    const log = await openFor(`${seeds}&gossipTimeout=1`);
    const follower = follow(log);
    await append(log);
    await follower.sees(1);
    lead(two);
    fail(one);
    await append(log);
    expect([appends(one), appends(two)]).toEqual([1, 1]);
    await append(log);
    await follower.sees(3);
  });

  it('without leaveNode: is stuck on a node that knows no leader', async () => {
    const { one, two, lead, seeds } = await cluster();
    const log = await openFor(seeds, ['leaveNode'], { giveUpMs: 1_500 });
    await append(log);
    lead(two);
    one.setCluster('leaderless', []);
    await expect(append(log)).rejects.toMatchObject({ code: 'eventstore-no-leader' });
  });

  it('has no leader for too long', async () => {
    const { lead, seeds } = await cluster();
    const log = await openFor(seeds, [], SHORT);
    await append(log);
    lead(null);
    await expect(append(log)).rejects.toMatchObject({ code: 'eventstore-no-leader' });
  });

  it('is read-only where we are, and names a leader that takes nothing either', async () => {
    const replica = await serve();
    const leader = { host: '127.0.0.1', port: replica.port, role: 'leader' as const };
    replica.setCluster('read-only', [leader]);
    const log = await openFor(replica, [], SHORT);
    await expect(append(log)).rejects.toMatchObject({
      code: 'eventstore-read-only',
      leader: `127.0.0.1:${replica.port}`,
    });
    expect(replica.store.events).toHaveLength(3);
  });
});

describe('TLS and credentials', () => {
  const users = { admin: 'ch:ange/it' };
  const secret = encodeURIComponent(users.admin);
  const trusting = async (server: TestServer): Promise<string> => {
    const folder = mkdtempSync(join(tmpdir(), 'foedera-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, server.certificate?.cert ?? '');
    return `localhost:${server.port}?tls=true&tlsCAFile=${encodeURIComponent(file)}`;
  };

  it('come from the connection string', async () => {
    const server = await serve({ tls: true, users });
    const log = await openFor(`esdb://admin:${secret}@${await trusting(server)}`);
    await append(log);
    expect(await collect(log.read())).toHaveLength(1);
  });

  it.each([
    ['a wrong password', 'admin:wrong@'],
    ['no name at all', ''],
  ])('are refused with %s, and no message tells the password', async (_, credentials) => {
    const server = await serve({ tls: true, users });
    const log = await openFor(`esdb://${credentials}${await trusting(server)}`);
    const error = await append(log).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'eventstore-access-denied', server: `localhost:${server.port}` });
    expect(String((error as Error).stack)).not.toContain('wrong');
  });

  it('a certificate that nobody vouches for is not trusted', async () => {
    const server = await serve({ tls: true });
    const log = await openFor(`esdb://localhost:${server.port}?tls=true`, [], SHORT);
    await expect(append(log)).rejects.toMatchObject({
      code: 'eventstore-unavailable',
      message: expect.stringContaining('certificate'),
    });
  });
});

describe('a connection string', () => {
  it.each([
    'http://127.0.0.1:2113',
    'esdb://admin:sesame@',
    'esdb://admin:sesame@127.0.0.1:port',
    'esdb://admin:sesame@127.0.0.1:2113?tls=perhaps',
    'esdb://admin:sesame@127.0.0.1:2113?tls=true&tlsCAFile=/nowhere/ca.pem',
  ])('that names no event store is refused, and its password kept: %s', async (connectionString) => {
    const error = await openEventStoreDbLog(connectionString).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EventStoreError);
    expect(error).toMatchObject({ code: 'eventstore-connection-string' });
    expect(String((error as Error).stack)).not.toContain('sesame');
  });
});

/** A way to the server that can be made to take everything and pass on nothing. */
async function openProxy(server: TestServer) {
  const sockets = new Set<Socket>();
  let opened = 0;
  const proxy = createServer((near) => {
    opened++;
    const far = connect(server.port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    connections: () => opened,
    swallow: () => {
      for (const socket of sockets) {
        socket.unpipe();
        socket.resume();
      }
    },
  };
}
