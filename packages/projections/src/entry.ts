import { type Contradiction, fold, kindOf, relationId, type Status } from '@foedera/schema';
import { byFirstReport, type Cluster, cluster } from './cluster.ts';
import { compareVagueness, datesContradict, tellingKey, vaguenessOf, valuesContradict } from './compare.ts';
import { headlineOf } from './headline.ts';
import type { ClaimVersion, Decisions, Entry, Policy } from './model.ts';
import { continuedParties } from './relations.ts';

/** Entries of the claims of one bucket that are visible together, in order of first report. */
export function toEntries(claims: readonly ClaimVersion[], decisions: Decisions, policy: Policy = 'precise'): Entry[] {
  const clusters = cluster(claims, decisions.constraints);
  return clusters.map((c) => toEntry(c, clusters, decisions.preferred, policy));
}

/**
 * Entries that differ between two sets of visible claims of one bucket; those that are the same in both are left out.
 * Equal `print`s mean equal differences.
 */
export function differingEntries(
  old: readonly ClaimVersion[],
  oldDecisions: Decisions,
  now: readonly ClaimVersion[],
  decisions: Decisions,
): { readonly before: Entry[]; readonly after: Entry[]; readonly print: string } {
  const was = cluster(old, oldDecisions.constraints);
  const is = cluster(now, decisions.constraints);
  const wasPrints = was.map((c) => clusterPrint(c, was, oldDecisions.preferred));
  const isPrints = is.map((c) => clusterPrint(c, is, decisions.preferred));
  const kept = new Set(isPrints);
  const had = new Set(wasPrints);
  const gone = was.map((_, i) => i).filter((i) => !kept.has(wasPrints[i] as string));
  const come = is.map((_, i) => i).filter((i) => !had.has(isPrints[i] as string));
  return {
    before: gone.map((i) => entryOf(was[i] as Cluster, was, oldDecisions.preferred, wasPrints[i] as string)),
    after: come.map((i) => entryOf(is[i] as Cluster, is, decisions.preferred, isPrints[i] as string)),
    print: JSON.stringify([gone.map((i) => wasPrints[i]), come.map((i) => isPrints[i])]),
  };
}

/** The entry last made of each version that names one: what an event ends is mostly what an earlier one made. */
const MADE = new WeakMap<ClaimVersion, { readonly print: string; readonly entry: Entry }>();

function entryOf(made: Cluster, all: readonly Cluster[], preferred: readonly string[], print: string): Entry {
  const first = made.claims[0] as ClaimVersion;
  const known = MADE.get(first);
  if (known?.print === print) return known.entry;
  const entry = toEntry(made, all, preferred, 'precise');
  MADE.set(first, { print, entry });
  return entry;
}

/** What an entry is made of: equal prints make equal entries. */
function clusterPrint({ claims, maybeSameAs }: Cluster, all: readonly Cluster[], preferred: readonly string[]): string {
  const versions = claims.map((c) => `${c.claim} ${c.seq} ${c.reportedFrom} ${c.firstReported}`);
  const maybe = maybeSameAs.map((i) => (all[i] as Cluster).claims[0]?.claim);
  const choice = preferred.findLast((id) => claims.some((c) => c.claim === id));
  return JSON.stringify([versions, maybe, choice]);
}

/** The entry of claims that a reader already knows to be one happening, under another policy. */
export function showUnder(claims: readonly ClaimVersion[], preferred: readonly string[], policy: Policy): Entry {
  return toEntry({ claims: [...claims].sort(byFirstReport), maybeSameAs: [] }, [], preferred, policy);
}

function toEntry(
  { claims, maybeSameAs }: Cluster,
  all: readonly Cluster[],
  preferred: readonly string[],
  policy: Policy,
): Entry {
  const first = claims[0] as ClaimVersion;
  const speaking = speakers(claims);
  const origins = originsOf(claims);
  const contradictions = contradictionsOf(speaking, origins);
  const choice = preferred.findLast((id) => claims.some((c) => c.claim === id));
  const shown = choice ? (claims.find((c) => c.claim === choice) as ClaimVersion) : choose(speaking, policy, origins);
  const hidden = !choice && policy === 'strict' ? new Set(contradictions.map((c) => c.about)) : new Set<string>();
  const attributes = mergedAttributes(shown, speaking, hidden);
  const dated = hidden.has('occurred') ? null : shown;
  const parties = shown.parties;
  const { kind } = first;
  return {
    id: first.claim,
    kind,
    category: kindOf(kind).category,
    relation: relationId(continuedParties(parties)),
    parties,
    via: shown.via,
    occurred: dated?.occurred ?? null,
    occurredBasis: dated?.occurredBasis ?? null,
    earliest: dated?.earliest ?? null,
    latest: dated?.latest ?? null,
    extent: dated?.extent ?? false,
    status: shown.status ?? statusOf(speaking),
    attributes,
    headline: headlineOf(kind, attributes),
    confidence: Math.max(...speaking.map((c) => c.confidence)),
    claims: claims.map((c) => c.claim),
    sources: [...new Set(claims.map((c) => origins.get(c.claim) as string))],
    contradictions,
    maybeSameAs: maybeSameAs.map((i) => (all[i] as Cluster).claims[0]?.claim as string),
    shown: { claim: hidden.size > 0 ? null : shown.claim, policy: choice ? 'preferred' : policy },
    firstReported: first.firstReported,
    lastReported: Math.max(...claims.map((c) => c.reportedFrom)),
    seq: Math.max(...claims.map((c) => c.seq)),
  };
}

/** The claims that are heard: where one reports what happened, plans no longer count. */
function speakers(claims: readonly ClaimVersion[]): readonly ClaimVersion[] {
  const reported = claims.filter((c) => c.status !== 'planned');
  return reported.some((c) => c.status !== null) ? reported : claims;
}

const PROGRESS: Readonly<Record<Status, number>> = { planned: 0, ongoing: 1, postponed: 2, cancelled: 2, completed: 3 };

/** The furthest status that the claims state; `null` when none states one. */
function statusOf(claims: readonly ClaimVersion[]): Status | null {
  const stated = claims.flatMap((c) => (c.status ? [c.status] : []));
  return stated.sort((a, b) => PROGRESS[b] - PROGRESS[a])[0] ?? null;
}

/** What is preferred first: exact dates, furthest status, most independent sources agreeing, confidence, newest report. */
function choose(claims: readonly ClaimVersion[], policy: Policy, origins: ReadonlyMap<string, string>): ClaimVersion {
  const support = new Map(
    claims.map((c) => [
      c.claim,
      new Set(claims.filter((o) => !datesContradict(c, o) && sameValues(c, o)).map((o) => origins.get(o.claim))).size,
    ]),
  );
  const bySupport = (a: ClaimVersion, b: ClaimVersion): number =>
    (support.get(b.claim) as number) - (support.get(a.claim) as number);
  const byPrecision = (a: ClaimVersion, b: ClaimVersion): number =>
    compareVagueness(vaguenessOf(a, tellingKey(a)), vaguenessOf(b, tellingKey(b)));
  const byProgress = (a: ClaimVersion, b: ClaimVersion): number => progress(b) - progress(a);
  const byNewest = (a: ClaimVersion, b: ClaimVersion): number => b.reportedFrom - a.reportedFrom;
  const byConfidence = (a: ClaimVersion, b: ClaimVersion): number => b.confidence - a.confidence;
  const orders: Record<Policy, readonly ((a: ClaimVersion, b: ClaimVersion) => number)[]> = {
    precise: [byPrecision, byProgress, bySupport, byConfidence, byNewest],
    strict: [byPrecision, byProgress, bySupport, byConfidence, byNewest],
    sources: [bySupport, byPrecision, byProgress, byConfidence, byNewest],
    newest: [byNewest, byPrecision],
    earliest: [(a, b) => byNewest(b, a), byPrecision],
  };
  const order = orders[policy];
  return [...claims].sort(
    (a, b) => order.reduce((sum, by) => sum || by(a, b), 0) || byFirstReport(a, b),
  )[0] as ClaimVersion;
}

function progress(claim: ClaimVersion): number {
  return claim.status ? PROGRESS[claim.status] : -1;
}

function sameValues(a: ClaimVersion, b: ClaimVersion): boolean {
  return kindOf(a.kind).contested.every(
    (name) => !valuesContradict(a.attributes[name], b.attributes[name], isHedged(a) || isHedged(b)),
  );
}

function isHedged(claim: ClaimVersion): boolean {
  return claim.attributes.approx === true || claim.attributes.atLeast === true;
}

/** Attributes of the shown claim, completed by what only others state; an attribute in `hidden` is left out. */
function mergedAttributes(
  shown: ClaimVersion,
  claims: readonly ClaimVersion[],
  hidden: ReadonlySet<string>,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const claim of [shown, ...claims]) {
    for (const [name, value] of Object.entries(claim.attributes)) {
      if (name !== 'status' && !hidden.has(name) && result[name] === undefined) result[name] = value;
    }
  }
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What claims of one happening state differently: their dates, and the contested attributes of their kind. */
function contradictionsOf(claims: readonly ClaimVersion[], origins: ReadonlyMap<string, string>): Contradiction[] {
  const first = claims[0];
  if (!first || claims.length < 2) return [];
  const result: Contradiction[] = [];
  const dates = camps(
    claims.filter((c) => c.occurred !== null),
    datesContradict,
    (c) => c.occurred,
    origins,
  );
  if (dates) result.push({ about: 'occurred', values: dates });
  for (const name of kindOf(first.kind).contested) {
    const stating = claims.filter((c) => c.attributes[name] !== undefined && c.attributes[name] !== 'other');
    const values = camps(
      stating,
      (a, b) => valuesContradict(a.attributes[name], b.attributes[name], isHedged(a) || isHedged(b)),
      (c) => c.attributes[name],
      origins,
    );
    if (values) result.push({ about: name, values });
  }
  return result;
}

/** Claims by the value they state, if any two of them contradict each other; `null` when none do. */
function camps(
  claims: readonly ClaimVersion[],
  contradict: (a: ClaimVersion, b: ClaimVersion) => boolean,
  pick: (c: ClaimVersion) => unknown,
  origins: ReadonlyMap<string, string>,
): Contradiction['values'] | null {
  const disputed = claims.filter((a) => claims.some((b) => contradict(a, b)));
  if (disputed.length === 0) return null;
  const byValue = new Map<string, ClaimVersion[]>();
  for (const claim of disputed) {
    const key = JSON.stringify(pick(claim));
    byValue.set(key, [...(byValue.get(key) ?? []), claim]);
  }
  return [...byValue.values()]
    .map((group) => ({
      value: pick(group[0] as ClaimVersion),
      claims: group.map((c) => c.claim),
      sources: [...new Set(group.map((c) => origins.get(c.claim) as string))],
    }))
    .sort(
      (a, b) => b.sources.length - a.sources.length || (JSON.stringify(a.value) < JSON.stringify(b.value) ? -1 : 1),
    );
}

/** Source of each claim; a copy of another source's words (nearly the same, eight or more) counts as that source. */
function originsOf(claims: readonly ClaimVersion[]): Map<string, string> {
  const origins = new Map<string, string>();
  const heard: { words: Set<string>; source: string }[] = [];
  for (const claim of claims) {
    const words = new Set(
      fold(claim.quote ?? '')
        .split(' ')
        .filter(Boolean),
    );
    const original = words.size >= 8 ? heard.find((h) => jaccard(h.words, words) >= 0.8) : undefined;
    origins.set(claim.claim, original?.source ?? claim.source.id);
    if (!original && words.size >= 8) heard.push({ words, source: claim.source.id });
  }
  return origins;
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / (a.size + b.size - shared);
}
