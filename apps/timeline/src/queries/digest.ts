import { createHash } from 'node:crypto';
import { FOREVER, fingerprint } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, entryOf } from '../read-model/entry-row.ts';
import { statement } from '../read-model/statements.ts';

const PAGE = 1_000;

const SQL = {
  head: `select v.entry, c.* from entry_version v join entry_content c on c.id = v.content
    where v.reported_to = ${FOREVER} and v.seq_from <= :seq and v.seq_to > :seq and v.entry > :after order by v.entry limit ${PAGE}`,
  all: `select v.id as version, v.entry, v.reported_from, v.reported_to, v.seq_from, v.seq_to, c.* from entry_version v
    join entry_content c on c.id = v.content where v.id > :after order by v.id limit ${PAGE}`,
};

/** What a timeline adds up to. Equal digests are equal timelines. */
export interface TimelineDigest {
  readonly seq: number;
  readonly entries: number;
  /** SHA-256 over the fingerprints of what stands at `seq`, in order of id: that of folding the feed's changes. */
  readonly digest: string;
}

/**
 * Digest of everything that stands at a `seq`, worked out in pages so that other requests get their turn.
 * The database is asked for anew for each page, for a rebuild may put another in its place.
 */
export async function timelineDigestOf(db: () => Database, seq: number): Promise<TimelineDigest> {
  const hash = createHash('sha256');
  let entries = 0;
  let after = '';
  for (;;) {
    const rows = statement<ContentRow & { entry: string }>(db(), SQL.head).all({ seq, after });
    for (const row of rows) hash.update(`${fingerprint(entryOf(row.entry, row))}\n`);
    entries += rows.length;
    const last = rows[rows.length - 1];
    if (!last || rows.length < PAGE) return { seq, entries, digest: hash.digest('hex') };
    after = last.entry;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Digest of every version of every entry on both known axes: equal for two builds of the same log under the same rules. */
export function historyDigestOf(db: Database): string {
  const hash = createHash('sha256');
  type Row = ContentRow & {
    readonly version: number;
    readonly entry: string;
    readonly reported_from: number;
    readonly reported_to: number;
    readonly seq_from: number;
    readonly seq_to: number;
  };
  let after = 0;
  for (;;) {
    const rows = statement<Row>(db, SQL.all).all({ after });
    for (const row of rows) {
      const { reported_from, reported_to, seq_from, seq_to } = row;
      hash.update(`${JSON.stringify([reported_from, reported_to, seq_from, seq_to])} `);
      hash.update(`${fingerprint(entryOf(row.entry, row))}\n`);
    }
    const last = rows[rows.length - 1];
    if (!last) return hash.digest('hex');
    after = last.version;
  }
}
