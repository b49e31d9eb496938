import { type DocumentRegistered, eventId, type NewEvent, SCHEMA_VERSION, type Source } from '@foedera/schema';
import type { ExtractedDocument } from '../extraction.ts';

/** Most bytes of a chunk of text as JSON. */
const MAX_TEXT_BYTES = 524_288 - 8192;

/** Metadata's `cause` of a registration whose publication date came with the document, not out of it. */
export const PUBLISHED_GIVEN = 'published-given';

/** What a registration says beside the text. */
export type RegistrationFacts = Omit<DocumentRegistered, 'text' | 'chunks'>;

/** Registration of a document without its text. */
export function registrationOf(document: ExtractedDocument, source: Source): RegistrationFacts {
  const { hash, language, published, publishedBasis, mediaType } = document;
  return {
    document: hash,
    source,
    ...(language !== '' && { language }),
    published,
    publishedBasis,
    mediaType,
  };
}

/**
 * Events that register a document: the registration with the first chunk of the raw text, then the other chunks.
 * @param time which registration of this document it is, from 0: a later one replaces what the earlier said
 */
export function registrationEvents(
  facts: RegistrationFacts,
  text: string,
  publishedGiven: boolean,
  time: number,
): NewEvent[] {
  const { document, published } = facts;
  const [first, ...others] = splitText(text, MAX_TEXT_BYTES) as [string, ...string[]];
  const act = (...parts: (string | number)[]): string =>
    eventId([document, ...parts, ...(time > 0 ? [time] : [])], published);
  const metadata = { schema: SCHEMA_VERSION };
  const data: DocumentRegistered = { ...facts, text: first, chunks: others.length + 1 };
  return [
    {
      id: act('document-registered'),
      type: 'document-registered',
      data,
      metadata: publishedGiven ? { ...metadata, cause: PUBLISHED_GIVEN } : metadata,
    },
    ...others.map((text, index) => ({
      id: act('document-text', index + 1),
      type: 'document-text',
      data: { document, chunk: index + 1, text },
      metadata,
    })),
  ];
}

/** Cuts a text into chunks of at most `maxBytes` bytes of JSON each, never inside a surrogate pair; at least one chunk. */
function splitText(text: string, maxBytes: number): string[] {
  if (Buffer.byteLength(JSON.stringify(text)) <= maxBytes) return [text];
  const chunks: string[] = [];
  let from = 0;
  let bytes = 2;
  let at = 0;
  for (const character of text) {
    const size = Buffer.byteLength(JSON.stringify(character)) - 2;
    if (bytes + size > maxBytes) {
      chunks.push(text.slice(from, at));
      from = at;
      bytes = 2;
    }
    bytes += size;
    at += character.length;
  }
  return [...chunks, text.slice(from)];
}
