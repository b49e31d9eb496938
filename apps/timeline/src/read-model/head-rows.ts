import type { relationsOf } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, countsTowardsState, durationClass } from './entry-row.ts';
import type { VersionRow } from './rectangles.ts';

const SQL = {
  show: `insert or replace into page_row (relation, earliest, latest, entry, membership, class, kind, status, confidence, state, content, headline_en, headline_fr, headline_vi, rest)
    values (:relation, :earliest, :latest, :entry, :membership, :class, :kind, :status, :confidence, :state, :content, :headline_en, :headline_fr, :headline_vi, :rest)`,
  hide: `delete from page_row where relation = :relation and earliest = :earliest and latest = :latest and entry = :entry`,
  holds: `insert into head_claim (claim, entry) values (:claim, :entry) on conflict (claim) do update set entry = excluded.entry`,
  lets: `delete from head_claim where claim = :claim`,
};

/** Told when a relation's head view gains (+1) or loses (−1) an entry. */
export type HeadListener = (relation: string, step: 1 | -1, membership: string) => void;

type Memberships = ReturnType<typeof relationsOf>;
type Head = Pick<VersionRow, 'entry' | 'content' | 'kind' | 'status' | 'confidence' | 'earliest' | 'latest'>;

/**
 * What stands at the head: page rows, and which entry holds each claim. Gathered over the events of a transaction, so
 * that an entry revised many times is written once.
 */
export interface HeadRows {
  show(row: Head, content: ContentRow, memberships: Memberships): void;
  hide(row: Head, content: ContentRow, memberships: Memberships): void;
  flush(): void;
}

interface PendingRow {
  /** Whether the table has the row. */
  readonly stored: boolean;
  readonly place: {
    readonly relation: string;
    readonly earliest: number;
    readonly latest: number;
    readonly entry: string;
  };
  readonly shown: { readonly row: Head; readonly content: ContentRow; readonly membership: string } | null;
}

interface PendingClaim {
  /** Entry that holds it in the table; `null` = none. */
  readonly stored: string | null;
  readonly entry: string | null;
}

export function openHeadRows(db: Database, onHead: HeadListener): HeadRows {
  const q = {
    show: db.prepare(SQL.show),
    hide: db.prepare(SQL.hide),
    holds: db.prepare(SQL.holds),
    lets: db.prepare(SQL.lets),
  };
  const rows = new Map<string, PendingRow>();
  const claims = new Map<string, PendingClaim>();

  function put(row: Head, relation: string, was: boolean, shown: PendingRow['shown']): void {
    const { earliest, latest, entry } = row;
    const key = `${relation} ${earliest} ${latest} ${entry}`;
    const stored = rows.get(key)?.stored ?? was;
    if (!stored && shown === null) rows.delete(key);
    else rows.set(key, { stored, place: { relation, earliest, latest, entry }, shown });
  }

  function hold(claim: string, was: string | null, entry: string | null): void {
    const known = claims.get(claim);
    // Another entry took it over meanwhile.
    if (entry === null && known && known.entry !== null && known.entry !== was) return;
    const stored = known ? known.stored : was;
    if (stored === entry) claims.delete(claim);
    else claims.set(claim, { stored, entry });
  }

  return {
    show: (row, content, memberships) => {
      for (const { relation, membership } of memberships) {
        put(row, relation, false, { row, content, membership });
        onHead(relation, 1, membership);
      }
      for (const claim of JSON.parse(content.claims) as string[]) hold(claim, null, row.entry);
    },
    hide: (row, content, memberships) => {
      for (const { relation, membership } of memberships) {
        put(row, relation, true, null);
        onHead(relation, -1, membership);
      }
      for (const claim of JSON.parse(content.claims) as string[]) hold(claim, row.entry, null);
    },
    flush: () => {
      for (const { place, shown } of rows.values()) {
        if (shown === null) q.hide.run(place);
        else q.show.run(pageRowOf(place, shown));
      }
      for (const [claim, { entry }] of claims) {
        if (entry === null) q.lets.run({ claim });
        else q.holds.run({ claim, entry });
      }
      rows.clear();
      claims.clear();
    },
  };
}

function pageRowOf(place: PendingRow['place'], { row, content, membership }: NonNullable<PendingRow['shown']>) {
  const { kind, status, confidence } = row;
  const { headline_en, headline_fr, headline_vi } = content;
  return {
    ...place,
    membership,
    class: durationClass(place.earliest, place.latest),
    kind,
    status,
    confidence,
    state: countsTowardsState(kind, status, membership) ? 1 : 0,
    content: row.content,
    headline_en,
    headline_fr,
    headline_vi,
    // A set of many states is a member of very many pairs: there the text is looked up instead.
    rest: membership === 'exact' || membership === 'continued' ? content.rest : null,
  };
}
