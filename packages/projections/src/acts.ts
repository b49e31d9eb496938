import {
  type Claim,
  type ClaimCorrected,
  type ClaimRetracted,
  canonicalJson,
  isClaimType,
  kindOf,
  parseEdtf,
  parseKnownMs,
  type Status,
} from '@foedera/schema';
import { type ClaimStore, contentOf } from './claim-store.ts';
import { bucketOf } from './cluster.ts';
import { recurrenceOf, tellingKey } from './compare.ts';
import { type ClaimAct, type ClaimVersion, FOREVER } from './model.ts';
import type { SequencedEvent } from './projector.ts';

/** The act upon a claim that an event records; `null` for every other event. */
export function actOf(event: SequencedEvent, store: ClaimStore): ClaimAct | null {
  const recordedMs = Date.parse(event.recorded);
  if (isClaimType(event.type)) {
    const statement = event.data as Claim;
    return {
      claim: statement.claim,
      seq: event.seq,
      reportedMs: reportedMsOf(statement.reported, recordedMs),
      statement,
      act: 'stated',
      reported: statement.reported,
      reportedBasis: statement.reportedBasis ?? null,
      correction: null,
    };
  }
  if (event.type !== 'claim-corrected' && event.type !== 'claim-retracted') return null;
  const data = event.data as ClaimCorrected | ClaimRetracted;
  // A mistake of the ledger's own is mended where it stands: the correction takes the standing act's reported time.
  const standing = data.basis === 'ledger' ? store.actAtOrBefore(data.claim, FOREVER) : undefined;
  const statement = 'replacement' in data ? ({ ...data.replacement, claim: data.claim } as Claim) : null;
  return {
    claim: data.claim,
    seq: event.seq,
    reportedMs: standing ? standing.reportedMs : reportedMsOf(data.reported, recordedMs),
    statement,
    act: statement ? 'corrected' : 'retracted',
    reported: standing ? standing.reported : data.reported,
    reportedBasis: standing ? standing.reportedBasis : null,
    correction: { basis: data.basis, reason: data.reason, by: data.by ?? null },
  };
}

function reportedMsOf(reported: string | null, recordedMs: number): number {
  return reported === null ? recordedMs : (parseKnownMs(reported) ?? recordedMs);
}

/** True when two acts leave the same statement standing, so that the later one changes nothing. */
export function sayTheSame(a: ClaimAct | undefined, b: ClaimAct): boolean {
  if (!a?.statement || !b.statement) return !a?.statement && !b.statement;
  return canonicalJson(contentOf(a.statement)) === canonicalJson(contentOf(b.statement));
}

/** The version that an act makes stand over an interval of reported time; `null` for a retraction. */
export function versionOf(act: ClaimAct, reportedTo: number, firstReported: number): ClaimVersion | null {
  const { statement } = act;
  if (!statement || act.reportedMs >= reportedTo) return null;
  const span = statement.occurred === null ? null : parseEdtf(statement.occurred);
  const status = statement.attributes.status;
  return {
    claim: act.claim,
    kind: statement.kind,
    parties: [...new Set(statement.parties)].sort(),
    via: statement.via ?? [],
    occurred: statement.occurred,
    occurredBasis: statement.occurredBasis ?? null,
    earliest: span?.earliest ?? null,
    latest: span?.latest ?? null,
    extent: span?.extent ?? false,
    attributes: statement.attributes,
    status: typeof status === 'string' ? (status as Status) : null,
    confidence: statement.confidence,
    quote: statement.quote ?? statement.evidence?.quote ?? null,
    source: statement.source,
    key: statement.key ?? null,
    evidence: statement.evidence ?? null,
    extractor: statement.extractor ?? null,
    reported: act.reported,
    reportedBasis: act.reportedBasis,
    act: act.act === 'corrected' ? 'corrected' : 'stated',
    correction: act.correction,
    seq: act.seq,
    reportedFrom: act.reportedMs,
    reportedTo,
    firstReported,
  };
}

/**
 * Bucket under which a version is kept: where claims that may meet are looked for. What happens once and has a name is
 * looked for by its name; a claim without a date meets others only where its kind happens once. People's decisions
 * reach over these borders.
 */
export function storedBucketOf(version: ClaimVersion): string {
  const { naming } = kindOf(version.kind);
  const bucket =
    naming === undefined ? bucketOf(version) : `${bucketOf(version)} ${tellingKey(version)[naming] ?? '?'}`;
  return version.occurred === null && recurrenceOf(version) !== 'once' ? `${bucket} ${version.claim}` : bucket;
}
