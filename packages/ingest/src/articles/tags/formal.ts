import type { AskedClass } from '../patterns/asked.ts';
import type { Language } from '../patterns/language.ts';
import { isClass } from '../resolve/parties.ts';
import { addTag, removeTag, type Sentence, TAG } from '../text/sentence.ts';

const MAX_WORDS = 6;

/** First token of the formal name that ends at a state's: "the People's Republic of Bangladesh", "Royaume du Maroc". */
function formalStart(sentence: Sentence, language: Language, start: number): number {
  const is = (name: AskedClass, at: number): boolean => isClass(language, name, sentence, at);
  let at = start - 1;
  let of = false;
  while (at > 0 && is('formalof', at)) {
    of = true;
    at--;
  }
  if (!of) return start;
  const floor = Math.max(0, at - MAX_WORDS);
  let head = -1;
  for (; at >= floor; at--) {
    const word = sentence.tokens[at]?.word;
    if (is('formalhead', at) && word?.capital) head = at;
    else if (!is('formalword', at)) break;
  }
  if (head < 0) return start;
  let first = head;
  while (first > floor && is('formalword', first - 1)) first--;
  return first;
}

/** Makes a state's tag cover the formal name it ends, so that both read alike. */
export function tagFormalNames(sentence: Sentence, language: Language): void {
  for (const tag of [...sentence.tags]) {
    if (tag.type !== TAG.state) continue;
    const start = formalStart(sentence, language, tag.start);
    if (
      start === tag.start ||
      sentence.tags.some((other) => other !== tag && other.start >= start && other.end <= tag.start)
    )
      continue;
    removeTag(sentence, tag);
    addTag(sentence, { ...tag, start });
  }
}
