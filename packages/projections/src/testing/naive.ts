import { canonicalJson, parseKnownMs } from '@foedera/schema';
import { bucketOf } from '../cluster.ts';
import { toEntries } from '../entry.ts';
import type { ClaimVersion, Constraint } from '../model.ts';
import { type Entry, FOREVER } from '../model.ts';
import type { SequencedEvent } from '../projector.ts';
import { statementVersion } from './statement-version.ts';

interface PlainAct {
  readonly seq: number;
  readonly ms: number;
  readonly reported: string | null;
  readonly version: ClaimVersion | null;
}

/** A point on the two known axes: everything reported up to `reportedMs` (inclusive) and recorded up to `seq` (inclusive). */
export interface KnownPoint {
  readonly reportedMs?: number;
  readonly seq?: number;
}

/**
 * Entries at a point, worked out from the events alone, with no store and nothing kept: the oracle that the projection
 * is compared with. Slow by design.
 */
export function naiveEntries(events: readonly SequencedEvent[], at: KnownPoint = {}): Entry[] {
  const { visible, constraints, preferred } = naiveClaims(events, at);
  const buckets = new Map<string, ClaimVersion[]>();
  for (const version of visible) buckets.set(bucketOf(version), [...(buckets.get(bucketOf(version)) ?? []), version]);
  return [...buckets.values()].flatMap((versions) => {
    const inside = new Set(versions.map((v) => v.claim));
    return toEntries(versions, {
      constraints: constraints.filter((c) => inside.has(c.a) && inside.has(c.b)),
      preferred,
    });
  });
}

/** Claims that stand at a point, and the decisions on record. */
export function naiveClaims(
  events: readonly SequencedEvent[],
  { reportedMs = FOREVER - 1, seq = FOREVER }: KnownPoint = {},
): { visible: ClaimVersion[]; constraints: Constraint[]; preferred: string[] } {
  const acts = new Map<string, PlainAct[]>();
  const pairs = new Map<string, Constraint>();
  const preferred: string[] = [];
  const ordered = (claim: string): PlainAct[] =>
    [...(acts.get(claim) ?? [])].sort((a, b) => a.ms - b.ms || a.seq - b.seq);
  for (const event of events) {
    if (event.seq > seq) break;
    const data = event.data as {
      claim: string;
      basis?: string;
      reported: string | null;
      replacement?: object;
      claims?: string[];
      reason?: string;
      by?: string;
    };
    const decision = { 'claims-linked': 'same', 'claims-separated': 'different', 'claims-released': null }[event.type];
    if (decision !== undefined) {
      for (const a of data.claims ?? [])
        for (const b of data.claims ?? []) {
          if (a >= b) continue;
          if (decision === null) pairs.delete(`${a} ${b}`);
          else pairs.set(`${a} ${b}`, { a, b, say: decision as Constraint['say'] });
        }
    } else if (event.type === 'claim-preferred') {
      if (preferred.includes(data.claim)) preferred.splice(preferred.indexOf(data.claim), 1);
      preferred.push(data.claim);
    } else {
      const standing = data.basis === 'ledger' ? ordered(data.claim).at(-1) : undefined;
      const reported = standing ? standing.reported : data.reported;
      const ms = standing
        ? standing.ms
        : reported === null
          ? Date.parse(event.recorded)
          : (parseKnownMs(reported) as number);
      const version =
        event.type === 'claim-retracted' ? null : statementVersion(event, data.replacement ?? data, reported);
      acts.set(data.claim, [...(acts.get(data.claim) ?? []), { seq: event.seq, ms, reported, version }]);
    }
  }
  const visible: ClaimVersion[] = [];
  for (const claim of acts.keys()) {
    const list = ordered(claim);
    const last = list.filter((a) => a.ms <= reportedMs).at(-1);
    if (!last?.version) continue;
    const next = list.find((a) => a.ms > reportedMs);
    const first = list.filter((a) => sameWords(a, last, list))[0] as PlainAct;
    visible.push({
      ...(first.version as ClaimVersion),
      reportedFrom: first.ms,
      reportedTo: next?.ms ?? FOREVER,
      firstReported: (list[0] as PlainAct).ms,
    });
  }
  return { visible, constraints: [...pairs.values()], preferred };
}

/** An act that repeats what already stands changes nothing: the act that first said it is the one that stands. */
function sameWords(candidate: PlainAct, standing: PlainAct, list: readonly PlainAct[]): boolean {
  const from = list.indexOf(candidate);
  const to = list.indexOf(standing);
  return (
    from <= to &&
    list
      .slice(from, to + 1)
      .every((a) => a.version !== null && words(a.version) === words(standing.version as ClaimVersion))
  );
}

function words({ kind, occurred, parties, via, attributes, confidence, quote, source, key }: ClaimVersion): string {
  return canonicalJson([kind, occurred, parties, via, attributes, confidence, quote, source.id, key]);
}
