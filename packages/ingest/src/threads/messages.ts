import type { ArticleInput, Extraction } from '../extraction.ts';

/** What a reading thread is asked: one article at a time. */
export interface Question {
  readonly input: ArticleInput;
  /** Whether the trace is wanted; working it out and handing it over costs more than the facts. */
  readonly traced: boolean;
}

/** What a reading thread answers: what it read, or why it did not. */
export type Answer =
  | { readonly extraction: Extraction }
  | { readonly rejected: { readonly code: string; readonly message: string } }
  | { readonly failed: string };
