import { type Membership, relationsOf } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import type { ContentRow } from '../read-model/entry-row.ts';
import type { VersionRow } from '../read-model/rectangles.ts';
import { statement } from '../read-model/statements.ts';
import { type Known, visibility } from './known.ts';

/** The R-tree's bounds are rounded outwards: what it finds is compared exactly. */
const AT = `select v.*, c.rest, c.headline_en, c.headline_fr, c.headline_vi, c.parties, c.via, c.claims, c.sources
  from hot_version h cross join entry_version v on v.id = h.id cross join entry_content c on c.id = v.content
  where h.no_from <= :no and h.no_to >= :no and h.reported_from <= :reported and h.reported_to >= :reported
    and h.seq_from <= :seq and h.seq_to >= :seq and v.entry = :entry
    and v.reported_from <= :reported and v.reported_to > :reported and v.seq_from <= :seq and v.seq_to > :seq`;

/** The version of an often revised entry that stands at a known point. */
export function hotVersionAt(
  db: Database,
  no: number,
  entry: string,
  known: Known,
): (VersionRow & ContentRow) | undefined {
  return statement<VersionRow & ContentRow>(db, AT).get({ no, entry, ...visibility(known) });
}

/** Why stored content stands in a relation's timeline; `null` when it does not. */
export function membershipIn(row: Pick<ContentRow, 'parties' | 'via'>, relation: string): Membership | null {
  const all = relationsOf(JSON.parse(row.parties) as string[], JSON.parse(row.via) as string[]);
  return all.find((m) => m.relation === relation)?.membership ?? null;
}
