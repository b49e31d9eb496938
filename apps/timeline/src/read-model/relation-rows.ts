import type { Database } from '@foedera/sqlite';
import type { HeadListener } from './head-rows.ts';

const SQL = {
  count: `insert into relation_row (relation, entries, exact, seq) values (:relation, :entries, :exact, :seq)
    on conflict (relation) do update set entries = entries + excluded.entries, exact = exact + excluded.exact, seq = excluded.seq`,
  bounds: `update relation_row set
      first = (select earliest from page_row where relation = :relation order by earliest, latest, entry limit 1),
      last = (select earliest from page_row where relation = :relation order by earliest desc, latest desc, entry desc limit 1)
    where relation = :relation`,
};

interface Pending {
  entries: number;
  exact: number;
}

/** Keeps one row for each relation that ever had entries: how many stand at the head, and between which dates. */
export interface RelationRows {
  readonly onHead: HeadListener;
  /** Writes what was gathered; once for each relation, however many of its entries changed. */
  flush(seq: number): void;
}

export function openRelationRows(db: Database): RelationRows {
  const q = {
    count: db.prepare(SQL.count),
    bounds: db.prepare(SQL.bounds),
  };
  const pending = new Map<string, Pending>();
  return {
    onHead: (relation, step, membership) => {
      const known = pending.get(relation) ?? { entries: 0, exact: 0 };
      known.entries += step;
      if (membership === 'exact') known.exact += step;
      pending.set(relation, known);
    },
    flush: (seq) => {
      for (const [relation, { entries, exact }] of pending) {
        q.count.run({ relation, entries, exact, seq });
        q.bounds.run({ relation });
      }
      pending.clear();
    },
  };
}
