/**
 * From sources to claims to events: articles, prepared claims, people's decisions. Leaves storage to the log's port
 * and meaning to the projections. Promises: the same input gives the same events at the same revisions.
 */
export type { AppenderOptions, AppendReport, StreamDifference } from './append.ts';
export { appendStream, MAX_CHUNK_BYTES, MAX_CHUNK_EVENTS, StreamAppender } from './append.ts';
export { explain } from './articles/explain.ts';
export type { RuleExtractor } from './articles/rules.ts';
export { openRuleExtractor } from './articles/rules.ts';
export type { LineMeaning } from './claims/check.ts';
export { checkLine } from './claims/check.ts';
export { CURATION_SOURCE } from './claims/events.ts';
export type { ClaimRef, CorrectLine, RetractLine, StatementLine } from './claims/format.ts';
export { LINE_OPS, relationSchema } from './claims/format.ts';
export type { ClaimsFile, ClaimsProgress, ClaimsReport, ClaimsRun } from './claims/ingest.ts';
export { ingestClaims } from './claims/ingest.ts';
export type { ClaimLookup } from './claims/known.ts';
export { KnownClaims } from './claims/known.ts';
export { MAX_LINE_BYTES } from './claims/lines.ts';
export type { Decided } from './curation/decide.ts';
export { decide, withdrawDocument } from './curation/decide.ts';
export type { Decision, DecisionRequest, Withdrawal } from './curation/decisions.ts';
export { decisionRequestSchema, decisionSchema, withdrawalSchema } from './curation/decisions.ts';
export type { DocumentOptions, DocumentOutcome } from './documents/ingest.ts';
export { ingestArticle, ingestExtraction } from './documents/ingest.ts';
export { PUBLISHED_GIVEN } from './documents/registration.ts';
export type { Arrival, DocumentChanges } from './documents/revise.ts';
export type { ExtractorId } from './documents/statements.ts';
export { sourceOf } from './documents/statements.ts';
export { DecisionRejected, DocumentWithdrawn, EventTooLarge, IngestError, StreamDiffers } from './errors.ts';
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
export { MAX_ARTICLE_BYTES } from './files/articles.ts';
export type { IngestOptions, IngestProgress, IngestSummary } from './files/ingest-paths.ts';
export { ingestPaths, STDIN } from './files/ingest-paths.ts';
export type { Manifest, ManifestEntry } from './files/manifest.ts';
export { MANIFEST, manifestSchema, parseManifest } from './files/manifest.ts';
export { ARTICLE_ENDINGS, CLAIMS_ENDINGS } from './files/walk.ts';
export type { ModelExtractorOptions } from './language-model/extractor.ts';
export { openModelExtractor } from './language-model/extractor.ts';
export type { CodedProblem } from './problems.ts';
export type { Problem, Rejection, RejectionCode } from './rejections.ts';
export { REJECTIONS, Rejections } from './rejections.ts';
export { inOrder } from './threads/in-order.ts';
export type { ReadingThreads, ReadingThreadsOptions } from './threads/pool.ts';
export { openReadingThreads } from './threads/pool.ts';
