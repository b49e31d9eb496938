import type { TimelineContext } from '../context.ts';
import { readDocuments } from '../queries/documents.ts';
import { type SearchQuery, searchHits } from '../queries/search.ts';
import { readSources } from '../queries/sources.ts';
import type { Listing, RowKey } from './listing.ts';

const textKey = (key: RowKey | null): string | null => (key === null ? null : String(key[0]));

/** Sources, with how much they said. */
export function sourcesListing({ runner }: TimelineContext): Listing {
  return {
    name: 'sources',
    title: 'Sources',
    read: (_known, after, limit) => {
      const { sources, more } = readSources(runner.db(), textKey(after), limit);
      const last = sources[sources.length - 1];
      return { texts: sources.map((source) => JSON.stringify(source)), last: last ? [last.id] : null, more };
    },
  };
}

/** Documents, without their texts; of some sources, or of all. */
export function documentsListing({ runner }: TimelineContext, sources: readonly string[] | undefined): Listing {
  return {
    name: 'documents',
    title: 'Documents',
    read: (known, after, limit) => {
      const { documents, more } = readDocuments(runner.db(), sources, known, textKey(after), limit);
      const last = documents[documents.length - 1];
      return { texts: documents.map((document) => JSON.stringify(document)), last: last ? [last.id] : null, more };
    },
  };
}

/** What was found, newest record first. */
export function searchListing({ runner }: TimelineContext, query: SearchQuery): Listing {
  return {
    name: 'search',
    title: 'Search',
    read: (known, after, limit) => {
      const before = after === null ? null : Number(after[0]);
      const { hits, more } = searchHits(runner.db(), query, known, before, limit);
      const last = hits[hits.length - 1];
      return { texts: hits.map((hit) => JSON.stringify(hit.answer)), last: last ? [last.id] : null, more };
    },
  };
}
