import { type Entry, FOREVER } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import {
  type ContentRow,
  contentOf,
  countsTowardsState,
  durationClass,
  membershipsOf,
  storedBounds,
} from './entry-row.ts';
import { type HeadListener, openHeadRows } from './head-rows.ts';
import { openHotEntries } from './hot-entries.ts';

/** A version of an entry as it is stored. */
export interface VersionRow {
  readonly id: number;
  readonly entry: string;
  readonly content: number;
  readonly kind: string;
  readonly status: string | null;
  readonly confidence: number;
  readonly earliest: number;
  readonly latest: number;
  readonly reported_from: number;
  readonly reported_to: number;
  readonly seq_from: number;
  readonly seq_to: number;
}

const SQL = {
  addContent: `insert into entry_content (rest, headline_en, headline_fr, headline_vi, parties, via, claims, sources)
    values (:rest, :headline_en, :headline_fr, :headline_vi, :parties, :via, :claims, :sources)`,
  content: `select rest, headline_en, headline_fr, headline_vi, parties, via, claims, sources from entry_content where id = :id`,
  addVersion: `insert into entry_version (entry, content, kind, status, confidence, earliest, latest, reported_from, reported_to, seq_from, seq_to)
    values (:entry, :content, :kind, :status, :confidence, :earliest, :latest, :reported_from, :reported_to, :seq_from, ${FOREVER})`,
  standing: `select * from entry_version where entry = :entry and seq_to = ${FOREVER} and reported_to > :from order by reported_to`,
  close: `update entry_version set seq_to = :seq where id = :id`,
  drop: `delete from entry_version where id = :id`,
  place: `insert into placement (relation, earliest, latest, entry, version, content, membership, class, kind, status, state, reported_from, reported_to, seq_from, seq_to)
    values (:relation, :earliest, :latest, :entry, :version, :content, :membership, :class, :kind, :status, :state, :reported_from, :reported_to, :seq_from, :seq_to)`,
  closePlace: `update placement set seq_to = :seq
    where relation = :relation and earliest = :earliest and latest = :latest and entry = :entry and version = :version`,
  dropPlace: `delete from placement
    where relation = :relation and earliest = :earliest and latest = :latest and entry = :entry and version = :version`,
};

/** Writes entry versions. */
export interface Rectangles {
  /** Over `[from, to)` of reported time and from `seq` on, `after` stands where `before` stood. */
  revise(seq: number, from: number, to: number, before: readonly Entry[], after: readonly Entry[]): void;
  /** Writes what was gathered about the head view. */
  flush(): void;
}

export function openRectangles(db: Database, onHead: HeadListener): Rectangles {
  const q = {
    addContent: db.prepare(SQL.addContent),
    content: db.prepare<ContentRow>(SQL.content),
    addVersion: db.prepare(SQL.addVersion),
    standing: db.prepare<VersionRow>(SQL.standing),
    close: db.prepare(SQL.close),
    drop: db.prepare(SQL.drop),
    place: db.prepare(SQL.place),
    closePlace: db.prepare(SQL.closePlace),
    dropPlace: db.prepare(SQL.dropPlace),
  };
  const hot = openHotEntries(db);
  const head = openHeadRows(db, onHead);

  function placeOf(version: VersionRow, relation: string) {
    const { earliest, latest, entry } = version;
    return { relation, earliest, latest, entry };
  }

  function add(version: Omit<VersionRow, 'id' | 'seq_to'>, content: ContentRow): void {
    const id = q.addVersion.run({ ...version }).lastInsertRowid;
    const row: VersionRow = { ...version, id, seq_to: FOREVER };
    const memberships = membershipsOf(content);
    if (!hot.take(row, memberships)) for (const m of memberships) q.place.run(placementOf(row, m));
    if (row.reported_to === FOREVER) head.show(row, content, memberships);
  }

  function remove(row: VersionRow, content: ContentRow, seq: number): void {
    const memberships = membershipsOf(content);
    const isHot = hot.has(row.entry);
    // What came with this very event was never seen: it leaves no trace.
    const unseen = row.seq_from === seq;
    if (unseen) q.drop.run({ id: row.id });
    else q.close.run({ id: row.id, seq });
    if (isHot) hot.remove(row.id, unseen ? null : seq);
    else {
      for (const { relation } of memberships) {
        const key = { ...placeOf(row, relation), version: row.id };
        if (unseen) q.dropPlace.run(key);
        else q.closePlace.run({ ...key, seq });
      }
    }
    if (row.reported_to === FOREVER) head.hide(row, content, memberships);
  }

  /** Takes an entry off an interval of reported time; what stands outside of it stays. */
  function clear(entry: string, seq: number, from: number, to: number): void {
    const overlapping: VersionRow[] = [];
    for (const row of q.standing.iterate({ entry, from })) {
      // Versions on record of one entry are disjoint: the first that begins later ends the search.
      if (row.reported_from >= to) break;
      overlapping.push({ ...row });
    }
    for (const row of overlapping) {
      const content = q.content.get({ id: row.content }) as ContentRow;
      remove(row, content, seq);
      const { id: _, seq_to: __, ...rest } = row;
      if (row.reported_from < from) add({ ...rest, reported_to: from, seq_from: seq }, content);
      if (row.reported_to > to) add({ ...rest, reported_from: to, seq_from: seq }, content);
    }
  }

  return {
    revise: (seq, from, to, before, after) => {
      for (const { id } of before) clear(id, seq, from, to);
      for (const entry of after) {
        const content = contentOf(entry);
        add(
          {
            entry: entry.id,
            content: q.addContent.run({ ...content }).lastInsertRowid,
            kind: entry.kind,
            status: entry.status,
            confidence: entry.confidence,
            ...storedBounds(entry),
            reported_from: from,
            reported_to: to,
            seq_from: seq,
          },
          content,
        );
      }
    },
    flush: head.flush,
  };
}

/** A version in the order of one relation's timeline. */
export function placementOf(row: VersionRow, { relation, membership }: { relation: string; membership: string }) {
  return {
    relation,
    earliest: row.earliest,
    latest: row.latest,
    entry: row.entry,
    version: row.id,
    content: row.content,
    membership,
    class: durationClass(row.earliest, row.latest),
    kind: row.kind,
    status: row.status,
    state: countsTowardsState(row.kind, row.status, membership) ? 1 : 0,
    reported_from: row.reported_from,
    reported_to: row.reported_to,
    seq_from: row.seq_from,
    seq_to: row.seq_to,
  };
}
