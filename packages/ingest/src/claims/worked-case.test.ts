import { readFileSync } from 'node:fs';
import { createMemoryLog } from '@foedera/event-log/testing';
import {
  type ClaimCorrected,
  claimSchema,
  EVENTS,
  isClaimType,
  keyedClaimId,
  type OperationType,
} from '@foedera/schema';
import { describe, expect, it } from 'vitest';
import { eventsOf, ingestText } from '../testing/claims.ts';

const text = readFileSync(new URL('./fixtures/worked-case.ndjson', import.meta.url), 'utf8');
const a = keyedClaimId('A', '7');
const b = keyedClaimId('B', 'visit');

describe('the worked case as prepared claims', () => {
  it('stands in the log in the order of its lines, each event with its reported time', async () => {
    const log = createMemoryLog();
    const report = await ingestText(log, text);
    expect(report).toMatchObject({ facts: 3, operations: 3, appended: 6, rejected: 0 });
    const rows = (await eventsOf(log)).map(({ stream, type, data }) => {
      const { claim, reported, basis } = data as ClaimCorrected;
      return [stream, type, claim, reported, basis];
    });
    expect(rows).toEqual([
      ['foedera-batch-A-1', 'visit', a, '2016-01-10', undefined],
      ['foedera-batch-B-1', 'visit', b, '2016-03-01', undefined],
      ['foedera-batch-A-2', 'claim-corrected', a, '2017-05-05', 'source'],
      [expect.stringMatching(/^foedera-batch-B-sha256-[0-9a-f]{12}$/), 'claim-corrected', b, null, 'ledger'],
      ['foedera-batch-C-1', 'visit', keyedClaimId('C', 'visit'), '2016-02-01', undefined],
      ['foedera-batch-A-3', 'claim-retracted', a, '2018-01-01', 'source'],
    ]);
  });

  it('keeps the target’s source and key in a replacement, and leaves a ledger’s reported time to the target', async () => {
    const log = createMemoryLog();
    await ingestText(log, text);
    const corrections = (await eventsOf(log)).filter(({ type }) => type === 'claim-corrected');
    const [bySource, byLedger] = corrections.map(({ data }) => (data as ClaimCorrected).replacement);
    expect(bySource).toMatchObject({ key: '7', source: { id: 'A', release: '2' }, reported: '2017-05-05' });
    expect(byLedger).toMatchObject({
      key: 'visit',
      source: { id: 'B' },
      reported: null,
      occurred: '2015-12-08/2015-12-09',
    });
    expect(byLedger?.attributes.status).toBe('completed');
  });

  it('holds only events of the schema, with ids of their own', async () => {
    const log = createMemoryLog();
    await ingestText(log, text);
    const events = await eventsOf(log);
    for (const { type, data } of events)
      expect((isClaimType(type) ? claimSchema : EVENTS[type as OperationType]).parse(data)).toEqual(data);
    expect(new Set(events.map(({ id }) => id)).size).toBe(6);
  });

  it('is recognised when it comes again', async () => {
    const log = createMemoryLog();
    await ingestText(log, text);
    expect(await ingestText(log, text)).toMatchObject({ facts: 3, appended: 0, duplicates: 6, rejected: 0 });
  });
});
