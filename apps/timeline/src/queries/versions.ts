import type { Database } from '@foedera/sqlite';
import type { ContentRow } from '../read-model/entry-row.ts';
import type { VersionRow } from '../read-model/rectangles.ts';
import { statement } from '../read-model/statements.ts';
import { hotVersionAt, membershipIn } from './hot.ts';
import { type Known, VISIBLE, visibility } from './known.ts';

/** A version of an entry in one relation's timeline, without what it says. */
export interface PlacedVersion {
  readonly entry: string;
  readonly version: number;
  readonly earliest: number;
  readonly latest: number;
  readonly membership: string;
  readonly state: number;
  readonly reported_from: number;
  readonly reported_to: number;
  readonly seq_from: number;
  readonly seq_to: number;
}

const COLUMNS = `entry, version, earliest, latest, membership, state, reported_from, reported_to, seq_from, seq_to`;
const HOT_COLUMNS = `v.id as version, v.entry, v.earliest, v.latest, v.status, v.kind, v.reported_from, v.reported_to, v.seq_from, v.seq_to, c.parties, c.via`;

const SQL = {
  standing: `select ${COLUMNS} from placement where relation = :relation and ${VISIBLE}`,
  hotEntries: `select entry, no from hot_place where relation = :relation`,
  overReported: `select ${COLUMNS} from placement
    where relation = :relation and seq_from <= :seq and seq_to > :seq and reported_from <= :reported`,
  overRecorded: `select ${COLUMNS} from placement
    where relation = :relation and reported_from <= :reported and reported_to > :reported and seq_from <= :seq`,
  hotOverReported: `select ${HOT_COLUMNS} from entry_version v join entry_content c on c.id = v.content
    where v.entry = :entry and v.seq_from <= :seq and v.seq_to > :seq and v.reported_from <= :reported`,
  hotOverRecorded: `select ${HOT_COLUMNS} from entry_version v join entry_content c on c.id = v.content
    where v.entry = :entry and v.reported_from <= :reported and v.reported_to > :reported and v.seq_from <= :seq`,
  content: `select v.entry, c.* from entry_version v join entry_content c on c.id = v.content where v.id = :version`,
};

type HotRow = Omit<PlacedVersion, 'membership' | 'state'> &
  Pick<VersionRow, 'status' | 'kind'> &
  Pick<ContentRow, 'parties' | 'via'>;

/** Versions of a relation's entries that stood at a known point, in no particular order. */
export function versionsAt(db: Database, relation: string, known: Known): PlacedVersion[] {
  const placed = statement<PlacedVersion>(db, SQL.standing).all({ relation, ...visibility(known) });
  const hot = hotEntries(db, relation).flatMap(({ entry, no }) => {
    const row = hotVersionAt(db, no, entry, known);
    return row ? toPlaced({ ...row, version: row.id }, relation) : [];
  });
  return [...placed, ...hot];
}

/**
 * Versions of a relation's entries that stand somewhere along one known axis up to a point, the other axis held at it:
 * what a replay passes through.
 */
export function versionsAlong(
  db: Database,
  relation: string,
  axis: 'reported' | 'recorded',
  known: Known,
): PlacedVersion[] {
  const [placedSql, hotSql] =
    axis === 'reported' ? [SQL.overReported, SQL.hotOverReported] : [SQL.overRecorded, SQL.hotOverRecorded];
  const at = visibility(known);
  const placed = statement<PlacedVersion>(db, placedSql).all({ relation, ...at });
  const hot = hotEntries(db, relation).flatMap(({ entry }) =>
    statement<HotRow>(db, hotSql)
      .all({ entry, ...at })
      .flatMap((row) => toPlaced(row, relation)),
  );
  return [...placed, ...hot];
}

function hotEntries(db: Database, relation: string): { entry: string; no: number }[] {
  return statement<{ entry: string; no: number }>(db, SQL.hotEntries).all({ relation });
}

function toPlaced(row: HotRow, relation: string): PlacedVersion[] {
  const membership = membershipIn(row, relation);
  if (membership === null) return [];
  const { entry, version, earliest, latest, reported_from, reported_to, seq_from, seq_to } = row;
  // Whether it counts towards the state is decided again when the state is folded.
  return [{ entry, version, earliest, latest, membership, state: 1, reported_from, reported_to, seq_from, seq_to }];
}

/** What a version says. */
export function contentOfVersion(db: Database, version: number): ContentRow & { readonly entry: string } {
  const row = statement<ContentRow & { entry: string }>(db, SQL.content).get({ version });
  if (!row) throw new RangeError(`no version ${version} of an entry`);
  return row;
}
