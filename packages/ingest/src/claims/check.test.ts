import { describe, expect, it } from 'vitest';
import { checkLine } from './check.ts';

const source = { id: 'A', release: '1', published: '2016-01-10' };
const good = { kind: 'visit', occurred: '2015-12-08', parties: ['BY', 'VN'], source };
const correct = { op: 'correct', target: { source: 'A', key: '7' }, ...good, attributes: {} };
const link = {
  op: 'link',
  claims: ['0'.repeat(32), { source: 'A', key: '7' }],
  relation: 'BY-VN',
  reason: 'r',
  by: 'b',
};
const without = (line: object, ...names: string[]): object =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.includes(name)));

/** A line and the problem that it has: code, pointer and what the reason must say. */
const TABLE: readonly [line: object | string, code: string, pointer: string, reason: string | RegExp][] = [
  ['{"kind":', 'not-json', '', 'expected one JSON object'],
  ['[{"kind":"visit"}]', 'not-an-object', '', 'expected a JSON object'],
  ['null', 'not-an-object', '', 'found null'],
  [{ ...good, kind: 'visite' }, 'wrong-value', '/kind', 'found "visite"; not a known word; did you mean "visit"?'],
  [{ ...good, kind: 'x' }, 'wrong-value', '/kind', /found "x"; expected one of "recognition".* … \(\d+ more\)/],
  [without(good, 'kind'), 'missing-field', '/kind', 'missing; expected one of'],
  [without(good, 'occurred'), 'missing-field', '/occurred', 'missing; expected string'],
  [{ ...good, occurred: '2015-02-29' }, 'wrong-value', '/occurred', 'found "2015-02-29"; not an EDTF date or interval'],
  [{ ...good, occurred: 2015 }, 'wrong-value', '/occurred', 'found 2015; expected string'],
  [without(good, 'parties'), 'missing-field', '/parties', 'missing; expected array'],
  [{ ...good, parties: [] }, 'wrong-value', '/parties', 'found []; expected at least 1 elements'],
  [{ ...good, parties: ['BY', 'Vietnam'] }, 'wrong-value', '/parties/1', 'found "Vietnam"; not a party code'],
  [{ ...good, via: ['eaeu'] }, 'wrong-value', '/via/0', 'not a party code'],
  [{ ...good, confidence: 1.5 }, 'wrong-value', '/confidence', 'found 1.5; expected at most 1'],
  [{ ...good, status: 'done' }, 'wrong-value', '/status', 'found "done"; expected one of "planned"'],
  [
    { ...good, status: 'planned', attributes: { status: 'completed' } },
    'contradicts-itself',
    '/status',
    'attributes.status says "completed"',
  ],
  [
    { ...good, attributes: { host: 'Viet Nam' } },
    'wrong-value',
    '/attributes/host',
    'found "Viet Nam"; expected what matches /^[A-Z]',
  ],
  [
    { ...good, attributes: { 'a/b~c': 'x'.repeat(3), place: null } },
    'wrong-value',
    '/attributes/place',
    'found null; expected string',
  ],
  [{ ...good, quote: 'x'.repeat(20_001) }, 'wrong-value', '/quote', 'expected at most 20000 characters'],
  [{ ...good, headline: 'A visit' }, 'unknown-field', '/headline', 'unknown field "headline"'],
  [{ ...good, source: { ...source, page: 7 } }, 'unknown-field', '/source/page', 'unknown field "page"'],
  [without(good, 'source'), 'missing-field', '/source', 'missing; expected object'],
  [{ ...good, source: { published: '2016' } }, 'missing-field', '/source/id', 'missing; expected string'],
  [
    { ...good, source: { ...source, published: 'yesterday' } },
    'wrong-value',
    '/source/published',
    'neither an EDTF date',
  ],
  [{ ...good, source: { ...source, published: '2016/..' } }, 'wrong-value', '/source/published', 'latest bound'],
  [{ ...good, source: { ...source, published: 'Y-20000' } }, 'wrong-value', '/source/published', 'outside the years'],
  [{ ...good, source: { ...source, url: 'vnanet.vn' } }, 'wrong-value', '/source/url', 'expected a valid url'],
  [{ ...good, source: { id: 'é'.repeat(100), release: '1' } }, 'wrong-value', '/source', 'too long together'],
  [
    `{"kind":"visit","occurred":null,"parties":["BY"],"key":"\\ud800","source":{"id":"A"}}`,
    'wrong-value',
    '/key',
    'half a surrogate pair',
  ],
  [
    `{"kind":"visit","occurred":null,"parties":["BY"],"attributes":{"n":1e999},"source":{"id":"A"}}`,
    'wrong-value',
    '/attributes/n',
    'too large',
  ],
  [
    `{"kind":"visit","attributes":{"n":${'['.repeat(40)}${']'.repeat(40)}}}`,
    'wrong-value',
    `/attributes/n${'/0'.repeat(30)}`,
    'more than 32 levels',
  ],
  [
    { op: 'merge' },
    'wrong-value',
    '/op',
    'expected one of "correct", "retract", "link", "separate", "release", "prefer"',
  ],
  [without(correct, 'target'), 'missing-field', '/target', 'expected a claim id'],
  [{ ...correct, target: 'seven' }, 'wrong-value', '/target', 'found "seven"; expected a claim id'],
  [{ ...correct, target: { source: 'A' } }, 'missing-field', '/target/key', 'missing'],
  [without(correct, 'attributes'), 'missing-field', '/attributes', 'missing'],
  [without(correct, 'occurred'), 'missing-field', '/occurred', 'missing'],
  [{ ...correct, key: '8' }, 'contradicts-itself', '/key', 'the target’s key is "7"'],
  [
    { ...correct, source: { id: 'B' } },
    'contradicts-itself',
    '/source/id',
    'only source "A" can change its own statement',
  ],
  [{ ...without(correct, 'source'), basis: 'source' }, 'missing-field', '/source', 'needs the source'],
  [{ ...without(correct, 'source'), by: 'b' }, 'missing-field', '/reason', 'needs a reason'],
  [{ ...without(correct, 'source'), reason: 'r' }, 'missing-field', '/by', 'who decided'],
  [
    { ...without(correct, 'source'), target: '0'.repeat(32), reason: 'r', by: 'b' },
    'missing-field',
    '/source',
    'a claim id does not name',
  ],
  [{ op: 'retract', target: '0'.repeat(32), by: 'b' }, 'missing-field', '/reason', 'needs a reason'],
  [{ op: 'retract', target: '0'.repeat(32), source, kind: 'visit' }, 'unknown-field', '/kind', 'unknown field'],
  [{ ...link, relation: 'VN-BY' }, 'wrong-value', '/relation', 'sorted'],
  [{ ...link, relation: 'VN' }, 'wrong-value', '/relation', 'two or more'],
  [{ ...link, claims: ['0'.repeat(32)] }, 'wrong-value', '/claims', 'expected at least 2 elements'],
  [{ ...link, claims: ['0'.repeat(32), 7] }, 'wrong-value', '/claims/1', 'found 7; expected a claim id'],
  [without(link, 'reason'), 'missing-field', '/reason', 'missing'],
  [without(link, 'by'), 'missing-field', '/by', 'missing'],
  [{ op: 'prefer', relation: 'BY-VN', reason: 'r', by: 'b' }, 'missing-field', '/claim', 'expected a claim id'],
];

const textOf = (line: object | string): string => (typeof line === 'string' ? line : JSON.stringify(line));

describe('a bad line', () => {
  it.each(TABLE)('%j is %s at %s', (line, code, pointer, reason) => {
    const checked = checkLine(textOf(line));
    expect(checked).toHaveProperty('problems');
    if (!('problems' in checked)) return;
    expect(checked.problems).toHaveLength(1);
    expect(checked.problems[0]).toMatchObject({
      code,
      pointer,
      reason: typeof reason === 'string' ? expect.stringContaining(reason) : expect.stringMatching(reason),
    });
  });

  it('has all its problems named', () => {
    const checked = checkLine(JSON.stringify({ ...good, kind: 'x', parties: ['y'], more: 1 }));
    expect('problems' in checked && checked.problems.map(({ pointer }) => pointer).sort()).toEqual([
      '/kind',
      '/more',
      '/parties/0',
    ]);
  });

  it('is shown cut short', () => {
    const checked = checkLine(`"${'x'.repeat(1000)}"`);
    expect('problems' in checked && checked.problems[0]?.reason.length).toBeLessThan(200);
  });
});

describe('a good line', () => {
  it.each([
    good,
    { ...good, occurred: null },
    { ...good, status: 'planned', attributes: { status: 'planned' } },
    { ...good, attributes: { visitor: 'x', unknown: { deep: [1, null, true] } } },
    { ...good, parties: ['SU', 'VD', 'EAEU'], via: ['EAEU'] },
    { ...good, source: { id: 'A', published: '2016-01-10T10:00:00+07:00' } },
    correct,
    { op: 'retract', target: { source: 'A', key: '7' }, source },
    { op: 'retract', target: '0'.repeat(32), reason: 'r', by: 'b' },
    link,
    { ...link, op: 'separate' },
    { ...link, op: 'release' },
    { op: 'prefer', claim: '0'.repeat(32), relation: 'BY-KZ-RU-VN', reason: 'r', by: 'b' },
  ])('%j has no problem', (line) => {
    expect(checkLine(JSON.stringify(line))).not.toHaveProperty('problems');
  });

  it('keeps attributes that nobody knows as they are', () => {
    const attributes = JSON.parse('{"__proto__":{"x":1},"constructor":2,"deep":[{"a":null}]}') as object;
    const checked = checkLine(
      `{"kind":"visit","occurred":null,"parties":["BY"],"attributes":${JSON.stringify(attributes)},"source":{"id":"A"}}`,
    );
    expect('op' in checked && checked.op === 'state' && JSON.stringify(checked.line.attributes)).toBe(
      JSON.stringify(attributes),
    );
  });
});
