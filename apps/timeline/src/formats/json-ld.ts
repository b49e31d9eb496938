import { partyName } from '@foedera/projections';
import type { entryPage } from '../queries/entry-page.ts';
import type { Language } from '../read-model/entry-row.ts';

/** An entry's page for machines that know nothing of us: an event between countries, with what it is based on. @see https://schema.org/Event */
export function jsonLdOf(page: ReturnType<typeof entryPage>, lang: Language) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Event',
    '@id': `urn:foedera:entry:${page.id}`,
    name: page.headline,
    inLanguage: lang,
    ...(page.earliest === null ? {} : { startDate: page.earliest }),
    ...(page.latest === null ? {} : { endDate: page.latest }),
    temporalCoverage: page.occurred,
    ...(page.status === 'cancelled' ? { eventStatus: 'https://schema.org/EventCancelled' } : {}),
    ...(page.status === 'postponed' ? { eventStatus: 'https://schema.org/EventPostponed' } : {}),
    about: page.parties.map((party) => ({ '@type': 'Country', identifier: party, name: partyName(party, lang) })),
    subjectOf: page.claims.map((claim) => ({
      '@type': 'Claim',
      '@id': `urn:foedera:claim:${claim.id}`,
      ...(claim.quote === null ? {} : { text: claim.quote }),
      datePublished: claim.reportedFrom,
      appearance: {
        '@type': 'CreativeWork',
        identifier: claim.source.id,
        ...(claim.source.title === undefined ? {} : { name: claim.source.title }),
        ...(claim.source.url === undefined ? {} : { url: claim.source.url }),
        ...(claim.source.publisher === undefined
          ? {}
          : { publisher: { '@type': 'Organization', name: claim.source.publisher } }),
      },
    })),
  };
}
