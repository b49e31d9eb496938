import type { Database } from '@foedera/sqlite';
import { type ContentRow, countsTowardsState, entryOf } from '../read-model/entry-row.ts';
import type { VersionRow } from '../read-model/rectangles.ts';
import { statement } from '../read-model/statements.ts';
import { hotVersionAt, membershipIn } from './hot.ts';
import { type Known, VISIBLE, visibility } from './known.ts';

/** A version of an entry with what it says. */
export type EntryVersion = VersionRow & ContentRow;

const COLUMNS = `v.*, c.rest, c.headline_en, c.headline_fr, c.headline_vi, c.parties, c.via, c.claims, c.sources`;
const IN_V = VISIBLE.replaceAll(/\b(reported|seq)_/g, 'v.$1_');
const IN_P = VISIBLE.replaceAll(/\b(reported|seq)_/g, 'p.$1_');

const SQL = {
  hotNo: `select no from hot_entry where entry = :entry`,
  entry: `select ${COLUMNS} from entry_version v join entry_content c on c.id = v.content where v.entry = :entry and ${IN_V}`,
  holder: `select entry from head_claim where claim = :claim`,
  claimAt: `select kind, relation from claim_version where claim = :claim and ${VISIBLE}`,
  holding: `select p.entry from placement p
    join entry_content c on c.id = p.content
    where p.relation = :relation and p.kind = :kind and p.membership = 'exact' and instr(c.claims, :claim) > 0 and ${IN_P} limit 1`,
  hotHolding: `select entry, no from hot_place where relation = :relation`,
  stateHead: `select p.entry, p.membership, c.* from page_row p join entry_content c on c.id = p.content
    where p.relation = :relation and p.state = 1 and (:exact = 0 or p.membership = 'exact')`,
  stateThen: `select p.entry, p.membership, c.* from placement p
    join entry_content c on c.id = p.content
    where p.relation = :relation and p.state = 1 and (:exact = 0 or p.membership = 'exact') and ${IN_P}`,
  hotState: `select entry, no from hot_place where relation = :relation and state = 1`,
};

/** The entry with an id as it stood at a known point. */
export function readEntry(db: Database, entry: string, known: Known): EntryVersion | undefined {
  const hot = statement<{ no: number }>(db, SQL.hotNo).get({ entry });
  if (hot) return hotVersionAt(db, hot.no, entry, known);
  return statement<EntryVersion>(db, SQL.entry).get({ entry, ...visibility(known) });
}

/** Id of the entry that holds a claim at a known point: where ids went that merged into another entry. */
export function entryHolding(db: Database, claim: string, known: Known): string | undefined {
  if (known.head) return statement<{ entry: string }>(db, SQL.holder).get({ claim })?.entry;
  const at = statement<{ kind: string; relation: string }>(db, SQL.claimAt).get({ claim, ...visibility(known) });
  if (!at) return undefined;
  const quoted = JSON.stringify(claim);
  const placed = statement<{ entry: string }>(db, SQL.holding).get({ ...at, claim: quoted, ...visibility(known) });
  if (placed) return placed.entry;
  const hot = statement<{ entry: string; no: number }>(db, SQL.hotHolding).all({ relation: at.relation });
  return hot.find(({ entry, no }) => hotVersionAt(db, no, entry, known)?.claims.includes(quoted))?.entry;
}

/** An entry that counts towards a relation's state, and why it stands in its timeline. */
export interface StateRow {
  readonly entry: ReturnType<typeof entryOf>;
  readonly membership: string;
}

/** Entries that a relation's state rests on at a known point, in no particular order. */
export function readStateEntries(db: Database, relation: string, scope: 'all' | 'exact', known: Known): StateRow[] {
  const exact = scope === 'exact' ? 1 : 0;
  const toRow = (row: ContentRow & { entry: string; membership: string }): StateRow => ({
    entry: entryOf(row.entry, row),
    membership: row.membership,
  });
  type Row = ContentRow & { entry: string; membership: string };
  if (known.head) return statement<Row>(db, SQL.stateHead).all({ relation, exact }).map(toRow);
  const placed = statement<Row>(db, SQL.stateThen).all({ relation, exact, ...visibility(known) });
  const hot = statement<{ entry: string; no: number }>(db, SQL.hotState).all({ relation });
  const versions = hot.flatMap(({ entry, no }): Row[] => {
    const version = hotVersionAt(db, no, entry, known);
    const membership = version ? membershipIn(version, relation) : null;
    if (!version || membership === null || (exact === 1 && membership !== 'exact')) return [];
    return countsTowardsState(version.kind, version.status, membership) ? [{ ...version, membership }] : [];
  });
  return [...placed, ...versions].map(toRow);
}
