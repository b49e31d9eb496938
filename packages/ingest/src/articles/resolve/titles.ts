import type { DateMention } from '../tags/dates.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { Context } from './context.ts';
import { textOf } from './drafts.ts';
import { isClass } from './parties.ts';

/** Most tokens of an instrument with its title. */
export const MAX_INSTRUMENT = 40;

/** Words that may go on a title behind a comma: another noun of its subject, or "relating to …". */
function goesOn(context: Context, at: number): boolean {
  const { sentence, language } = context;
  const word = sentence.tokens[at]?.word;
  if (!word || word.punctuation || word.number !== null) return false;
  if (sentence.tagsAt[at]?.some((tag) => (tag.type & ENDS_TITLE) !== 0)) return false;
  if (isClass(language, 'titlegoeson', sentence, at)) return true;
  // "en matière de science, de technologie et d'innovation"
  const noun = sentence.tokens[at + 1]?.word;
  if (isClass(language, 'genitive', sentence, at))
    return (
      noun !== undefined &&
      !noun.punctuation &&
      !noun.capital &&
      !isClass(language, 'indefinite', sentence, at + 1) &&
      !sentence.tagsAt[at + 1]?.some((tag) => tag.type === TAG.instrument)
    );
  return !SMALL.some((name) => isClass(language, name, sentence, at));
}

const SMALL = [
  'article',
  'indefinite',
  'locative',
  'genitive',
  'and',
  'by',
  'with',
  'possessive',
  'titleprep',
  'also',
] as const;

const ENDS_TITLE = TAG.date | TAG.person | TAG.name | TAG.pointer;

/** An instrument's title: its sort and subject, up to the verb, the date or the place of its signing. */
export function titleOf(context: Context, tag: Tag, end: number): string {
  const { sentence, language } = context;
  const limit = Math.min(end, tag.start + MAX_INSTRUMENT);
  let to = tag.end;
  for (; to < limit; to++) {
    const word = sentence.tokens[to]?.word;
    if (!word || /^[;:.!?()»"]$/.test(word.text)) break;
    if (word.text === ',' && !goesOn(context, to + 1)) break;
    if (isClass(language, 'finite', sentence, to) || isClass(language, 'titleend', sentence, to)) break;
    const tags = sentence.tagsAt[to] ?? [];
    if (tags.some((t) => (t.type & (TAG.date | TAG.pointer)) !== 0 && (t.value as DateMention).role !== 'period'))
      break;
    if (isClass(language, 'by', sentence, to) || isClass(language, 'toldverb', sentence, to)) break;
    if (
      isClass(language, 'locative', sentence, to) &&
      sentence.tagsAt[to + 1]?.some((t) => (t.type & (TAG.capital | TAG.city)) !== 0)
    )
      break;
  }
  while (to > tag.end && isLoose(context, to - 1)) to--;
  return textOf(context, tag.start, to).slice(0, 300);
}

const LOOSE = [
  'and',
  'article',
  'locative',
  'genitive',
  'with',
  'by',
  'indefinite',
  'including',
  'also',
  'titleprep',
  'joinedto',
] as const;

/** A small word or mark that a title cannot end with. */
function isLoose({ sentence, language }: Context, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  if (!word) return true;
  if (word.punctuation) return word.text !== '"' && word.text !== '»';
  return word.numeral === null && LOOSE.some((name) => isClass(language, name, sentence, at));
}
