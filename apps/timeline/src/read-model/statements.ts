import type { Database, SqlRow, Statement } from '@foedera/sqlite';

const prepared = new WeakMap<Database, Map<string, Statement<SqlRow>>>();

/** The prepared statement of a text on a connection, made once for each. Rows have the shape the caller vouches for. */
export function statement<Row>(db: Database, sql: string): Statement<Row> {
  let known = prepared.get(db);
  if (!known) {
    known = new Map();
    prepared.set(db, known);
  }
  let found = known.get(sql);
  if (!found) {
    found = db.prepare<SqlRow>(sql);
    known.set(sql, found);
  }
  return found as unknown as Statement<Row>;
}
