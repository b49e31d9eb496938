import { type ClaimVersion, type Policy, targetOutcome, toPublicEntry } from '@foedera/projections';
import { formatDay } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { entryOf, type Language, membershipsOf } from '../read-model/entry-row.ts';
import { statement } from '../read-model/statements.ts';
import { actAnswer, claimAnswer, readActs, readClaim } from './claims.ts';
import { type EntryVersion, readStateEntries } from './entries.ts';
import type { Known } from './known.ts';
import { underPolicy } from './shown.ts';

const SQL = {
  document: `select document, title, content, seq, withdrawn, reason from document where document = :document`,
  decisions: `select d.seq, d.content from decision_claim c join decision d on d.seq = c.seq
    where c.claim = :claim and d.seq <= :seq order by d.seq desc limit :limit`,
};

/** Acts that an entry's page shows; the rest is at `/v1/entries/ID/history`. */
export const PAGE_ACTS = 200;

/** An entry's page: the entry, its claims as they stood, the documents they quote, and what was done to them. */
export function entryPage(
  db: Database,
  version: EntryVersion,
  known: Known,
  { lang, prefer }: { readonly lang: Language; readonly prefer: Policy },
) {
  const entry = underPolicy(db, entryOf(version.entry, version), prefer, known);
  const claims = entry.claims.flatMap((claim) => readClaim(db, claim, known) ?? []);
  const history = readHistory(db, entry.claims, known, null, PAGE_ACTS);
  const { claims: _, ...rest } = toPublicEntry(entry);
  const overdue =
    entry.status === 'planned' && entry.kind !== 'target-stated' && entry.latest !== null && entry.latest < known.today;
  return {
    id: entry.id,
    headline: entry.headline[lang],
    ...(overdue ? { unconfirmedSince: formatDay(entry.latest as number) } : {}),
    ...(entry.kind === 'target-stated' ? outcomeOf(db, entry, known) : {}),
    ...rest,
    relations: membershipsOf(version),
    claims: claims.map((claim) => claimAnswer(db, { version: claim, retraction: null })),
    documents: documentsOf(db, claims),
    history: history.acts,
    historyMore: history.more,
    asOf: { seq: known.seq, epoch: known.epoch },
  };
}

/** Whether a stated target was reached by the day that counts as today. */
export function outcomeOf(db: Database, target: ReturnType<typeof entryOf>, known: Known) {
  const figures = readStateEntries(db, target.relation, 'all', known).map((row) => row.entry);
  const { outcome, by } = targetOutcome(target, figures, known.today);
  return { outcome, outcomeBy: by };
}

function documentsOf(db: Database, claims: readonly ClaimVersion[]) {
  const ids = [...new Set(claims.flatMap((claim) => claim.evidence?.document ?? []))];
  return ids.flatMap((document) => {
    const row = statement<{ content: string; withdrawn: number | null }>(db, SQL.document).get({ document });
    return row ? [{ ...(JSON.parse(row.content) as object), withdrawn: row.withdrawn !== null }] : [];
  });
}

/** What was done to some claims and decided about them, newest record first, before a `seq`. */
export function readHistory(
  db: Database,
  claims: readonly string[],
  known: Known,
  beforeSeq: number | null,
  limit: number,
) {
  const until = beforeSeq === null ? known : { ...known, seq: beforeSeq - 1 };
  const acts = claims.flatMap((claim) => readActs(db, claim, until, limit + 1));
  const decisions = claims.flatMap((claim) =>
    statement<{ seq: number; content: string }>(db, SQL.decisions).all({ claim, seq: until.seq, limit: limit + 1 }),
  );
  const bySeq = new Map<number, Record<string, unknown>>();
  for (const act of acts) bySeq.set(act.seq, actAnswer(db, act));
  for (const { seq, content } of decisions) bySeq.set(seq, { seq, ...(JSON.parse(content) as object) });
  const sorted = [...bySeq].sort(([a], [b]) => b - a).map(([, act]) => act);
  return { acts: sorted.slice(0, limit), more: sorted.length > limit };
}
