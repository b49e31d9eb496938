import { relationState } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, entryOf } from './entry-row.ts';
import type { HeadListener } from './rectangles.ts';

const SQL = {
  count: `insert into relation_row (relation, entries, exact, seq) values (:relation, :entries, :exact, :seq)
    on conflict (relation) do update set entries = entries + excluded.entries, exact = exact + excluded.exact, seq = excluded.seq`,
  bounds: `update relation_row set
      first = (select earliest from page_row where relation = :relation order by earliest, latest, entry limit 1),
      last = (select earliest from page_row where relation = :relation order by earliest desc, latest desc, entry desc limit 1)
    where relation = :relation`,
  stateEntries: `select p.entry, c.* from page_row p join entry_content c on c.id = p.content where p.relation = :relation and p.state = 1`,
  state: `update relation_row set state = :state where relation = :relation`,
};

interface Pending {
  entries: number;
  exact: number;
  state: boolean;
}

/** Keeps one row for each relation that ever had entries: how many stand at the head, between which dates, in which state. */
export interface RelationRows {
  readonly onHead: HeadListener;
  /** Writes what was gathered; each relation is folded once, however many of its entries changed. */
  flush(seq: number): void;
}

export function openRelationRows(db: Database): RelationRows {
  const q = {
    count: db.prepare(SQL.count),
    bounds: db.prepare(SQL.bounds),
    stateEntries: db.prepare<ContentRow & { entry: string }>(SQL.stateEntries),
    state: db.prepare(SQL.state),
  };
  const pending = new Map<string, Pending>();
  return {
    onHead: (relation, step, membership, state) => {
      const known = pending.get(relation) ?? { entries: 0, exact: 0, state: false };
      known.entries += step;
      if (membership === 'exact') known.exact += step;
      known.state ||= state;
      pending.set(relation, known);
    },
    flush: (seq) => {
      for (const [relation, { entries, exact, state }] of pending) {
        q.count.run({ relation, entries, exact, seq });
        q.bounds.run({ relation });
        if (!state) continue;
        const rows = q.stateEntries.all({ relation });
        const folded = relationState(rows.map((row) => entryOf(row.entry, row)));
        q.state.run({ relation, state: JSON.stringify(folded) });
      }
      pending.clear();
    },
  };
}
