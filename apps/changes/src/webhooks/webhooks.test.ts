import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newApiKey, type StoredKey } from '@foedera/http';
import { states } from '@foedera/projections/testing';
import { CloudEvent } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import { CHANGES_EPOCH, changesModelOf } from '../read-model/model.ts';
import { answering, type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { openRig, type Rig } from '../testing/rig.ts';
import type { WebhookOptions } from './webhooks.ts';

const EPOCH = CHANGES_EPOCH.slice(0, 8);
const id = (seq: number, index = 0): string => `${EPOCH}-${seq}-${index}`;
const visit = (key: string, parties = ['BY', 'VN']) =>
  states({ source: 'A', key, parties, occurred: `2015-12-${key.padStart(2, '0')}`, reported: '2016-01-10' });

const { key, stored } = newApiKey('a subscriber', new Date(0));
const other = newApiKey('somebody else', new Date(0));
const keys = new Map<string, StoredKey>([stored, other.stored].map((k) => [k.id, k]));

const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Setting {
  readonly rig: Rig;
  readonly endpoint: Endpoint;
  call(method: string, path: string, body?: unknown, bearer?: string): Promise<{ status: number; body: Answered }>;
  subscribe(more?: object): Promise<Answered>;
  /** Resolves when the counts of a subscription are these. */
  until(subscription: string, counts: Partial<Record<'pending' | 'delivered' | 'parked', number>>): Promise<Answered>;
}

/** What the API answers; which of these are there depends on the question. */
interface Answered {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly state: string;
  readonly reason: string | null;
  readonly code: string;
  readonly cursor: string;
  readonly deliveries: never;
  readonly webhooks: Answered[];
}

async function setting(more: Partial<WebhookOptions> = {}): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-webhooks-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const rig = await openRig({
    webhooks: {
      operations: join(folder, 'operations.sqlite'),
      keys: { find: (name) => keys.get(name) },
      allowAddresses: ['127.0.0.0/8'],
      retries: { attempts: 3, baseMs: 10, capMs: 20 },
      pollMs: 10,
      leaseMs: 200,
      ...more,
    },
  });
  const endpoint = await openEndpoint();
  // The rig first: calls under way end when their endpoint closes.
  closing.push(() => endpoint.close());
  closing.push(() => rig.close());
  const call: Setting['call'] = async (method, path, body, bearer = key) => {
    const answer = await fetch(`${rig.url()}/v1/webhooks${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as Answered };
  };
  return {
    rig,
    endpoint,
    call,
    subscribe: async (extra = {}) => {
      const answer = await call('POST', '', { url: endpoint.url, after: '0', ...extra });
      expect([answer.status, answer.body]).toMatchObject([201, {}]);
      return answer.body;
    },
    until: async (subscription, counts) => {
      for (;;) {
        const { body } = await call('GET', `/${subscription}`);
        const found = body.deliveries as Record<string, number>;
        if (Object.entries(counts).every(([state, n]) => found[state] === n)) return body;
      }
    },
  };
}

describe('a subscription', () => {
  it('is sent every change of its filter, in order, signed, in an envelope', async () => {
    const { rig, endpoint, subscribe, until } = await setting();
    await rig.append([visit('1'), visit('2', ['FR', 'VN']), visit('3')]);
    const made = await subscribe({ filter: { relation: ['VN-BY'] } });
    await until(made.id, { delivered: 2 });
    await rig.append([visit('4')]);
    await until(made.id, { delivered: 3, pending: 0 });
    expect(endpoint.received.map((m) => m.id)).toEqual([id(1), id(3), id(4)]);
    let prev: string | null = null;
    for (const { headers, body } of endpoint.received) {
      expect(headers['content-type']).toBe('application/cloudevents+json');
      const event = new CloudEvent<Change>(new Webhook(made.secret).verify(body, headers) as object, true);
      expect(event.validate()).toBe(true);
      expect(event).toMatchObject({ type: 'org.foedera.entry-added', source: '/v1/changes', subject: 'BY-VN' });
      expect(event.data).toMatchObject({ id: event.id, prev });
      prev = event.id;
    }
  });

  it('begins with what comes when nothing else is said', async () => {
    const { rig, endpoint, call, until } = await setting();
    await rig.append([visit('1')]);
    const { body } = await call('POST', '', { url: endpoint.url });
    await rig.append([visit('2')]);
    await until(body.id, { delivered: 1 });
    expect(endpoint.received.map((m) => m.id)).toEqual([id(2)]);
  });

  it('belongs to the key that made it, and shows its secret once', async () => {
    const { call, subscribe } = await setting();
    const made = await subscribe();
    expect(made.secret).toMatch(/^whsec_/);
    expect(JSON.stringify((await call('GET', '')).body)).not.toContain(made.secret);
    expect((await call('GET', '', undefined, other.key)).body.webhooks).toEqual([]);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/secret'],
      ['GET', '/deliveries'],
    ] as const)
      expect((await call(method, `/${made.id}${path}`, undefined, other.key)).body.code).toBe('not-found');
    expect((await call('GET', '', undefined, 'nonsense')).body.code).toBe('key-refused');
    expect((await call('DELETE', `/${made.id}`)).status).toBe(204);
    expect((await call('GET', '')).body.webhooks).toEqual([]);
  });

  it.each([
    ['a URL of another scheme', { url: 'file:///etc/passwd' }, 'invalid-body'],
    ['a URL with a password', { url: 'https://a:b@example.org/' }, 'invalid-body'],
    ['an address inside', { url: 'http://10.0.0.1/' }, 'invalid-body'],
    ['an address inside, written as one number', { url: 'http://2886729729/' }, 'invalid-body'],
    ['an address inside in IPv6 clothes', { url: 'http://[::ffff:192.168.0.1]/' }, 'invalid-body'],
    ['an address of this link', { url: 'http://[fe80::1]/' }, 'invalid-body'],
    ['a kind that there is not', { url: 'https://example.org/', filter: { kind: ['dance'] } }, 'invalid-body'],
    ['a cursor from the future', { url: 'https://example.org/', after: id(99) }, 'invalid-cursor'],
  ])('is refused with %s', async (_, body, code) => {
    const { call } = await setting();
    const answer = await call('POST', '', body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  it('cannot be turned to an address inside, nor to a cursor that never was', async () => {
    const { call, subscribe } = await setting();
    const { id: subscription, url } = await subscribe();
    for (const [body, code] of [
      [{ url: 'http://[::ffff:10.0.0.1]/' }, 'invalid-body'],
      [{ after: id(99) }, 'invalid-cursor'],
      [{ state: 'disabled' }, 'invalid-body'],
    ] as const)
      expect((await call('PATCH', `/${subscription}`, body)).body.code).toBe(code);
    expect((await call('GET', `/${subscription}`)).body).toMatchObject({ url, cursor: '0', state: 'active' });
  });

  it('is refused above the limit of its key', async () => {
    const { call, subscribe } = await setting({ maxPerKey: 1 });
    await subscribe();
    expect((await call('POST', '', { url: 'https://example.org/' })).body.code).toBe('conflict');
    expect((await call('POST', '', { url: 'https://example.org/' }, other.key)).status).toBe(201);
  });

  it('is untouched by a rebuild and a restart, and told when the rules have changed', async () => {
    const { rig, endpoint, subscribe, until } = await setting();
    await rig.append([visit('1')]);
    const { id: subscription } = await subscribe();
    await until(subscription, { delivered: 1 });
    await rig.runner().rebuild();
    await rig.restart();
    await rig.append([visit('2')]);
    await until(subscription, { delivered: 2 });
    await rig.restart(changesModelOf('fedcba9876543210'));
    await rig.append([visit('3')]);
    await until(subscription, { delivered: 4 });
    expect(endpoint.received.map((m) => m.id)).toEqual([id(1), id(2), `${id(2)}-to-fedcba98`, 'fedcba98-3-0']);
    expect(JSON.parse(endpoint.received[2]?.body as string)).toMatchObject({
      type: 'org.foedera.epoch-changed',
      data: { from: EPOCH, to: 'fedcba98', seq: 2, next: 'fedcba98-2-0' },
    });
  });
});

describe('an endpoint', () => {
  it.each([
    ['fails', answering(500), 'answered 500', 500],
    ['redirects', answering(302, { location: 'http://127.0.0.1:1/' }), 'redirects are not followed', 302],
    ['hangs', () => undefined, 'no answer within 1000 ms', null],
    ['cuts the connection', (_: unknown, response: { destroy(): void }) => response.destroy(), 'socket hang up', null],
    [
      'begins an answer and never ends it',
      (_: unknown, response: { writeHead(s: number): { write(t: string): void } }) =>
        response.writeHead(200).write('o'),
      'no answer within 1000 ms',
      200,
    ],
  ])('that %s is tried again, then its message is parked and the next one is sent', async (_, how, failure, status) => {
    const { rig, endpoint, call, subscribe, until } = await setting({ deadlineMs: 1_000 });
    await rig.append([visit('1'), visit('2')]);
    const take = answering(204);
    endpoint.answer((message, response) =>
      message.id === id(1) ? how(message, response as never) : take(message, response),
    );
    const { id: subscription } = await subscribe();
    await until(subscription, { parked: 1, delivered: 1 });
    expect(endpoint.received.map((m) => m.id)).toEqual([id(1), id(1), id(1), id(2)]);
    const parked = await call('GET', `/${subscription}/deliveries?state=parked`);
    expect(parked.body).toMatchObject({ deliveries: [{ change: id(1), attempts: 3, failure, status }], more: false });
  });

  it('that answers 410 is never called again until its owner says so', async () => {
    const { rig, endpoint, call, subscribe, until } = await setting();
    await rig.append([visit('1')]);
    endpoint.answer(answering(410));
    const { id: subscription } = await subscribe();
    await endpoint.calls(1);
    let found = await until(subscription, { pending: 1 });
    while (found.state !== 'disabled') found = await until(subscription, { pending: 1 });
    expect(found.reason).toBe('the endpoint answered 410');
    await rig.append([visit('2')]);
    endpoint.answer(answering(204));
    expect((await call('PATCH', `/${subscription}`, { state: 'active' })).body).toMatchObject({
      state: 'active',
      reason: null,
    });
    await until(subscription, { delivered: 2 });
    expect(endpoint.received.map((m) => m.id)).toEqual([id(1), id(1), id(2)]);
  });

  it('whose name leads to an address inside is never connected to', async () => {
    const { rig, endpoint, call, until } = await setting({ allowAddresses: [] });
    await rig.append([visit('1')]);
    const url = endpoint.url.replace('127.0.0.1', 'localhost');
    const { body } = await call('POST', '', { url, after: '0' });
    await until(body.id, { parked: 1 });
    expect(endpoint.received).toEqual([]);
    const list = await call('GET', `/${body.id}/deliveries`);
    expect(JSON.stringify(list.body)).toMatch(/localhost is at (127\.0\.0\.1|::1), which is not a public address/);
  });

  it('that is paused is not called, and then gets everything', async () => {
    const { rig, endpoint, call, subscribe, until } = await setting();
    const { id: subscription } = await subscribe();
    await call('PATCH', `/${subscription}`, { state: 'paused' });
    await rig.append([visit('1'), visit('2')]);
    expect(endpoint.received).toEqual([]);
    await call('PATCH', `/${subscription}`, { state: 'active' });
    await until(subscription, { delivered: 2 });
  });
});

describe('parked messages', () => {
  async function twoParked(): Promise<Setting & { subscription: string }> {
    const all = await setting();
    await all.rig.append([visit('1'), visit('2'), visit('3')]);
    const fail = answering(503);
    const take = answering(200);
    all.endpoint.answer((m, response) => (m.id === id(3) ? take(m, response) : fail(m, response)));
    const { id: subscription } = await all.subscribe();
    await all.until(subscription, { parked: 2, delivered: 1 });
    all.endpoint.answer(take);
    return { ...all, subscription };
  }

  it('are sent again when asked for, each or all, with the same id and body', async () => {
    const { endpoint, call, until, subscription } = await twoParked();
    expect((await call('POST', `/${subscription}/deliveries/${id(2)}/replay`)).status).toBe(202);
    await until(subscription, { parked: 1, delivered: 2 });
    expect((await call('POST', `/${subscription}/deliveries/replay`)).body).toEqual({ replayed: 1 });
    await until(subscription, { parked: 0, delivered: 3 });
    const bodies = (change: string): Set<string> =>
      new Set(endpoint.received.filter((m) => m.id === change).map((m) => m.body));
    expect(endpoint.received.slice(-2).map((m) => m.id)).toEqual([id(2), id(1)]);
    expect([bodies(id(1)).size, bodies(id(2)).size]).toEqual([1, 1]);
  });

  it('are forgotten when dropped, and only they', async () => {
    const { call, until, subscription } = await twoParked();
    expect((await call('DELETE', `/${subscription}/deliveries/${id(1)}`)).body).toEqual({ dropped: 1 });
    expect((await call('DELETE', `/${subscription}/deliveries/${id(3)}`)).body.code).toBe('not-found');
    expect((await call('DELETE', `/${subscription}/deliveries`)).body).toEqual({ dropped: 1 });
    await until(subscription, { parked: 0, pending: 0, delivered: 1 });
  });
});

it('signs with the secret before as well, for as long as was asked', async () => {
  const { rig, endpoint, call, subscribe, until } = await setting();
  const { id: subscription, secret: first } = await subscribe();
  const { secret: second } = (await call('POST', `/${subscription}/secret`, { overlapSeconds: 3600 })).body;
  await rig.append([visit('1')]);
  await until(subscription, { delivered: 1 });
  const { secret: third } = (await call('POST', `/${subscription}/secret`, { overlapSeconds: 0 })).body;
  await rig.append([visit('2')]);
  await until(subscription, { delivered: 2 });
  const verifies = (n: number, secret: string): boolean => {
    const { body, headers } = endpoint.received[n] as (typeof endpoint.received)[number];
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  };
  expect([first, second, third].map((secret) => verifies(0, secret))).toEqual([true, true, false]);
  // The first one still has its hour; the second had none.
  expect([first, second, third].map((secret) => verifies(1, secret))).toEqual([true, false, true]);
});
