import { claimIdOf, type Source, type Statement } from '@foedera/schema';
import type { ExtractedDocument, ExtractedFact, Extraction, Extractor } from '../extraction.ts';

/** What identifies a reader of articles; the same tag gives the same facts for the same input. */
export type ExtractorId = Pick<Extractor, 'name' | 'version' | 'pack'>;

const MAX_SOURCE_ID = 500;
const MAX_QUOTE = 20_000;
const MAX_TITLE = 2000;

/** One word for name, version and pack of an extractor, as it stands in event ids. */
export function extractorTag({ name, version, pack }: ExtractorId): string {
  return `${name} ${version} ${pack}`;
}

/**
 * Where a document's statements come from. The source's id is `<publisher> <url>` when both are known (the same article
 * fetched again has the same id, whatever its bytes) and else `document:` and the first 16 hex characters of its hash.
 * A title beyond 2,000 characters is left out: it is no title.
 *
 * @param release the edition of a collection, when the article came with one
 */
export function sourceOf(document: ExtractedDocument, release?: string): Source {
  const { publisher, url, title, published, hash } = document;
  const address = publisher !== undefined && url !== undefined ? `${publisher} ${url}` : null;
  return {
    id: address !== null && address.length <= MAX_SOURCE_ID ? address : `document:${hash.slice(0, 16)}`,
    ...(release !== undefined && { release }),
    ...(title !== null && title.length <= MAX_TITLE && { title }),
    ...(url !== undefined && { url }),
    ...(publisher !== undefined && { publisher }),
    ...(published !== null && { published }),
  };
}

/**
 * An extraction's facts as statements, in its order. Reported is the zone's publication date where it has one of its
 * own, else the document's (an inferred interval stays one); `null` where nobody knows.
 */
export function toStatements(extraction: Extraction, extractor: ExtractorId, source: Source): Statement[] {
  return extraction.facts.map((fact) => toStatement(fact, extraction.document, extractor, source));
}

function toStatement(
  fact: ExtractedFact,
  document: ExtractedDocument,
  { name, version, pack }: ExtractorId,
  source: Source,
): Statement {
  const { quote, start, end, more = [] } = fact;
  const reported = fact.zonePublished === undefined ? document.published : fact.zonePublished;
  return {
    kind: fact.kind,
    occurred: fact.date,
    occurredBasis: fact.dateBasis,
    parties: [...fact.parties],
    ...(fact.via.length > 0 && { via: [...fact.via] }),
    attributes: { ...fact.attributes },
    confidence: fact.confidence,
    // The evidence holds the quote whole; a statement's own quote is for showing, and bounded.
    ...(quote.length <= MAX_QUOTE && { quote }),
    source,
    reported,
    ...(reported !== null && { reportedBasis: document.publishedBasis }),
    evidence: {
      document: document.hash,
      section: fact.section,
      zone: fact.zone,
      quote,
      start,
      end,
      ...(more.length > 0 && { more: more.map(({ quote, start, end }) => ({ quote, start, end })) }),
    },
    extractor: { name, version, rule: fact.rule, pack },
  };
}

/** A statement with the id under which its document knows it. */
export interface IdentifiedStatement {
  readonly claim: string;
  readonly statement: Statement;
}

/**
 * Names a new statement. Its place, kind, parties, date and distinguishing attributes name it; when another statement
 * of the document has that name already, a key tells them apart.
 *
 * @param taken ids in use in the document; the new one is added
 */
export function identify(statement: Statement, taken: Set<string>): IdentifiedStatement {
  const plain = claimIdOf(statement);
  let named = statement;
  let claim = plain;
  for (let n = 2; taken.has(claim); n++) {
    named = { ...statement, key: `${plain}#${n}` };
    claim = claimIdOf(named);
  }
  taken.add(claim);
  return { claim, statement: named };
}
