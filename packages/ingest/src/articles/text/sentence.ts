import type { Lexicon } from '../patterns/lexicon.ts';
import type { Token } from './tokens.ts';

/** Types of tags, as bits, so that a pattern can ask for several at once. */
export const TAG = {
  state: 1 << 0,
  people: 1 << 1,
  capital: 1 << 2,
  city: 1 << 3,
  union: 1 << 4,
  date: 1 << 5,
  money: 1 << 6,
  number: 1 << 7,
  ordinal: 1 << 8,
  name: 1 << 9,
  person: 1 << 10,
  agency: 1 << 11,
  percent: 1 << 12,
  level: 1 << 13,
  instrument: 1 << 14,
  mission: 1 << 15,
  mechanism: 1 << 16,
  honour: 1 << 17,
  office: 1 << 18,
  pair: 1 << 19,
  share: 1 << 20,
  pointer: 1 << 21,
} as const;
export type TagName = keyof typeof TAG;

/** A stretch of tokens with a meaning. `start` inclusive, `end` exclusive, token indexes of the sentence. */
export interface Tag<V = unknown> {
  readonly type: number;
  readonly start: number;
  readonly end: number;
  readonly value: V;
}

/** A sentence of one zone, with its tags. Patterns run over it. */
export interface Sentence {
  readonly index: number;
  readonly zone: number;
  /** Number of the paragraph within the document. */
  readonly paragraph: number;
  /** "Minsk, 27 juin (VNA) -": where and when a text was written, not what it says. */
  readonly dateline: boolean;
  readonly tokens: readonly Token[];
  /** The symbols that any of its words passes. */
  readonly bits: readonly number[];
  readonly tags: Tag[];
  /** Tags by the token they start at. */
  readonly tagsAt: (Tag[] | undefined)[];
  /** Bits of all types of tags that ever started at each token, and of all. */
  readonly typesAt: number[];
  tagTypes: number;
  /** What was worked out from it, by the number of the question. */
  readonly answers: unknown[];
}

/** A sentence of tokens without any tag yet. */
export function openSentence(
  { index, zone, paragraph, dateline }: Pick<Sentence, 'index' | 'zone' | 'paragraph' | 'dateline'>,
  tokens: readonly Token[],
  lexicon: Lexicon,
): Sentence {
  const { width } = lexicon;
  const bits: number[] = [];
  for (let group = 0; group < width; group++) bits.push(0);
  const typesAt: number[] = [];
  for (const { word } of tokens) {
    typesAt.push(0);
    const { symbols } = word;
    for (let i = 0; i < symbols.length; i += 2) {
      const group = symbols[i] as number;
      bits[group] = (bits[group] as number) | (symbols[i + 1] as number);
    }
  }
  // Named one by one: spreading an object costs more than all the rest of this.
  return { index, zone, paragraph, dateline, tokens, bits, tags: [], tagsAt: [], typesAt, tagTypes: 0, answers: [] };
}

/** Takes a tag off a sentence again. */
export function removeTag(sentence: Sentence, tag: Tag): void {
  for (const tags of [sentence.tags, sentence.tagsAt[tag.start] ?? []]) {
    const at = tags.indexOf(tag);
    // Two sums that share a place ("1.1-1.2 billion US dollars") take it away twice.
    if (at >= 0) tags.splice(at, 1);
  }
}

/** Adds a tag to a sentence. */
export function addTag(sentence: Sentence, tag: Tag): void {
  sentence.tags.push(tag);
  sentence.tagTypes |= tag.type;
  sentence.typesAt[tag.start] = (sentence.typesAt[tag.start] as number) | tag.type;
  const at = sentence.tagsAt[tag.start];
  if (at) at.push(tag);
  else sentence.tagsAt[tag.start] = [tag];
}
