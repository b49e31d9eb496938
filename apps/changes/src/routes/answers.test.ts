import { ENTRY_CHANGES } from '@foedera/projections';
import { openDatabase } from '@foedera/sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Change, toText } from '../read-model/change.ts';
import { NO_FILTER } from '../read-model/filter.ts';
import { CHANGES_EPOCH, changesModel } from '../read-model/model.ts';
import { BEGINNING, idOf } from '../read-model/place.ts';
import { openChangeReader } from '../read-model/reader.ts';
import { someLog } from '../testing/logs.ts';
import { changedEntrySchema, changeSchema } from './answers.ts';

it('describes every change there can be, down to the entries in it, and nothing else', () => {
  const change = changeSchema.strict();
  const entry = changedEntrySchema.strict().extend({
    earliest: changedEntrySchema.shape.earliest.refine((day) => day === null || /^\d{4}-\d\d-\d\d$/.test(day)),
    latest: changedEntrySchema.shape.latest.refine((day) => day === null || /^\d{4}-\d\d-\d\d$/.test(day)),
    firstReported: changedEntrySchema.shape.firstReported.datetime({ precision: 3 }),
    lastReported: changedEntrySchema.shape.lastReported.datetime({ precision: 3 }),
  });
  fc.assert(
    fc.property(someLog, (events) => {
      const db = openDatabase(':memory:', { durability: 'rebuild' });
      db.exec(changesModel.tables);
      const projector = changesModel.open(db);
      for (const event of events) db.transaction(() => projector.apply(event));
      for (const { place, content } of openChangeReader(db).readAfter(NO_FILTER, BEGINNING, 10_000).changes) {
        const said = JSON.parse(toText(idOf(CHANGES_EPOCH, place), null, content)) as Change;
        expect(change.safeParse(said).error).toBeUndefined();
        if (!ENTRY_CHANGES.has(said.change)) continue;
        const entries = [said.before, said.after].flat().filter((one) => one !== null);
        expect(entries.map((one) => entry.safeParse(one).error)).toEqual(entries.map(() => undefined));
        expect(entries.length).toBeGreaterThan(0);
      }
      db.close();
    }),
    { numRuns: 60 },
  );
});
