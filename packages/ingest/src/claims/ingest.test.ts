import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsOf, ingestText } from '../testing/claims.ts';

const source = { id: 'A', release: '1', published: '2016-01-10' };
const visit = { kind: 'visit', occurred: '2015-12-08', parties: ['BY', 'VN'], attributes: { visitor: 'L' } };
const textOf = (...lines: object[]): string => lines.map((line) => JSON.stringify(line)).join('\n');
const keyed = (key: string, more: object = {}): object => ({ ...visit, key, source, ...more });

describe('a file', () => {
  it('goes on after bad lines, and says where each is', async () => {
    const log = createMemoryLog();
    const bytes = Buffer.concat([
      Buffer.from(`\ufeff${textOf(keyed('1'))}\r\n\n  \n{"kind":\n`),
      Buffer.from([0xff, 0x0a]),
      Buffer.from(`${'x'.repeat(600_000)}\n${textOf(keyed('2', { occurred: 'soon' }))}\n${textOf(keyed('3'))}`),
    ]);
    const report = await ingestText(log, bytes);
    expect(report).toMatchObject({ lines: 8, facts: 2, appended: 2, rejected: 4 });
    expect(report.rejections.map(({ line, code }) => [line, code])).toEqual([
      [4, 'not-json'],
      [5, 'not-utf8'],
      [6, 'line-too-long'],
      [7, 'wrong-value'],
    ]);
  });

  it('that comes again appends nothing, and one that grew only what is new', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf(keyed('1'), keyed('2')));
    expect(await ingestText(log, textOf(keyed('1'), keyed('2')))).toMatchObject({ appended: 0, duplicates: 2 });
    expect(await ingestText(log, textOf(keyed('1'), keyed('2'), keyed('3')))).toMatchObject({
      appended: 1,
      duplicates: 2,
    });
  });

  it('that says otherwise under a release that is recorded is refused from the first difference on', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf(keyed('1'), keyed('2'), keyed('3')));
    const other = { ...source, id: 'B' };
    const changed = textOf(keyed('1'), keyed('1', { source: other }), keyed('2', { occurred: '2016' }), keyed('3'));
    const report = await ingestText(log, changed);
    expect(report).toMatchObject({ appended: 1, duplicates: 1, rejected: 2 });
    expect(report.rejections).toEqual([
      {
        code: 'release-differs',
        file: 'claims.ndjson',
        line: 3,
        pointer: '',
        reason: expect.stringMatching(
          /foedera-batch-A-1 was already recorded with other content.*revision 1.*new release/,
        ),
      },
    ]);
    expect((await eventsOf(log)).length).toBe(4);
  });

  it('counts the same in a dry run, and appends nothing', async () => {
    const log = createMemoryLog();
    await ingestText(log, textOf(keyed('1')));
    const text = textOf(keyed('1'), keyed('2'), keyed('2'));
    const dry = await ingestText(log, text, { dryRun: true });
    expect(await eventsOf(log)).toHaveLength(1);
    expect(await ingestText(log, text)).toEqual(dry);
  });

  it('that broke off at any append is finished by the next run as if nothing had happened', async () => {
    const line = fc.record({
      key: fc.integer({ min: 0, max: 9 }),
      id: fc.constantFrom('A', 'B', 'C'),
      op: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.nat(30), async (lines, cut) => {
        const text = textOf(
          ...lines.map(({ key, id, op }) => {
            const common = { source: { ...source, id } };
            return op
              ? { op: 'retract', target: { source: id, key: String(key) }, ...common }
              : { ...visit, key: String(key), ...common };
          }),
        );
        const undisturbed = createMemoryLog();
        const report = await ingestText(undisturbed, text);
        const log = createMemoryLog();
        let left = cut;
        const failing: EventLog = {
          ...log,
          append: (...args) => (left-- > 0 ? log.append(...args) : Promise.reject(new Error('power cut'))),
        };
        await ingestText(failing, text).catch((error: Error) => expect(error.message).toBe('power cut'));
        const again = await ingestText(log, text);
        expect(again.appended + again.duplicates).toBe(report.appended);
        expect(await eventsOf(log)).toEqual(await eventsOf(undisturbed));
      }),
      { numRuns: 60 },
    );
  });
});
