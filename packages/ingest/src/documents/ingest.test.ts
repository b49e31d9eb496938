import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import {
  type Claim,
  claimSchema,
  documentStream,
  EVENTS,
  eventId,
  isClaimType,
  type OperationType,
  sha256,
} from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { withdrawDocument } from '../curation/decide.ts';
import type { ArticleInput, Extractor } from '../extraction.ts';
import { eventsOf } from '../testing/claims.ts';
import { lineExtractor } from '../testing/extractor.ts';
import { ingestArticle, ingestExtraction } from './ingest.ts';

const text = [
  'published 2016-01-10',
  'visit 2015-12-08 BY VN visitor=L',
  'recognition 1991-12-27 BY VN by=VN of=BY',
  'no treaty',
].join('\n');
const article = (more: Partial<ArticleInput> = {}, words = text): ArticleInput => ({
  bytes: Buffer.from(words),
  name: 'a.txt',
  ...more,
});
const hash = sha256(text);
const stream = documentStream(hash);
const typesOf = async (log: EventLog): Promise<string[]> => (await eventsOf(log)).map(({ type }) => type);
/** An extractor that must not be asked. */
const unasked: Extractor = { ...lineExtractor(), extract: () => Promise.reject(new Error('asked')) };

describe('an article', () => {
  it('becomes its registration, a claim a fact, and the end of the ingest, on its own stream', async () => {
    const log = createMemoryLog();
    const outcome = await ingestArticle(log, article(), lineExtractor());
    const events = await eventsOf(log);
    expect(events.map(({ type }) => type)).toEqual([
      'document-registered',
      'visit',
      'recognition',
      'document-ingested',
    ]);
    expect(new Set(events.map(({ stream }) => stream))).toEqual(new Set([stream]));
    expect(outcome).toEqual({
      document: hash,
      stream,
      appended: 4,
      duplicates: 0,
      position: await log.head(),
      facts: 2,
      changes: {
        registered: true,
        stated: events.slice(1, 3).map(({ data }) => (data as Claim).claim),
        corrected: [],
        retracted: [],
      },
    });
    expect(events[0]?.data).toEqual({
      document: hash,
      source: { id: `document:${hash.slice(0, 16)}`, published: '2016-01-10' },
      language: 'fr',
      published: '2016-01-10',
      publishedBasis: 'stated',
      mediaType: 'text/plain',
      text,
      chunks: 1,
    });
    expect(events[3]?.data).toEqual({
      document: hash,
      extractor: { name: 'lines', version: '1', pack: 'p1' },
      claims: 2,
      refused: 1,
    });
  });

  it('states claims with their evidence, reported when it was published', async () => {
    const log = createMemoryLog();
    await ingestArticle(log, article(), lineExtractor());
    const visit = (await eventsOf(log)).find(({ type }) => type === 'visit');
    const data = visit?.data as Claim;
    const quote = 'visit 2015-12-08 BY VN visitor=L';
    expect(data).toEqual({
      claim: data.claim,
      kind: 'visit',
      occurred: '2015-12-08',
      occurredBasis: 'stated',
      parties: ['BY', 'VN'],
      attributes: { visitor: 'L' },
      confidence: 0.9,
      quote,
      source: { id: `document:${hash.slice(0, 16)}`, published: '2016-01-10' },
      reported: '2016-01-10',
      reportedBasis: 'stated',
      evidence: { document: hash, section: 'body', zone: 'body', quote, start: 21, end: 53 },
      extractor: { name: 'lines', version: '1', rule: 'visit', pack: 'p1' },
    });
    expect(visit?.id).toBe(eventId([data.claim, 'stated', 'lines 1 p1'], '2016-01-10'));
    expect(text.slice(data.evidence?.start, data.evidence?.end)).toBe(quote);
  });

  it('takes the publication date of a zone that has one of its own, also when nobody knows it', async () => {
    const log = createMemoryLog();
    const read = lineExtractor({
      read: (fact) => ({ ...fact, section: 'teaser', zonePublished: fact.kind === 'visit' ? '2026-01/2026-03' : null }),
    });
    await ingestArticle(log, article(), read);
    const claims = (await eventsOf(log)).filter(({ type }) => isClaimType(type)).map(({ data }) => data as Claim);
    expect(claims.map(({ reported }) => reported)).toEqual(['2026-01/2026-03', null]);
  });

  it('is from its publisher’s address when both are known', async () => {
    const log = createMemoryLog();
    await ingestArticle(log, article({ publisher: 'VNA', url: 'https://vnanet.vn/1' }), lineExtractor());
    expect((await eventsOf(log))[1]?.data).toMatchObject({
      source: { id: 'VNA https://vnanet.vn/1', publisher: 'VNA', url: 'https://vnanet.vn/1' },
    });
  });

  it('holds only events of the schema', async () => {
    const log = createMemoryLog();
    await ingestArticle(log, article({ title: 'T', url: 'https://vnanet.vn/1' }), lineExtractor(), { release: '2024' });
    for (const { type, data } of await eventsOf(log))
      expect((isClaimType(type) ? claimSchema : EVENTS[type as OperationType]).parse(data)).toEqual(data);
  });

  it('with a long text is registered in chunks that no surrogate pair is cut by', async () => {
    const log = createMemoryLog();
    const words = `${'𝄞"é\u0001'.repeat(100_000)}\n${text}`;
    await ingestArticle(log, article({}, words), lineExtractor());
    const events = await eventsOf(log);
    const parts = events.filter(({ type }) => type === 'document-registered' || type === 'document-text');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts[0]?.data).toMatchObject({ chunks: parts.length });
    expect(parts.slice(1).map(({ data }) => (data as { chunk: number }).chunk)).toEqual(
      parts.slice(1).map((_, n) => n + 1),
    );
    for (const { data } of parts) expect(Buffer.byteLength(JSON.stringify(data))).toBeLessThan(524_288);
    expect(parts.map(({ data }) => (data as { text: string }).text).join('')).toBe(words);
  });

  it('keeps two facts apart that one passage states alike', async () => {
    const log = createMemoryLog();
    const words = 'trade-volume 2014 BY VN unit=USD';
    const extraction = await lineExtractor().extract(article({}, words));
    const [fact] = extraction.facts;
    const facts = [100, 200].map((amount) => ({
      ...(fact as NonNullable<typeof fact>),
      attributes: { unit: 'USD', amount },
    }));
    const outcome = await ingestExtraction(log, { ...extraction, facts }, lineExtractor());
    expect(new Set(outcome.changes.stated).size).toBe(2);
    expect((await ingestExtraction(log, { ...extraction, facts }, lineExtractor())).appended).toBe(0);
  });
});

describe('the same article again', () => {
  it('is not even read, and appends nothing', async () => {
    const log = createMemoryLog();
    const first = await ingestArticle(log, article({ publisher: 'VNA' }), lineExtractor());
    const again = await ingestArticle(log, article({ publisher: 'VNA' }), unasked);
    expect(again).toEqual({
      ...first,
      appended: 0,
      duplicates: 4,
      changes: { registered: false, stated: [], corrected: [], retracted: [] },
    });
  });

  it('keeps what an earlier ingest was told', async () => {
    const log = createMemoryLog();
    const told = { publisher: 'VNA', url: 'https://vnanet.vn/1', published: '2016-02-02', publishedBasis: 'archive' };
    await ingestArticle(log, article(told), lineExtractor());
    await ingestArticle(log, article(), unasked);
    const newer = await ingestArticle(log, article(), lineExtractor({ version: '2' }));
    expect(newer.appended).toBe(0);
  });

  it('about which more is known now is registered anew, and what it reported moves', async () => {
    const log = createMemoryLog();
    await ingestArticle(log, article(), lineExtractor());
    const outcome = await ingestArticle(log, article({ published: '2016-02-02' }), lineExtractor());
    expect(await typesOf(log)).toEqual([
      ...['document-registered', 'visit', 'recognition', 'document-ingested'],
      ...['document-registered', 'claim-retracted', 'claim-retracted', 'visit', 'recognition', 'document-ingested'],
    ]);
    const events = await eventsOf(log);
    expect(outcome.changes.retracted).not.toEqual(outcome.changes.stated);
    expect(events[7]?.data).toMatchObject({ reported: '2016-02-02', key: expect.stringMatching(/#2$/) });
    expect(events[5]?.data).toMatchObject({ basis: 'ledger', reported: null });
    expect(new Set(events.map(({ id }) => id)).size).toBe(10);
    expect((await ingestArticle(log, article({ published: '2016-02-02' }), lineExtractor())).appended).toBe(0);
  });

  it('is refused when it was withdrawn', async () => {
    const log = createMemoryLog();
    await ingestArticle(log, article(), lineExtractor());
    await withdrawDocument(log, { document: hash, expectedRevision: 3, reason: 'asked by the publisher', by: 'desk' });
    const again = ingestArticle(log, article(), lineExtractor({ version: '2' }));
    await expect(again).rejects.toMatchObject({
      code: 'document-withdrawn',
      message: expect.stringContaining('asked by'),
    });
  });
});

describe('an extraction that breaks its promise', () => {
  it.each([
    ['a kind that nobody knows', 'summit 2015-12-08 BY VN', '/kind'],
    ['a date that is none', 'visit 2015-02-30 BY VN', '/occurred'],
  ])('with %s is refused, and nothing is appended', async (_, words, pointer) => {
    const log = createMemoryLog();
    const ingest = ingestArticle(log, article({}, words), lineExtractor());
    await expect(ingest).rejects.toMatchObject({
      code: 'extraction-invalid',
      message: expect.stringContaining(pointer),
    });
    expect(await log.head()).toBeNull();
  });
});
