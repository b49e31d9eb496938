import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import type { Claim, ClaimCorrected, ClaimRetracted } from '@foedera/schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendStream } from '../append.ts';
import type { ArticleInput, ExtractedFact, Extractor } from '../extraction.ts';
import { eventsOf } from '../testing/claims.ts';
import { lineExtractor } from '../testing/extractor.ts';
import { ingestArticle, ingestExtraction } from './ingest.ts';

const words = [
  'published 2016-01-10',
  'visit 2015-12-08 BY VN visitor=L',
  'recognition 1991-12-27 BY VN by=VN of=BY',
  'relations-upgraded 2025-05 BY VN level=x',
].join('\n');
const article: ArticleInput = { bytes: Buffer.from(words), name: 'a.txt' };
const v1 = lineExtractor();
const changing = (read: (fact: ExtractedFact) => ExtractedFact | null, version = '2'): Extractor =>
  lineExtractor({ version, read });
const only = (kind: string, change: (fact: ExtractedFact) => ExtractedFact | null) => (fact: ExtractedFact) =>
  fact.kind === kind ? change(fact) : fact;

/** Events after the first ingest. */
async function reread(...newer: Extractor[]): Promise<{ log: EventLog; events: Awaited<ReturnType<typeof eventsOf>> }> {
  const log = createMemoryLog();
  const { appended } = await ingestArticle(log, article, v1);
  for (const extractor of newer) await ingestArticle(log, article, extractor);
  return { log, events: (await eventsOf(log)).slice(appended) };
}

describe('reading an article again', () => {
  it.each([
    ['a newer version', lineExtractor({ version: '2' })],
    ['another pack', lineExtractor({ pack: 'p2' })],
    ['another confidence', changing((fact) => ({ ...fact, confidence: 0.1 }))],
    ['another rule', changing((fact) => ({ ...fact, rule: 'better' }))],
  ])('with %s that finds the same appends nothing', async (_, newer) => {
    expect((await reread(newer)).events).toEqual([]);
  });

  it('corrects the claim whose date is read otherwise, as the ledger’s own mistake', async () => {
    const { log, events } = await reread(
      changing(only('visit', (fact) => ({ ...fact, date: '2015-12-08/2015-12-09' }))),
    );
    const visit = (await eventsOf(log))[1]?.data as Claim;
    expect(events.map(({ type }) => type)).toEqual(['claim-corrected', 'document-ingested']);
    const data = events[0]?.data as ClaimCorrected;
    expect(data).toMatchObject({
      claim: visit.claim,
      basis: 'ledger',
      reason: 'read again by lines 2: occurred',
      by: 'lines 2',
      reported: null,
      extractor: { name: 'lines', version: '2', rule: 'visit', pack: 'p1' },
      replacement: { kind: 'visit', occurred: '2015-12-08/2015-12-09', reported: null, evidence: visit.evidence },
    });
  });

  it.each([
    ['attributes', (fact: ExtractedFact) => ({ ...fact, attributes: { level: 'x', wording: 'y' } })],
    ['evidence', (fact: ExtractedFact) => ({ ...fact, more: [{ quote: 'again', start: 0, end: 5 }] })],
    ['quote, evidence', (fact: ExtractedFact) => ({ ...fact, quote: fact.quote.slice(3), start: fact.start + 3 })],
    ['occurredBasis', (fact: ExtractedFact) => ({ ...fact, dateBasis: 'inferred year' })],
    ['via', (fact: ExtractedFact) => ({ ...fact, via: ['EAEU'] })],
  ])('says that it reads %s otherwise', async (names, change) => {
    const { events } = await reread(changing(only('relations-upgraded', change)));
    expect(events.map(({ type }) => type)).toEqual(['claim-corrected', 'document-ingested']);
    expect(events[0]?.data).toMatchObject({ reason: `read again by lines 2: ${names}` });
  });

  it('retracts what is no longer found and states what is new', async () => {
    const { log, events } = await reread(
      changing((fact) =>
        fact.kind === 'visit' ? null : fact.kind === 'recognition' ? { ...fact, kind: 'other' } : fact,
      ),
    );
    const [, visit, recognition] = (await eventsOf(log)).map(({ data }) => (data as Claim).claim);
    expect(events.map(({ type }) => type)).toEqual([
      'claim-retracted',
      'claim-retracted',
      'other',
      'document-ingested',
    ]);
    expect(events.slice(0, 2).map(({ data }) => (data as ClaimRetracted).claim)).toEqual([visit, recognition]);
    expect(events[0]?.data).toMatchObject({
      basis: 'ledger',
      reported: null,
      reason: 'read again by lines 2: not stated',
    });
    expect(events[3]?.data).toMatchObject({ claims: 2, extractor: { version: '2' } });
  });

  it('corrects a correction back, and states what was retracted under a new id', async () => {
    const { events } = await reread(
      changing((fact) => (fact.kind === 'visit' ? null : { ...fact, dateBasis: 'other' })),
      changing((fact) => fact, '3'),
      changing((fact) => fact, '4'),
    );
    expect(events.map(({ type }) => type)).toEqual([
      ...['claim-retracted', 'claim-corrected', 'claim-corrected', 'document-ingested'],
      ...['claim-corrected', 'claim-corrected', 'visit', 'document-ingested'],
    ]);
    expect(events[6]?.data).toMatchObject({ key: expect.stringMatching(/^[0-9a-f]{32}#2$/) });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  it('tells two claims of one passage apart by how they read now', async () => {
    const extraction = await v1.extract(article);
    const [fact] = extraction.facts as [ExtractedFact];
    const read = (version: string, ...dates: string[]) => {
      const facts = dates.map((date) => ({ ...fact, date }));
      return ingestExtraction(log, { ...extraction, facts }, lineExtractor({ version }));
    };
    const log = createMemoryLog();
    await read('1', '2013', '2014');
    expect((await read('2', '2012', '2011')).changes).toMatchObject({
      corrected: Array(2).fill(expect.any(String)),
      stated: [],
    });
    expect((await read('3', '2011', '2012')).appended).toBe(0);
  });

  it('gives each repetition of an act an id of its own', async () => {
    const other = changing(only('visit', (fact) => ({ ...fact, dateBasis: 'other' })));
    const { events } = await reread(other, v1, other, v1);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events).toHaveLength(8);
  });
});

describe('an ingest that broke off', () => {
  const versions = [
    v1,
    changing((fact) => (fact.kind === 'visit' ? null : { ...fact, dateBasis: 'v2' })),
    changing((fact) => (fact.kind === 'recognition' ? { ...fact, date: '1991-12' } : fact), '3'),
  ];
  /** Cuts an append after some events, as if it had been made in smaller ones. */
  const cutting = (log: EventLog, events: number): EventLog => ({
    ...log,
    append: async (stream, given, options) => {
      if (given.length <= events) return log.append(stream, given, options);
      if (events > 0) await log.append(stream, given.slice(0, events), options);
      throw new Error('power cut');
    },
  });
  const brokenOff = async (log: EventLog, extractor: Extractor, events: number, input = article): Promise<unknown> =>
    ingestArticle(cutting(log, events), input, extractor).catch((error: Error) =>
      expect(error.message).toBe('power cut'),
    );

  it.each([0, 1, 2, 3, 4])('after %i events is finished as if nothing had happened', async (events) => {
    const undisturbed = createMemoryLog();
    const log = createMemoryLog();
    for (const extractor of versions) {
      await ingestArticle(undisturbed, article, extractor);
      await brokenOff(log, extractor, events);
      await ingestArticle(log, article, extractor);
    }
    expect(await eventsOf(log)).toEqual(await eventsOf(undisturbed));
  });

  it('inside a long text is finished as if nothing had happened', async () => {
    const long = { bytes: Buffer.from(`${'é'.repeat(600_000)}\n${words}`), name: 'long.txt' };
    const undisturbed = createMemoryLog();
    await ingestArticle(undisturbed, long, v1);
    const all = await eventsOf(undisturbed);
    for (let cut = 0; cut < 5; cut++) {
      const log = createMemoryLog();
      await appendStream(log, all[0]?.stream ?? '', all.slice(0, cut + 1));
      await ingestArticle(log, long, v1);
      expect(await eventsOf(log)).toEqual(all);
    }
  });

  it('inside a long text and is taken up with other knowledge is registered anew, whole', async () => {
    const long = { bytes: Buffer.from(`${'é'.repeat(600_000)}\n${words}`), name: 'long.txt' };
    const before = createMemoryLog();
    await ingestArticle(before, long, v1);
    const [first] = await eventsOf(before);
    const log = createMemoryLog();
    await appendStream(log, first?.stream ?? '', [first as NonNullable<typeof first>]);
    await ingestArticle(log, { ...long, published: '2016-02-02' }, v1);
    const types = (await eventsOf(log)).slice(0, 5).map(({ type }) => type);
    const registered = ['document-registered', 'document-text', 'document-text'];
    expect(types).toEqual(['document-registered', ...registered, 'visit']);
  });

  it('while a long text was registered anew, twice, ends with the whole text under what is known now', async () => {
    const long = { bytes: Buffer.from(`${'é'.repeat(600_000)}\n${words}`), name: 'long.txt' };
    const told = { ...long, published: '2016-02-02' };
    const log = createMemoryLog();
    await ingestArticle(log, long, v1);
    await brokenOff(log, v1, 1, told);
    await brokenOff(log, v1, 1, { ...long, published: '2016-01-10', publishedBasis: 'stated' });
    await ingestArticle(log, { ...long, published: '2016-01-10', publishedBasis: 'stated' }, v1);
    const events = await eventsOf(log);
    const last = events.findLastIndex(({ type }) => type === 'document-registered');
    expect(events[last]?.data).toMatchObject({ published: '2016-01-10', chunks: 3 });
    expect(events.slice(last + 1, last + 3).map(({ type }) => type)).toEqual(['document-text', 'document-text']);
  });

  it('and is taken up by another extractor ends with what that one reads', async () => {
    const standing = async (log: EventLog): Promise<unknown> => {
      const claims = new Map<string, unknown>();
      for (const { type, data } of await eventsOf(log)) {
        const { claim, replacement, occurred, occurredBasis } = data as ClaimCorrected & Claim;
        if (type === 'claim-retracted') claims.delete(claim);
        else if (replacement) claims.set(claim, [replacement.occurred, replacement.occurredBasis]);
        else if (claim) claims.set(claim, [occurred, occurredBasis]);
      }
      return [...claims.values()].map((value) => JSON.stringify(value)).sort();
    };
    const one = fc.record({ version: fc.nat(2), events: fc.nat(5) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 5 }), fc.nat(2), async (tries, last) => {
        const log = createMemoryLog();
        for (const { version, events } of tries) await brokenOff(log, versions[version] as Extractor, events);
        await ingestArticle(log, article, versions[last] as Extractor);
        const alone = createMemoryLog();
        await ingestArticle(alone, article, versions[last] as Extractor);
        expect(await standing(log)).toEqual(await standing(alone));
        const events = await eventsOf(log);
        expect(events.at(-1)?.type).toBe('document-ingested');
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        expect((await ingestArticle(log, article, versions[last] as Extractor)).appended).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
