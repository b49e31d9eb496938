import { ArticleRejected, openReadingThreads, openRuleExtractor, type ReadingThreads } from '@foedera/ingest';

export { ingestPaths, inOrder, MAX_ARTICLE_BYTES } from '@foedera/ingest';

/** The reader of articles, on as many threads as there are processors once there are many. The caller closes it. */
export function openExtractor(options: { readonly threads?: number; readonly traced?: boolean } = {}): ReadingThreads {
  return openReadingThreads(openRuleExtractor(), options);
}

/** Why an article cannot be read; `null` when the error is another one. */
export function rejectionOf(error: unknown): string | null {
  return error instanceof ArticleRejected ? `${error.message} (${error.code})` : null;
}
