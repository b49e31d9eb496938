import {
  ArticleRejected,
  type Extractor,
  openModelExtractor,
  openReadingThreads,
  openRuleExtractor,
} from '@foedera/ingest';

export { explain, ingestPaths, inOrder, MAX_ARTICLE_BYTES } from '@foedera/ingest';

/** Questions to a language model that are under way at once. */
const QUESTIONS_AHEAD = 4;

/** A language model that is asked instead of the rules. */
export interface ModelChoice {
  readonly endpoint: string;
  readonly model: string;
  readonly key?: string | undefined;
  readonly budget?: number | undefined;
  /** Folder of its answers. */
  readonly answers: string;
}

export interface ExtractorChoice {
  readonly threads?: number | undefined;
  readonly traced?: boolean | undefined;
  readonly model?: ModelChoice | undefined;
}

/** A reader of articles that the caller closes. */
export interface OpenExtractor extends Extractor {
  /** Articles that are worth asking for at once. */
  readonly ahead: number;
  close(): Promise<void>;
}

/** The reader of articles: the rules, on as many threads as there are processors once there are many; or a model. */
export function openExtractor({ threads, traced, model }: ExtractorChoice = {}): OpenExtractor {
  const rules = openRuleExtractor();
  if (model === undefined) return openReadingThreads(rules, { threads, traced });
  return { ...openModelExtractor(rules, model), ahead: QUESTIONS_AHEAD, close: async () => undefined };
}

/** Why an article cannot be read; `null` when the error is another one. */
export function rejectionOf(error: unknown): string | null {
  return error instanceof ArticleRejected ? `${error.message} (${error.code})` : null;
}
