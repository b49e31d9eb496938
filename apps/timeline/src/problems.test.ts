import { encodeCursor, PROBLEMS } from '@foedera/http';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimOf, openTestTimeline, type Sketch, states, type TestTimeline } from './testing/server.ts';

// Every unknown parameter, bad date, bad cursor, wrong type and oversized body gets the right problem document.

const a: Sketch = { source: 'A', key: '1', occurred: '2015-12-08', reported: '2016-01-10' };
let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append([states(a)]);
});
afterAll(() => timeline.close());

const claim = claimOf(a);
const LISTS = [
  '/v1/relations',
  '/v1/relations/BY-VN/timeline',
  '/v1/claims',
  '/v1/sources',
  '/v1/documents',
  '/v1/search?q=x',
];
const DATED = ['/v1/relations', '/v1/relations/BY-VN/timeline', '/v1/claims', '/v1/histogram'];
const ALL = [
  ...LISTS,
  '/v1/relations/BY-VN',
  '/v1/relations/BY-VN/diff?fromRecorded=1',
  '/v1/relations/BY-VN/replay',
  `/v1/entries/${claim}`,
  `/v1/entries/${claim}/history`,
  '/v1/histogram',
  '/v1/digest',
  '/v1/ledger/head',
];
const with_ = (address: string, query: string): string => `${address}${address.includes('?') ? '&' : '?'}${query}`;

type Case = readonly [
  request: string | InjectOptions,
  status: number,
  code: keyof typeof PROBLEMS,
  pointer: string | null,
];
const each = (
  addresses: readonly string[],
  query: string,
  code: keyof typeof PROBLEMS,
  pointer: string | null,
): Case[] => addresses.map((address) => [with_(address, query), PROBLEMS[code].status, code, pointer]);
const post = (url: string, payload: string, type: string): InjectOptions => ({
  method: 'POST',
  url,
  payload,
  headers: { 'content-type': type },
});

const cases: readonly Case[] = [
  ...each(ALL, 'colour=red', 'unknown-parameter', '#/colour'),
  ...each(LISTS, 'after=nonsense', 'invalid-cursor', '#/after'),
  ...each(LISTS, 'limit=0', 'invalid-parameter', '#/limit'),
  ...each(LISTS, 'limit=1001', 'invalid-parameter', '#/limit'),
  ...each(LISTS, 'limit=ten', 'invalid-parameter', '#/limit'),
  ...each(
    ALL.filter((address) => !address.includes('ledger')),
    'minSeq=-1',
    'invalid-parameter',
    '#/minSeq',
  ),
  ...each(
    ALL.filter((address) => !address.includes('ledger') && !address.includes('history')),
    'epoch=0123456789abcdef',
    'epoch-changed',
    null,
  ),
  ...each(DATED, 'from=2015-13', 'invalid-date', '#/from'),
  ...each(DATED, 'to=2015-02-29', 'invalid-date', '#/to'),
  ...each(DATED, 'on=2015', 'invalid-date', '#/on'),
  ...each(DATED, 'asReported=yesterday', 'invalid-date', '#/asReported'),
  ...each(DATED, 'asReported=2015-12-08T25:00:00Z', 'invalid-date', '#/asReported'),
  ...each(DATED, 'asRecorded=2015-02-30', 'invalid-date', '#/asRecorded'),
  ...each(DATED, 'asRecorded=99', 'invalid-parameter', '#/asRecorded'),
  ...each(DATED, 'kind=visit,dance', 'unknown-word', '#/kind'),
  ...each(DATED, 'category=sport', 'unknown-word', '#/category'),
  ...each(DATED, 'status=done', 'unknown-word', '#/status'),
  ...each(DATED, 'party=by', 'invalid-parameter', '#/party'),
  ...each(DATED, 'certainty=maybe', 'unknown-word', '#/certainty'),
  ...['2', '', '1e-1', '0x0', '.5', 'half', '0.5&minConfidence=0.5'].flatMap((value) =>
    each(DATED, `minConfidence=${value}`, 'invalid-parameter', '#/minConfidence'),
  ),
  ...['', '1e2', '0x10', '+8', '%208', '1.5', '3&limit=3'].flatMap((value) =>
    each(LISTS, `limit=${value}`, 'invalid-parameter', '#/limit'),
  ),
  ...each(ALL.slice(0, -1), 'minSeq=', 'invalid-parameter', '#/minSeq'),
  ...['', '0x0', '5001'].flatMap((value) =>
    each(['/v1/histogram'], `timeLimitMs=${value}`, 'invalid-parameter', '#/timeLimitMs'),
  ),
  ...each([`/v1/entries/${claim}/history`], 'beforeSeq=', 'invalid-parameter', '#/beforeSeq'),
  ...['2015/2016', '084', '201X', '2015-06~', '2015-12-08T00:00:00+07:00', '2015-12-08&asReported=2015-12-08'].flatMap(
    (value) =>
      each(DATED, `asReported=${value}`, value.includes('&') ? 'invalid-parameter' : 'invalid-date', '#/asReported'),
  ),
  ...each(DATED, 'asRecorded=2015/2016', 'invalid-date', '#/asRecorded'),
  ...each(LISTS, 'source=%ff%fe', 'bad-request', null),
  ...each(LISTS, 'source=%zz', 'bad-request', null),
  ...each(['/v1/claims'], 'relation=BY-BY', 'invalid-parameter', '#/relation'),
  ...each(['/v1/claims'], 'relation=BY-VN,by-vn', 'invalid-parameter', '#/relation'),
  ...each(['/v1/relations/BY-VN/timeline', '/v1/claims'], 'from=2016&to=2015', 'invalid-parameter', '#/to'),
  ...each(['/v1/relations/BY-VN/timeline', '/v1/claims'], 'from=2016&on=2016-01-01', 'invalid-parameter', '#/on'),
  ...each(['/v1/relations/BY-VN/timeline'], 'lang=de', 'unknown-word', '#/lang'),
  ...each(['/v1/relations/BY-VN/timeline'], 'prefer=best', 'unknown-word', '#/prefer'),
  ...each(['/v1/relations/BY-VN/timeline'], 'scope=near', 'unknown-word', '#/scope'),
  ...each(['/v1/relations/BY-VN/timeline'], 'order=random', 'unknown-word', '#/order'),
  ...each(['/v1/relations/BY-VN/replay'], 'axis=future', 'unknown-word', '#/axis'),
  ...each(['/v1/claims'], 'include=everything', 'unknown-word', '#/include'),
  ...each(['/v1/claims'], 'relation=BY', 'invalid-parameter', '#/relation'),
  ...each(['/v1/histogram'], 'by=week', 'unknown-word', '#/by'),
  ...each(['/v1/histogram'], 'facet=colour', 'unknown-word', '#/facet'),
  ...each(['/v1/histogram'], 'relation=nowhere', 'invalid-parameter', '#/relation'),
  ['/v1/search', 400, 'invalid-parameter', '#/q'],
  ['/v1/search?q=%20-', 400, 'invalid-parameter', '#/q'],
  ['/v1/relations/BY-VN/diff', 400, 'invalid-parameter', '#/fromReported'],
  [
    '/v1/relations/BY-VN/diff?fromReported=2016-01-01&toReported=2015-01-01',
    400,
    'invalid-parameter',
    '#/fromReported',
  ],
  ['/v1/relations/BY', 400, 'invalid-parameter', '#/relation'],
  ['/v1/relations/BY-BY/timeline', 400, 'invalid-parameter', '#/relation'],
  ['/v1/entries/nothing', 404, 'not-found', null],
  ['/v1/documents/nothing', 404, 'not-found', null],
  ['/v1/nothing', 404, 'not-found', null],
  [{ url: '/v1/claims', method: 'DELETE' }, 405, 'method-not-allowed', null],
  ['/v1/claims.xml', 406, 'not-acceptable', null],
  ['/v1/relations.ics', 406, 'not-acceptable', null],
  [{ url: '/v1/claims', headers: { accept: 'image/png' } }, 406, 'not-acceptable', '#/accept'],
  [`/v1/claims?source=${'x'.repeat(9_000)}`, 414, 'address-too-long', null],
  [
    post(`/v1/claims/${claim}/retract`, 'reason=x', 'application/x-www-form-urlencoded'),
    415,
    'unsupported-media-type',
    null,
  ],
  [post(`/v1/claims/${claim}/retract`, '{"reason":', 'application/json'), 400, 'malformed-body', null],
  [
    post(`/v1/claims/${claim}/retract`, JSON.stringify({ reason: 'x'.repeat(300_000) }), 'application/json'),
    413,
    'body-too-large',
    null,
  ],
  ['/v1/ledger/head', 503, 'not-ready', null],
];

it.each(
  cases.map(
    (one) => [typeof one[0] === 'string' ? one[0].slice(0, 90) : `${one[0].method} ${one[0].url}`, one] as const,
  ),
)('%s', async (_name, [request, status, code, pointer]) => {
  const answer = await timeline.app.inject(request as InjectOptions);
  const document = answer.json();
  expect([answer.statusCode, document.status, document.code]).toEqual([status, status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.headers['cache-control']).toBe('no-store');
  if (pointer !== null) expect(document.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
});

it.each([
  ['/v1/claims?limit=ten', 'limit: found "ten", expected a whole number from 1 to 1000, or all'],
  ['/v1/claims?minConfidence=', 'minConfidence: found "", expected a number from 0 to 1'],
  ['/v1/claims?from=2015&from=2016', 'from: given more than once; once is enough'],
  ['/v1/claims?party=by', 'party: cannot be used: "by"; expected codes such as BY'],
  [
    '/v1/claims?status=done',
    'status: not known: "done"; expected one or more of planned, ongoing, completed, postponed, cancelled',
  ],
  [
    '/v1/claims?asReported=2015-12-08T00:00:00+07:00',
    'asReported: neither a date nor an RFC 3339 time: "2015-12-08T00:00:00 07:00"; in an address + is written %2B',
  ],
])('%s says what is wrong and what is expected', async (address, detail) => {
  expect((await timeline.app.inject(address)).json().detail).toBe(detail);
});

it('a cursor of another query or of other rules is refused', async () => {
  const { epoch } = timeline.runner.status();
  const other = encodeCursor({ epoch, query: 'another', key: [1, 1, 'x'] });
  const older = encodeCursor({ epoch: '0123456789abcdef', query: 'another', key: [1, 1, 'x'] });
  for (const address of LISTS) {
    expect((await timeline.app.inject(with_(address, `after=${other}`))).json().code).toBe('invalid-cursor');
    expect((await timeline.app.inject(with_(address, `after=${older}`))).json().code).toBe('epoch-changed');
  }
});

it('what is well-formed but has no facts is an empty answer', async () => {
  for (const query of ['source=nobody', 'party=XX', 'relation=FR-XX', 'kind=sanction-imposed'])
    expect((await timeline.get<{ claims: object[] }>(`/v1/claims?${query}`)).claims).toEqual([]);
});
