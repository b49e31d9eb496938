import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimOf, openTestTimeline, retracts, type Sketch, states, type TestTimeline } from './testing/server.ts';

// What the addresses that answers lead to answer in turn, and that every way of asking for a list gives the same list.

const sketches: Sketch[] = [
  ...Array.from(
    { length: 12 },
    (_, i): Sketch => ({
      source: `press-${i % 4}`,
      key: String(i),
      occurred: `20${10 + i}`,
      reported: '2023-01-01',
      kind: 'message',
      attributes: { channel: 'letter', n: i },
      quote: `A letter in 20${10 + i}`,
    }),
  ),
  { source: 'press-0', key: 'ru', occurred: '2015-03-01', reported: '2023-01-01', parties: ['RU', 'VN'] },
  { source: 'press-0', key: 'fr', occurred: '2015-04-01', reported: '2023-01-01', parties: ['FR', 'VN'] },
  { source: 'press-0', key: 'us', occurred: '2015-05-01', reported: '2023-01-01', parties: ['US', 'VN'] },
];
const [first, ...others] = sketches as [Sketch, ...Sketch[]];

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline({ ledger: { head: () => ({ seq: 3, hash: 'ab'.repeat(32), recorded: null }) } });
  await timeline.append(others.map(states));
  await timeline.append([
    { type: 'document-registered', data: documentOf('a') },
    { type: 'document-registered', data: documentOf('b') },
    { type: 'document-registered', data: documentOf('c') },
  ]);
});
afterAll(() => timeline.close());

function documentOf(letter: string): object {
  return {
    document: letter.repeat(64),
    source: { id: `press-${letter}` },
    title: 'A letter',
    language: 'en',
    published: '2023-01-01',
    publishedBasis: 'stated',
    mediaType: 'text/plain',
    text: `Text of ${letter}`,
    chunks: 1,
  };
}

type Answer = Record<string, unknown> & { readonly next: string | null; readonly more: boolean };
const rowsOf = (answer: object): { id: string }[] => Object.values(answer)[0] as { id: string }[];
const linkOf = (header: unknown, rel: string): string | undefined =>
  new RegExp(`<([^>]+)>; rel="${rel}"`).exec(String(header))?.[1];
const withLimit = (address: string, limit: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}limit=${limit}`;

const LISTS = [
  '/v1/relations',
  '/v1/relations/BY-VN/timeline?order=newest',
  '/v1/claims',
  '/v1/claims?asReported=2023-06-01',
  '/v1/sources',
  '/v1/documents',
  '/v1/search?q=letter',
];

describe.each(LISTS)('%s', (address) => {
  it('is the same by the links of its pages, as one answer and as lines', async () => {
    const ids: string[] = [];
    for (let at: string | undefined = withLimit(address, '2'); at !== undefined; ) {
      const page = await timeline.app.inject(at);
      const answer = page.json() as Answer;
      expect([at, page.statusCode]).toEqual([at, 200]);
      ids.push(...rowsOf(answer).map((row) => row.id));
      at = linkOf(page.headers.link, 'next');
      expect(at !== undefined).toBe(answer.more);
    }
    const all = rowsOf(await timeline.get(withLimit(address, 'all')));
    expect(ids.length).toBeGreaterThan(2);
    expect(ids).toEqual(all.map((row) => row.id));
    const [path, query = ''] = address.split('?');
    const lines = (await timeline.app.inject(`${path}.ndjson?${query}`)).body.trimEnd().split('\n');
    expect(lines.slice(0, -1).map((line) => JSON.parse(line).id)).toEqual(ids);
    expect(JSON.parse(lines.at(-1) as string)).toMatchObject({ end: true, count: ids.length });
  });

  it('has pages whose bookmark still shows them after later records', async () => {
    const kept: [bookmark: string, rows: object[]][] = [];
    for (let at: string | undefined = withLimit(address, '2'); at !== undefined; ) {
      const page = await timeline.app.inject(at);
      const bookmark = linkOf(page.headers.link, 'bookmark');
      // Sources and documents are shown as they are now alone.
      expect(bookmark !== undefined).toBe(!/sources|documents/.test(address));
      if (bookmark) kept.push([bookmark, rowsOf(page.json())]);
      at = linkOf(page.headers.link, 'next');
    }
    const later = { ...first, key: `later ${address}`, quote: 'Another letter' };
    await timeline.append([states(later), retracts(others[3] as Sketch, '2023-01-02')]);
    for (const [bookmark, rows] of kept) {
      const again = await timeline.app.inject(bookmark);
      expect([bookmark, again.statusCode]).toEqual([bookmark, 200]);
      expect(rowsOf(again.json()).map((row) => row.id)).toEqual(rows.map((row) => (row as { id: string }).id));
    }
    await timeline.append([retracts(later, '2023-01-01', 'ledger'), states(others[3] as Sketch)]);
  });
});

it.each([
  ['/v1/relations/VN%2DBY', 308, '/v1/relations/BY-VN'],
  ['/v1/relations/VN%2DBY.md?lang=fr', 308, '/v1/relations/BY-VN.md?lang=fr'],
  ['/v1/relations/%56N-BY/timeline.csv', 308, '/v1/relations/BY-VN/timeline.csv'],
])('%s leads to the address as it is written', async (address, status, location) => {
  const answer = await timeline.app.inject(address);
  expect([answer.statusCode, answer.headers.location]).toEqual([status, location]);
});

it('a claim’s id leads to its entry, however it is written', async () => {
  const twin: Sketch = { ...(others[0] as Sketch), source: 'press-9', key: 'twin', reported: '2023-02-01' };
  await timeline.append([states(twin)]);
  const [holder, inner] = [claimOf(others[0] as Sketch), claimOf(twin)];
  const written = `%${inner.charCodeAt(0).toString(16)}${inner.slice(1)}`;
  for (const id of [inner, written]) {
    const answer = await timeline.app.inject(`/v1/entries/${id}.md`);
    expect([answer.statusCode, answer.headers.location]).toEqual([307, `/v1/entries/${holder}.md`]);
  }
});

it('claims of several relations are those of any, of several states those of each', async () => {
  const of = async (query: string) =>
    rowsOf(await timeline.get(`/v1/claims?from=2015-02&to=2015-12&${query}`)).map((row) => row.id);
  const [ru, fr] = ['ru', 'fr'].map((key) => claimOf({ source: 'press-0', key }));
  expect(await of('relation=RU-VN')).toContain(ru);
  expect(await of('relation=RU-VN,VN-FR&certainty=certain')).toEqual([ru, fr]);
  expect(await of('relation=RU-VN&relation=FR-VN&party=FR')).toEqual([fr]);
  expect(await of('party=RU,FR')).toEqual([]);
  expect(await of('relation=RU-VN,FR-VN&include=retracted&certainty=certain')).toEqual([ru, fr]);
});

it('documents are listed for any of several sources', async () => {
  const of = async (query: string) => rowsOf(await timeline.get(`/v1/documents?${query}`)).map((row) => row.id[0]);
  expect(await of('source=press-a')).toEqual(['a']);
  expect(await of('source=press-a&source=press-c')).toEqual(['a', 'c']);
  expect(await of('source=press-a,press-b')).toEqual(['a', 'b']);
});

it('the head of the ledger is not sent again to who has it', async () => {
  const { etag } = (await timeline.app.inject('/v1/ledger/head')).headers;
  const again = await timeline.app.inject({ url: '/v1/ledger/head', headers: { 'if-none-match': etag } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

it('lines are compressed where that is asked for, and are the same', async () => {
  const plain = await timeline.app.inject('/v1/claims.ndjson');
  const zipped = await timeline.app.inject({ url: '/v1/claims.ndjson', headers: { 'accept-encoding': 'gzip' } });
  expect([plain.headers['content-encoding'], zipped.headers['content-encoding']]).toEqual([undefined, 'gzip']);
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
});

it('OPTIONS is answered with what may be done from elsewhere', async () => {
  for (const headers of [{}, { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' }]) {
    const answer = await timeline.app.inject({ method: 'OPTIONS', url: '/v1/claims', headers });
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD');
  }
});

it('nothing in a calendar blocks time', async () => {
  const { body } = await timeline.app.inject('/v1/relations/BY-VN/timeline.ics');
  const count = (text: string): number => body.split(text).length - 1;
  expect(count('TRANSP:TRANSPARENT')).toBe(count('BEGIN:VEVENT'));
});
