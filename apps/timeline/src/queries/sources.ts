import type { Database } from '@foedera/sqlite';
import { statement } from '../read-model/statements.ts';

const LIST = `select source as id, title, publisher, url, claims, documents, first_reported, last_reported
  from source where source > :after order by source limit :limit`;

interface SourceRow {
  readonly id: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly claims: number;
  readonly documents: number;
  readonly first_reported: number | null;
  readonly last_reported: number | null;
}

/** Sources after one, in order of id, with how many of their claims stand at the head. */
export function readSources(db: Database, after: string | null, limit: number) {
  const rows = statement<SourceRow>(db, LIST).all({ after: after ?? '', limit: limit + 1 });
  const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
  return {
    sources: rows.slice(0, limit).map(({ first_reported, last_reported, ...row }) => ({
      ...row,
      firstReported: instant(first_reported),
      lastReported: instant(last_reported),
    })),
    more: rows.length > limit,
  };
}
