import type { ClaimAct, ClaimVersion } from '@foedera/projections';
import { continuedParties, FOREVER, versionOf } from '@foedera/projections';
import { formatDay, kindOf, relationId } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { placesOf } from '../read-model/claim-rows.ts';
import { storedBounds } from '../read-model/entry-row.ts';
import { statement } from '../read-model/statements.ts';
import { type Known, recordedMsOf, VISIBLE, visibility } from './known.ts';

/** Which claims are listed. */
export interface ClaimQuery {
  /** Inclusive day. */
  readonly from?: number | undefined;
  /** Exclusive day. */
  readonly to?: number | undefined;
  readonly certainty: 'possible' | 'certain';
  readonly kinds?: readonly string[] | undefined;
  readonly statuses?: readonly string[] | undefined;
  /** Relations in whose timelines claims count; a claim is found under any of them. */
  readonly relations?: readonly string[] | undefined;
  /** States or unions; a claim is found under each of them. */
  readonly parties?: readonly string[] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly minConfidence?: number | undefined;
  readonly retracted: boolean;
}

/** Place of a claim in a list. */
export interface ClaimKey {
  readonly earliest: number;
  readonly latest: number;
  readonly claim: string;
}

/** A listed claim: a version on record, or one that was retracted with the act that did it. */
export interface ListedClaim extends ClaimKey {
  readonly version: ClaimVersion;
  readonly retraction: ClaimAct | null;
}

interface Row {
  readonly claim: string;
  readonly earliest: number;
  readonly latest: number;
  readonly content: string;
}

const IN_V = VISIBLE.replaceAll(/\b(reported|seq)_/g, 'v.$1_');

/** Places under each of which a claim must be found: one relation is as narrow as a state. */
function placesAsked({ relations, parties = [] }: ClaimQuery): readonly string[] {
  return relations?.length === 1 ? [...relations, ...parties] : parties;
}

const AT_SAME_PLACE = 'o.earliest = v.earliest and o.latest = v.latest and o.claim = v.claim and o.version = v.id';

/** Rows of a page, from the narrowest index there is: one place, one source, or the order of all claims. */
function listSql(query: ClaimQuery, continued: boolean): string {
  const [driver, ...rest] = placesAsked(query);
  const key = driver === undefined ? 'v' : 'p';
  const where = [
    IN_V,
    ...(driver === undefined ? [] : ['p.place = :place0', 'v.id = p.version']),
    ...rest.map((_, i) => `exists (select 1 from claim_place o where o.place = :place${i + 1} and ${AT_SAME_PLACE})`),
    ...((query.relations?.length ?? 0) > 1
      ? [
          `exists (select 1 from json_each(:relations) r cross join claim_place o on o.place = r.value and ${AT_SAME_PLACE})`,
        ]
      : []),
    ...(query.sources?.length === 1 ? ['v.source = :source'] : []),
    ...(query.sources && query.sources.length > 1 ? ['v.source in (select value from json_each(:sources))'] : []),
    ...(query.kinds ? ['v.kind in (select value from json_each(:kinds))'] : []),
    ...(query.statuses ? [`json_extract(v.content, '$.status') in (select value from json_each(:statuses))`] : []),
    ...(query.minConfidence === undefined ? [] : [`json_extract(v.content, '$.confidence') >= :minConfidence`]),
    ...(query.from === undefined ? [] : [query.certainty === 'certain' ? 'v.earliest >= :from' : 'v.latest >= :from']),
    ...(query.to === undefined
      ? []
      : [query.certainty === 'certain' ? `${key}.latest < :to` : `${key}.earliest < :to`]),
    ...(continued
      ? [`(${key}.earliest, ${key}.latest, ${key}.claim) > (:afterEarliest, :afterLatest, :afterClaim)`]
      : []),
  ];
  const from =
    driver === undefined
      ? `claim_version v indexed by ${query.sources?.length === 1 ? 'claim_version_source' : 'claim_version_order'}`
      : 'claim_place p cross join claim_version v';
  return `select v.claim, v.earliest, v.latest, v.content from ${from} where ${where.join(' and ')}
    order by ${key}.earliest, ${key}.latest, ${key}.claim limit :limit`;
}

function valuesOf(query: ClaimQuery, known: Known, after: ClaimKey | null): Record<string, string | number> {
  const places = Object.fromEntries(placesAsked(query).map((place, i) => [`place${i}`, place]));
  return {
    ...visibility(known),
    ...places,
    ...((query.relations?.length ?? 0) > 1 ? { relations: JSON.stringify(query.relations) } : {}),
    ...(query.sources?.length === 1 ? { source: query.sources[0] as string } : {}),
    ...(query.sources && query.sources.length > 1 ? { sources: JSON.stringify(query.sources) } : {}),
    ...(query.kinds ? { kinds: JSON.stringify(query.kinds) } : {}),
    ...(query.statuses ? { statuses: JSON.stringify(query.statuses) } : {}),
    ...(query.minConfidence === undefined ? {} : { minConfidence: query.minConfidence }),
    ...(query.from === undefined ? {} : { from: query.from }),
    ...(query.to === undefined ? {} : { to: query.to }),
    ...(after === null ? {} : { afterEarliest: after.earliest, afterLatest: after.latest, afterClaim: after.claim }),
  };
}

/** Claims that stood at a known point, after a place, in order of occurrence, then id; one more than `limit` says there are more. */
export function readClaims(
  db: Database,
  query: ClaimQuery,
  known: Known,
  after: ClaimKey | null,
  limit: number,
): { readonly claims: readonly ListedClaim[]; readonly more: boolean } {
  const sql = listSql(query, after !== null);
  const rows = statement<Row>(db, sql).all({ ...valuesOf(query, known, after), limit: limit + 1 });
  const live = rows.map((row): ListedClaim => {
    const { claim, earliest, latest } = row;
    return { claim, earliest, latest, version: JSON.parse(row.content) as ClaimVersion, retraction: null };
  });
  const all = query.retracted
    ? [...live, ...retracted(db, query, known).filter((r) => after === null || compare(r, after) > 0)].sort(compare)
    : live;
  return { claims: all.slice(0, limit), more: all.length > limit };
}

function compare(a: ClaimKey, b: ClaimKey): number {
  return a.earliest - b.earliest || a.latest - b.latest || (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0);
}

const ACTS = {
  retractions: `select r.claim, r.reported_ms as ms, r.seq from claim_retraction r
    where r.reported_ms <= :reported and r.seq <= :seq and not exists (
      select 1 from claim_act a where a.claim = r.claim and a.reported_ms <= :reported and a.seq <= :seq
        and (a.reported_ms, a.seq) > (r.reported_ms, r.seq))`,
  act: `select content from claim_act where claim = :claim and reported_ms = :ms and seq = :seq`,
  before: `select content from claim_act where claim = :claim and (reported_ms, seq) < (:ms, :seq) and seq <= :known
    and json_extract(content, '$.statement') is not null order by reported_ms desc, seq desc limit 1`,
  of: `select content from claim_act where claim = :claim and reported_ms <= :reported and seq <= :seq order by seq desc limit :limit`,
};

interface RetractionRow {
  readonly claim: string;
  readonly ms: number;
  readonly seq: number;
}

/** Claims that had been retracted at a known point, as they stood before. */
function retracted(db: Database, query: ClaimQuery, known: Known): ListedClaim[] {
  const rows = statement<RetractionRow>(db, ACTS.retractions).all(visibility(known));
  return rows.flatMap((row) => {
    const listed = asItWas(db, row, known);
    return listed && matches(listed.version, query) ? [listed] : [];
  });
}

/** A retracted claim as it stood before, with the act that retracted it. */
function asItWas(db: Database, { claim, ms, seq }: RetractionRow, known: Known): ListedClaim | undefined {
  const retraction = statement<{ content: string }>(db, ACTS.act).get({ claim, ms, seq });
  const before = statement<{ content: string }>(db, ACTS.before).get({ claim, ms, seq, known: known.seq });
  if (!retraction || !before) return undefined;
  const act = JSON.parse(before.content) as ClaimAct;
  const version = versionOf(act, Math.max(ms, act.reportedMs + 1), act.reportedMs);
  if (!version) return undefined;
  return { claim, ...storedBounds(version), version, retraction: JSON.parse(retraction.content) as ClaimAct };
}

/** A claim as it stood at a known point, or, where it was retracted by then, as it stood before. */
export function findClaim(db: Database, claim: string, known: Known): ListedClaim | undefined {
  const version = readClaim(db, claim, known);
  if (version) return { claim, ...storedBounds(version), version, retraction: null };
  const row = statement<RetractionRow>(db, `${ACTS.retractions} and r.claim = :claim`).get({
    claim,
    ...visibility(known),
  });
  return row && asItWas(db, row, known);
}

function matches(version: ClaimVersion, query: ClaimQuery): boolean {
  const { earliest, latest } = storedBounds(version);
  const { from = -FOREVER, to = FOREVER, certainty } = query;
  const places = placesOf(version);
  return (
    (certainty === 'certain' ? from <= earliest && latest < to : from <= latest && earliest < to) &&
    (query.kinds?.includes(version.kind) ?? true) &&
    (query.sources?.includes(version.source.id) ?? true) &&
    (query.statuses === undefined || (version.status !== null && query.statuses.includes(version.status))) &&
    version.confidence >= (query.minConfidence ?? 0) &&
    (query.parties ?? []).every((party) => places.has(party)) &&
    (query.relations?.some((relation) => places.has(relation)) ?? true)
  );
}

/** Acts on a claim that were known, newest record first. */
export function readActs(db: Database, claim: string, known: Known, limit: number): ClaimAct[] {
  return statement<{ content: string }>(db, ACTS.of)
    .all({ claim, ...visibility(known), limit })
    .map((row) => JSON.parse(row.content) as ClaimAct);
}

const ONE = `select claim, earliest, latest, content from claim_version v where v.claim = :claim and ${IN_V}`;

/** The version of a claim that stood at a known point. */
export function readClaim(db: Database, claim: string, known: Known): ClaimVersion | undefined {
  const row = statement<Row>(db, ONE).get({ claim, ...visibility(known) });
  return row && (JSON.parse(row.content) as ClaimVersion);
}

const WITHDRAWN = {
  any: `select 1 from document where withdrawn is not null limit 1`,
  one: `select 1 from document where document = :document and withdrawn is not null`,
};

/** A claim as answers say it. Quotes of withdrawn documents are left out everywhere, whatever point is asked about. */
export function claimAnswer(db: Database, { version, retraction }: Pick<ListedClaim, 'version' | 'retraction'>) {
  const {
    claim,
    earliest,
    latest,
    reportedFrom,
    reportedTo,
    firstReported,
    seq,
    evidence,
    quote,
    extent: _,
    ...rest
  } = version;
  const recordedMs = recordedMsOf(db, seq);
  const hidden = evidence !== null && isWithdrawn(db, evidence.document);
  return {
    id: claim,
    ...rest,
    category: kindOf(version.kind).category,
    earliest: earliest === null ? null : formatDay(earliest),
    latest: latest === null ? null : formatDay(latest),
    quote: hidden ? null : quote,
    evidence: evidence && (hidden ? { document: evidence.document, withdrawn: true } : evidence),
    document: evidence?.document ?? null,
    seq,
    recorded: recordedMs === undefined ? null : new Date(recordedMs).toISOString(),
    reportedFrom: new Date(reportedFrom).toISOString(),
    reportedTo: reportedTo === FOREVER ? null : new Date(reportedTo).toISOString(),
    firstReported: new Date(firstReported).toISOString(),
    ...(retraction === null ? {} : { retracted: actAnswer(db, retraction) }),
  };
}

/** An act on a claim as answers say it. */
export function actAnswer(db: Database, act: ClaimAct) {
  const recordedMs = recordedMsOf(db, act.seq);
  return {
    act: act.act,
    claim: act.claim,
    seq: act.seq,
    recorded: recordedMs === undefined ? null : new Date(recordedMs).toISOString(),
    reported: act.reported,
    reportedFrom: new Date(act.reportedMs).toISOString(),
    basis: act.correction?.basis ?? null,
    reason: act.correction?.reason ?? null,
    by: act.correction?.by ?? null,
    statement: act.statement && withoutHiddenQuote(db, act.statement),
  };
}

function withoutHiddenQuote(db: Database, claim: NonNullable<ClaimAct['statement']>) {
  const { claim: _, evidence, quote, ...rest } = claim;
  if (evidence && isWithdrawn(db, evidence.document)) return rest;
  return { ...rest, ...(quote === undefined ? {} : { quote }), ...(evidence ? { evidence } : {}) };
}

/** True when a document's text and quotes must not be shown. */
export function isWithdrawn(db: Database, document: string): boolean {
  if (!statement(db, WITHDRAWN.any).get()) return false;
  return statement(db, WITHDRAWN.one).get({ document }) !== undefined;
}

const KNOWN = {
  any: `select 1 from claim_act where claim = :claim limit 1`,
  last: `select content from claim_act where claim = :claim and json_extract(content, '$.statement') is not null
    order by reported_ms desc, seq desc limit 1`,
};

/** True when anything was ever said of a claim. */
export function isKnownClaim(db: Database, claim: string): boolean {
  return statement(db, KNOWN.any).get({ claim }) !== undefined;
}

/** The relation that a claim's last statement is about, as its states continue today; `null` when it is not known. */
export function lastKnownRelation(db: Database, claim: string): string | null {
  const row = statement<{ content: string }>(db, KNOWN.last).get({ claim });
  const act = row && (JSON.parse(row.content) as ClaimAct);
  return act?.statement ? relationId(continuedParties(act.statement.parties)) : null;
}
