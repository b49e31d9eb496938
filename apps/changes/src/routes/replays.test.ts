import { claimOf, retracts, states } from '@foedera/projections/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import { openRig, type Rig } from '../testing/rig.ts';
import { changesIn, openStream } from '../testing/stream.ts';

const visit = (key: string, reported: string, parties = ['BY', 'VN']) => ({
  source: 'A',
  key,
  parties,
  occurred: `2015-12-0${key}`,
  reported,
});

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ streams: { heartbeatMs: 20, retryMs: 20 } });
  await rig.append([
    states(visit('1', '2017-03-01')),
    states(visit('2', '2016-01-01')),
    states(visit('3', '2015-06-01', ['FR', 'VN'])),
    states(visit('4', '2016-06-01')),
    retracts(claimOf(visit('2', '')), 'source', '2016-02-01'),
  ]);
});
afterAll(() => rig.close());

interface Page {
  readonly changes: Change[];
  readonly next: string;
  readonly more: boolean;
  readonly code: string;
}
const get = async (query: string): Promise<Page> => (await rig.app().inject(`/v1/changes?${query}`)).json() as Page;
const told = (changes: readonly Change[]) => changes.map((c) => `${c.reported} ${c.change}`);

it('replays in the order of reports, not of recording, up to the end of the day asked for', async () => {
  const page = await get('after=0&asReported=2016-01-01');
  expect(told(page.changes)).toEqual(['2015-06-01 entry-added', '2016-01-01 entry-added']);
  expect(page.changes.map((c) => c.prev)).toEqual([null, page.changes[0]?.id]);
  expect(page.more).toBe(false);
  expect(told((await get('asReported=2016-12-31&relation=BY-VN')).changes)).toEqual([
    '2016-01-01 entry-added',
    '2016-02-01 entry-retracted',
    '2016-06-01 entry-added',
  ]);
});

it('goes on with cursors of its own, untouched by what is recorded meanwhile', async () => {
  const first = await get('after=0&asReported=2016-12-31&limit=2');
  expect([told(first.changes), first.more]).toEqual([['2015-06-01 entry-added', '2016-01-01 entry-added'], true]);
  await rig.append([states(visit('5', '2014-01-01'))]);
  const second = await get(`after=${first.next}&asReported=2016-12-31`);
  expect(told(second.changes)).toEqual(['2016-02-01 entry-retracted', '2016-06-01 entry-added']);
  expect(second.changes[0]?.prev).toBe(first.next);
  expect(await get(`after=${second.next}&asReported=2016-12-31`)).toMatchObject({
    changes: [],
    more: false,
    next: second.next,
  });
  expect(told((await get('after=0&asReported=2016-12-31')).changes)[0]).toBe('2014-01-01 entry-added');
});

it('streams the same and ends, and has nothing for who comes back after the end', async () => {
  const address = `${rig.url()}/v1/changes?after=0&asReported=2016-01-01`;
  const stream = await openStream(address);
  await stream.ended;
  const page = await get('after=0&asReported=2016-01-01');
  expect(changesIn(stream.messages)).toEqual(page.changes);
  expect(stream.messages.at(-1)).toMatchObject({ event: 'end', id: page.next });
  expect((await openStream(address, page.next)).status).toBe(204);
  const rest = await openStream(address, page.changes[0]?.id);
  await rest.ended;
  expect(changesIn(rest.messages)).toEqual(page.changes.slice(1));
});

it('streams what passes the filter, as a page has it', async () => {
  const query = 'after=0&asReported=2016-12-31&relation=FR-VN';
  const stream = await openStream(`${rig.url()}/v1/changes?${query}`);
  await stream.ended;
  expect(told(changesIn(stream.messages))).toEqual(['2015-06-01 entry-added']);
  expect(changesIn(stream.messages)).toEqual((await get(query)).changes);
});

it('refuses cursors of the live feed, of other times and of other rules', async () => {
  const { next } = await get('after=0&asReported=2016-01-01');
  const live = (await get('after=0')).next;
  expect((await get(`after=${next}&asReported=2016-01-02`)).code).toBe('invalid-cursor');
  expect((await get(`after=${live}&asReported=2016-01-01`)).code).toBe('invalid-cursor');
  expect((await get(`after=now&asReported=2016-01-01`)).code).toBe('invalid-cursor');
  expect((await get(`after=${next}`)).code).toBe('invalid-cursor');
  expect((await get(`after=${next.replace(/-\d+-\d+$/, '-9-0')}&asReported=2016-01-01`)).code).toBe('invalid-cursor');
  // A replay of more events than there are.
  expect((await get(`after=${next.replace(/\.\d+-/, '.99-')}&asReported=2016-01-01`)).code).toBe('invalid-cursor');
  expect((await get(`after=00000000${next.slice(8)}&asReported=2016-01-01`)).code).toBe('epoch-changed');
  expect((await get('asReported=yesterday')).code).toBe('invalid-date');
});
