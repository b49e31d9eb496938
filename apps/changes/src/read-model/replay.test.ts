import { FOREVER, type SequencedEvent, timelineDigest } from '@foedera/projections';
import { claimOf, corrects, inOrder, naiveEntries, retracts, states } from '@foedera/projections/testing';
import { type Database, openDatabase } from '@foedera/sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldChanges } from '../testing/fold.ts';
import { someLog } from '../testing/logs.ts';
import type { Change } from './change.ts';
import { NO_FILTER } from './filter.ts';
import { changesModel } from './model.ts';
import { BEGINNING } from './place.ts';
import { openChangeReader } from './reader.ts';
import { replayChanges } from './replay.ts';

function projected(events: readonly SequencedEvent[]): Database {
  const db = openDatabase(':memory:', { durability: 'rebuild' });
  db.exec(changesModel.tables);
  db.exec(changesModel.indexes);
  const projector = changesModel.open(db);
  for (const event of events) db.transaction(() => projector.apply(event));
  return db;
}

async function replayed(db: Database, reportedMs: number, seq = FOREVER): Promise<Change[]> {
  const replay = await replayChanges(
    () => db,
    { reportedMs, seq },
    () => Promise.resolve(),
  );
  return openChangeReader(replay)
    .readAfter(NO_FILTER, BEGINNING, 10_000)
    .changes.map(({ content }) => JSON.parse(`{${content}`) as Change);
}

it('tells what leads to the timeline as reported, at any time and as recorded up to any event', async () => {
  await fc.assert(
    fc.asyncProperty(someLog, fc.integer({ min: 0, max: 30 }), fc.nat(30), async (events, day, upTo) => {
      const db = projected(events);
      const reportedMs = day === 30 ? FOREVER - 1 : Date.UTC(2016, 0, day, 23, 59, 59, 999);
      const seq = 1 + (upTo % events.length);
      const told = await replayed(db, reportedMs, seq);
      const expected = naiveEntries(events, { reportedMs, seq });
      expect(timelineDigest(foldChanges(told).values())).toBe(timelineDigest(expected));
      expect(told.every((change) => change.seq <= seq)).toBe(true);
    }),
    { numRuns: 150 },
  );
});

it('tells the same up to a time, however much is told after it', async () => {
  await fc.assert(
    fc.asyncProperty(someLog, fc.integer({ min: 1, max: 28 }), async (events, day) => {
      const db = projected(events);
      const some = await replayed(db, Date.UTC(2016, 0, day, 23, 59, 59, 999));
      expect((await replayed(db, FOREVER - 1)).slice(0, some.length)).toEqual(some);
    }),
    { numRuns: 60 },
  );
});

const visit = { source: 'A', key: '7', occurred: '2015-12-08/2015-12-09', reported: '2016-01-10' };
const as = (status: string) => ({ attributes: { status } });
const lastMs = (day: string): number => Date.parse(`${day}T23:59:59.999Z`);

it('tells a late report when it was reported, and a mistake of the ledger never', async () => {
  const report = {
    ...visit,
    source: 'B',
    reported: '2016-03-01',
    occurred: '2015-12-08/2015-12-10',
    ...as('completed'),
  };
  const late = { ...visit, source: 'C', reported: '2016-02-01', occurred: '2015-12' };
  const db = projected(
    inOrder([
      states({ ...visit, ...as('planned') }),
      states(report),
      corrects(claimOf(report), 'ledger', { ...report, occurred: visit.occurred }),
      states(late),
      retracts(claimOf(visit), 'source', '2018-01-01'),
    ]),
  );
  const told = await replayed(db, lastMs('2017-12-31'));
  expect(told.map((c) => [c.reported, c.change, c.occurred])).toEqual([
    ['2016-01-10', 'entry-added', visit.occurred],
    ['2016-02-01', 'entry-corroborated', visit.occurred],
    ['2016-03-01', 'entry-status', visit.occurred],
  ]);
  // The correction is named as a cause: it is why the mistake is not told.
  expect(told[2]?.cause.map((cause) => cause.type)).toEqual(['visit', 'claim-corrected']);
  expect((await replayed(db, lastMs('2018-01-01'))).length).toBeGreaterThan(told.length);
});
