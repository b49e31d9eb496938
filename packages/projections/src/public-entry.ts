import { type Day, formatDay, type PublicEntry, parseEdtf } from '@foedera/schema';
import type { Entry } from './model.ts';

/** What a public entry leaves out of the entry it was made from. */
export type EntryRest = Pick<Entry, 'id' | 'headline' | 'claims' | 'sources'>;

/** What answers say of an entry, besides its id and headline. The order of its members is part of what is stored. */
export function toPublicEntry(entry: Entry): PublicEntry {
  return {
    kind: entry.kind,
    category: entry.category,
    relation: entry.relation,
    occurred: entry.occurred,
    occurredBasis: entry.occurredBasis,
    earliest: dayText(entry.earliest),
    latest: dayText(entry.latest),
    extent: entry.extent,
    parties: entry.parties,
    via: entry.via,
    status: entry.status,
    attributes: entry.attributes,
    confidence: entry.confidence,
    claims: entry.claims.length,
    sources: entry.sources.length,
    contradictions: entry.contradictions,
    maybeSameAs: entry.maybeSameAs,
    shown: entry.shown,
    firstReported: new Date(entry.firstReported).toISOString(),
    lastReported: new Date(entry.lastReported).toISOString(),
    seq: entry.seq,
  };
}

/** The entry that a public entry was made from: nothing is lost on the way there and back. */
export function fromPublicEntry(shown: PublicEntry, { id, headline, claims, sources }: EntryRest): Entry {
  const span = shown.occurred === null ? null : parseEdtf(shown.occurred);
  return {
    ...shown,
    shown: shown.shown as Entry['shown'],
    id,
    earliest: span?.earliest ?? null,
    latest: span?.latest ?? null,
    headline,
    claims,
    sources,
    firstReported: Date.parse(shown.firstReported),
    lastReported: Date.parse(shown.lastReported),
  };
}

function dayText(bound: Day | null): string | null {
  return bound === null ? null : formatDay(bound);
}
