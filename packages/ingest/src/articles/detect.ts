import type { Reader } from './packs.ts';
import { Recent } from './text/recent.ts';
import { tokenize } from './text/tokens.ts';

const SAMPLE = 6000;
/** Length from which a piece is no word that comes again. */
const LONG = 40;
const SPACE = 32;

/** Words of a piece of text without spaces, in each language: how many there are, and how many of them are small. */
interface Piece {
  readonly text: string;
  readonly all: readonly number[];
  readonly small: readonly number[];
}

function countIn(text: string, readers: readonly Reader[]): Piece {
  const all: number[] = [];
  const small: number[] = [];
  for (const { language, smallWords } of readers) {
    const words = tokenize(text, 0, text.length, language.lexicon)
      .map(({ word }) => word)
      .filter((word) => !word.punctuation && word.number === null);
    all.push(words.length);
    small.push(words.filter((word) => smallWords.has(word.lower)).length);
  }
  // A slice would keep its whole document alive; the copy does not.
  return { text: Buffer.from(text, 'utf16le').toString('utf16le'), all, small };
}

/** Pieces met lately: most pieces of a text were. */
const pieces = new WeakMap<ReadonlyMap<string, Reader>, Recent<Piece>>();

/** Language whose small words a text uses most; `null` when it uses too few of any. Ties go to the first in code order. */
export function detectLanguage(text: string, readers: ReadonlyMap<string, Reader>): string | null {
  const all = [...readers.values()];
  const recent = pieces.get(readers) ?? new Recent<Piece>();
  pieces.set(readers, recent);
  const count = (piece: string): Piece => countIn(piece, all);
  const hits = all.map(() => 0);
  const words = all.map(() => 0);
  const end = Math.min(text.length, SAMPLE);
  // No token reaches over a space, so that every language can be counted piece by piece.
  for (let at = 0; at < end; at++) {
    if (text.charCodeAt(at) <= SPACE) continue;
    const start = at;
    while (at < end && text.charCodeAt(at) > SPACE) at++;
    const piece = at - start > LONG ? count(text.slice(start, at)) : recent.at(text, start, at, count);
    for (let i = 0; i < all.length; i++) {
      words[i] = (words[i] as number) + (piece.all[i] as number);
      hits[i] = (hits[i] as number) + (piece.small[i] as number);
    }
  }
  let best: { code: string; share: number } | null = null;
  for (const [i, code] of [...readers.keys()].entries()) {
    const share = words[i] === 0 ? 0 : (hits[i] as number) / (words[i] as number);
    if ((hits[i] as number) >= 3 && share >= 0.12 && (!best || share > best.share)) best = { code, share };
  }
  return best?.code ?? null;
}
