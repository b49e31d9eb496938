import { type Entry, relationState, type SequencedEvent, timelineDigest } from '@foedera/projections';
import { claimOf, corrects, inOrder, naiveEntries, retracts, states } from '@foedera/projections/testing';
import { type Database, openDatabase } from '@foedera/sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matches, someFilter } from '../testing/filters.ts';
import { foldChanges } from '../testing/fold.ts';
import { someLog } from '../testing/logs.ts';
import type { Change } from './change.ts';
import { toText } from './change.ts';
import { NO_FILTER, prepareFilter } from './filter.ts';
import { allHeadEntries } from './head-entries.ts';
import { CHANGES_EPOCH, changesModel } from './model.ts';
import { relationIdsOf } from './parts.ts';
import { BEGINNING, idOf } from './place.ts';
import { openChangeReader } from './reader.ts';

function projected(events: readonly SequencedEvent[]): Database {
  const db = openDatabase(':memory:', { durability: 'rebuild' });
  db.exec(changesModel.tables);
  const projector = changesModel.open(db);
  for (const event of events) db.transaction(() => projector.apply(event));
  return db;
}

function texts(db: Database): string[] {
  return openChangeReader(db)
    .readAfter(NO_FILTER, BEGINNING, 10_000)
    .changes.map(({ place, content }) => toText(idOf(CHANGES_EPOCH, place), null, content));
}

function changesOf(events: readonly SequencedEvent[]): Change[] {
  return texts(projected(events)).map((text) => JSON.parse(text) as Change);
}

it('folds into the timeline that the log gives, and keeps that timeline at hand', () => {
  fc.assert(
    fc.property(someLog, (events) => {
      const db = projected(events);
      const followed = foldChanges(texts(db).map((text) => JSON.parse(text) as Change));
      const digest = timelineDigest(naiveEntries(events));
      expect(timelineDigest(followed.values())).toBe(digest);
      expect(timelineDigest(allHeadEntries(db))).toBe(digest);
    }),
    { numRuns: 150 },
  );
});

it('tells every difference between successive levels, relations, missions, instruments and figures of a relation', () => {
  fc.assert(
    fc.property(someLog, (events) => {
      const changes = changesOf(events);
      let before = new Map<string, string>();
      for (const { seq } of events) {
        const now = told(naiveEntries(events.slice(0, seq)));
        const moved = [...new Set([...before.keys(), ...now.keys()])].filter((key) => before.get(key) !== now.get(key));
        const said = new Set(
          changes.filter((c) => c.seq === seq && c.change in TOLD).map((c) => `${c.relation} ${c.change}`),
        );
        expect([...said].sort()).toEqual(moved.sort());
        before = now;
      }
    }),
    { numRuns: 120 },
  );
});

const TOLD: Record<string, (state: ReturnType<typeof relationState>) => unknown> = {
  'relations-changed': ({ relations: r }) => (r.status === 'none' ? null : [r.status, r.since, r.contested]),
  'level-changed': ({ level }) => level && [level.level, level.since],
  'mission-changed': ({ missions }) => (missions.length === 0 ? null : missions),
  'instrument-status': ({ instruments }) =>
    instruments.length === 0 ? null : instruments.map((i) => [i.instrument, i.status]),
  'figure-updated': ({ figures }) => (figures.length === 0 ? null : figures.map((f) => [f.kind, f.of, f.latest])),
};

/** What each relation's state says of each part that is told of; parts without anything are left out. */
function told(entries: readonly Entry[]): Map<string, string> {
  const result = new Map<string, string>();
  for (const relation of new Set(entries.flatMap(relationIdsOf))) {
    const state = relationState(entries.filter((e) => relationIdsOf(e).includes(relation)));
    for (const [change, pick] of Object.entries(TOLD)) {
      const part = pick(state);
      if (part !== null) result.set(`${relation} ${change}`, JSON.stringify(part));
    }
  }
  return result;
}

it('gives every filter exactly the changes that match it, each naming the one before it', () => {
  fc.assert(
    fc.property(someLog, someFilter, fc.integer({ min: 1, max: 7 }), (events, asked, limit) => {
      const db = projected(events);
      const reader = openChangeReader(db);
      const prepared = prepareFilter(asked);
      const expected = texts(db)
        .map((text) => JSON.parse(text) as Change)
        .filter((change) => matches(change, asked))
        .map((change) => change.id);
      const found: string[] = [];
      let at = BEGINNING;
      for (let more = true; more; ) {
        const run = reader.readAfter(prepared, at, limit);
        if (run.changes.length > 0)
          expect(idOf(CHANGES_EPOCH, run.prev)).toBe(found.length === 0 ? '0' : found[found.length - 1]);
        found.push(...run.changes.map((c) => idOf(CHANGES_EPOCH, c.place)));
        at = run.next;
        more = run.more;
      }
      expect(found).toEqual(expected);
      expect(at).toBe(reader.head());
      // A cursor may be of a change that the filter keeps back.
      let had = 0;
      for (const { place } of reader.readAfter(NO_FILTER, BEGINNING, 10_000).changes) {
        if (expected[had] === idOf(CHANGES_EPOCH, place)) had++;
        const run = reader.readAfter(prepared, place, limit);
        expect(run.changes.map((c) => idOf(CHANGES_EPOCH, c.place))).toEqual(expected.slice(had, had + limit));
        if (run.changes.length > 0) expect(idOf(CHANGES_EPOCH, run.prev)).toBe(expected[had - 1] ?? '0');
      }
    }),
    { numRuns: 200 },
  );
});

const relation = { source: 'A', parties: ['BY', 'VN'], reported: '2016-01-10' };
const target = {
  ...relation,
  key: 't',
  kind: 'target-stated' as const,
  occurred: '2015-12-09',
  attributes: { amount: 500, unit: 'USD', horizon: '2020', figure: 'trade' },
};
const trade = (key: string, year: string, amount: number) => ({
  ...relation,
  key,
  kind: 'trade-volume' as const,
  occurred: year,
  attributes: { amount, unit: 'USD' },
});

it('says that a target is met by the first figure that reaches it, and takes it back with that figure', () => {
  const events = inOrder([
    states(target),
    states(trade('1', '2016', 300)),
    states(trade('2', '2018', 520)),
    states(trade('3', '2019', 600)),
    retracts(claimOf(trade('2', '2018', 520)), 'source', '2020-01-01'),
    retracts(claimOf(trade('3', '2019', 600)), 'source', '2020-02-01'),
  ]);
  const met = changesOf(events).filter((c) => c.change === 'target-met');
  const by = (value: unknown): string | null => (value as { by: string } | null)?.by ?? null;
  expect(met.map((c) => [c.seq, by(c.before), by(c.after)])).toEqual([
    [3, null, claimOf(trade('2', '2018', 520))],
    [5, claimOf(trade('2', '2018', 520)), claimOf(trade('3', '2019', 600))],
    [6, claimOf(trade('3', '2019', 600)), null],
  ]);
  expect(met.every((c) => c.entry === claimOf(target) && c.importance === 'high')).toBe(true);
});

it('carries the three times, the causing act and a headline in three languages', () => {
  const visit = { ...relation, key: '7', occurred: '2015-12-08', attributes: { visitor: 'A', host: 'VN' } };
  const [, corrected] = changesOf(
    inOrder([states(visit), corrects(claimOf(visit), 'ledger', { ...visit, occurred: '2015-12-09' })]),
  );
  expect(corrected).toMatchObject({
    change: 'entry-corrected',
    relation: 'BY-VN',
    relations: ['BY-VN'],
    kind: 'visit',
    occurred: '2015-12-09',
    // A mistake of the ledger's own keeps the reported time of what it mends.
    reported: '2016-01-10',
    recorded: '2020-01-01T00:01:00.000Z',
    seq: 2,
    importance: 'normal',
    cause: [{ type: 'claim-corrected', claim: claimOf(visit), reason: 'checked', by: 'desk' }],
  });
  expect(corrected?.headline.fr).toMatch(/Corrigé/);
  expect(corrected?.headline.vi).toMatch(/Đã sửa/);
});

it('tells those who follow the relation that an entry was moved out of', () => {
  const visit = { ...relation, key: '7', occurred: '2015-12-08' };
  const [, moved] = changesOf(
    inOrder([states(visit), corrects(claimOf(visit), 'source', { ...visit, parties: ['FR', 'VN'] })]),
  );
  expect(moved).toMatchObject({ change: 'entry-corrected', relation: 'FR-VN', relations: ['BY-VN', 'FR-VN'] });
});

it('weighs a change by what stands after it, and tells of relations in order', () => {
  const claim = { ...relation, key: '7', occurred: '2015-12-08', parties: ['BY', 'FR', 'VN'] };
  const message = { ...claim, kind: 'message' as const };
  const upgrade = { ...claim, kind: 'relations-upgraded' as const, attributes: { level: 'strategic partnership' } };
  const changes = changesOf(inOrder([states(message), corrects(claimOf(message), 'source', upgrade)]));
  expect(changes.map((c) => [c.change, c.relation, c.kind, c.importance])).toEqual([
    ['entry-added', 'BY-FR-VN', 'message', 'low'],
    ['entry-corrected', 'BY-FR-VN', 'relations-upgraded', 'high'],
    ...(changes[1]?.relations ?? []).map((one) => ['level-changed', one, 'relations-upgraded', 'high']),
  ]);
});
