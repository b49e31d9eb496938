import type { AskedClass } from '../patterns/asked.ts';
import type { Language } from '../patterns/language.ts';
import { passes } from '../patterns/lexicon.ts';
import type { Place } from '../tags/gazetteer.ts';
import type { Person } from '../tags/persons.ts';
import { oncePerSentence } from '../text/once.ts';
import { type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { Context } from './context.ts';

/** A state as it is named at a place of a sentence. */
export interface Mention {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly type: number;
  /** It says where something happens: "à Minsk", "in Kazakhstan". */
  readonly locative: boolean;
}

const STATES = TAG.state | TAG.people | TAG.capital | TAG.city | TAG.person;

/** True when the token at a place belongs to a class of the pack. */
export function isClass(language: Language, name: AskedClass, sentence: Sentence, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  if (word === undefined) return false;
  const symbol = language.classSymbol(name);
  return symbol !== null && passes(word, symbol);
}

const MAX_JOIN = 5;

/**
 * One step of a list: between two places stand commas, "and" and "of the" only, and more than an article.
 *
 * @param also class of other small words of such a list ("au Maroc, au Ghana")
 */
export function isJoined(
  { sentence, language }: { readonly sentence: Sentence; readonly language: Language },
  from: number,
  to: number,
  also?: AskedClass,
): boolean {
  if (to <= from || to - from > MAX_JOIN) return false;
  let joined = false;
  for (let at = from; at < to; at++) {
    const joins = sentence.tokens[at]?.word.text === ',' || isClass(language, 'and', sentence, at);
    const small = (['article', 'genitive', also] as const).some(
      (name) => name !== undefined && isClass(language, name, sentence, at),
    );
    if (!joins && !small) return false;
    joined ||= joins;
  }
  return joined;
}

const LISTED = 6;

/** "Concluded in Portuguese, Spanish and English": languages, up to the end of their list. */
function isLanguage(sentence: Sentence, language: Language, { type, start, end }: Tag): boolean {
  if (type !== TAG.people) return false;
  let at = start - 1;
  // Back over those listed before.
  for (; at >= Math.max(0, start - LISTED); at--) {
    if (isClass(language, 'inlanguage', sentence, at)) break;
    const joins = sentence.tokens[at]?.word.text === ',' || isClass(language, 'and', sentence, at);
    if (!joins && !sentence.tagsAt[at]?.some((tag) => tag.type === TAG.people)) return false;
  }
  if (!isClass(language, 'inlanguage', sentence, at)) return false;
  const next = sentence.tokens[end]?.word;
  return next === undefined || next.punctuation || isClass(language, 'and', sentence, end);
}

/** "The neighbour of Iran has opened an embassy": Iran is only where it lies. */
function isNeighbour(sentence: Sentence, language: Language, at: number): boolean {
  let before = at - 1;
  if (isClass(language, 'article', sentence, before)) before--;
  return isClass(language, 'genitive', sentence, before) && isClass(language, 'neighbour', sentence, before - 1);
}

/** States that a sentence names, in order. A person counts as the state he or she speaks for. */
const mentions = oncePerSentence((sentence, language: Language): readonly Mention[] => {
  const found: Mention[] = [];
  for (let at = 0; at < sentence.tokens.length; at++) {
    for (const tag of sentence.tagsAt[at] ?? []) {
      if ((tag.type & STATES) === 0) continue;
      const code = tag.type === TAG.person ? (tag as Tag<Person>).value.nation : (tag as Tag<Place>).value.code;
      if (code === null) continue;
      if (isLanguage(sentence, language, tag) || isNeighbour(sentence, language, at)) continue;
      const place = (tag.type & (TAG.state | TAG.capital | TAG.city)) !== 0;
      let before = at - 1;
      if (isClass(language, 'article', sentence, before)) before--;
      // "A delegation from Bahrain": who comes, not where it is.
      const who = isClass(language, 'origin', sentence, before) && isClass(language, 'fromwhom', sentence, before - 1);
      // "The Kigali summit", "le sommet de Kigali": where many met.
      const venue =
        (tag.type & (TAG.capital | TAG.city)) !== 0 &&
        (([0, 1].some((i) => isClass(language, 'gathering', sentence, before - i)) &&
          isClass(language, 'genitive', sentence, at - 1)) ||
          // "The Beijing summit"
          isClass(language, 'gathering', sentence, tag.end));
      // "The New Zealand city of Auckland"
      const town = tag.type === TAG.state && isClass(language, 'townword', sentence, tag.end);
      // "Aux États-Unis d'Amérique (USA)"
      const again = sentence.tokens[at - 1]?.word.text === '(' ? found.at(-1) : undefined;
      const same = again?.locative === true && again.code === code && at - again.end <= 3;
      const locative = place && !who && (same || venue || town || isClass(language, 'locative', sentence, before));
      found.push({ code, start: tag.start, end: tag.end, type: tag.type, locative });
    }
  }
  return found;
});

/** States named in a token range, in order. */
export function mentionsIn(
  { sentence, language }: Pick<Context, 'sentence' | 'language'>,
  start: number,
  end: number,
): readonly Mention[] {
  const all = mentions(sentence, language);
  if (start <= 0 && end >= sentence.tokens.length) return all;
  return all.filter((mention) => mention.start >= start && mention.start < end);
}
