import {
  type ClaimCorrected,
  type ClaimRetracted,
  canonicalJson,
  type ExtractorRef,
  eventId,
  type NewEvent,
  SCHEMA_VERSION,
  type Statement,
} from '@foedera/schema';
import type { Extraction } from '../extraction.ts';
import { differences, matchStatements } from './match.ts';
import { registrationEvents, registrationOf } from './registration.ts';
import { type ExtractorId, extractorTag, identify, sourceOf, toStatements } from './statements.ts';
import { actName, type StoredDocument } from './stored.ts';

/** What an ingest of a document changes. */
export interface DocumentChanges {
  readonly registered: boolean;
  /** Ids of claims stated, corrected and retracted, in the order of their events. */
  readonly stated: readonly string[];
  readonly corrected: readonly string[];
  readonly retracted: readonly string[];
}

/** Events that bring a document's stream from what it says to what an extraction says; none when nothing changes. */
export interface Revision {
  readonly events: readonly NewEvent[];
  readonly changes: DocumentChanges;
  /** Claims that stand afterwards. */
  readonly claims: number;
}

/** How a document came. */
export interface Arrival {
  /** Edition of the collection that the article came with. */
  readonly release?: string | undefined;
  /** True when its publication date came with it and was not read out of it. */
  readonly publishedGiven: boolean;
}

/**
 * Works out what to append: a registration when what is known about the document is new, corrections and retractions
 * (basis ledger: we misread) in the order of the claims, new claims, and that the ingest is finished. A pure function of
 * what is stored and what was read, so that a crash half-way is resumed with the same events.
 *
 * A claim whose reported time changes is retracted and stated under a new id: a ledger's correction keeps its target's
 * reported time.
 */
export function revise(
  stored: StoredDocument,
  extraction: Extraction,
  extractor: ExtractorId,
  arrival: Arrival,
): Revision {
  const { document } = extraction;
  const source = sourceOf(document, arrival.release);
  const tag = extractorTag(extractor);
  const metadata = { schema: SCHEMA_VERSION };
  const acts = new Map(stored.acts);
  const events: NewEvent[] = [];
  const changes = { stated: [] as string[], corrected: [] as string[], retracted: [] as string[] };
  const idOf = (subject: string, type: string, reported: string | null): string => {
    const name = actName(subject === document.hash ? 'document' : subject, type);
    const ordinal = acts.get(name) ?? 0;
    acts.set(name, ordinal + 1);
    return eventId([subject, type, tag, ...(ordinal > 0 ? [ordinal] : [])], reported);
  };

  const registration = registrationOf(document, source);
  const registered = !isRegistered(stored, registration, arrival.publishedGiven);
  if (registered)
    events.push(...registrationEvents(registration, document.text, arrival.publishedGiven, stored.registrations));

  const { pairs, added } = matchStatements(stored.claims, toStatements(extraction, extractor, source));
  const freshOf = new Map(pairs.map(({ stored, fresh }) => [stored.claim, fresh]));
  const moved = pairs.filter(({ stored: { statement }, fresh }) => statement.reported !== fresh.reported);
  const operation = (claim: string, reason: string, reader: ExtractorRef) => ({
    claim,
    basis: 'ledger' as const,
    reason,
    by: `${extractor.name} ${extractor.version}`,
    reported: null,
    extractor: reader,
  });
  const readBy = `read again by ${extractor.name} ${extractor.version}`;
  for (const { claim, statement } of stored.claims) {
    const fresh = freshOf.get(claim);
    if (fresh && fresh.reported === statement.reported) {
      const changed = differences(statement, fresh);
      if (changed.length === 0) continue;
      const replacement = replacementOf(fresh, statement);
      const reader = fresh.extractor as ExtractorRef;
      const data: ClaimCorrected = { ...operation(claim, `${readBy}: ${changed.join(', ')}`, reader), replacement };
      events.push({ id: idOf(claim, 'claim-corrected', null), type: 'claim-corrected', data, metadata });
      changes.corrected.push(claim);
    } else {
      const reason = fresh ? `${readBy}: reported ${fresh.reported ?? 'at an unknown time'}` : `${readBy}: not stated`;
      const reader = fresh?.extractor ?? { ...extractorOf(extractor), rule: statement.extractor?.rule ?? 'none' };
      const data: ClaimRetracted = operation(claim, reason, reader);
      events.push({ id: idOf(claim, 'claim-retracted', null), type: 'claim-retracted', data, metadata });
      changes.retracted.push(claim);
    }
  }

  const taken = new Set(stored.ids);
  for (const fresh of [...moved.map((pair) => pair.fresh), ...added]) {
    const { claim, statement } = identify(fresh, taken);
    const id = idOf(claim, 'stated', statement.reported);
    events.push({ id, type: statement.kind, data: { claim, ...statement }, metadata });
    changes.stated.push(claim);
  }
  const claims = stored.claims.length - changes.retracted.length + changes.stated.length;
  if (events.length === 0 && stored.finished) return { events, changes: { registered: false, ...changes }, claims };

  const data = {
    document: document.hash,
    extractor: extractorOf(extractor),
    claims,
    refused: extraction.refusals.length,
  };
  const id = idOf(document.hash, 'document-ingested', document.published);
  events.push({ id, type: 'document-ingested', data, metadata });
  return { events, changes: { registered, ...changes }, claims };
}

/** The new reading under the old reported time and key. */
function replacementOf(fresh: Statement, stored: Statement): Statement {
  const { reportedBasis: _, ...rest } = fresh;
  return { ...rest, ...(stored.key !== undefined && { key: stored.key }), reported: null };
}

function extractorOf({ name, version, pack }: ExtractorId): ExtractorId {
  return { name, version, pack };
}

function isRegistered(stored: StoredDocument, registration: object, publishedGiven: boolean): boolean {
  if (!stored.registered || stored.publishedGiven !== publishedGiven) return false;
  const { text: _, chunks: __, ...said } = stored.registered;
  return canonicalJson(said) === canonicalJson(registration);
}
