import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Decides which addresses may be called: public ones, and ranges that were allowed by name. */
export interface AddressGuard {
  isAllowed(address: string): boolean;
  /** For `net.connect`: resolves a name and gives only addresses that may be called, so that nothing changes in between. */
  readonly lookup: LookupFunction;
}

type Range = ReturnType<typeof ipaddr.parseCIDR>;

/** IPv6 addresses that belong to anybody; what lies beside them is reserved, or IPv4 in clothes that nobody wears now. */
const GLOBAL_IPV6: Range = ipaddr.parseCIDR('2000::/3');

/** An address that may not be called. */
export class AddressRefused extends Error {
  readonly code = 'address-refused';
  constructor(host: string, address: string) {
    super(`${host} is at ${address}, which is not a public address`);
    this.name = 'AddressRefused';
  }
}

/**
 * A guard against being used to reach what only this machine can reach.
 *
 * @param allow CIDR ranges that may be called although they are not public
 * @param resolve for tests; default the system's resolver
 */
export function createAddressGuard(allow: readonly string[], resolve: typeof dnsLookup = dnsLookup): AddressGuard {
  const ranges = allow.map((range) => ipaddr.parseCIDR(range));
  const isAllowed = (address: string): boolean => {
    if (!ipaddr.isValid(address)) return false;
    // An IPv4 address in IPv6 clothes is judged as what it is.
    const parsed = ipaddr.process(address);
    const isIn = ([base, bits]: Range): boolean => base.kind() === parsed.kind() && parsed.match(base, bits);
    if (parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || isIn(GLOBAL_IPV6))) return true;
    return ranges.some(isIn);
  };
  return {
    isAllowed,
    lookup: (host, options, callback) => {
      resolve(host, { ...options, all: true }, (error, found) => {
        const addresses = found as LookupAddress[] | undefined;
        if (error) return callback(error, '', 4);
        const refused = addresses?.find(({ address }) => !isAllowed(address));
        const first = addresses?.[0];
        if (refused || !first) return callback(new AddressRefused(host, refused?.address ?? 'no address'), '', 4);
        if (options.all) return callback(null, addresses);
        callback(null, first.address, first.family);
      });
    },
  };
}

/** What is wrong with the address of a webhook; `null` when it may be called as far as can be told before resolving it. */
export function wrongUrl(text: string, guard: AddressGuard): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return 'not a URL of at most 2,000 characters';
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return `expected https: or http:, found ${protocol}`;
  if (username !== '' || password !== '') return 'a URL with a user name or password is not kept';
  const literal = hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !guard.isAllowed(literal)) return `${literal} is not a public address`;
  return null;
}
