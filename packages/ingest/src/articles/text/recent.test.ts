import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

interface Made {
  readonly text: string;
}

const made = (text: string): Made => ({ text });

describe('what was met lately', () => {
  it('is found again by its characters, wherever they stand', () => {
    const recent = new Recent<Made>();
    const first = recent.at('le Vietnam', 3, 10, made);
    expect(recent.at('Vietnam et Laos', 0, 7, made)).toBe(first);
    expect(recent.at('Vietnamese', 0, 7, made)).toBe(first);
    recent.clear();
    expect(recent.at('Vietnam et Laos', 0, 7, made)).not.toBe(first);
  });

  it('is never taken for other characters, also not where their hashes meet', () => {
    const recent = new Recent<Made>();
    // "Aa" and "BB" hash alike.
    const words = ['Aa', 'BB', 'AaBB', 'BBAa', 'AaAa', 'BBBB'];
    for (const word of [...words, ...words]) expect(recent.at(word, 0, word.length, made).text).toBe(word);
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 200 }), (all) => {
        for (const text of all) if (recent.at(text, 0, text.length, made).text !== text) return false;
        return true;
      }),
    );
  });
});
