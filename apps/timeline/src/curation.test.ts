import { newApiKey, type StoredKey } from '@foedera/http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimOf, openTestTimeline, type Sketch, statementOf, states, type TestTimeline } from './testing/server.ts';

const { key, stored } = newApiKey('desk officer', new Date(0));
const keys = {
  find: (id: string): StoredKey | undefined => (id === stored.id ? stored : undefined),
  add: () => undefined,
  list: () => [stored],
  revoke: () => false,
};

const a: Sketch = { source: 'A', key: '1', occurred: '2015-12-08', reported: '2016-01-10' };
const b: Sketch = { source: 'B', key: '1', occurred: '2015-12-09', reported: '2016-02-10' };
let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline({ keys });
  await timeline.append([states(a), states(b)]);
});
afterAll(() => timeline.close());

const post = (address: string, body: object, ifMatch: string | null, bearer: string | null = key) =>
  timeline.app.inject({
    method: 'POST',
    url: address,
    payload: body,
    headers: {
      ...(ifMatch === null ? {} : { 'if-match': ifMatch }),
      ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
    },
  });
const list = async (query = '') => {
  const { timeline: rows } = await timeline.get<{ timeline: { id: string; occurred: string; claims: number }[] }>(
    `/v1/relations/BY-VN/timeline?${query}`,
  );
  return rows.map((row) => [row.occurred, row.claims]);
};
const { reported: _, ...whole } = statementOf({ ...a, occurred: '2015-12-10' });
const correction = { reason: 'misread', replacement: whole };

it.each([
  ['without a key', `/v1/claims/${claimOf(a)}/correct`, correction, '"none"', null, 401, 'key-required'],
  ['with a wrong key', `/v1/claims/${claimOf(a)}/correct`, correction, '"none"', 'foedera_x', 401, 'key-refused'],
  ['without If-Match', `/v1/claims/${claimOf(a)}/correct`, correction, null, key, 428, 'revision-required'],
  ['with a bad If-Match', `/v1/claims/${claimOf(a)}/correct`, correction, 'W/"1"', key, 400, 'invalid-parameter'],
  ['at a revision that is not', `/v1/claims/${claimOf(a)}/correct`, correction, '"4"', key, 412, 'revision-changed'],
  ['of a claim that is not', `/v1/claims/${'0'.repeat(32)}/retract`, { reason: 'x' }, '"none"', key, 404, 'not-found'],
  [
    'about claims that are not',
    '/v1/relations/BY-VN/link',
    { reason: 'x', claims: [claimOf(a), '0'.repeat(32)] },
    '"none"',
    key,
    404,
    'not-found',
  ],
  ['without a reason', `/v1/claims/${claimOf(a)}/retract`, {}, '"none"', key, 400, 'invalid-body'],
  [
    'about no relation',
    '/v1/relations/nowhere/link',
    { reason: 'x', claims: [claimOf(a), claimOf(b)] },
    '"none"',
    key,
    400,
    'invalid-parameter',
  ],
  [
    'with a replacement of an unknown kind',
    `/v1/claims/${claimOf(a)}/correct`,
    { ...correction, replacement: { ...whole, kind: 'dance' } },
    '"none"',
    key,
    400,
    'invalid-body',
  ],
])('a decision %s is refused', async (_name, address, body, ifMatch, bearer, status, code) => {
  const answer = await post(address, body, ifMatch, bearer);
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});

it('decisions are visible at once, with reason and author, and each moves the revision', async () => {
  expect(await list()).toEqual([
    ['2015-12-08', 1],
    ['2015-12-09', 1],
  ]);
  const corrected = await post(`/v1/claims/${claimOf(a)}/correct`, correction, '"none"');
  expect([corrected.statusCode, corrected.json()]).toEqual([
    201,
    expect.objectContaining({ relation: 'BY-VN', revision: 0, alreadyThere: false }),
  ]);
  expect(await list()).toEqual([
    ['2015-12-09', 1],
    ['2015-12-10', 1],
  ]);
  expect(await list('asRecorded=2')).toEqual([
    ['2015-12-08', 1],
    ['2015-12-09', 1],
  ]);
  expect(await list('asReported=2016-01-15')).toEqual([['2015-12-10', 1]]);
  const { history } = await timeline.get<{ history: object[] }>(`/v1/entries/${claimOf(a)}`);
  expect(history[0]).toMatchObject({ act: 'corrected', basis: 'ledger', reason: 'misread', by: 'desk officer' });

  const again = await post(`/v1/claims/${claimOf(a)}/correct`, correction, '"none"');
  expect([again.statusCode, again.json().alreadyThere]).toEqual([201, true]);
  const late = await post(`/v1/claims/${claimOf(b)}/retract`, { reason: 'late' }, '"none"');
  expect([late.statusCode, late.json().revision]).toEqual([412, 0]);

  const claims = [claimOf(a), claimOf(b)];
  const linked = await post('/v1/relations/BY-VN/link', { reason: 'one visit', by: 'somebody', claims }, '"0"');
  expect(linked.json().revision).toBe(1);
  expect(await list()).toEqual([['2015-12-09', 2]]);
  const { revision } = await timeline.get<{ revision: number }>('/v1/relations/BY-VN');
  expect(revision).toBe(1);

  await post('/v1/relations/BY-VN/prefer', { reason: 'closer', claim: claimOf(a) }, '"1"');
  expect(await list()).toEqual([['2015-12-10', 2]]);
  await post('/v1/relations/BY-VN/release', { reason: 'two after all', claims }, '"2"');
  expect(await list()).toEqual([
    ['2015-12-09', 1],
    ['2015-12-10', 1],
  ]);
  await post(`/v1/claims/${claimOf(b)}/retract`, { reason: 'never was' }, '"3"');
  expect(await list()).toEqual([['2015-12-10', 1]]);
});

it('a claim that was taken back is found with who took it back and why, and can stand again as it was', async () => {
  const address = `/v1/claims/${claimOf(b)}`;
  type Page = { occurred: string; entry: string | null; revision: number; retracted?: object; history: object[] };
  const gone = await timeline.get<Page>(address);
  const why = { act: 'retracted', by: 'desk officer', reason: 'never was', basis: 'ledger' };
  expect(gone).toMatchObject({ occurred: '2015-12-09', entry: null, relation: 'BY-VN', revision: 4, retracted: why });
  expect(gone.history[0]).toMatchObject(why);
  expect(gone.history.at(-1)).toMatchObject({ act: 'stated', statement: { occurred: '2015-12-09' } });
  expect((await timeline.get<{ claims: object[] }>('/v1/claims?include=retracted')).claims).toContainEqual(
    expect.objectContaining({ id: claimOf(b), retracted: expect.objectContaining(why) }),
  );
  const then = await timeline.get<Page>(`${address}?asRecorded=2`);
  expect([then.entry, then.retracted, then.history.length]).toEqual([claimOf(b), undefined, 1]);

  const { reported: __, ...replacement } = statementOf(b);
  const back = await post(`${address}/correct`, { reason: 'it was after all', by: 'head', replacement }, '"4"');
  expect(back.statusCode).toBe(201);
  expect(await list()).toEqual([
    ['2015-12-09', 1],
    ['2015-12-10', 1],
  ]);
  const stands = await timeline.get<Page>(address);
  expect([stands.entry, stands.retracted, stands.revision]).toEqual([claimOf(b), undefined, 5]);
  expect(stands.history[0]).toMatchObject({ act: 'corrected', by: 'head', reason: 'it was after all' });
  expect((await timeline.app.inject(`/v1/claims/${'0'.repeat(32)}`)).json().code).toBe('not-found');
  expect((await timeline.app.inject(`${address}?asRecorded=1`)).json().code).toBe('not-found');
});

it('a difference says who did what to the claims in between, and why', async () => {
  type Line = { id: string; acts: { act: string; by: string; reason: string }[] };
  type Diff = Record<'added' | 'corrected' | 'moved' | 'retracted' | 'merged', Line[]>;
  const between = async (from: number, to: number): Promise<Diff> =>
    timeline.get<Diff>(`/v1/relations/BY-VN/diff?fromRecorded=${from}&toRecorded=${to}`);
  const acts = (lines: readonly Line[]) => lines.flatMap((line) => line.acts.map((a) => [a.act, a.by, a.reason]));
  expect(acts((await between(2, 3)).moved)).toEqual([['corrected', 'desk officer', 'misread']]);
  expect(acts((await between(3, 4)).merged)).toEqual([['claims-linked', 'somebody', 'one visit']]);
  expect(acts((await between(6, 7)).retracted)).toEqual([['retracted', 'desk officer', 'never was']]);
  const back = await between(7, 8);
  expect([back.added.map((line) => line.id), acts(back.added)]).toEqual([
    [claimOf(b)],
    [['corrected', 'head', 'it was after all']],
  ]);
  expect((await between(0, 2)).added.map((line) => line.acts)).toEqual([[], []]);
});

it('the id of an entry that merged into another leads to the one that holds the claim', async () => {
  const before = await timeline.app.inject(`/v1/entries/${claimOf(b)}?asRecorded=4&lang=fr`);
  expect([before.statusCode, before.headers.location]).toEqual([307, `/v1/entries/${claimOf(a)}?asRecorded=4&lang=fr`]);
  await post(`/v1/claims/${claimOf(b)}/retract`, { reason: 'never was' }, '"5"');
  expect((await timeline.app.inject(`/v1/entries/${claimOf(b)}`)).statusCode).toBe(404);
});
