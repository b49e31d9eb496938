import { WrongExpectedRevision } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { EVENTS, keyedClaimId, type OperationType } from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { ingestArticle } from '../documents/ingest.ts';
import { DecisionRejected } from '../errors.ts';
import { eventsOf } from '../testing/claims.ts';
import { lineExtractor } from '../testing/extractor.ts';
import { decide, withdrawDocument } from './decide.ts';
import type { Decision } from './decisions.ts';

const claim = keyedClaimId('A', '7');
const other = keyedClaimId('B', '7');
const who = { reason: 'the article says until the 9th', by: 'desk officer' };
const replacement = {
  kind: 'visit' as const,
  occurred: '2015-12-08/2015-12-09',
  parties: ['BY', 'VN'],
  attributes: { visitor: 'L' },
  confidence: 1,
  source: { id: 'A' },
  key: '7',
};
const relation = 'BY-VN';
const first = 'no-stream' as const;
const source = { id: 'A', release: '2', published: '2017-05-05' };

describe('a decision', () => {
  it.each<[string, Decision, object]>([
    [
      'claim-corrected',
      { op: 'correct', claim, replacement, ...who },
      { claim, basis: 'ledger', reported: null, replacement: { ...replacement, reported: null } },
    ],
    [
      'claim-corrected',
      { op: 'correct', claim, replacement, basis: 'source', source, ...who },
      {
        basis: 'source',
        source,
        reported: '2017-05-05',
        replacement: { ...replacement, reported: '2017-05-05', reportedBasis: 'stated' },
      },
    ],
    ['claim-retracted', { op: 'retract', claim, ...who }, { claim, basis: 'ledger', reported: null }],
    ['claims-linked', { op: 'link', claims: [claim, other], ...who }, { relation, claims: [claim, other] }],
    ['claims-separated', { op: 'separate', claims: [claim, other], ...who }, { relation, claims: [claim, other] }],
    ['claims-released', { op: 'release', claims: [claim, other], ...who }, { relation, claims: [claim, other] }],
    ['claim-preferred', { op: 'prefer', claim, ...who }, { relation, claim }],
  ])('is %s on the relation’s stream, with who and why', async (type, decision, data) => {
    const log = createMemoryLog();
    const decided = await decide(log, { relation, expectedRevision: first, decision });
    expect(decided).toMatchObject({ stream: 'foedera-relation-BY-VN', revision: 0, alreadyThere: false });
    const [event] = await eventsOf(log);
    expect(event).toMatchObject({ id: decided.id, type, metadata: { schema: 1, by: who.by, why: who.reason } });
    expect(event?.data).toMatchObject({ ...data, ...who });
    expect(EVENTS[type as OperationType].parse(event?.data)).toEqual(event?.data);
  });

  it('is made at the revision that was seen, else refused with the actual one', async () => {
    const log = createMemoryLog();
    const decision: Decision = { op: 'prefer', claim, ...who };
    const { revision } = await decide(log, { relation, expectedRevision: first, decision });
    const late = decide(log, { relation, expectedRevision: first, decision: { ...decision, claim: other } });
    await expect(late).rejects.toThrow(WrongExpectedRevision);
    await expect(late).rejects.toMatchObject({ actual: 0 });
    const next = await decide(log, { relation, expectedRevision: revision, decision });
    expect(next).toMatchObject({ revision: 1, alreadyThere: false });
  });

  it('that is sent twice is made once', async () => {
    const log = createMemoryLog();
    const request = { relation, expectedRevision: first, decision: { op: 'retract', claim, ...who } as Decision };
    const once = await decide(log, request);
    expect(await decide(log, request)).toEqual({ ...once, alreadyThere: true });
    expect(await eventsOf(log)).toHaveLength(1);
  });

  it('of ten at one revision exactly one is made', async () => {
    const log = createMemoryLog();
    const racing = [...Array(10).keys()].map((n) =>
      decide(log, {
        relation,
        expectedRevision: first,
        decision: { op: 'retract', claim, by: `desk ${n}`, reason: 'r' },
      }),
    );
    const results = await Promise.allSettled(racing);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['an unsorted relation', { relation: 'VN-BY' }, '/relation'],
    ['no revision', { expectedRevision: undefined }, '/expectedRevision'],
    ['an unknown operation', { decision: { op: 'merge', ...who } }, '/decision/op'],
    ['nobody', { decision: { op: 'retract', claim, reason: 'r' } }, '/decision/by'],
    ['no reason', { decision: { op: 'retract', claim, by: 'b' } }, '/decision/reason'],
    ['a claim that is none', { decision: { op: 'retract', claim: 'x', ...who } }, '/decision/claim'],
    ['a claim linked with itself', { decision: { op: 'link', claims: [claim, claim], ...who } }, '/decision/claims'],
    [
      'a source’s change of mind without the source',
      { decision: { op: 'retract', claim, basis: 'source', ...who } },
      '/decision/source',
    ],
    [
      'half a replacement',
      { decision: { op: 'correct', claim, replacement: { ...replacement, parties: undefined }, ...who } },
      '/decision/replacement/parties',
    ],
    [
      'an attribute of the wrong type',
      { decision: { op: 'correct', claim, replacement: { ...replacement, attributes: { host: 1 } }, ...who } },
      '/decision/replacement/attributes/host',
    ],
    [
      'a number beyond all bounds',
      { decision: { op: 'correct', claim, replacement: { ...replacement, attributes: { n: Infinity } }, ...who } },
      '/decision/replacement/attributes/n',
    ],
  ])('with %s is rejected, naming the place', async (_, change, pointer) => {
    const log = createMemoryLog();
    const request = { relation, expectedRevision: first, decision: { op: 'prefer', claim, ...who }, ...change };
    const error = await decide(log, request as Parameters<typeof decide>[1]).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(DecisionRejected);
    expect((error as DecisionRejected).problems.map(({ pointer }) => pointer)).toEqual([pointer]);
    expect(await log.head()).toBeNull();
  });

  it('about claims that the ledger does not know is rejected', async () => {
    const log = createMemoryLog();
    const lookup = { has: (id: string) => id === claim };
    const request = {
      relation,
      expectedRevision: first,
      decision: { op: 'link', claims: [claim, other], ...who } as Decision,
    };
    await expect(decide(log, request, lookup)).rejects.toMatchObject({
      problems: [{ code: 'unknown-target', pointer: '/decision/claims/1' }],
    });
  });
});

describe('a withdrawal', () => {
  const bytes = Buffer.from('visit 2015-12-08 BY VN');

  it('stands on the document’s own stream', async () => {
    const log = createMemoryLog();
    const { document, stream } = await ingestArticle(log, { bytes, name: 'a.txt' }, lineExtractor());
    const request = { document, expectedRevision: 2, ...who };
    const withdrawn = await withdrawDocument(log, request);
    expect(withdrawn).toMatchObject({ stream, revision: 3, alreadyThere: false });
    expect((await eventsOf(log)).at(-1)).toMatchObject({ type: 'document-withdrawn', data: { document, ...who } });
    expect(await withdrawDocument(log, request)).toEqual({ ...withdrawn, alreadyThere: true });
  });

  it('of a document that nobody knows is refused', async () => {
    const request = { document: '0'.repeat(64), expectedRevision: 0, ...who };
    await expect(withdrawDocument(createMemoryLog(), request)).rejects.toMatchObject({ actual: null });
    await expect(withdrawDocument(createMemoryLog(), { ...request, document: 'x' })).rejects.toThrow(DecisionRejected);
  });
});
