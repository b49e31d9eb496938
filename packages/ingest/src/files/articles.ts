import { readFile } from 'node:fs/promises';
import type { EventLog } from '@foedera/event-log';
import { documentStream, type Position, sha256 } from '@foedera/schema';
import { type DocumentOutcome, ingestArticle } from '../documents/ingest.ts';
import { DocumentWithdrawn } from '../errors.ts';
import { type ArticleInput, ArticleRejected, type Extractor } from '../extraction.ts';
import type { RejectionCode, Rejections } from '../rejections.ts';
import type { ManifestEntry } from './manifest.ts';
import type { FoundFile } from './walk.ts';

/** Largest article that is read, in bytes. */
export const MAX_ARTICLE_BYTES = 16 * 1_048_576;
/** What was done with the articles so far. */
export interface ArticleTotals {
  readonly documents: number;
  readonly facts: number;
  readonly appended: number;
  readonly duplicates: number;
  readonly position: Position | null;
}

/** An article whose bytes were read, or why it is not one. */
export type OpenArticle = { readonly name: string } & (
  | { readonly input: ArticleInput; readonly release: string | undefined }
  | { readonly refused: { readonly code: RejectionCode; readonly reason: string } }
);

/** Ingests articles one after the other, so that the order of files is the order of the log. */
export class Articles {
  readonly #log: EventLog;
  readonly #extractor: Extractor;
  readonly #dryRun: boolean;
  readonly #rejections: Rejections;
  totals: ArticleTotals = { documents: 0, facts: 0, appended: 0, duplicates: 0, position: null };

  constructor(
    options: { readonly log: EventLog; readonly extractor: Extractor; readonly dryRun?: boolean | undefined },
    rejections: Rejections,
  ) {
    this.#log = options.log;
    this.#extractor = options.extractor;
    this.#dryRun = options.dryRun ?? false;
    this.#rejections = rejections;
  }

  /**
   * Reads a file and, where the extractor can read several at once and the ledger does not know the document, has it
   * begun. Files are taken in the order in which they are to stand in the log, whatever was begun first.
   */
  async open(file: FoundFile, about: ManifestEntry): Promise<OpenArticle> {
    const refuse = (code: RejectionCode, reason: string): OpenArticle => ({
      name: file.name,
      refused: { code, reason },
    });
    if (file.bytes > MAX_ARTICLE_BYTES)
      return refuse('too-large', `found ${file.bytes} bytes; expected at most ${MAX_ARTICLE_BYTES}`);
    const bytes = await readFile(file.path);
    const hash = sha256(bytes);
    if (about.sha256 && about.sha256 !== hash)
      return refuse('hash-differs', `found SHA-256 ${hash}; the manifest expects ${about.sha256}`);
    const input = inputOf(file.name, bytes, about);
    if (this.#extractor.begin && !(await hasEvents(this.#log, documentStream(hash)))) this.#extractor.begin(input);
    return { name: file.name, input, release: about.release ?? undefined };
  }

  /** Ingests what was opened. */
  async take(article: OpenArticle): Promise<void> {
    if ('refused' in article) return this.#reject(article.refused.code, article.name, article.refused.reason);
    const { name, input, release } = article;
    try {
      this.#count(await ingestArticle(this.#log, input, this.#extractor, { dryRun: this.#dryRun, release }));
    } catch (error) {
      if (error instanceof ArticleRejected) this.#reject('article-rejected', name, `${error.code}: ${error.message}`);
      else if (error instanceof DocumentWithdrawn) this.#reject('document-withdrawn', name, error.message);
      else throw error;
    }
  }

  #count(outcome: DocumentOutcome): void {
    const { documents, facts, appended, duplicates, position } = this.totals;
    this.totals = {
      documents: documents + 1,
      facts: facts + outcome.facts,
      appended: appended + outcome.appended,
      duplicates: duplicates + outcome.duplicates,
      position: this.#later(position, outcome.position),
    };
  }

  #reject(code: RejectionCode, file: string, reason: string): void {
    this.#rejections.add({ code, file, pointer: '', reason });
  }

  #later(a: Position | null, b: Position | null): Position | null {
    if (a === null || b === null) return a ?? b;
    return this.#log.comparePositions(a, b) < 0 ? b : a;
  }
}

function inputOf(name: string, bytes: Uint8Array, about: ManifestEntry): ArticleInput {
  const { publisher, url, published, publishedBasis, title, language } = about;
  return {
    bytes,
    name,
    ...(publisher && { publisher }),
    ...(url && { url }),
    ...(published && { published, publishedBasis: publishedBasis ?? 'given' }),
    ...(title && { title }),
    ...(language && { language }),
  };
}

async function hasEvents(log: EventLog, stream: string): Promise<boolean> {
  for await (const page of log.readStream(stream)) if (page.length > 0) return true;
  return false;
}
