import { type Entry, FOREVER } from '@foedera/projections';
import { type Database, openDatabase } from '@foedera/sqlite';
import { timelineModel } from '@foedera/timeline';
import { openRectangles } from '@foedera/timeline/testing';
import { randomFrom } from './claims.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = 7_000;
const DAYS = 12_000;
const FIRST_REPORT = Date.UTC(2000, 0, 1);
const REPORT_DAYS = 9_000;
/** Versions that a relation of the usual size has, however many there are in all. */
const USUAL_VERSIONS = 1_000;
const TRANSACTION = 5_000;

/** A read model filled with versions: one relation holds a tenth of them, the others a thousand each. */
export interface Filled {
  readonly db: Database;
  readonly versions: number;
  readonly head: number;
  readonly busiest: string;
  /** Relations of the usual size. */
  readonly usual: readonly string[];
  /** Relations with one entry that was corrected ten and ten thousand times, among some others. */
  readonly corrected: readonly [few: string, many: string];
}

/** Makes a read model's file with at least so many versions of entries, each revised up to five times on both known axes. */
export function fillTimeline(path: string, versions: number, corrections: number): Filled {
  const db = openDatabase(path, { durability: 'rebuild' });
  db.exec(timelineModel.tables);
  const random = randomFrom(versions);
  const rectangles = openRectangles(db, () => undefined);
  const usual = Array.from({ length: Math.max(9, Math.round((versions * 0.9) / USUAL_VERSIONS)) }, (_, i) => pairOf(i));
  const busiest = 'BY-VN';
  let seq = 0;
  let made = 0;
  const add = (relation: string, revisions: number): void => {
    const id = hexOf(random);
    const reports = Array.from({ length: revisions }, () => FIRST_REPORT + Math.floor(random() * REPORT_DAYS) * DAY_MS);
    const starts = FIRST_DAY + Math.floor(random() * DAYS);
    let before: Entry[] = [];
    for (const reported of reports.sort((a, b) => a - b)) {
      seq += 1;
      const after = [entryOf(id, relation, starts + Math.floor(random() * 5), reported, seq, random)];
      rectangles.revise(seq, reported, FOREVER, before, after);
      before = after;
    }
    made += 2 * revisions - 1;
  };
  while (made < versions) {
    db.transaction(() => {
      for (let i = 0; i < TRANSACTION && made < versions; i++)
        add(
          random() < 0.1 ? busiest : (usual[Math.floor(random() * usual.length)] as string),
          1 + Math.floor(random() * 5),
        );
      rectangles.flush();
    });
  }
  const corrected = ['AA-ZZ', 'AB-ZZ'] as const;
  db.transaction(() => {
    for (const [i, relation] of corrected.entries()) {
      for (let other = 0; other < 20; other++) add(relation, 1);
      rectangles.flush();
      correctLate(db, relation, i === 0 ? 10 : corrections);
    }
  });
  db.exec(timelineModel.indexes);
  db.flush();
  return { db, versions: made, head: seq, busiest, usual, corrected };

  /** Corrections that arrive in no order: each cuts an interval of reported time in two. */
  function correctLate(at: Database, relation: string, count: number): void {
    const own = openRectangles(at, () => undefined);
    const id = hexOf(random);
    const known: { readonly ms: number; readonly entry: Entry }[] = [];
    for (let i = 0; i < count; i++) {
      seq += 1;
      const ms = FIRST_REPORT + ((i * 7_919) % count) * 60_000;
      const entry = entryOf(id, relation, FIRST_DAY + 100 + (i % 28), ms, seq, random);
      let place = known.length;
      while (place > 0 && (known[place - 1] as { ms: number }).ms > ms) place--;
      const to = known[place]?.ms ?? FOREVER;
      const before = known[place - 1]?.entry;
      own.revise(seq, ms, to, before ? [before] : [], [entry]);
      known.splice(place, 0, { ms, entry });
    }
    own.flush();
  }
}

function pairOf(i: number): string {
  const letters = (n: number): string => String.fromCharCode(65 + (Math.floor(n / 26) % 26), 65 + (n % 26));
  return `${letters(i % 676)}-${letters(676 - 1 - Math.floor(i / 676))}`;
}

function hexOf(random: () => number): string {
  return Array.from({ length: 4 }, () =>
    Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

function entryOf(
  id: string,
  relation: string,
  day: number,
  reported: number,
  seq: number,
  random: () => number,
): Entry {
  // Most happenings have a day, some last several, some are only known to a month or a year.
  const roll = random();
  const days = roll < 0.7 ? 1 : roll < 0.85 ? 1 + Math.floor(random() * 6) : roll < 0.97 ? 30 : 365;
  const text = (d: number): string => new Date(d * DAY_MS).toISOString().slice(0, 10);
  const occurred = days === 1 ? text(day) : `${text(day)}/${text(day + days - 1)}`;
  return {
    id,
    kind: 'visit',
    category: 'exchange',
    relation,
    parties: relation.split('-'),
    via: [],
    occurred,
    occurredBasis: 'stated',
    earliest: day,
    latest: day + days - 1,
    extent: true,
    status: 'completed',
    attributes: { host: relation.slice(0, 2), visitKind: 'official', visitor: `Person ${Math.floor(random() * 500)}` },
    headline: { en: `Visit number ${seq}`, fr: `Visite numéro ${seq}`, vi: `Chuyến thăm số ${seq}` },
    confidence: 0.9,
    claims: [id],
    sources: ['press-1'],
    contradictions: [],
    maybeSameAs: [],
    shown: { claim: id, policy: 'precise' },
    firstReported: reported,
    lastReported: reported,
    seq,
  };
}
