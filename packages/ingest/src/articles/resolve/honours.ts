import { TAG, type Tag } from '../text/sentence.ts';
import type { Context } from './context.ts';
import { namesIn } from './drafts.ts';
import { isClass, mentionsIn } from './parties.ts';

/** True when a firm stands in a range. */
export function namesCompany({ sentence, language }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isClass(language, 'company', sentence, at)) return true;
  return false;
}

const MAX_WORDS = 10;

/** True when a state or somebody is named, or pointed to as before ("il", "lui", "son hôte"). */
export function isForeign(context: Context): boolean {
  const { sentence, language } = context;
  const all = sentence.tokens.length;
  // "Few have been awarded the Heydar Aliyev Order": the name is the order's.
  const honours = sentence.tags.filter((tag) => tag.type === TAG.honour);
  const people = namesIn(context, 0, all).some((n) => !honours.some((h) => n.start >= h.start && n.end <= h.end));
  if (mentionsIn(context, 0, all).length > 0 || people) return true;
  return sentence.tokens.some((_, at) =>
    (['himher', 'guest'] as const).some((name) => isClass(language, name, sentence, at)),
  );
}

/** End of an honour's name: "Order of St. Andrew", "Ordre de l'Amitié des Peuples". */
export function endOfHonour({ sentence, language }: Context, honour: Tag): number {
  let end = honour.end;
  for (let at = honour.end; at < Math.min(sentence.tokens.length, honour.end + MAX_WORDS); at++) {
    const word = sentence.tokens[at]?.word;
    if (!word) break;
    const small = isClass(language, 'article', sentence, at) || isClass(language, 'genitive', sentence, at);
    const glued = word.text === '-' && sentence.tokens[at + 1]?.word.capital === true;
    const initial = word.text === '.' && (sentence.tokens[at - 1]?.word.text.length ?? 9) <= 2;
    if (word.capital && !small) end = at + 1;
    else if (!small && !initial && !glued) break;
  }
  return end;
}
