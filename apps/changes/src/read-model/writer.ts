import type { Cause } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type PlacedDifference, toStoredText } from './change.ts';
import { toPublicDifference } from './changed-entry.ts';
import { importanceOf } from './importance.ts';
import { toPlace } from './place.ts';
import { wordsOfChange } from './words.ts';

/** What changes of one step have in common. */
export interface Step {
  /** First number of their places: the event's `seq`, or the step's number in a replay. */
  readonly number: number;
  readonly seq: number;
  readonly recorded: string;
  readonly reported: string;
  readonly cause: readonly Cause[];
}

/** Writes changes into a read model, under the words by which filters find them. */
export type ChangeWriter = (step: Step, differences: readonly PlacedDifference[]) => void;

const SQL = {
  change: `insert into change (place, confidence, content) values (:place, :confidence, :content)`,
  word: `insert into change_word (word, place, confidence) values (:word, :place, :confidence)`,
};

/** A writer into a database that has the feed's tables. */
export function openChangeWriter(db: Database): ChangeWriter {
  const insertChange = db.prepare(SQL.change);
  const insertWord = db.prepare(SQL.word);
  return ({ number, seq, recorded, reported, cause }, differences) => {
    differences.forEach((placed, index) => {
      const { difference, relations, kind, confidence } = placed;
      const { change, relation, entry, entries, before, after, occurred, headline } = toPublicDifference(difference);
      const importance = importanceOf(change, kind);
      const place = toPlace(number, index);
      const content = toStoredText({
        change,
        relation,
        relations,
        entry,
        ...(entries ? { entries } : {}),
        kind,
        before,
        after,
        occurred,
        reported,
        recorded,
        seq,
        importance,
        confidence,
        cause,
        headline,
      });
      insertChange.run({ place, confidence, content });
      for (const word of wordsOfChange(placed, importance)) insertWord.run({ word, place, confidence });
    });
  };
}
