import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { formatLedgerHead, LEDGER_GENESIS, nextHash, parseLedgerHead } from './index.ts';

const EVENT = {
  stream: 'foedera-relation-BY-VN',
  revision: 12,
  type: 'visit',
  id: '00800000-0000-8000-8000-00000000002a',
  data: { b: ['Hà Nội', 1.5, null], a: { z: true, É: '\u0007' } },
};

it('begins with a constant and covers stream, revision, type, id and canonical data, byte for byte', () => {
  expect(LEDGER_GENESIS).toBe(createHash('sha256').update('foedera-ledger/1').digest('hex'));
  const bytes = Buffer.concat([
    Buffer.from(LEDGER_GENESIS, 'hex'),
    Buffer.from(
      '["foedera-relation-BY-VN",12,"visit","00800000-0000-8000-8000-00000000002a",' +
        '{"a":{"z":true,"É":"\\u0007"},"b":["Hà Nội",1.5,null]}]',
      'utf8',
    ),
  ]);
  const hash = nextHash(LEDGER_GENESIS, EVENT);
  expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  // A golden value: noted heads stay valid for ever.
  expect(hash).toBe('6b0d10f6b6f5be4e8e9e5828a6a06dc7b28434d20dffc740a71b31ce0c0b4f7d');
});

it('changes with each of its parts and with what came before', () => {
  const others = [
    { ...EVENT, stream: 'foedera-relation-BY-VM' },
    { ...EVENT, revision: 13 },
    { ...EVENT, type: 'visits' },
    { ...EVENT, id: '00800000-0000-8000-8000-00000000002b' },
    { ...EVENT, data: { ...EVENT.data, a: {} } },
  ];
  const hashes = [EVENT, ...others].map((event) => nextHash(LEDGER_GENESIS, event));
  hashes.push(nextHash(hashes[0] as string, EVENT));
  expect(new Set(hashes).size).toBe(7);
});

it('does not depend on the order of names in the data', () => {
  const { a, b } = EVENT.data;
  expect(nextHash(LEDGER_GENESIS, { ...EVENT, data: { a, b } })).toBe(nextHash(LEDGER_GENESIS, EVENT));
});

it('is noted as SEQ:HASH', () => {
  const head = { seq: 42, hash: LEDGER_GENESIS };
  expect(parseLedgerHead(formatLedgerHead(head))).toEqual(head);
  expect(parseLedgerHead(` 42:${LEDGER_GENESIS.toUpperCase()}\n`)).toEqual(head);
  for (const text of [
    '',
    '42',
    LEDGER_GENESIS,
    `42:${LEDGER_GENESIS}0`,
    `-1:${LEDGER_GENESIS}`,
    `4.2:${LEDGER_GENESIS}`,
  ])
    expect(() => parseLedgerHead(text)).toThrow(expect.objectContaining({ code: 'invalid-ledger-head' }));
});
