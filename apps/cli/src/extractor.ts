import { ArticleRejected, type Extractor, openRuleExtractor } from '@foedera/ingest';

export { ingestPaths } from '@foedera/ingest';

let opened: Extractor | undefined;

/** The reader of articles: its word lists and patterns are loaded once. */
export function openExtractor(): Extractor {
  opened ??= openRuleExtractor();
  return opened;
}

/** Why an article cannot be read; `null` when the error is another one. */
export function rejectionOf(error: unknown): string | null {
  return error instanceof ArticleRejected ? `${error.message} (${error.code})` : null;
}
