import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withParameters } from './links.ts';

const text = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a>b', 'é', 'after', '100%', '2015-01', 'a+b', ''));
const name = fc.oneof(fc.constantFrom('after', 'limit', 'q', 'kind'), text);
const addresses = fc
  .array(fc.tuple(name, text, fc.boolean()), { maxLength: 5 })
  .map((given) => given.map(([n, v, raw]) => (raw ? `${n}=${v}` : new URLSearchParams([[n, v]]).toString())).join('&'));
const values = fc.dictionary(fc.constantFrom('after', 'epoch'), fc.option(fc.oneof(text, fc.nat()), { nil: null }));

it('an address with other parameters says what setting them one by one says, and can stand in a header', () => {
  fc.assert(
    fc.property(addresses, values, (query, changes) => {
      const expected = new URLSearchParams(query);
      for (const [key, value] of Object.entries(changes)) {
        if (value === null) expected.delete(key);
        else expected.set(key, String(value));
      }
      const address = withParameters(query === '' ? '/v1/x' : `/v1/x?${query}`, changes);
      const at = address.indexOf('?');
      const found = at < 0 ? '' : address.slice(at + 1);
      expect(at < 0 ? address : address.slice(0, at)).toBe('/v1/x');
      expect([...new URLSearchParams(found)]).toEqual([...expected]);
      expect(address).toMatch(/^[!#-;=?-~]*$/);
    }),
    { numRuns: 1_000 },
  );
});
