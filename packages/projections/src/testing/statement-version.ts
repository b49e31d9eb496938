import { parseEdtf, type Statement, type Status } from '@foedera/schema';
import { type ClaimVersion, FOREVER } from '../model.ts';
import type { SequencedEvent } from '../projector.ts';

/** A version as the oracle sees it, before it is placed on the reported axis. */
export function statementVersion(event: SequencedEvent, words: object, reported: string | null): ClaimVersion {
  const s = words as Statement;
  const data = event.data as {
    claim: string;
    basis?: 'source' | 'ledger';
    reason?: string;
    by?: string;
    replacement?: object;
  };
  const span = s.occurred === null ? null : parseEdtf(s.occurred);
  return {
    claim: data.claim,
    kind: s.kind,
    parties: [...new Set(s.parties)].sort(),
    via: s.via ?? [],
    occurred: s.occurred,
    occurredBasis: s.occurredBasis ?? null,
    earliest: span?.earliest ?? null,
    latest: span?.latest ?? null,
    extent: span?.extent ?? false,
    attributes: s.attributes,
    status: (s.attributes.status as Status | undefined) ?? null,
    confidence: s.confidence,
    quote: s.quote ?? null,
    source: s.source,
    key: s.key ?? null,
    evidence: null,
    extractor: null,
    reported,
    reportedBasis: null,
    act: data.replacement ? 'corrected' : 'stated',
    correction: data.replacement
      ? { basis: data.basis as 'source' | 'ledger', reason: data.reason as string, by: data.by ?? null }
      : null,
    seq: event.seq,
    reportedFrom: 0,
    reportedTo: FOREVER,
    firstReported: 0,
  };
}
