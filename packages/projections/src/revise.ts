import { type ClaimCorrected, isEventType, SCHEMA_VERSION } from '@foedera/schema';
import { actOf, sayTheSame, storedBucketOf, versionOf } from './acts.ts';
import type { Cause } from './changes.ts';
import type { ClaimStore, DayRange, StoredVersion } from './claim-store.ts';
import { bucketOf } from './cluster.ts';
import { reachOf, recurrenceOf } from './compare.ts';
import { differingEntries } from './entry.ts';
import { ProjectionError } from './errors.ts';
import { type ClaimAct, type ClaimVersion, type Constraint, type Decisions, type Entry, FOREVER } from './model.ts';
import type { SequencedEvent } from './projector.ts';

/** Over `[from, to)` of reported time: entries that no longer stand as they were, and those that stand now. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

/**
 * What one event changed. Slices are disjoint and ascending; that with `to` FOREVER is the head view. An entry that a
 * correction moved to another kind or other states stands in `before` and `after` of one slice.
 */
export interface Revision {
  readonly seq: number;
  readonly recordedMs: number;
  readonly cause: Cause;
  readonly slices: readonly Slice[];
}

/**
 * Applies one event to the working set and says how the entries changed: one revision, or none.
 *
 * @throws ProjectionError `newer-schema` or `unknown-event` for what these rules cannot read: nothing is guessed
 */
export function revise(store: ClaimStore, event: SequencedEvent): Revision[] {
  if (event.metadata.schema > SCHEMA_VERSION)
    throw new ProjectionError(
      'newer-schema',
      event,
      `event schema ${event.metadata.schema} is newer than ${SCHEMA_VERSION}`,
    );
  if (!isEventType(event.type))
    throw new ProjectionError('unknown-event', event, `event type ${JSON.stringify(event.type)} is not known`);
  const act = actOf(event, store);
  if (act) return reviseByAct(store, event, act);
  if (event.type === 'claims-linked') return reviseByDecision(store, event, 'same');
  if (event.type === 'claims-separated') return reviseByDecision(store, event, 'different');
  if (event.type === 'claims-released') return reviseByDecision(store, event, null);
  if (event.type === 'claim-preferred') return reviseByPreference(store, event);
  return [];
}

function reviseByAct(store: ClaimStore, event: SequencedEvent, act: ClaimAct): Revision[] {
  const previous = store.actAtOrBefore(act.claim, act.reportedMs);
  const next = store.actAfter(act.claim, act.reportedMs);
  store.addAct(act);
  // An act before all known ones is the claim's first report: the versions after it are named by it too.
  const earlier = previous === undefined && next !== undefined;
  if (!earlier && sayTheSame(previous, act)) return [];
  const from = act.reportedMs;
  const end = earlier ? FOREVER : (next?.reportedMs ?? FOREVER);
  const olds = previous || next ? store.versionsOf(act.claim, from, end) : [];
  // Where the next act only repeated what stood, the old version reaches beyond it: from there on it now stands itself.
  const repeated = next && !earlier ? olds.find((o) => o.version.reportedTo > end) : undefined;
  const to = repeated?.version.reportedTo ?? end;
  const firstReported = previous ? (olds[0]?.version.firstReported ?? firstReportOf(store, act)) : from;
  const news: ClaimVersion[] = [];
  const standing = versionOf(act, next?.reportedMs ?? FOREVER, firstReported);
  if (standing) news.push(standing);
  const resumed = next && repeated ? versionOf(next, to, firstReported) : null;
  if (resumed) news.push(resumed);
  if (earlier) for (const old of olds) news.push({ ...old.version, firstReported });
  for (const old of olds) {
    store.closeVersion(old.row, event.seq);
    if (old.version.reportedFrom < from) store.addVersion(old.bucket, { ...old.version, reportedTo: from }, event.seq);
  }
  for (const version of news) store.addVersion(storedBucketOf(version), version, event.seq);
  const befores = olds.map((o) => o.version);
  return reviseBuckets(store, event, { claims: [act.claim], from, to }, befores, news);
}

/** First report of a claim whose versions are all retracted: the earliest act names it. */
function firstReportOf(store: ClaimStore, act: ClaimAct): number {
  return store.actAfter(act.claim, Number.MIN_SAFE_INTEGER)?.reportedMs ?? act.reportedMs;
}

interface Touched {
  readonly claims: readonly string[];
  readonly from: number;
  readonly to: number;
}

function reviseBuckets(
  store: ClaimStore,
  event: SequencedEvent,
  touched: Touched,
  befores: readonly ClaimVersion[],
  afters: readonly ClaimVersion[],
): Revision[] {
  const own = new Set(touched.claims);
  const buckets = [...new Set([...befores, ...afters].map(bucketOf))].sort();
  const views = buckets.map((bucket): View => {
    const old = befores.filter((v) => bucketOf(v) === bucket);
    const now = afters.filter((v) => bucketOf(v) === bucket);
    const others = component(store, [...old, ...now], touched)
      .map((s) => s.version)
      .filter((v) => !own.has(v.claim));
    const decisions = store.decisions([...new Set([...old, ...now, ...others].map((v) => v.claim))]);
    return { old: [...others, ...old], now: [...others, ...now], oldDecisions: decisions, decisions };
  });
  return revisionOf(event, touched, views);
}

/** What is seen of one bucket before and after an event. */
interface View {
  readonly old: readonly ClaimVersion[];
  readonly now: readonly ClaimVersion[];
  readonly oldDecisions: Decisions;
  readonly decisions: Decisions;
}

function revisionOf(event: SequencedEvent, touched: Touched, views: readonly View[]): Revision[] {
  const slices = slicesOf(touched, views);
  if (slices.length === 0) return [];
  return [{ seq: event.seq, recordedMs: Date.parse(event.recorded), cause: causeOf(event), slices }];
}

function reviseByDecision(store: ClaimStore, event: SequencedEvent, say: Constraint['say'] | null): Revision[] {
  const { claims } = event.data as { claims: readonly string[] };
  const standing = claims
    .flatMap((claim) => store.versionsOf(claim, Number.MIN_SAFE_INTEGER, FOREVER))
    .map((s) => s.version);
  return reviseDecided(store, event, standing, () => {
    for (const a of claims) for (const b of claims) if (a < b) store.decide(a, b, say, event.seq);
  });
}

function reviseByPreference(store: ClaimStore, event: SequencedEvent): Revision[] {
  const { claim } = event.data as { claim: string };
  const standing = store.versionsOf(claim, Number.MIN_SAFE_INTEGER, FOREVER).map((s) => s.version);
  return reviseDecided(store, event, standing, () => store.prefer(claim, event.seq));
}

/** A decision holds on the whole reported axis: it says what was the same all along. */
function reviseDecided(
  store: ClaimStore,
  event: SequencedEvent,
  standing: readonly ClaimVersion[],
  decide: () => void,
): Revision[] {
  const touched: Touched = { claims: [], from: Math.min(...standing.map((v) => v.reportedFrom)), to: FOREVER };
  const buckets = [...new Set(standing.map(bucketOf))].sort();
  const seedsOf = (bucket: string): ClaimVersion[] => standing.filter((v) => bucketOf(v) === bucket);
  const old = new Map(buckets.map((bucket) => [bucket, component(store, seedsOf(bucket), touched)]));
  const oldDecisions = new Map(
    [...old].map(([bucket, stored]) => [bucket, store.decisions([...new Set(stored.map((s) => s.version.claim))])]),
  );
  decide();
  const views = buckets.map((bucket): View => {
    const together = new Map<number, StoredVersion>();
    for (const stored of [...(old.get(bucket) ?? []), ...component(store, seedsOf(bucket), touched)])
      together.set(stored.row, stored);
    const versions = [...together.values()].map((s) => s.version);
    return {
      old: versions,
      now: versions,
      oldDecisions: oldDecisions.get(bucket) as Decisions,
      decisions: store.decisions([...new Set(versions.map((v) => v.claim))]),
    };
  });
  return revisionOf(event, touched, views);
}

/**
 * Every version on record that can share an entry with the seeds, directly or through others: dates that touch, and
 * claims that people linked. Seeds themselves are included as far as they are on record.
 */
function component(store: ClaimStore, seeds: readonly ClaimVersion[], { claims, from, to }: Touched): StoredVersion[] {
  const except = claims[0] ?? null;
  const decided = store.hasDecisions();
  const found = new Map<number, StoredVersion>();
  const pending: { bucket: string; days: DayRange }[] = [];
  const asked = new Map<string, DayRange[]>();
  const seenClaims = new Set<string>();
  const reach = (version: ClaimVersion): void => {
    const bucket = storedBucketOf(version);
    const days = recurrenceOf(version) === 'once' ? { from: -Infinity, to: Infinity } : reachOf(version);
    const known = asked.get(bucket) ?? [];
    if (known.some((range) => range.from <= days.from && days.to <= range.to)) return;
    asked.set(bucket, [...known, days]);
    pending.push({ bucket, days });
  };
  const visit = (version: ClaimVersion): void => {
    reach(version);
    if (seenClaims.has(version.claim)) return;
    seenClaims.add(version.claim);
    if (!decided) return;
    for (const linked of store.linkedTo(version.claim)) {
      for (const stored of store.versionsOf(linked, from, to)) {
        if (bucketOf(stored.version) !== bucketOf(version) || found.has(stored.row)) continue;
        found.set(stored.row, stored);
        visit(stored.version);
      }
    }
  };
  for (const seed of seeds) visit(seed);
  for (let ask = pending.pop(); ask; ask = pending.pop()) {
    for (const stored of store.versionsIn(ask.bucket, ask.days, from, to, except)) {
      if (found.has(stored.row)) continue;
      found.set(stored.row, stored);
      visit(stored.version);
    }
  }
  return [...found.values()];
}

/** Entries before and after, over every interval of the touched reported time in which the same versions are visible. */
function slicesOf({ from, to }: Touched, views: readonly View[]): Slice[] {
  const cuts = new Set([from, to]);
  for (const { reportedFrom, reportedTo } of views.flatMap((v) => [...v.old, ...v.now])) {
    if (reportedFrom > from && reportedFrom < to) cuts.add(reportedFrom);
    if (reportedTo > from && reportedTo < to) cuts.add(reportedTo);
  }
  const bounds = [...cuts].sort((a, b) => a - b);
  const slices: (Slice & { readonly print: string })[] = [];
  for (let i = 0; i + 1 < bounds.length; i++) {
    const at = bounds[i] as number;
    const end = bounds[i + 1] as number;
    const visible = (v: ClaimVersion): boolean => v.reportedFrom <= at && at < v.reportedTo;
    const differing = views.map((v) =>
      differingEntries(v.old.filter(visible), v.oldDecisions, v.now.filter(visible), v.decisions),
    );
    const before = differing.flatMap((d) => d.before);
    const after = differing.flatMap((d) => d.after);
    if (before.length === 0 && after.length === 0) continue;
    const print = differing.map((d) => d.print).join();
    const last = slices[slices.length - 1];
    if (last && last.to === at && last.print === print) slices[slices.length - 1] = { ...last, to: end };
    else slices.push({ from: at, to: end, before, after, print });
  }
  return slices.map(({ print: _, ...slice }) => slice);
}

/** What an event says of itself, for the changes that it causes. */
export function causeOf(event: SequencedEvent): Cause {
  const data = event.data as Partial<ClaimCorrected>;
  return {
    event: event.id,
    type: event.type,
    claim: data.claim ?? null,
    reason: data.reason ?? event.metadata.why ?? null,
    by: data.by ?? event.metadata.by ?? null,
  };
}
