import type { Sentence } from './sentence.ts';

let questions = 0;

/**
 * A question about a tagged sentence that many ask, answered once. To be asked only when all tags of the sentence are
 * on. The answer lies with the sentence and goes with it: a weak map would keep it until all memory is swept.
 */
export function oncePerSentence<T, Rest extends readonly unknown[]>(
  answer: (sentence: Sentence, ...rest: Rest) => T,
): (sentence: Sentence, ...rest: Rest) => T {
  const question = questions++;
  return (sentence, ...rest) => {
    const known = sentence.answers[question] as { readonly answer: T } | undefined;
    if (known !== undefined) return known.answer;
    const made = answer(sentence, ...rest);
    sentence.answers[question] = { answer: made };
    return made;
  };
}

/** A pure function of a text that remembers its answers; all are forgotten when there are too many. */
export function remembered<T>(answer: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const made = answer(text);
    known.set(text, made);
    return made;
  };
}
