import { parse as parseCsv } from 'csv-parse/sync';
import { parseAtomFeed, parseJsonFeed } from 'feedsmith';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestTimeline, type Sketch, states, type TestTimeline } from '../testing/server.ts';

// Each export is read by another library than the one that wrote it, and compared with the JSON answer.

type Row = Record<string, unknown>;

const sketches: Sketch[] = [
  {
    source: 'A',
    key: '1',
    occurred: '2015-12-08/2015-12-10',
    reported: '2016-01-10',
    attributes: { status: 'planned', visitor: '=cmd|x' },
  },
  {
    source: 'A',
    key: '2',
    occurred: '2012',
    reported: '2016-01-11',
    kind: 'message',
    attributes: { channel: 'letter' },
  },
  {
    source: 'A',
    key: '3',
    occurred: '2013-05',
    reported: '2016-01-11',
    quote: 'He said: "đối tác", twice;\nand left, <b>',
  },
  {
    source: 'B',
    key: '1',
    occurred: '2010',
    reported: '2016-02-11',
    kind: 'trade-volume',
    attributes: { amount: 1.5e9, unit: 'USD' },
  },
  {
    source: 'B',
    key: '2',
    occurred: '../2017-12-31',
    reported: '2016-02-12',
    kind: 'meeting',
    attributes: { place: '-1+1' },
  },
  { source: 'B', key: '3', occurred: null, reported: '2016-02-13', kind: 'meeting' },
];
let timeline: TestTimeline;
const lists: readonly [list: string, address: string][] = [
  ['timeline', '/v1/relations/BY-VN/timeline'],
  ['claims', '/v1/claims'],
];
const rowsOf = async (list: string, address: string): Promise<Row[]> =>
  (await timeline.get<Record<string, Row[]>>(`${address}?limit=100`))[list] as Row[];
const fetch = async (address: string) => {
  const answer = await timeline.app.inject(address);
  expect(answer.statusCode).toBe(200);
  return answer;
};

beforeAll(async () => {
  timeline = await openTestTimeline();
  await timeline.append(sketches.map(states));
});
afterAll(() => timeline.close());

describe.each(lists)('%s', (list, address) => {
  it('is the same as NDJSON, with a closing line', async () => {
    const lines = (await fetch(`${address}.ndjson`)).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(lines.pop()).toEqual({ end: true, count: 6, seq: 6, epoch: expect.any(String) });
    expect(lines).toEqual(await rowsOf(list, address));
  });

  it('is the same as one JSON object without a cap', async () => {
    const all = await timeline.get<Record<string, unknown>>(`${address}?limit=all`);
    expect(all).toMatchObject({ next: null, more: false, seq: 6 });
    expect(all[list]).toEqual(await rowsOf(list, address));
  });

  it('is the same as CSV, and no cell is a formula', async () => {
    const { body, headers } = await fetch(`${address}.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body.charCodeAt(0)).toBe(0xfeff);
    const table = parseCsv(body, { bom: true, columns: true }) as Record<string, string>[];
    const cells = table.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+@\t-]/.test(cell))).toEqual([]);
    const expected = (await rowsOf(list, address)).map((row) =>
      Object.fromEntries(Object.keys(table[0] as object).map((name) => [name, textOf(row[name])])),
    );
    expect(table).toEqual(expected);
    for (const row of await rowsOf(list, address))
      expect(Object.keys(table[0] as object)).toEqual(expect.arrayContaining(Object.keys(row)));
  });

  it('is the same as Parquet', async () => {
    const { rawPayload } = await fetch(`${address}.parquet`);
    const file = rawPayload.buffer.slice(
      rawPayload.byteOffset,
      rawPayload.byteOffset + rawPayload.byteLength,
    ) as ArrayBuffer;
    const table = (await parquetReadObjects({ file })) as Row[];
    const plain = table.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : (value ?? null)]),
      ),
    );
    const expected = (await rowsOf(list, address)).map((row) =>
      Object.fromEntries(Object.keys(plain[0] as object).map((name) => [name, row[name] ?? null])),
    );
    expect(plain).toEqual(expected);
    const notes = parquetMetadata(file).key_value_metadata?.map((kv) => [kv.key, kv.value]);
    expect(notes).toContainEqual(['foedera.seq', '6']);
  });

  it('is the same as a calendar, but for what has no date', async () => {
    const { body } = await fetch(`${address}.ics`);
    const calendar = new ICAL.Component(ICAL.parse(body));
    const events = calendar.getAllSubcomponents('vevent').map((part) => {
      const event = new ICAL.Event(part);
      const last = event.endDate.clone();
      last.addDuration(ICAL.Duration.fromSeconds(-86_400));
      return {
        id: event.uid.split('@')[0],
        first: event.startDate.toString(),
        last: last.toString(),
        summary: event.summary,
        status: part.getFirstPropertyValue('status'),
        occurred: part.getFirstPropertyValue('x-foedera-occurred'),
      };
    });
    const rows = await rowsOf(list, address);
    const expected = rows
      .filter((row) => row.occurred !== null)
      .map((row) => ({
        id: row.id,
        first: row.earliest ?? row.latest,
        last: row.latest,
        summary: row.headline ?? row.kind,
        status: row.status === 'planned' ? 'TENTATIVE' : 'CONFIRMED',
        occurred: row.occurred,
      }));
    expect(events).toEqual(expected);
    expect(String(calendar.getFirstPropertyValue('x-foedera-undated'))).toBe('1');
  });

  it('is the same as Atom and as a JSON Feed', async () => {
    const rows = await rowsOf(list, address);
    const ids = rows.map((row) => `urn:foedera:${list === 'claims' ? 'claim' : 'entry'}:${String(row.id)}`);
    const atom = parseAtomFeed((await fetch(`${address}.atom`)).body);
    expect(atom.entries?.map((entry) => entry.id)).toEqual(ids);
    expect(atom.entries?.map((entry) => Date.parse(String(entry.published)))).toEqual(
      rows.map((row) => Date.parse(String(row.firstReported))),
    );
    expect(atom.entries?.map((entry) => entry.title?.value)).toEqual(
      rows.map((row) => `${String(row.occurred ?? 'undated')}: ${String(row.headline ?? row.kind)}`),
    );
    const text = (await fetch(`${address}.jsonfeed`)).body;
    expect(parseJsonFeed(JSON.parse(text)).items?.map((item) => item.id)).toEqual(ids);
    expect((JSON.parse(text) as { items: { _foedera: Row }[] }).items.map((item) => item._foedera)).toEqual(rows);
  });

  it('is a table in Markdown with a row for each', async () => {
    const lines = (await fetch(`${address}.md`)).body.split('\n').filter((line) => line.startsWith('| '));
    const rows = await rowsOf(list, address);
    expect(lines.slice(2).map((line) => line.split(' | ')[0]?.slice(2))).toEqual(rows.map((row) => row.id));
  });

  it('says in its last line when it was cut short', async () => {
    const last = (text: string): string => text.trim().split(/\r?\n/).at(-1) ?? '';
    const ndjson = JSON.parse(last((await fetch(`${address}.ndjson?limit=2`)).body)) as Row;
    expect(ndjson).toMatchObject({ end: true, count: 2, more: true, next: expect.any(String) });
    expect(last((await fetch(`${address}.csv?limit=2`)).body)).toContain(
      `more rows follow: after=${String(ndjson.next)}`,
    );
    expect(last((await fetch(`${address}.md?limit=2`)).body)).toContain(String(ndjson.next).replaceAll('_', '_'));
    const rest = (await fetch(`${address}.ndjson?after=${String(ndjson.next)}`)).body;
    expect(rest.trim().split('\n').length).toBe(5);
  });
});

it.each(['/v1/relations', '/v1/sources', '/v1/documents', '/v1/search?q=twice'])(
  '%s is a table in every table format',
  async (address) => {
    const [path, query = ''] = address.split('?');
    for (const suffix of ['ndjson', 'csv', 'parquet', 'md']) await fetch(`${path}.${suffix}?${query}`);
  },
);

it('an entry is also JSON-LD and Markdown', async () => {
  const [row] = await rowsOf('timeline', '/v1/relations/BY-VN/timeline');
  const ld = (await fetch(`/v1/entries/${String(row?.id)}.jsonld`)).json();
  expect(ld).toMatchObject({ '@type': 'Event', name: row?.headline, '@id': `urn:foedera:entry:${String(row?.id)}` });
  expect((await fetch(`/v1/entries/${String(row?.id)}.md`)).body).toContain('## claims');
  expect((await fetch('/v1/relations/BY-VN.md')).body).toContain('### figures');
});

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return typeof value === 'string' && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
}
