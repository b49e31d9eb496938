import type { Reader } from './packs.ts';
import { tokenize } from './text/tokens.ts';

const SAMPLE = 6000;

/** Language whose small words a text uses most; `null` when it uses too few of any. Ties go to the first in code order. */
export function detectLanguage(text: string, readers: ReadonlyMap<string, Reader>): string | null {
  let best: { code: string; share: number } | null = null;
  for (const [code, { language, smallWords }] of readers) {
    let hits = 0;
    let all = 0;
    for (const { word } of tokenize(text, 0, Math.min(text.length, SAMPLE), language.lexicon)) {
      if (word.punctuation || word.number !== null) continue;
      all++;
      if (smallWords.has(word.lower)) hits++;
    }
    const share = all === 0 ? 0 : hits / all;
    if (hits >= 3 && share >= 0.12 && (!best || share > best.share)) best = { code, share };
  }
  return best?.code ?? null;
}
