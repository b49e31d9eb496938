import { type Entry, FOREVER } from '@foedera/projections';
import { type Database, openDatabase } from '@foedera/sqlite';
import { timelineModel } from '@foedera/timeline';
import { openRectangles } from '@foedera/timeline/testing';
import { randomFrom } from './claims.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(1990, 0, 1) / DAY_MS;
const DAYS = 13_000;
const FIRST_REPORT = Date.UTC(2026, 0, 1);
const TRANSACTION = 5_000;
const KINDS = [
  { kind: 'visit', category: 'exchange' },
  { kind: 'meeting', category: 'exchange' },
  { kind: 'honour-conferred', category: 'people' },
  { kind: 'support-stated', category: 'political' },
] as const;

/** How many entries a relation is given. */
export interface Wanted {
  readonly relation: string;
  readonly entries: number;
}

/** Makes a timeline whose relations have so many entries, spread evenly over thirty-five years, none revised. */
export function fillRelations(
  path: string,
  wanted: readonly Wanted[],
): { readonly db: Database; readonly head: number } {
  const db = openDatabase(path, { durability: 'rebuild' });
  db.exec(timelineModel.tables);
  const random = randomFrom(5);
  const rectangles = openRectangles(db, () => undefined);
  const count = db.prepare(
    `insert into relation_row (relation, entries, exact, seq) values (:relation, :entries, :entries, :seq)`,
  );
  let seq = 0;
  for (const { relation, entries } of wanted) {
    for (let from = 0; from < entries; from += TRANSACTION)
      db.transaction(() => {
        for (let i = from; i < Math.min(entries, from + TRANSACTION); i++) {
          seq += 1;
          rectangles.revise(seq, FIRST_REPORT, FOREVER, [], [entryOf(relation, i, seq, random)]);
        }
        rectangles.flush();
      });
    count.run({ relation, entries, seq });
  }
  db.exec(timelineModel.indexes);
  db.flush();
  return { db, head: seq };
}

function entryOf(relation: string, i: number, seq: number, random: () => number): Entry {
  const { kind, category } = KINDS[i % KINDS.length] as (typeof KINDS)[number];
  // A step that has no factor in common with the span visits every day before any of them twice.
  const day = FIRST_DAY + ((i * 7_919) % DAYS);
  const id = seq.toString(16).padStart(32, '0');
  return {
    id,
    kind,
    category,
    relation,
    parties: relation.split('-'),
    via: [],
    occurred: new Date(day * DAY_MS).toISOString().slice(0, 10),
    occurredBasis: 'stated',
    earliest: day,
    latest: day,
    extent: true,
    status: kind === 'visit' ? 'completed' : null,
    attributes: { visitor: `Person ${i}` },
    headline: { en: `Happening number ${i}`, fr: `Événement numéro ${i}`, vi: `Sự kiện số ${i}` },
    confidence: 0.9,
    claims: [id],
    sources: [`press-${1 + Math.floor(random() * 5)}`],
    contradictions: [],
    maybeSameAs: [],
    shown: { claim: id, policy: 'precise' },
    firstReported: FIRST_REPORT,
    lastReported: FIRST_REPORT,
    seq,
  };
}
