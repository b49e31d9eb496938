import type { Entry } from '@foedera/client';
import type { Language } from '../words/language.ts';
import { unionName } from '../words/unions.ts';

/** What the timeline needs of an entry: small, for it travels to the browser with the page. */
export interface Row {
  readonly id: string;
  readonly headline: string;
  readonly occurred: string | null;
  /** Days, `null` = open. */
  readonly earliest: string | null;
  readonly latest: string | null;
  readonly extent: boolean;
  readonly category: string;
  readonly kind: string;
  readonly status: string | null;
  readonly unconfirmedSince?: string;
  /** What sources disagree about, as attribute names. */
  readonly contested: readonly string[];
  readonly sources: number;
  readonly membership: string;
  /** Names of the unions through which the states take part. */
  readonly via: readonly string[];
  readonly parties: readonly string[];
  readonly maybe: number;
}

export function toRow(entry: Entry, language: Language): Row {
  return {
    id: entry.id,
    headline: entry.headline,
    occurred: entry.occurred,
    earliest: entry.earliest,
    latest: entry.latest,
    extent: entry.extent,
    category: entry.category,
    kind: entry.kind,
    status: entry.status,
    ...(entry.unconfirmedSince === undefined ? {} : { unconfirmedSince: entry.unconfirmedSince }),
    contested: entry.contradictions.map((c) => c.about),
    sources: entry.sources,
    membership: entry.membership ?? 'exact',
    via: entry.via.map((code) => unionName(code, language)),
    parties: entry.parties,
    maybe: entry.maybeSameAs.length,
  };
}
