import type { Sentence } from './sentence.ts';

/**
 * A question about a tagged sentence that many ask, answered once. To be asked only when all tags of the sentence are
 * on; the answer lives as long as the sentence does.
 */
export function oncePerSentence<T, Rest extends readonly unknown[]>(
  answer: (sentence: Sentence, ...rest: Rest) => T,
): (sentence: Sentence, ...rest: Rest) => T {
  const known = new WeakMap<Sentence, { readonly answer: T }>();
  return (sentence, ...rest) => {
    const before = known.get(sentence);
    if (before !== undefined) return before.answer;
    const made = answer(sentence, ...rest);
    known.set(sentence, { answer: made });
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
