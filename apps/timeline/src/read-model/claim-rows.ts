import { type ClaimStore, type ClaimVersion, FOREVER, relationsOf } from '@foedera/projections';
import type { Source } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { storedBounds } from './entry-row.ts';
import { claimText, soundsOf } from './search-words.ts';

const SQL = {
  place: `insert into claim_place (place, earliest, latest, claim, version) values (:place, :earliest, :latest, :claim, :version)`,
  document: `insert into claim_document (document, version) values (:document, :version)`,
  words: `insert into search_text (rowid, words, sounds) values (:id, :words, :sounds)`,
  ofVersion: `select source, reported_to from claim_version where id = :id`,
  retraction: `insert or ignore into claim_retraction (claim, reported_ms, seq) values (:claim, :reportedMs, :seq)`,
  source: `insert into source (source, title, publisher, url, claims, documents, first_reported, last_reported)
    values (:source, :title, :publisher, :url, :claims, 0, :first, :last)
    on conflict (source) do update set
      title = coalesce(title, excluded.title), publisher = coalesce(publisher, excluded.publisher), url = coalesce(url, excluded.url),
      claims = claims + excluded.claims,
      first_reported = min(coalesce(first_reported, excluded.first_reported), coalesce(excluded.first_reported, first_reported)),
      last_reported = max(coalesce(last_reported, excluded.last_reported), coalesce(excluded.last_reported, last_reported))`,
  withdrawn: `select 1 from document where document = :document and withdrawn is not null`,
};

/** Row ids of the search table: claims have even ones, documents odd ones. */
export const searchIdOfClaim = (version: number): number => version * 2;

/**
 * A claim store that also keeps what queries need about claims: where each is found (its states and relations), which
 * document it quotes, its words, how many each source has standing, and which acts retracted one. `flush` writes what was
 * gathered about sources.
 */
export function withClaimRows(db: Database, store: ClaimStore): ClaimStore & { flush(): void } {
  const sources = new Map<string, SourceChange>();
  const q = {
    place: db.prepare(SQL.place),
    document: db.prepare(SQL.document),
    words: db.prepare(SQL.words),
    ofVersion: db.prepare<{ source: string; reported_to: number }>(SQL.ofVersion),
    retraction: db.prepare(SQL.retraction),
    source: db.prepare(SQL.source),
    withdrawn: db.prepare(SQL.withdrawn),
  };
  function note({ id, title, publisher, url }: Source, step: number, ms: number | null): void {
    const known = sources.get(id);
    sources.set(id, {
      source: id,
      title: known?.title ?? title ?? null,
      publisher: known?.publisher ?? publisher ?? null,
      url: known?.url ?? url ?? null,
      claims: (known?.claims ?? 0) + step,
      first: least(known?.first ?? null, ms, Math.min),
      last: least(known?.last ?? null, ms, Math.max),
    });
  }

  return {
    ...store,
    flush: () => {
      for (const change of sources.values()) q.source.run({ ...change });
      sources.clear();
    },
    addAct: (act) => {
      store.addAct(act);
      if (act.statement === null) q.retraction.run({ claim: act.claim, reportedMs: act.reportedMs, seq: act.seq });
    },
    addVersion: (bucket, version, seq) => {
      const id = store.addVersion(bucket, version, seq);
      const bounds = storedBounds(version);
      for (const place of placesOf(version)) q.place.run({ place, ...bounds, claim: version.claim, version: id });
      if (version.evidence) q.document.run({ document: version.evidence.document, version: id });
      if (!version.evidence || !q.withdrawn.get({ document: version.evidence.document }))
        q.words.run({ id: searchIdOfClaim(id), words: claimText(version), sounds: soundsOf(version) });
      note(version.source, version.reportedTo === FOREVER ? 1 : 0, version.reportedFrom);
      return id;
    },
    closeVersion: (row, seq) => {
      const old = q.ofVersion.get({ id: row });
      store.closeVersion(row, seq);
      if (old?.reported_to === FOREVER) note({ id: old.source }, -1, null);
    },
  };
}

/** What a run of events changes about a source. Reported times in epoch ms. */
interface SourceChange {
  readonly source: string;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly claims: number;
  readonly first: number | null;
  readonly last: number | null;
}

function least(a: number | null, b: number | null, pick: (a: number, b: number) => number): number | null {
  if (a === null || b === null) return a ?? b;
  return pick(a, b);
}

/** Where a claim is found: under each of its states and unions, and under each relation in which it counts. */
export function placesOf(version: Pick<ClaimVersion, 'parties' | 'via'>): Set<string> {
  const relations = relationsOf(version.parties, version.via).map((m) => m.relation);
  return new Set([...version.parties, ...version.via, ...relations]);
}
