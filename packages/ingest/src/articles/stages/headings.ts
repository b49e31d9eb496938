import type { Language } from '../patterns/language.ts';
import type { FactRule } from '../patterns/pack.ts';
import { isClass } from '../resolve/parties.ts';
import { type Sentence, TAG } from '../text/sentence.ts';

const MAX_HEADING = 5;

/**
 * A line of few words without a full stop, or a label before a colon ("Accords : …"): what follows is about the page's own
 * two states again.
 */
export function isHeading({ tokens, tags }: Sentence): boolean {
  const last = tokens.at(-1)?.word;
  if (tokens.length <= MAX_HEADING && last !== undefined && !last.punctuation && tags.length === 0) return true;
  const colon = tokens.findIndex(({ word }) => word.text === ':');
  return colon > 0 && colon < MAX_HEADING && tags.every((tag) => tag.start > colon || (tag.type & NAMED) === 0);
}

/** True for a sentence with a verb of its own, which is no item of a list. */
export function isFull(sentence: Sentence, language: Language): boolean {
  return sentence.tokens.some((_, at) => isClass(language, 'finite', sentence, at));
}

/** Kind of the happenings that a heading or a label in front of a colon announces: "Recent visits to Togo:". */
export function headedBy(sentence: Sentence, language: Language): FactRule['kind'] | null {
  const { tokens } = sentence;
  const colon = tokens.findIndex(({ word }) => word.text === ':' || word.text === '.');
  const end = colon < 0 ? tokens.length : colon;
  if (end > MAX_LABEL || (colon < 0 && tokens.at(-1)?.word.punctuation)) return null;
  for (let at = 0; at < end; at++) if (isClass(language, 'visits', sentence, at)) return 'visit';
  return null;
}

const MAX_LABEL = 8;

/** "Agreements." or "Agreements: …": another list begins. */
export function isLabel({ tokens, tags }: Sentence): boolean {
  const mark = tokens.findIndex(({ word }, at) => word.text === ':' || (word.text === '.' && at === tokens.length - 1));
  return mark > 0 && mark < MAX_HEADING && tags.every((tag) => tag.start > mark || (tag.type & NAMED) === 0);
}

const NAMED = TAG.state | TAG.people | TAG.capital | TAG.city | TAG.union | TAG.person | TAG.name | TAG.pair | TAG.date;

/** A line of few words without a verb or a full stop: nobody whom the next sentence goes on about. */
export function isLine(sentence: Sentence, language: Language): boolean {
  const { tokens } = sentence;
  return tokens.length <= MAX_LABEL && !/^[.!?…]$/.test(tokens.at(-1)?.word.text ?? '') && !isFull(sentence, language);
}
