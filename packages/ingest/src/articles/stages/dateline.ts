import type { Language } from '../patterns/language.ts';
import { isClass } from '../resolve/parties.ts';
import { type Sentence, TAG } from '../text/sentence.ts';

const MAX_DATELINE = 30;
const PLACES = TAG.capital | TAG.city;

/** "Kinshasa, 27 nov (ACP).": a full stop behind the agency's bracket. */
function isStopBehindAgency({ tokens }: Sentence, at: number): boolean {
  return tokens[at]?.word.text === '.' && tokens[at - 1]?.word.text === ')';
}

/**
 * Number of tokens of the dateline at the head of a paragraph's first sentence, 0 when there is none: a place or an
 * agency, perhaps a day, up to a dash or a colon, before the first word in small letters.
 */
export function datelineLength(sentence: Sentence, language: Language): number {
  const { tokens } = sentence;
  const head = sentence.tagsAt[0] ?? [];
  const agency = sentence.tags.some((tag) => tag.type === TAG.agency && tag.end < MAX_DATELINE);
  const first = tokens[0]?.word;
  if (
    !first ||
    head.some((tag) => tag.type === TAG.state || tag.type === TAG.people) ||
    !(first.capital || first.text === '(' || first.text === '/')
  )
    return 0;
  const place = head.some((tag) => (tag.type & (TAG.capital | TAG.city)) !== 0);
  let end = 0;
  for (let at = 0; at < Math.min(tokens.length, MAX_DATELINE); at++) {
    const { word } = tokens[at] as (typeof tokens)[number];
    // "Andorre-la-Vieille"
    if (sentence.tags.some((tag) => (tag.type & PLACES) !== 0 && tag.start < at && at < tag.end)) continue;
    const small = !word.capital && !word.punctuation && word.number === null;
    if (small && !isClass(language, 'month', sentence, at) && !isClass(language, 'ordinalsuffix', sentence, at)) break;
    if (!/^[-–—:]$/u.test(word.text) && !isStopBehindAgency(sentence, at)) continue;
    const before = tokens[at - 1];
    const next = tokens[at + 1];
    const glued =
      before &&
      next &&
      before.end === (tokens[at] as (typeof tokens)[number]).start &&
      next.start === (tokens[at] as (typeof tokens)[number]).end;
    if (before && !(glued && !before.word.punctuation)) end = at + 1;
  }
  return end > 0 && end < tokens.length && (place || agency) ? end : 0;
}
