import { IngestError } from '../errors.ts';
import { ArticleRejected } from '../extraction.ts';

/** Codes of rejected articles, stable. */
export const ARTICLE_REJECTIONS = [
  'article-empty',
  'article-too-large',
  'article-binary',
  'article-charset',
  'article-disguised',
  'article-language',
  'article-too-complex',
  'article-front-matter',
] as const;
export type ArticleRejection = (typeof ARTICLE_REJECTIONS)[number];

/** A rejection of an article: `name` is the input's, `reason` says what was found and what was expected. */
export function rejected(
  code: ArticleRejection,
  name: string,
  reason: string,
  options?: ErrorOptions,
): ArticleRejected {
  return new ArticleRejected(code, `${name}: ${reason}`, options);
}

/** Language data is not what it must be: our own broken promise, so loading stops. */
export class PackError extends IngestError {
  constructor(where: string, what: string, options?: ErrorOptions) {
    super('pack-invalid', `${where}: ${what}`, options);
  }
}
