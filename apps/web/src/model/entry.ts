import type { Claim, Client, Document, EntryPage, QueryOf } from '@foedera/client';
import { type QuoteInContext, quoteInContext } from './context.ts';

/** A claim with its quote as it stands in its document. */
export interface ClaimInContext {
  readonly claim: Claim;
  readonly context: QuoteInContext | null;
}

/** An entry as its page shows it. */
export interface EntryData {
  readonly entry: EntryPage;
  readonly claims: readonly ClaimInContext[];
}

/** Documents whose text is fetched to show quotes in it; further claims show their quote alone. */
const MOST_DOCUMENTS = 8;

/** Loads an entry with its claims, each quote inside its document. */
export async function loadEntry(client: Client, id: string, known: QueryOf<'getEntry'>): Promise<EntryData> {
  const entry = await client.entry(id, known);
  const { lang: _, ...point } = known;
  const ids = [...new Set(entry.claims.flatMap((claim) => claim.document ?? []))].slice(0, MOST_DOCUMENTS);
  const documents = await Promise.all(ids.map((document) => client.document(document, point)));
  const texts = new Map(documents.map((document) => [document.id, document]));
  return { entry, claims: entry.claims.map((claim) => ({ claim, context: contextOf(claim, texts) })) };
}

function contextOf(claim: Claim, documents: ReadonlyMap<string, Document>): QuoteInContext | null {
  const { evidence, document } = claim;
  const text = document === null ? null : (documents.get(document)?.text ?? null);
  if (evidence === null || 'withdrawn' in evidence || text === null) return null;
  return quoteInContext(text, evidence);
}

/** How a claim's source is called: publisher and title where there are any, else its id. */
export function sourceName({ source }: Pick<Claim, 'source'>): string {
  return [source.publisher, source.title].filter(Boolean).join(', ') || source.id;
}
