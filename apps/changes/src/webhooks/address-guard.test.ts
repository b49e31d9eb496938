import type { lookup as dnsLookup, LookupAddress, LookupOptions } from 'node:dns';
import { afterEach, describe, expect, it } from 'vitest';
import { openEndpoint } from '../testing/endpoint.ts';
import { type AddressGuard, createAddressGuard, wrongUrl } from './address-guard.ts';
import { type Outcome, openSender } from './sender.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A resolver that answers each question with the next of these; the last one stays. */
function resolving(...answers: readonly (readonly string[])[]): typeof dnsLookup {
  let asked = 0;
  const resolve = (
    _host: string,
    _options: LookupOptions,
    done: (error: Error | null, found: LookupAddress[]) => void,
  ): void => {
    const found = answers[Math.min(asked++, answers.length - 1)] as readonly string[];
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as typeof dnsLookup;
}

async function send(guard: AddressGuard, url: string): Promise<Outcome> {
  const sender = openSender({ guard, deadlineMs: 10_000 });
  closing.push(() => sender.close());
  return sender.send(url, {}, '{}');
}

const INSIDE = [
  '127.0.0.1',
  '127.255.255.254',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '0.0.0.0',
  '100.64.0.1',
  '192.0.0.8',
  '198.18.0.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fec0::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
  // The same inside addresses in the clothes of IPv6: mapped, compatible, translated, and through two kinds of tunnel.
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '::a00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::10.0.0.1',
  '2002:a00:1::1',
  '2001:0:a00:1::1',
];
const OUTSIDE = ['93.184.216.34', '172.32.0.1', '11.0.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:93.184.216.34'];

describe('a guard', () => {
  const guard = createAddressGuard([]);
  it.each(INSIDE)('refuses %s', (address) => {
    expect(guard.isAllowed(address)).toBe(false);
  });
  it.each(OUTSIDE)('lets %s be called', (address) => {
    expect(guard.isAllowed(address)).toBe(true);
  });

  it('lets through just the range that was allowed by name', () => {
    const some = createAddressGuard(['10.1.0.0/16', 'fd00::/8']);
    const asked = ['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1', '10.2.0.1', '127.0.0.1', 'fe80::1'];
    expect(asked.map((address) => some.isAllowed(address))).toEqual([true, true, true, false, false, false]);
  });
});

it.each([
  ['http://127.0.0.1/'],
  ['http://2130706433/'],
  ['http://0x7f000001/'],
  ['http://0177.0.0.1/'],
  ['http://127.1/'],
  ['http://0/'],
  ['http://[::1]/'],
  ['http://[::ffff:127.0.0.1]/'],
  ['http://[::127.0.0.1]/'],
  ['http://①②⑦.0.0.1/'],
  ['http://127%2e0.0.1/'],
])('sees through %s, however it is spelt', async (url) => {
  const guard = createAddressGuard([]);
  expect(wrongUrl(url, guard)).toMatch(/is not a public address/);
  const failure: unknown = expect.stringMatching(/is not a public address/);
  expect(await send(guard, url)).toMatchObject({ outcome: 'failed', status: null, failure });
});

describe('a name', () => {
  async function calledAt(guardOf: (port: string) => AddressGuard): Promise<{ outcome: Outcome; calls: number }> {
    const endpoint = await openEndpoint();
    closing.push(() => endpoint.close());
    const { port } = new URL(endpoint.url);
    const outcome = await send(guardOf(port), `http://hooks.example:${port}/`);
    return { outcome, calls: endpoint.received.length };
  }

  it.each([
    ['is inside', ['127.0.0.1'], '127.0.0.1'],
    ['is inside in IPv6 clothes', ['::ffff:127.0.0.1'], '::ffff:127.0.0.1'],
    ['is outside first and inside as well', ['93.184.216.34', '127.0.0.1'], '127.0.0.1'],
    ['is inside first and outside as well', ['127.0.0.1', '93.184.216.34'], '127.0.0.1'],
    ['is nowhere', [], 'no address'],
  ])('that %s is not connected to', async (_, found, refused) => {
    const { outcome, calls } = await calledAt(() => createAddressGuard([], resolving(found)));
    expect(outcome).toMatchObject({
      outcome: 'failed',
      status: null,
      failure: `hooks.example is at ${refused}, which is not a public address`,
    });
    expect(calls).toBe(0);
  });

  it('that was outside when it was asked for and inside when it is called again is not connected to', async () => {
    const endpoint = await openEndpoint();
    closing.push(() => endpoint.close());
    const { port } = new URL(endpoint.url);
    // What is « outside » here is the loopback address that is allowed; the other one leads to the same endpoint.
    const guard = createAddressGuard(['127.0.0.1/32'], resolving(['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1']));
    const url = `http://hooks.example:${port}/`;
    expect(await send(guard, url)).toMatchObject({ outcome: 'delivered' });
    expect(await send(guard, url)).toMatchObject({
      outcome: 'failed',
      failure: 'hooks.example is at 127.0.0.2, which is not a public address',
    });
    expect(endpoint.received).toHaveLength(1);
    expect(await send(guard, url)).toMatchObject({ outcome: 'delivered' });
  });

  it('that the resolver does not know is a failure like another', async () => {
    const unknown = ((_host: string, _options: LookupOptions, done: (error: Error) => void) =>
      done(new Error('getaddrinfo ENOTFOUND hooks.example'))) as unknown as typeof dnsLookup;
    const { outcome } = await calledAt(() => createAddressGuard([], unknown));
    expect(outcome).toMatchObject({ outcome: 'failed', failure: 'getaddrinfo ENOTFOUND hooks.example' });
  });
});
