import { once } from 'node:events';
import { connect } from 'node:net';
import { states } from '@foedera/projections/testing';
import { CloudEvent, type CloudEventV1 } from 'cloudevents';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '../read-model/change.ts';
import { CHANGES_EPOCH } from '../read-model/model.ts';
import { openRig, type Rig } from '../testing/rig.ts';
import { changesIn, openStream } from '../testing/stream.ts';

const EPOCH = CHANGES_EPOCH.slice(0, 8);
const visit = (key: string, day: string, parties = ['BY', 'VN']) =>
  states({ source: 'A', key, parties, occurred: `2015-12-${day}`, reported: '2016-01-10' });
const upgraded = states({
  source: 'A',
  key: 'u',
  kind: 'relations-upgraded',
  occurred: '2025-05',
  reported: '2025-05-12',
  attributes: { level: 'strategic partnership' },
});

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ streams: { heartbeatMs: 20, retryMs: 50, pollMs: 20 } });
  await rig.append([visit('1', '01'), visit('2', '05', ['FR', 'VN']), upgraded, visit('3', '09')]);
});
afterAll(() => rig.close());

interface Page {
  readonly changes: readonly Change[];
  readonly next: string;
  readonly more: boolean;
  readonly filter: string;
}
const pageOf = async (query: string): Promise<Page> => (await rig.app().inject(`/v1/changes?${query}`)).json() as Page;

describe('a page', () => {
  it('has the changes after a cursor, and always where to go on', async () => {
    const all = await pageOf('after=0');
    expect(all.changes.map((c) => [c.id, c.change])).toEqual([
      [`${EPOCH}-1-0`, 'entry-added'],
      [`${EPOCH}-2-0`, 'entry-added'],
      [`${EPOCH}-3-0`, 'entry-added'],
      [`${EPOCH}-3-1`, 'level-changed'],
      [`${EPOCH}-4-0`, 'entry-added'],
    ]);
    expect(all.changes.map((c) => c.prev)).toEqual([null, ...all.changes.slice(0, -1).map((c) => c.id)]);
    expect(all).toMatchObject({ next: `${EPOCH}-4-0`, more: false });
    expect(await pageOf(`after=${all.next}`)).toMatchObject({ changes: [], next: all.next, more: false });
  });

  it('follows another without a gap', async () => {
    const first = await pageOf('after=0&limit=2');
    expect(first).toMatchObject({ next: `${EPOCH}-2-0`, more: true });
    const second = await pageOf(`after=${first.next}&limit=2`);
    expect(second.changes.map((c) => [c.prev, c.id])).toEqual([
      [`${EPOCH}-2-0`, `${EPOCH}-3-0`],
      [`${EPOCH}-3-0`, `${EPOCH}-3-1`],
    ]);
  });

  it('has only what passes the filter, while its cursor passes everything', async () => {
    const page = await pageOf('relation=VN-FR');
    expect(page.changes.map((c) => c.id)).toEqual([`${EPOCH}-2-0`]);
    expect(page.next).toBe(`${EPOCH}-4-0`);
    expect((await pageOf('kind=relations-upgraded&change=level-changed')).changes.map((c) => c.id)).toEqual([
      `${EPOCH}-3-1`,
    ]);
    expect((await pageOf('party=FR&importance=high')).changes).toEqual([]);
    expect((await pageOf('relation=AA-ZZ')).changes).toEqual([]);
  });

  it('links to the next with the digest of its filter, and refuses that cursor under another', async () => {
    const answer = await rig.app().inject('/v1/changes?relation=BY-VN&limit=1');
    const next = /<([^>]+)>; rel="next"/.exec(answer.headers.link as string)?.[1] as string;
    expect((await rig.app().inject(next)).json().changes.map((c: Change) => c.id)).toEqual([`${EPOCH}-3-0`]);
    const other = await rig.app().inject(next.replace('BY-VN', 'FR-VN'));
    expect([other.statusCode, other.json().code]).toEqual([400, 'invalid-cursor']);
  });

  it('is not sent again to who has it', async () => {
    const first = await rig.app().inject('/v1/changes');
    const again = await rig
      .app()
      .inject({ url: '/v1/changes', headers: { 'if-none-match': first.headers.etag as string } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('is sent to who has the answer to another question', async () => {
    const filters = ['', 'relation=BY-VN', 'relation=FR-VN', 'minConfidence=0.5', 'importance=high'];
    const queries = [...filters, 'limit=2', 'envelope=cloudevents', `after=${EPOCH}-1-0`];
    const tagOf = async (query: string) => (await rig.app().inject(`/v1/changes?${query}`)).headers.etag as string;
    const tags = await Promise.all(queries.map(tagOf));
    expect(new Set(tags).size).toBe(queries.length);
    expect(await Promise.all(queries.map(tagOf))).toEqual(tags);
  });

  it.each([
    ['a word outside a vocabulary', 'kind=dance', 400, 'unknown-word'],
    ['a change that there is not', 'change=entry-eaten', 400, 'unknown-word'],
    ['a level of importance that there is not', 'importance=huge', 400, 'unknown-word'],
    ['an unknown filter', 'colour=red', 400, 'unknown-parameter'],
    ['a relation that is none', 'relation=BYVN', 400, 'invalid-parameter'],
    ['a malformed cursor', 'after=yesterday', 400, 'invalid-cursor'],
    ['a cursor with a spelling of its own', `after=${EPOCH}-04-0`, 400, 'invalid-cursor'],
    ['a cursor from the future', `after=${EPOCH}-5-0`, 400, 'invalid-cursor'],
    ['a cursor that never was', `after=${EPOCH}-1-7`, 400, 'invalid-cursor'],
    ['a limit of nothing', 'limit=0', 400, 'invalid-parameter'],
  ])('refuses %s', async (_, query, status, code) => {
    const answer = await rig.app().inject(`/v1/changes?${query}`);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('answers a cursor of other rules with the way on', async () => {
    const answer = await rig.app().inject('/v1/changes?after=0123abcd-3-0');
    expect([answer.statusCode, answer.json()]).toMatchObject([
      410,
      { code: 'epoch-changed', epoch: EPOCH, next: `/v1/changes?after=${EPOCH}-3-1` },
    ]);
    expect((await rig.app().inject(answer.json().next)).json().changes.map((c: Change) => c.id)).toEqual([
      `${EPOCH}-4-0`,
    ]);
  });

  it('keeps the filter, the size and the envelope of who asked on the way on', async () => {
    const { filter } = await pageOf('relation=FR-VN');
    const asked = `/v1/changes?relation=FR-VN&limit=7&envelope=cloudevents&filter=${filter}&after=0123abcd-1-0`;
    const answer = await rig.app().inject(asked);
    const { next, again, difference } = answer.json() as Record<'next' | 'again' | 'difference', string>;
    expect(answer.headers.link).toBe(`<${next}>; rel="next", <${difference}>; rel="related"`);
    expect(next).toBe(asked.replace('0123abcd', EPOCH));
    expect(again).toBe(asked.replace('0123abcd-1-0', '0'));
    expect(difference).toBe('/v1/changes/difference?from=0123abcd-1-0&relation=FR-VN');
    const page = (await rig.app().inject(next)).json() as { changes: CloudEventV1<Change>[] };
    expect(page.changes.map((event) => event.data?.relation)).toEqual(['FR-VN']);
    const streamed = await fetch(rig.url() + asked, { headers: { accept: 'text/event-stream' } });
    expect([streamed.status, ((await streamed.json()) as { next: string }).next]).toEqual([410, next]);
  });
});

it('puts changes in envelopes when asked, the same in pages and streams', async () => {
  const answer = await rig.app().inject('/v1/changes?after=0&envelope=cloudevents&relation=BY-VN');
  const events = (answer.json() as { changes: CloudEventV1<Change>[] }).changes;
  const plain = (await pageOf('after=0&relation=BY-VN')).changes;
  expect(events.map((event) => new CloudEvent(event, true).validate())).toEqual(plain.map(() => true));
  expect(events.map((event) => event.data)).toEqual(plain);
  const stream = await openStream(`${rig.url()}/v1/changes?after=0&envelope=cloudevents&relation=BY-VN`);
  await stream.until((m) => m.id === plain.at(-1)?.id && m.event === undefined);
  const streamed = stream.messages.filter((m) => m.event === undefined).map((m) => JSON.parse(m.data));
  expect(streamed).toEqual(events);
  stream.close();
});

describe('a stream', () => {
  it('is primed with an id and a time to wait, and has the changes of the pages', async () => {
    const stream = await openStream(`${rig.url()}/v1/changes?after=0`);
    expect(stream.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': '*',
    });
    await stream.until((m) => m.id === `${EPOCH}-4-0`);
    expect(stream.messages[0]).toMatchObject({ event: 'ready', id: '0' });
    expect(stream.retryMs()).toBe(50);
    expect(changesIn(stream.messages)).toEqual((await pageOf('after=0')).changes);
    expect(stream.messages.every((m) => m.id !== undefined)).toBe(true);
    stream.close();
  });

  it('goes on after Last-Event-ID, which beats after', async () => {
    const stream = await openStream(`${rig.url()}/v1/changes?after=0`, `${EPOCH}-3-1`);
    await stream.until((m) => m.id === `${EPOCH}-4-0` && m.event === undefined);
    expect(changesIn(stream.messages).map((c) => [c.prev, c.id])).toEqual([[`${EPOCH}-3-1`, `${EPOCH}-4-0`]]);
    stream.close();
  });

  it('moves the cursor of a client whose filter lets nothing through', async () => {
    const stream = await openStream(`${rig.url()}/v1/changes?after=0&relation=AA-ZZ`);
    const alive = await stream.until((m) => m.event === 'keep-alive' && m.id !== '0');
    expect([alive.id, JSON.parse(alive.data)]).toEqual([
      `${EPOCH}-4-0`,
      { cursor: `${EPOCH}-4-0`, seq: 4, ledger: null },
    ]);
    stream.close();
  });

  it('is refused like a page when its cursor is wrong', async () => {
    expect((await openStream(`${rig.url()}/v1/changes?after=x`)).status).toBe(400);
    expect((await openStream(`${rig.url()}/v1/changes?after=0`, '0123abcd-3-0')).status).toBe(410);
    expect((await openStream(`${rig.url()}/v1/changes?kind=dance`)).status).toBe(400);
    // An id that no message ever had.
    expect((await openStream(`${rig.url()}/v1/changes`, 'now')).status).toBe(400);
  });

  it('brings what is appended while it is open, to every client', async () => {
    const streams = await Promise.all(
      ['', '&relation=BY-VN', '&kind=visit'].map((filter) => openStream(`${rig.url()}/v1/changes?after=now${filter}`)),
    );
    await rig.append([visit('4', '20'), visit('5', '25', ['FR', 'VN']), visit('6', '28')], false);
    await Promise.all(streams.map((s) => s.until((m) => m.id === `${EPOCH}-7-0` && m.event === undefined)));
    expect(streams.map((s) => changesIn(s.messages).map((c) => c.id.slice(9)))).toEqual([
      ['5-0', '6-0', '7-0'],
      ['5-0', '7-0'],
      ['5-0', '6-0', '7-0'],
    ]);
    for (const stream of streams) stream.close();
  });

  it('hands its clients over when the server closes: cursor, and a time to come back', async () => {
    const stream = await openStream(`${rig.url()}/v1/changes?after=0`);
    await stream.until((m) => m.id === `${EPOCH}-7-0`);
    await rig.restart();
    await stream.ended;
    expect(stream.messages.at(-1)).toMatchObject({ event: 'server-closing', id: `${EPOCH}-7-0` });
    const again = await openStream(`${rig.url()}/v1/changes`, stream.messages.at(-1)?.id);
    await rig.append([visit('8', '30')]);
    await again.until((m) => m.id === `${EPOCH}-8-0`);
    expect(changesIn(again.messages).map((c) => c.prev)).toEqual([`${EPOCH}-7-0`]);
    again.close();
  });
});

it('has so many streams open at once, replays among them, and asks others to come back', async () => {
  const small = await openRig({ maxClients: 2, streams: { heartbeatMs: 20 } });
  await small.append([visit('1', '01')]);
  const address = `${small.url()}/v1/changes`;
  const open = [await openStream(address), await openStream(address)];
  for (const query of ['', '?asReported=2020-01-01']) {
    const refused = await fetch(address + query, { headers: { accept: 'text/event-stream' } });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refused.json()).toMatchObject({ code: 'not-ready', detail: '2 streams are open here already' });
  }
  expect((await fetch(address)).status).toBe(200);
  open[0]?.close();
  let again = await openStream(address);
  while (again.status !== 200) again = await openStream(address);
  for (const stream of [...open, again]) stream.close();
  await small.close();
});

it('closes although somebody has connected and asks for nothing', async () => {
  const rigOfItsOwn = await openRig();
  const { hostname, port } = new URL(rigOfItsOwn.url());
  const accepted = once(rigOfItsOwn.app().server, 'connection');
  const socket = connect(Number(port), hostname);
  const cut = once(socket, 'close');
  await accepted;
  await rigOfItsOwn.close();
  await cut;
});
