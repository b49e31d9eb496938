import type { Claim } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { type ClaimAct, type ClaimVersion, type Constraint, type Decisions, FOREVER } from './model.ts';

/** A stored version: what it says, and since which `seq` it is on record. */
export interface StoredVersion {
  readonly row: number;
  readonly bucket: string;
  readonly version: ClaimVersion;
}

/** Days between which to look, inclusive; open sides are infinite. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
}

/** Where the fold keeps its working set: the acts on each claim, the versions that follow, people's decisions. */
export interface ClaimStore {
  /** Last act on a claim at or before a reported time, in order of (reported, seq). */
  actAtOrBefore(claim: string, reportedMs: number): ClaimAct | undefined;
  /** First act on a claim after a reported time. */
  actAfter(claim: string, reportedMs: number): ClaimAct | undefined;
  addAct(act: ClaimAct): void;
  /** Versions of a claim on record now that overlap the half-open reported interval, in order. */
  versionsOf(claim: string, from: number, to: number): StoredVersion[];
  /** Versions of a bucket on record now that overlap both the days and the reported interval, but for those of one claim. */
  versionsIn(bucket: string, days: DayRange, from: number, to: number, except: string | null): StoredVersion[];
  /** Takes a version off the record from `seq` on. */
  closeVersion(row: number, seq: number): void;
  /** Puts a version on record from `seq` on; gives its row. */
  addVersion(bucket: string, version: ClaimVersion, seq: number): number;
  /** Decisions that concern any of the claims. */
  decisions(claims: readonly string[]): Decisions;
  /** False while no person has decided anything: then there is no need to ask. */
  hasDecisions(): boolean;
  /** Claims that a decision calls the same as this one. */
  linkedTo(claim: string): string[];
  /** Records the latest decision on a pair; `null` leaves it to the rules again. */
  decide(a: string, b: string, say: Constraint['say'] | null, seq: number): void;
  prefer(claim: string, seq: number): void;
}

/** Tables of the working set, with the indexes that applying events needs. Open sides of days are ±10⁹. */
export const CLAIM_TABLES = `
create table claim_act (
  id integer primary key, claim text not null, reported_ms integer not null, seq integer not null, content text not null
);
create unique index claim_act_order on claim_act (claim, reported_ms, seq);
create table claim_version (
  id integer primary key,
  claim text not null, bucket text not null, relation text not null, kind text not null, source text not null,
  earliest integer not null, latest integer not null, width integer not null,
  reported_from integer not null, reported_to integer not null,
  seq_from integer not null, seq_to integer not null,
  content text not null
);
create index claim_version_claim on claim_version (claim, seq_to, reported_to);
create index claim_version_standing on claim_version (bucket, width, latest) where seq_to = ${FOREVER} and reported_to = ${FOREVER};
create index claim_version_revised on claim_version (bucket, reported_to, claim) where seq_to = ${FOREVER} and reported_to < ${FOREVER};
create table claim_pair (
  a text not null, b text not null, say text not null, seq integer not null,
  primary key (a, b)
) without rowid;
create table claim_preferred (claim text primary key, seq integer not null) without rowid;
`;

/** Bound that stands for an open side in the tables. */
export const OPEN_DAY = 1_000_000_000;

const VERSION = 'id, bucket, reported_from, reported_to, content';

/** Versions are indexed by how many days their bounds span, up to each of these, so that both ends of a search are bounded. */
const WIDTHS = [0, 31, 366, 4 * OPEN_DAY];

function widthOf(earliest: number, latest: number): number {
  return WIDTHS.findIndex((days) => latest - earliest <= days);
}

const SQL = {
  actBefore: `select content from claim_act where claim = :claim and reported_ms <= :ms order by reported_ms desc, seq desc limit 1`,
  actAfter: `select content from claim_act where claim = :claim and reported_ms > :ms order by reported_ms, seq limit 1`,
  addAct: `insert into claim_act (claim, reported_ms, seq, content) values (:claim, :ms, :seq, :content)`,
  ofClaim: `select ${VERSION} from claim_version
    where claim = :claim and seq_to = ${FOREVER} and reported_to > :from and reported_from < :to order by reported_from`,
  ofBucket: [
    ...WIDTHS.map(
      (days, width) => `select ${VERSION} from claim_version
      where bucket = :bucket and seq_to = ${FOREVER} and reported_to = ${FOREVER} and width = ${width}
      and latest >= :first and latest <= :last + ${days} and earliest <= :last and claim <> :except and reported_from < :to`,
    ),
    `select ${VERSION} from claim_version
      where bucket = :bucket and seq_to = ${FOREVER} and reported_to < ${FOREVER} and reported_to > :from and claim <> :except
      and reported_from < :to and latest >= :first and earliest <= :last`,
  ].join(' union all '),
  anyDecision: `select exists (select 1 from claim_pair) + exists (select 1 from claim_preferred) as n`,
  close: `update claim_version set seq_to = :seq where id = :id`,
  add: `insert into claim_version (claim, bucket, relation, kind, source, earliest, latest, width, reported_from, reported_to, seq_from, seq_to, content)
    values (:claim, :bucket, :relation, :kind, :source, :earliest, :latest, :width, :reportedFrom, :reportedTo, :seqFrom, ${FOREVER}, :content)`,
  pairs: `select b, say from claim_pair where a = :claim`,
  putPair: `insert into claim_pair (a, b, say, seq) values (:a, :b, :say, :seq) on conflict (a, b) do update set say = excluded.say, seq = excluded.seq`,
  dropPair: `delete from claim_pair where a = :a and b = :b`,
  preferred: `select seq from claim_preferred where claim = :claim`,
  prefer: `insert into claim_preferred (claim, seq) values (:claim, :seq) on conflict (claim) do update set seq = excluded.seq`,
};

interface VersionRow {
  readonly id: number;
  readonly bucket: string;
  readonly reported_from: number;
  readonly reported_to: number;
  readonly content: string;
}

const CACHED_VERSIONS = 10_000;

/** The working set in a read model's database; its tables must be there. */
export function openClaimStore(db: Database): ClaimStore {
  const q = {
    actBefore: db.prepare<{ content: string }>(SQL.actBefore),
    actAfter: db.prepare<{ content: string }>(SQL.actAfter),
    addAct: db.prepare(SQL.addAct),
    ofClaim: db.prepare<VersionRow>(SQL.ofClaim),
    ofBucket: db.prepare<VersionRow>(SQL.ofBucket),
    anyDecision: db.prepare<{ n: number }>(SQL.anyDecision),
    close: db.prepare(SQL.close),
    add: db.prepare(SQL.add),
    pairs: db.prepare<{ b: string; say: Constraint['say'] }>(SQL.pairs),
    putPair: db.prepare(SQL.putPair),
    dropPair: db.prepare(SQL.dropPair),
    preferred: db.prepare<{ seq: number }>(SQL.preferred),
    prefer: db.prepare(SQL.prefer),
  };
  const parsed = new Map<string, ClaimVersion>();
  const remember = (content: string, version: ClaimVersion): void => {
    if (parsed.size >= CACHED_VERSIONS) parsed.clear();
    parsed.set(content, version);
  };
  const toStored = (row: VersionRow): StoredVersion => {
    // Keyed by what the row says: a rolled-back insert leaves nothing false behind.
    let version = parsed.get(row.content);
    if (!version) {
      version = JSON.parse(row.content) as ClaimVersion;
      remember(row.content, version);
    }
    return { row: row.id, bucket: row.bucket, version };
  };
  const act = (row: { content: string } | undefined): ClaimAct | undefined =>
    row ? (JSON.parse(row.content) as ClaimAct) : undefined;
  // Asked once: after that, only this store's own writes make it true.
  let decided: boolean | null = null;
  const hasDecisions = (): boolean => {
    decided ??= q.anyDecision.get()?.n !== 0;
    return decided;
  };
  const day = (bound: number): number => Math.max(-OPEN_DAY, Math.min(OPEN_DAY, bound));
  return {
    actAtOrBefore: (claim, ms) => act(q.actBefore.get({ claim, ms })),
    actAfter: (claim, ms) => act(q.actAfter.get({ claim, ms })),
    addAct: (a) => {
      q.addAct.run({ claim: a.claim, ms: a.reportedMs, seq: a.seq, content: JSON.stringify(a) });
    },
    versionsOf: (claim, from, to) => q.ofClaim.all({ claim, from, to }).map(toStored),
    versionsIn: (bucket, days, from, to, except) => {
      const where = { bucket, first: day(days.from), last: day(days.to), to, except: except ?? '' };
      return q.ofBucket.all({ ...where, from }).map(toStored);
    },
    closeVersion: (id, seq) => {
      q.close.run({ id, seq });
    },
    addVersion: (bucket, version, seq) => {
      const earliest = version.earliest ?? -OPEN_DAY;
      const latest = version.latest ?? OPEN_DAY;
      const content = JSON.stringify(version);
      remember(content, version);
      return q.add.run({
        claim: version.claim,
        bucket,
        relation: version.parties.join('-'),
        kind: version.kind,
        source: version.source.id,
        earliest,
        latest,
        width: widthOf(earliest, latest),
        reportedFrom: version.reportedFrom,
        reportedTo: version.reportedTo,
        seqFrom: seq,
        content,
      }).lastInsertRowid;
    },
    decisions: (claims) => {
      if (!hasDecisions()) return { constraints: [], preferred: [] };
      const inside = new Set(claims);
      const constraints: Constraint[] = [];
      const preferred: { claim: string; seq: number }[] = [];
      for (const a of claims) {
        for (const { b, say } of q.pairs.all({ claim: a })) if (a < b && inside.has(b)) constraints.push({ a, b, say });
        const row = q.preferred.get({ claim: a });
        if (row) preferred.push({ claim: a, seq: row.seq });
      }
      return { constraints, preferred: preferred.sort((a, b) => a.seq - b.seq).map((p) => p.claim) };
    },
    hasDecisions,
    linkedTo: (claim) =>
      q.pairs
        .all({ claim })
        .filter((p) => p.say === 'same')
        .map((p) => p.b),
    decide: (a, b, say, seq) => {
      decided = true;
      for (const [x, y] of [
        [a, b],
        [b, a],
      ] as const) {
        if (say === null) q.dropPair.run({ a: x, b: y });
        else q.putPair.run({ a: x, b: y, say, seq });
      }
    },
    prefer: (claim, seq) => {
      decided = true;
      q.prefer.run({ claim, seq });
    },
  };
}

/** Content of a statement that matters for whether it changed: not when it was published or who read it. */
export function contentOf(statement: Claim): unknown {
  const { kind, occurred, parties, via, attributes, confidence, quote, source, key } = statement;
  return [
    kind,
    occurred,
    [...new Set(parties)].sort(),
    via ?? [],
    attributes,
    confidence,
    quote ?? null,
    source.id,
    key ?? null,
  ];
}
