import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { type Claim, claimIdOf, eventId, keyedClaimId, type Statement, sha256 } from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { eventsOf, ingestText } from '../testing/claims.ts';

const source = { id: 'A', release: '1', published: '2016-01-10' };
const visit = { kind: 'visit', occurred: '2015-12-08', parties: ['BY', 'VN'], attributes: { visitor: 'L' } };
const textOf = (...lines: object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');
const keyed = (key: string, more: object = {}): object => ({ ...visit, key, source, ...more });
const target = { source: 'A', key: '7' };
const byDesk = { reason: 'misread', by: 'desk' };
const claims = async (log: EventLog): Promise<Claim[]> => (await eventsOf(log)).map(({ data }) => data as Claim);

describe('a statement', () => {
  it('becomes a claim of its kind, with its source’s publication as its reported time', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf(keyed('7', { status: 'planned', quote: 'va effectuer' })));
    const [event] = await eventsOf(log);
    const claim = keyedClaimId('A', '7');
    expect(event).toEqual({
      stream: 'foedera-batch-A-1',
      revision: 0,
      id: eventId([claim, 'stated', '1'], '2016-01-10'),
      type: 'visit',
      metadata: { schema: 1 },
      data: {
        ...visit,
        claim,
        attributes: { visitor: 'L', status: 'planned' },
        confidence: 1,
        quote: 'va effectuer',
        source,
        key: '7',
        reported: '2016-01-10',
        reportedBasis: 'stated',
      },
    });
  });

  it('without a publication is reported at no known time', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf({ ...visit, source: { id: 'A' } }));
    const [claim] = await claims(log);
    expect(claim).toMatchObject({ reported: null });
    expect(claim).not.toHaveProperty('reportedBasis');
    const { claim: id, ...statement } = claim as Claim;
    expect(id).toBe(claimIdOf(statement as Statement));
  });

  it('without a release belongs to one named after the whole input', async () => {
    const log = createMemoryLog();
    const text = textOf({ ...visit, source: { id: 'A' } }, { ...visit, source: { id: 'B' } });
    await ingestText(log, text);
    const release = `sha256-${sha256(text).slice(0, 12)}`;
    expect((await eventsOf(log)).map(({ stream }) => stream)).toEqual([
      `foedera-batch-A-${release}`,
      `foedera-batch-B-${release}`,
    ]);
    expect((await claims(log)).map(({ source }) => source.release)).toEqual([release, release]);
  });

  it('without a release takes the one that the file is given', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf({ ...visit, source: { id: 'A b/c' } }), { release: '2024' });
    expect(await log.lastRevision('foedera-batch-A%20b%2Fc-2024')).toBe(0);
  });

  it('whose key stands in the release already is rejected where it stands again', async () => {
    const log = createMemoryLog();
    const report = await ingestText(log, textOf(keyed('7'), keyed('8'), keyed('7', { occurred: '2016' })));
    expect(report).toMatchObject({ facts: 2, appended: 2, rejected: 1 });
    expect(report.rejections).toEqual([
      {
        code: 'key-reused',
        file: 'claims.ndjson',
        line: 3,
        pointer: '/key',
        reason: 'key "7" of source "A" stands in release "1" already, at line 1',
      },
    ]);
  });

  it('without a key is rejected when a statement with the same id stands in the release', async () => {
    const line = { ...visit, source };
    const report = await ingestText(createMemoryLog(), textOf(line, line));
    expect(report.rejections).toMatchObject([{ code: 'key-reused', line: 2, pointer: '' }]);
  });

  it('may use the key of another source or another release', async () => {
    const log = createMemoryLog();
    const later = { ...source, release: '2' };
    const other = { ...source, id: 'B' };
    const report = await ingestText(
      log,
      textOf(keyed('7'), keyed('7', { source: later }), keyed('7', { source: other })),
    );
    expect(report).toMatchObject({ appended: 3, rejected: 0 });
    const [first, second] = await claims(log);
    expect(second?.claim).toBe(first?.claim);
    expect(new Set((await eventsOf(log)).map(({ id }) => id)).size).toBe(3);
  });

  it('may be made again after it was retracted, each act with an id of its own', async () => {
    const log = createMemoryLog();
    const retract = { op: 'retract', target, source };
    const report = await ingestText(log, textOf(keyed('7'), retract, keyed('7'), retract, keyed('7'), keyed('7')));
    expect(report).toMatchObject({ facts: 3, operations: 2, appended: 5, rejected: 1 });
    expect(new Set((await eventsOf(log)).map(({ id }) => id)).size).toBe(5);
  });
});

describe('an operation', () => {
  it.each([
    ['with a source stands in that source’s release', { op: 'retract', target, source }, 'foedera-batch-A-1'],
    [
      'without one stands in the release of its target’s source',
      { op: 'retract', target, ...byDesk },
      'foedera-batch-A-r',
    ],
    [
      'on a claim by id stands in the curation',
      { op: 'retract', target: '0'.repeat(32), ...byDesk },
      'foedera-batch-curation-r',
    ],
    [
      'that links stands in the curation',
      { op: 'link', relation: 'BY-VN', claims: [target, '0'.repeat(32)], ...byDesk },
      'foedera-batch-curation-r',
    ],
  ])('%s', async (_, line, stream) => {
    const log = createMemoryLog();
    expect(await ingestText(log, textOf(line), { release: 'r' })).toMatchObject({ operations: 1, rejected: 0 });
    expect((await eventsOf(log))[0]?.stream).toBe(stream);
  });

  it('of a ledger about a claim by id takes the statement’s source from the line', async () => {
    const log = createMemoryLog();
    const line = { op: 'correct', target: keyedClaimId('A', '7'), basis: 'ledger', ...visit, source, ...byDesk };
    await ingestText(log, textOf(line));
    expect((await eventsOf(log))[0]?.data).toMatchObject({
      basis: 'ledger',
      reported: null,
      by: 'desk',
      replacement: { source, reported: null },
    });
  });

  it('of a decision names its claims by id', async () => {
    const log = createMemoryLog();
    const claims = [target, '0'.repeat(32)];
    const ops = ['link', 'separate', 'release'].map((op) => ({ op, relation: 'BY-VN', claims, ...byDesk }));
    await ingestText(log, textOf(...ops, { op: 'prefer', relation: 'BY-VN', claim: target, ...byDesk }));
    const named = { relation: 'BY-VN', claims: [keyedClaimId('A', '7'), '0'.repeat(32)], ...byDesk };
    expect((await eventsOf(log)).map(({ type, data }) => [type, data])).toEqual([
      ['claims-linked', named],
      ['claims-separated', named],
      ['claims-released', named],
      ['claim-preferred', { relation: 'BY-VN', claim: keyedClaimId('A', '7'), ...byDesk }],
    ]);
  });

  it('that names a claim twice is rejected', async () => {
    const line = { op: 'link', relation: 'BY-VN', claims: [target, keyedClaimId('A', '7')], ...byDesk };
    const report = await ingestText(createMemoryLog(), textOf(line));
    expect(report.rejections).toMatchObject([{ code: 'contradicts-itself', pointer: '/claims/1' }]);
  });

  it('repeated in one release is another event each time', async () => {
    const log = createMemoryLog();
    const line = { op: 'link', relation: 'BY-VN', claims: [target, '0'.repeat(32)], ...byDesk };
    await ingestText(
      log,
      textOf(line, line, keyed('7'), ...[1, 2].map(() => ({ op: 'correct', target, ...visit, source }))),
    );
    expect(new Set((await eventsOf(log)).map(({ id }) => id)).size).toBe(5);
  });

  it('on a claim that neither the ledger nor this run knows is rejected', async () => {
    const known = keyedClaimId('A', 'ledger');
    const lookup = { has: async (claim: string) => claim === known };
    const report = await ingestText(
      createMemoryLog(),
      textOf(
        keyed('7'),
        { op: 'retract', target, source },
        { op: 'retract', target: { source: 'A', key: 'ledger' }, source },
        { op: 'retract', target: { source: 'A', key: '8' }, source },
        { op: 'link', relation: 'BY-VN', claims: [target, '0'.repeat(32)], ...byDesk },
      ),
      { lookup },
    );
    expect(report).toMatchObject({ operations: 2, rejected: 2 });
    expect(report.rejections).toMatchObject([
      { code: 'unknown-target', line: 4, pointer: '/target', reason: 'key "8" of "A" is not known to the ledger' },
      { code: 'unknown-target', line: 5, pointer: '/claims/1' },
    ]);
  });
});
