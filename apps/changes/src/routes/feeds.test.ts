import { states } from '@foedera/projections/testing';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import { CHANGES_EPOCH } from '../read-model/model.ts';
import { openRig, type Rig } from '../testing/rig.ts';

const EPOCH = CHANGES_EPOCH.slice(0, 8);
const visit = (n: number) =>
  states({
    source: 'A',
    key: String(n),
    // The last one is the last event of an archive.
    parties: n > 120 && n <= 300 ? ['FR', 'VN'] : ['BY', 'VN'],
    occurred: `${1900 + n}-01-01`,
    reported: '2016-01-10',
    attributes: { visitor: 'Tô Lâm <&> ]]>', host: 'VN' },
  });
const visits = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => visit(from + i));

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ publicUrl: 'https://foedera.example' });
  await rig.append(visits(1, 430));
});
afterAll(() => rig.close());

const get = async (address: string, headers: Record<string, string> = {}) =>
  rig.app().inject({ url: address.replace('https://foedera.example', ''), headers });

/** Every document of a feed from the head back, as a reader that follows RFC 5005 finds them. */
async function documents(address: string): Promise<{ address: string; body: string; ids: string[] }[]> {
  const found: { address: string; body: string; ids: string[] }[] = [];
  for (let next: string | undefined = address; next !== undefined; ) {
    const answer = await get(next);
    expect(answer.statusCode).toBe(200);
    const atom = parseAtomFeed(answer.body);
    found.push({ address: next, body: answer.body, ids: (atom.entries ?? []).map((e) => e.id as string) });
    next = atom.links?.find((link) => link.rel === 'prev-archive')?.href;
  }
  return found;
}

describe.each(['', 'relation=FR-VN', 'relation=BY-VN&kind=visit', 'party=US'])('the Atom feed of %j', (filter) => {
  it('has in its documents together every change of the filter', async () => {
    const all = await documents(`/v1/changes.atom?${filter}`);
    const { changes } = (await get(`/v1/changes?limit=1000&${filter}`)).json() as { changes: Change[] };
    const ids = new Set(all.flatMap((document) => document.ids));
    expect([...ids].sort()).toEqual(changes.map((c) => `https://foedera.example/v1/changes/${c.id}`).sort());
    for (const { ids: newestFirst } of all)
      expect([...newestFirst].map((id) => Number(id.split('-')[1])).sort((a, b) => b - a)).toEqual(
        newestFirst.map((id) => Number(id.split('-')[1])),
      );
  });

  it('keeps its archives as they are when more is recorded', async () => {
    const before = await documents(`/v1/changes.atom?${filter}`);
    const from = rig.runner().status().seq + 1;
    await rig.append(visits(from, from + 70));
    for (const { address, body } of before.slice(1)) {
      const answer = await get(address);
      expect(answer.body).toBe(body);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      expect(body).toContain('<fh:archive/>');
    }
    expect((await get(`/v1/changes.atom?${filter}`)).headers['cache-control']).toBe('no-cache');
  });
});

it('leads a reader of JSON Feed back to the very first change', async () => {
  const ids: string[] = [];
  let documentsRead = 0;
  for (let next: string | undefined = '/v1/changes.jsonfeed?relation=BY-VN'; next !== undefined; documentsRead++) {
    const feed: ReturnType<typeof parseJsonFeed> = parseJsonFeed((await get(next)).body);
    ids.push(...(feed.items ?? []).map((item) => item.id as string));
    next = feed.next_url;
  }
  const { changes } = (await get('/v1/changes?limit=1000&relation=BY-VN')).json() as { changes: Change[] };
  expect(documentsRead).toBeGreaterThan(3);
  expect(ids.at(-1)).toBe(`https://foedera.example/v1/changes/${EPOCH}-1-0`);
  expect([...new Set(ids)]).toEqual(changes.map((c) => `https://foedera.example/v1/changes/${c.id}`).reverse());
});

it('titles its entries in the language asked for, with whatever characters they have', async () => {
  const { entries } = parseAtomFeed((await get('/v1/changes.atom?lang=fr&relation=BY-VN')).body);
  const { headline } = (await get(entries?.[0]?.id as string)).json() as Change;
  expect(headline.fr).toMatch(/^Biélorussie–Viêt Nam : .*Tô Lâm <&> \]\]>/);
  expect(entries?.[0]).toMatchObject({
    title: { value: headline.fr },
    summary: {
      value: expect.stringMatching(/^Survenu\s: 1er janvier \d{4} · Publié\s: 10 janvier 2016 · Enregistré\s: \d/),
    },
  });
});

it('is sent again to who has it in another language or under another filter, and not to who has it', async () => {
  const queries = ['', 'lang=fr', 'lang=vi', 'relation=FR-VN', `archive=${EPOCH}-0`, `archive=${EPOCH}-0&lang=fr`];
  for (const format of ['atom', 'jsonfeed']) {
    const addresses = queries.map((query) => `/v1/changes.${format}?${query}`);
    const tags = await Promise.all(addresses.map(async (one) => (await get(one)).headers.etag as string));
    expect(new Set(tags).size).toBe(queries.length);
    const again = await Promise.all(addresses.map((one, i) => get(one, { 'if-none-match': tags[i] as string })));
    expect(again.map((answer) => answer.statusCode)).toEqual(queries.map(() => 304));
  }
});

it('is a JSON Feed as well, whose items carry their changes', async () => {
  const answer = await get('/v1/changes.jsonfeed?relation=FR-VN&lang=vi');
  expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8');
  const feed = parseJsonFeed(answer.body);
  expect(feed).toMatchObject({
    language: 'vi',
    feed_url: 'https://foedera.example/v1/changes.jsonfeed?relation=FR-VN&lang=vi',
  });
  expect(feed.items?.length).toBe(50);
  const { items, next_url } = answer.json() as { items: { id: string; _foedera: Change }[]; next_url: string };
  expect(items[0]?._foedera).toMatchObject({ relation: 'FR-VN', seq: 300 });
  const older = (await get(next_url)).json() as typeof feed;
  expect(older.items?.map((item) => (item as { _foedera: Change })._foedera.seq)).toContain(201);
  expect((await get(items[0]?.id as string)).json()).toMatchObject({ id: `${EPOCH}-300-0`, prev: `${EPOCH}-299-0` });
});

it.each([
  ['an archive that is not complete', '/v1/changes.atom?archive=%-99', 400, 'invalid-parameter'],
  ['an archive of other rules', '/v1/changes.atom?archive=00000000-0', 410, 'epoch-changed'],
  ['a name that is none', '/v1/changes.atom?archive=1', 400, 'invalid-parameter'],
  ['a cursor in a feed', '/v1/changes.atom?after=0', 400, 'invalid-parameter'],
  ['an archive in a page', '/v1/changes?archive=%-0', 400, 'invalid-parameter'],
  ['a language that there is not', '/v1/changes.atom?lang=de', 400, 'unknown-word'],
  ['the change before the first', '/v1/changes/0', 404, 'not-found'],
  ['a change that there is not', '/v1/changes/%-1-9', 400, 'invalid-cursor'],
])('has no answer for %s', async (_, address, status, code) => {
  const answer = await get(address.replace('%', EPOCH));
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});
