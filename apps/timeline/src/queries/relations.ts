import type { Database } from '@foedera/sqlite';
import { statement } from '../read-model/statements.ts';
import type { Known } from './known.ts';
import { readTimeline } from './timeline.ts';
import type { TimelineQuery } from './timeline-sql.ts';

const SQL = {
  revision: `select revision from relation_stream where relation = :relation`,
  after: `select * from relation_row r where (:after is null or r.relation > :after)
    and not exists (select 1 from json_each(:parties) j where instr('-' || r.relation || '-', '-' || j.value || '-') = 0)
    order by r.relation limit :limit`,
};

/** What is kept of a relation at the head. Days are those on which its first and last entry begin. */
export interface RelationRow {
  readonly relation: string;
  readonly entries: number;
  readonly exact: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** Last revision of the stream of what people decided about a relation, as far as the read model got; `null` = none. */
export function relationRevision(db: Database, relation: string): number | null {
  return statement<{ revision: number }>(db, SQL.revision).get({ relation })?.revision ?? null;
}

/** Which relations are listed: those that all of the states are in, and that have an entry as asked. */
export interface RelationsQuery extends Omit<TimelineQuery, 'relation' | 'parties'> {
  readonly states?: readonly string[] | undefined;
}

const BATCH = 200;

/** Relations after one, in order of id, at most `limit`. */
export function readRelations(
  db: Database,
  query: RelationsQuery,
  known: Known,
  after: string | null,
  limit: number,
): { readonly relations: readonly RelationRow[]; readonly more: boolean } {
  const { states, ...rest } = query;
  const parties = JSON.stringify(states ?? []);
  const plain = known.head && isPlain(rest);
  const found: RelationRow[] = [];
  let last = after;
  for (;;) {
    const batch = statement<RelationRow>(db, SQL.after).all({ after: last, parties, limit: BATCH });
    for (const row of batch) {
      const shown = plain
        ? (query.scope === 'exact' ? row.exact : row.entries) > 0
        : readTimeline(db, { ...rest, relation: row.relation }, known, null, 1).rows.length > 0;
      if (shown) found.push(row);
      if (found.length > limit) return { relations: found.slice(0, limit), more: true };
    }
    if (batch.length < BATCH) return { relations: found, more: false };
    last = (batch[batch.length - 1] as RelationRow).relation;
  }
}

/** True when a relation's count of entries answers by itself. */
function isPlain(query: Omit<RelationsQuery, 'states'>): boolean {
  const { from, to, kinds, statuses, sources, minConfidence } = query;
  return [from, to, kinds, statuses, sources, minConfidence].every((part) => part === undefined);
}
