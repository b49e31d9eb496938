/**
 * From sources to claims to events: articles, prepared claims, people's decisions. Leaves storage to the log's port
 * and meaning to the projections. Promises: the same input gives the same events at the same revisions.
 */
export { IngestError } from './errors.ts';
export type {
  ArticleInput,
  ExtractedDocument,
  ExtractedFact,
  Extraction,
  Extractor,
  Passage,
  Refusal,
} from './extraction.ts';
export { ArticleRejected } from './extraction.ts';
