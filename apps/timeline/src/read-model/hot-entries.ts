import type { Membership } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, countsTowardsState, membershipsOf } from './entry-row.ts';
import type { VersionRow } from './rectangles.ts';

/** An entry with more versions than this is looked up by point instead of being passed by on every page. */
export const MOST_PLACED_VERSIONS = 32;

type Member = { readonly relation: string; readonly membership: Membership };

const SQL = {
  any: `select exists (select 1 from hot_entry) as n`,
  no: `select no from hot_entry where entry = :entry`,
  count: `select count(*) as n from entry_version where entry = :entry`,
  addEntry: `insert into hot_entry (entry) values (:entry)`,
  versions: `select v.*, c.parties, c.via from entry_version v join entry_content c on c.id = v.content where v.entry = :entry`,
  dropPlace: `delete from placement
    where relation = :relation and earliest = :earliest and latest = :latest and entry = :entry and version = :version`,
  addVersion: `insert into hot_version (id, no_from, no_to, reported_from, reported_to, seq_from, seq_to)
    values (:id, :no, :no, :reported_from, :reported_to, :seq_from, :seq_to)`,
  closeVersion: `update hot_version set seq_to = :seq where id = :id`,
  dropVersion: `delete from hot_version where id = :id`,
  addPlace: `insert into hot_place (relation, entry, no, first, last, state) values (:relation, :entry, :no, :first, :last, :state)
    on conflict (relation, entry) do update set
      first = min(first, excluded.first), last = max(last, excluded.last), state = max(state, excluded.state)`,
};

/**
 * Entries that were revised very often. Their versions stand in an R-tree over (entry, reported, seq), whose bounds are
 * rounded outwards, so that what it finds is compared exactly afterwards.
 */
export interface HotEntries {
  has(entry: string): boolean;
  /** Takes in a new version of a hot entry, or of one that becomes hot by it; false when it is to be placed as usual. */
  take(row: VersionRow, memberships: readonly Member[]): boolean;
  /** Ends a version at `seq`, or takes it away. */
  remove(version: number, seq: number | null): void;
}

export function openHotEntries(db: Database): HotEntries {
  const q = {
    any: db.prepare<{ n: number }>(SQL.any),
    no: db.prepare<{ no: number }>(SQL.no),
    count: db.prepare<{ n: number }>(SQL.count),
    addEntry: db.prepare(SQL.addEntry),
    versions: db.prepare<VersionRow & Pick<ContentRow, 'parties' | 'via'>>(SQL.versions),
    dropPlace: db.prepare(SQL.dropPlace),
    addVersion: db.prepare(SQL.addVersion),
    closeVersion: db.prepare(SQL.closeVersion),
    dropVersion: db.prepare(SQL.dropVersion),
    addPlace: db.prepare(SQL.addPlace),
  };

  // Asked once: after that, only this connection makes the first one hot.
  let any: boolean | null = null;
  function numberOf(entry: string): number | undefined {
    any ??= q.any.get()?.n !== 0;
    return any ? q.no.get({ entry })?.no : undefined;
  }

  function put(no: number, row: VersionRow, memberships: readonly Member[]): void {
    const { id, entry, reported_from, reported_to, seq_from, seq_to } = row;
    q.addVersion.run({ id, no, reported_from, reported_to, seq_from, seq_to });
    for (const { relation, membership } of memberships) {
      const state = countsTowardsState(row.kind, row.status, membership) ? 1 : 0;
      q.addPlace.run({ relation, entry, no, first: row.earliest, last: row.latest, state });
    }
  }

  /** Moves all versions of an entry, the newest one not yet placed. */
  function heat(entry: string, newest: number): void {
    any = true;
    const no = q.addEntry.run({ entry }).lastInsertRowid;
    for (const row of q.versions.all({ entry })) {
      const memberships = membershipsOf(row);
      put(no, row, memberships);
      if (row.id === newest) continue;
      const { earliest, latest, id: version } = row;
      for (const { relation } of memberships) q.dropPlace.run({ relation, earliest, latest, entry, version });
    }
  }

  return {
    has: (entry) => numberOf(entry) !== undefined,
    take: (row, memberships) => {
      const known = numberOf(row.entry);
      if (known !== undefined) {
        put(known, row, memberships);
        return true;
      }
      if ((q.count.get({ entry: row.entry })?.n ?? 0) <= MOST_PLACED_VERSIONS) return false;
      heat(row.entry, row.id);
      return true;
    },
    remove: (id, seq) => {
      if (seq === null) q.dropVersion.run({ id });
      else q.closeVersion.run({ id, seq });
    },
  };
}
