import type { EventLog } from '@foedera/event-log';
import {
  type Claim,
  type ClaimCorrected,
  type ClaimRetracted,
  type DocumentRegistered,
  isClaimType,
  type Position,
  type RecordedEvent,
  SCHEMA_VERSION,
} from '@foedera/schema';
import { IngestError } from '../errors.ts';
import { PUBLISHED_GIVEN } from './registration.ts';
import type { ExtractorId, IdentifiedStatement } from './statements.ts';

/** What a document's stream says up to some revision. */
export interface StoredDocument {
  /** True when the last event finished an ingest. */
  readonly finished: boolean;
  /** Latest registration; `null` when there is none, or its text is not all there. */
  readonly registered: DocumentRegistered | null;
  readonly publishedGiven: boolean;
  readonly registrations: number;
  /** Extractor of the last finished ingest; `null` when there is none. */
  readonly extractor: ExtractorId | null;
  readonly withdrawn: { readonly reason: string } | null;
  /** Claims that stand, as last corrected, in the order in which they were first stated. */
  readonly claims: readonly IdentifiedStatement[];
  /** Every claim id ever used. */
  readonly ids: ReadonlySet<string>;
  /** Acts so far by subject (a claim or the document) and event type. */
  readonly acts: ReadonlyMap<string, number>;
}

/** Name under which `acts` counts. */
export function actName(subject: string, type: string): string {
  return `${subject} ${type}`;
}

/** All events of a document's stream. A document's events fit in memory, its text included. */
export async function readDocument(log: EventLog, stream: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of log.readStream(stream)) events.push(...page);
  const newer = events.find((event) => event.metadata.schema > SCHEMA_VERSION);
  if (newer)
    throw new IngestError(
      'newer-schema',
      `stream ${stream}, revision ${newer.revision}: schema version ${newer.metadata.schema}; this program knows up to ${SCHEMA_VERSION}`,
    );
  return events;
}

/** Number of events up to and including the last that finished an ingest or withdrew the document; 0 when there is none. */
export function finishedLength(events: readonly RecordedEvent[]): number {
  return events.findLastIndex(({ type }) => type === 'document-ingested' || type === 'document-withdrawn') + 1;
}

/** Position of the last event; `null` when there is none. */
export function lastPosition(events: readonly RecordedEvent[]): Position | null {
  return events.at(-1)?.position ?? null;
}

/** Folds the events of a document's stream. */
export function foldDocument(events: readonly RecordedEvent[]): StoredDocument {
  let registered: RecordedEvent | null = null;
  let extractor: ExtractorId | null = null;
  let withdrawn: { readonly reason: string } | null = null;
  let chunks = 0;
  const claims = new Map<string, IdentifiedStatement>();
  const ids = new Set<string>();
  const acts = new Map<string, number>();
  const count = (subject: string, type: string): void => {
    const name = actName(subject, type);
    acts.set(name, (acts.get(name) ?? 0) + 1);
  };
  for (const event of events) {
    const { type } = event;
    if (isClaimType(type)) {
      const { claim, ...statement } = event.data as Claim;
      claims.set(claim, { claim, statement });
      ids.add(claim);
      count(claim, 'stated');
    } else if (type === 'claim-corrected') {
      const { claim, basis, replacement } = event.data as ClaimCorrected;
      const target = claims.get(claim);
      const reported = basis === 'ledger' ? reportedOf(target) : {};
      if (target) claims.set(claim, { claim, statement: { ...replacement, ...reported } });
      count(claim, type);
    } else if (type === 'claim-retracted') {
      const { claim } = event.data as ClaimRetracted;
      claims.delete(claim);
      count(claim, type);
    } else {
      if (type === 'document-registered') [registered, chunks] = [event, 0];
      if (type === 'document-registered' || type === 'document-text') chunks++;
      if (type === 'document-ingested') extractor = (event.data as { extractor: ExtractorId }).extractor;
      if (type === 'document-withdrawn') withdrawn = event.data as { reason: string };
      count('document', type);
    }
  }
  const registration = registered ? (registered.data as DocumentRegistered) : null;
  return {
    finished: events.at(-1)?.type === 'document-ingested',
    registered: registration?.chunks === chunks ? registration : null,
    publishedGiven: registered?.metadata.cause === PUBLISHED_GIVEN,
    registrations: acts.get(actName('document', 'document-registered')) ?? 0,
    extractor,
    withdrawn,
    claims: [...claims.values()],
    ids,
    acts,
  };
}

/** A ledger's correction keeps its target's reported time. */
function reportedOf(target: IdentifiedStatement | undefined): Partial<Pick<Claim, 'reported' | 'reportedBasis'>> {
  if (!target) return {};
  const { reported, reportedBasis } = target.statement;
  return { reported, ...(reportedBasis !== undefined && { reportedBasis }) };
}
