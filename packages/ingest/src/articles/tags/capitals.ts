import type { Language } from '../patterns/language.ts';
import { isClass } from '../resolve/parties.ts';
import { addTag, removeTag, type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { Place } from './gazetteer.ts';

/** Tags "la capitale malienne" and "the Lao capital" as the capitals they are: places, not people. */
export function tagCapitals(sentence: Sentence, language: Language): void {
  const { tokens } = sentence;
  const isCapital = (at: number): boolean => isClass(language, 'capitalword', sentence, at);
  for (const tag of [...sentence.tags] as Tag<Place>[]) {
    if (tag.type !== TAG.people) continue;
    const before = isCapital(tag.start - 1);
    const after = isCapital(tag.end) && !isClass(language, 'capitalgoods', sentence, tag.end + 1);
    if (!before && !after) continue;
    removeTag(sentence, tag);
    const start = before ? tag.start - 1 : tag.start;
    const end = Math.min(tokens.length, before ? tag.end : tag.end + 1);
    addTag(sentence, { type: TAG.capital, start, end, value: { ...tag.value, type: TAG.capital } });
  }
}
