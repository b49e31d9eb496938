import type { Reader } from './packs.ts';
import { Recent } from './text/recent.ts';
import { tokenize } from './text/tokens.ts';

const SAMPLE = 6000;
/** Length from which a piece is no word that comes again. */
const LONG = 40;
const SPACE = 32;
/** Words of a text that may be told by what its other words are, and the least share of them that the pack knows. */
const SHORT = 40;
const MOSTLY = 0.6;

/** Words of a piece of text without spaces, in each language: how many there are, and how many of them are small. */
interface Piece {
  readonly text: string;
  readonly all: readonly number[];
  readonly small: readonly number[];
  /** Words without a capital, and those of them that the language's pack knows. */
  readonly plain: readonly number[];
  readonly known: readonly number[];
}

function countIn(text: string, readers: readonly Reader[]): Piece {
  const all: number[] = [];
  const small: number[] = [];
  const plain: number[] = [];
  const known: number[] = [];
  for (const { language, smallWords } of readers) {
    const words = tokenize(text, 0, text.length, language.lexicon)
      .map(({ word }) => word)
      .filter((word) => !word.punctuation && word.number === null);
    all.push(words.length);
    small.push(words.filter((word) => smallWords.has(word.lower)).length);
    plain.push(words.filter((word) => !word.capital).length);
    known.push(words.filter((word) => !word.capital && word.known).length);
  }
  // A slice would keep its whole document alive; the copy does not.
  return { text: Buffer.from(text, 'utf16le').toString('utf16le'), all, small, plain, known };
}

/** Pieces met lately: most pieces of a text were. */
const pieces = new WeakMap<ReadonlyMap<string, Reader>, Recent<Piece>>();

/** Language whose small words a text uses most; `null` when it uses too few of any. Of a tie, the one whose other words it knows more of, then the first in code order. */
export function detectLanguage(text: string, readers: ReadonlyMap<string, Reader>): string | null {
  const all = [...readers.values()];
  const recent = pieces.get(readers) ?? new Recent<Piece>();
  pieces.set(readers, recent);
  const count = (piece: string): Piece => countIn(piece, all);
  const hits = all.map(() => 0);
  const words = all.map(() => 0);
  const first: Piece[] = [];
  const end = Math.min(text.length, SAMPLE);
  // No token reaches over a space, so that every language can be counted piece by piece.
  for (let at = 0; at < end; at++) {
    if (text.charCodeAt(at) <= SPACE) continue;
    const start = at;
    while (at < end && text.charCodeAt(at) > SPACE) at++;
    const piece = at - start > LONG ? count(text.slice(start, at)) : recent.at(text, start, at, count);
    const { all: every, small } = piece;
    for (let i = 0; i < all.length; i++) {
      words[i] = (words[i] as number) + (every[i] as number);
      hits[i] = (hits[i] as number) + (small[i] as number);
    }
    if (first.length < SHORT) first.push(piece);
  }
  const told = (i: number): number => {
    const plain = first.reduce((n, piece) => n + (piece.plain[i] as number), 0);
    return plain === 0 ? 0 : first.reduce((n, piece) => n + (piece.known[i] as number), 0) / plain;
  };
  let best: { readonly code: string; readonly share: number; readonly told: number } | null = null;
  for (const [i, code] of [...readers.keys()].entries()) {
    const share = words[i] === 0 ? 0 : (hits[i] as number) / (words[i] as number);
    // "La Barbade a reconnu …": as many small words are Spanish ones.
    const better = !best || share > best.share || (share === best.share && told(i) > best.told);
    if ((hits[i] as number) >= 3 && share >= 0.12 && better) best = { code, share, told: told(i) };
  }
  if (best) return best.code;
  // A sentence or two, of which the small words say too little: most of its other words are the pack's own.
  for (const [i, code] of [...readers.keys()].entries()) {
    const share = told(i);
    const short = (words[i] as number) <= SHORT && (hits[i] as number) >= 1;
    if (short && share >= MOSTLY && (!best || share > best.told)) best = { code, share, told: share };
  }
  return best?.code ?? null;
}
