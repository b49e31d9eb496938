import { openDatabase } from '@foedera/sqlite';
import type { FeedView } from '../feed/view.ts';
import { idOf, parseCursor, toPlace } from '../read-model/place.ts';
import { openChangeReader } from '../read-model/reader.ts';
import { CHANGE_TABLES } from '../read-model/tables.ts';
import { EVERY, wordOf } from '../read-model/words.ts';

const EPOCH = '0123456789abcdef';

/** A view over a database that is filled by hand: one change per event, as large as wanted, without a log or a fold. */
export interface FilledView extends FeedView {
  /** Adds changes about a relation and tells the listeners, all in one transaction. */
  add(count: number, about?: { readonly relation?: string; readonly bytes?: number }): void;
}

/** Opens one in memory. Its changes have a shape of their own: `seq` and a note. */
export function openFilledView(): FilledView {
  const db = openDatabase(':memory:', { durability: 'rebuild' });
  db.exec(CHANGE_TABLES);
  const reader = openChangeReader(db);
  const change = db.prepare(`insert into change (place, confidence, content) values (:place, 1, :content)`);
  const word = db.prepare(`insert into change_word (word, place, confidence) values (:word, :place, 1)`);
  const listeners = new Set<() => void>();
  let seq = 0;
  return {
    epoch: EPOCH,
    finite: false,
    idOf: (place) => idOf(EPOCH, place),
    parse: parseCursor,
    reader: () => reader,
    seq: () => seq,
    recorded: () => new Date(seq).toISOString(),
    caughtUp: () => true,
    ledger: () => null,
    failure: () => null,
    onAdvance: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    add: (count, { relation = 'BY-VN', bytes = 0 } = {}) => {
      db.transaction(() => {
        for (let i = 0; i < count; i++) {
          const place = toPlace(++seq, 0);
          change.run({ place, content: JSON.stringify({ relation, seq, note: 'x'.repeat(bytes) }).slice(1) });
          word.run({ word: EVERY, place });
          word.run({ word: wordOf('relation', relation), place });
        }
      });
      for (const listener of [...listeners]) listener();
    },
  };
}
