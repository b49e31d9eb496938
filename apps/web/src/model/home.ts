import type { Client, RelationRow } from '@foedera/client';
import { type Row, toRow } from '../view/row.ts';
import type { Language } from '../words/language.ts';

/** A relation in the list: its state, its newest entry, and how many sources speak of it. */
export interface RelationSummary {
  readonly relation: RelationRow;
  readonly newest: Row | null;
  readonly sources: number;
}

/** Adds to relations what their rows do not say; those that most sources speak of come first. */
export async function summariesOf(
  client: Client,
  rows: readonly RelationRow[],
  lang: Language,
): Promise<RelationSummary[]> {
  const summaries = await Promise.all(
    rows.map(async (relation): Promise<RelationSummary> => {
      const [page, counts] = await Promise.all([
        client.timeline(relation.id, { order: 'newest', limit: 1, lang }),
        client.histogram({ relation: relation.id, facet: 'source' }),
      ]);
      const [entry] = page.timeline;
      return { relation, newest: entry ? toRow(entry, lang) : null, sources: counts.facets.source?.length ?? 0 };
    }),
  );
  return summaries.sort((a, b) => b.sources - a.sources);
}
