import type { Kind } from '@foedera/schema';
import { IngestError } from './errors.ts';

/** An article as it was found, with what is known about it beside its own words. */
export interface ArticleInput {
  readonly bytes: Uint8Array;
  /** File name or address: tells the format by its ending, and names the article in messages. */
  readonly name: string;
  /** Publication date (EDTF) that came with the article; it outweighs what the text says. */
  readonly published?: string;
  /** How that date is known. */
  readonly publishedBasis?: string;
  readonly language?: string;
  readonly url?: string;
  readonly publisher?: string;
  readonly title?: string;
}

/** A passage: `start` inclusive, `end` exclusive, UTF-16 units of the raw text. */
export interface Passage {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** One fact that a reader found in a text, with the passage that states it. */
export interface ExtractedFact extends Passage {
  readonly kind: Kind;
  /** EDTF, or `null` when the text gives none. */
  readonly date: string | null;
  readonly dateBasis: string;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly section: 'body' | 'teaser';
  readonly zone: string;
  /** Publication date of the zone where it is not the document's (a teaser of another day). */
  readonly zonePublished?: string | null;
  /** Other passages of the same document that state it. */
  readonly more?: readonly Passage[];
  readonly rule: string;
  readonly confidence: number;
}

/** What is known about a document after reading it. `hash` is the SHA-256 of its bytes, `text` its raw text. */
export interface ExtractedDocument {
  readonly hash: string;
  readonly language: string;
  readonly title: string | null;
  readonly published: string | null;
  readonly publishedBasis: string;
  readonly mediaType: string;
  readonly text: string;
  readonly publisher?: string;
  readonly url?: string;
}

/** A passage that looked like a fact and is none, with the reason. */
export interface Refusal extends Passage {
  readonly reason: string;
  readonly why: string;
  readonly rule?: string;
}

/** All that a reader made of one document. */
export interface Extraction {
  readonly document: ExtractedDocument;
  readonly facts: readonly ExtractedFact[];
  readonly refusals: readonly Refusal[];
  /** What the reader saw on the way, for `--explain`; its shape is the reader's own. */
  readonly trace: unknown;
}

/** A reader of articles. Same name, version and pack: same result for the same input. */
export interface Extractor {
  readonly name: string;
  readonly version: string;
  /** Hash of the word lists and patterns. */
  readonly pack: string;
  /** @throws ArticleRejected when the input cannot be read as an article */
  extract(input: ArticleInput): Extraction | Promise<Extraction>;
  /** How many inputs are worth being known before they are asked for; absent or 1 = none. */
  readonly ahead?: number;
  /** Told of an input that `extract` will probably be asked for, as the same object. */
  begin?(input: ArticleInput): void;
}

/** The input cannot be read as an article: `code` is stable, the message says what was found and expected. */
export class ArticleRejected extends IngestError {}
