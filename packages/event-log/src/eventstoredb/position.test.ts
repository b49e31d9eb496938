import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidPosition } from '../errors.ts';
import { comparePlaces, isPlace, type Place, parsePosition, toPosition } from './position.ts';

const LARGEST = 2n ** 63n - 1n;
const offset = fc.bigInt({ min: 0n, max: LARGEST });
const places = fc.record({ commit: offset, prepare: offset });

describe('a position', () => {
  it('is the pair of commit and prepare', () => {
    expect(toPosition({ commit: 1_234n, prepare: 1_200n })).toBe('1234/1200');
  });

  it('reads back as it was written', () => {
    fc.assert(
      fc.property(places, (place) => {
        expect(parsePosition(toPosition(place))).toEqual(place);
      }),
    );
  });

  it.each([
    '',
    '1',
    '1/',
    '/1',
    '1/2/3',
    '-1/2',
    '01/2',
    '1/ 2',
    '1.5/2',
    'a/b',
    `${LARGEST + 1n}/0`,
    '0/99999999999999999999',
  ])('is refused when it was never given: %j', (text) => {
    expect(() => parsePosition(text)).toThrow(InvalidPosition);
  });

  it("is none when it is the server's way to say that it knows none", () => {
    const unknown = { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n };
    expect(isPlace(unknown)).toBe(false);
    expect(isPlace(undefined)).toBe(false);
  });

  it('is ordered by commit and then by prepare, and the beginning comes before all', () => {
    const at = (commit: bigint, prepare: bigint): Place => ({ commit, prepare });
    // As text, 9/9 would come after 10/1.
    const inOrder = [null, at(0n, 0n), at(9n, 9n), at(10n, 1n), at(10n, 10n), at(11n, 0n)];
    for (const [i, a] of inOrder.entries())
      for (const [j, b] of inOrder.entries()) expect(Math.sign(comparePlaces(a, b))).toBe(Math.sign(i - j));
  });
});
