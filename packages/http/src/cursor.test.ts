import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

const expected = { epoch: 'e', query: 'q', head: 10 };
const codeOf = (text: string): string => {
  try {
    decodeCursor(text, expected);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

it('a cursor comes back as it was made', () => {
  const part = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.option(fc.nat(10), { nil: undefined }), (key, seq) => {
      const cursor = { epoch: 'e', query: 'q', key, ...(seq === undefined ? {} : { seq }) };
      expect(decodeCursor(encodeCursor(cursor), expected)).toEqual(cursor);
    }),
  );
});

it.each([
  ['', 'invalid-cursor'],
  ['not a cursor!', 'invalid-cursor'],
  [Buffer.from('{}').toString('base64url'), 'invalid-cursor'],
  [Buffer.from('[2,"e","q",null,[]]').toString('base64url'), 'invalid-cursor'],
  [Buffer.from('[1,"e","q",-1,[]]').toString('base64url'), 'invalid-cursor'],
  [Buffer.from('[1,"e","q",null,[{}]]').toString('base64url'), 'invalid-cursor'],
  [encodeCursor({ epoch: 'e', query: 'other', key: [] }), 'invalid-cursor'],
  [encodeCursor({ epoch: 'e', query: 'q', seq: 11, key: [] }), 'invalid-cursor'],
  [encodeCursor({ epoch: 'older', query: 'q', key: [] }), 'epoch-changed'],
  [encodeCursor({ epoch: 'e', query: 'q', seq: 10, key: [1] }), 'accepted'],
])('%s is %s', (text, code) => {
  expect(codeOf(text)).toBe(code);
});
