import type { Entry } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { partsOf, relationIdsOf } from './parts.ts';

/** The timeline as it stands at the head, kept so that a part of a state can be folded from just its entries. */
export interface HeadEntries {
  /** Entries that a part of a relation's state rests on. */
  of(relation: string, part: string): Entry[];
  /** Takes entries away and puts others in their place. */
  replace(before: readonly Entry[], after: readonly Entry[]): void;
}

const SQL = {
  ofPart: `select e.content from head_part p join head_entry e on e.id = p.entry where p.relation = :relation and p.part = :part`,
  drop: `delete from head_entry where id = :id`,
  put: `insert into head_entry (id, content) values (:id, :content)`,
  dropPart: `delete from head_part where relation = :relation and part = :part and entry = :entry`,
  putPart: `insert into head_part (relation, part, entry) values (:relation, :part, :entry)`,
  all: `select content from head_entry order by id`,
};

const CACHED_ENTRIES = 5_000;

/** The head's entries in a read model's database. */
export function openHeadEntries(db: Database): HeadEntries {
  const q = {
    ofPart: db.prepare<{ content: string }>(SQL.ofPart),
    drop: db.prepare(SQL.drop),
    put: db.prepare(SQL.put),
    dropPart: db.prepare(SQL.dropPart),
    putPart: db.prepare(SQL.putPart),
  };
  // Keyed by what the row says: a rolled-back transaction leaves nothing false behind.
  const parsed = new Map<string, Entry>();
  const parse = (content: string): Entry => {
    const known = parsed.get(content);
    if (known) return known;
    if (parsed.size >= CACHED_ENTRIES) parsed.clear();
    const entry = JSON.parse(content) as Entry;
    parsed.set(content, entry);
    return entry;
  };
  const forEachPart = (entry: Entry, act: (row: { relation: string; part: string; entry: string }) => void): void => {
    const parts = partsOf(entry.kind);
    if (parts.length === 0) return;
    for (const relation of relationIdsOf(entry)) for (const part of parts) act({ relation, part, entry: entry.id });
  };
  return {
    of: (relation, part) => q.ofPart.all({ relation, part }).map((row) => parse(row.content)),
    replace: (before, after) => {
      for (const entry of before) {
        q.drop.run({ id: entry.id });
        forEachPart(entry, (row) => q.dropPart.run(row));
      }
      for (const entry of after) {
        q.put.run({ id: entry.id, content: JSON.stringify(entry) });
        forEachPart(entry, (row) => q.putPart.run(row));
      }
    },
  };
}

/** Every entry of the timeline at the head, in order of id, one at a time. */
export function* allHeadEntries(db: Database): Generator<Entry> {
  for (const { content } of db.prepare<{ content: string }>(SQL.all).iterate()) yield JSON.parse(content) as Entry;
}
