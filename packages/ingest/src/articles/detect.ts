import type { Reader } from './packs.ts';
import { tokenize } from './text/tokens.ts';

const SAMPLE = 6000;
const SPACES = /[\n ]+/;
const MAX_CACHED = 20_000;
const MAX_CACHED_LENGTH = 40;

/** Words of a piece of text without spaces in a language: how many there are, and how many of them are small. */
interface Counted {
  readonly all: number;
  readonly small: number;
}

function countIn(piece: string, { language, smallWords }: Reader): Counted {
  let all = 0;
  let small = 0;
  for (const { word } of tokenize(piece, 0, piece.length, language.lexicon)) {
    if (word.punctuation || word.number !== null) continue;
    all++;
    if (smallWords.has(word.lower)) small++;
  }
  return { all, small };
}

/** Counts of pieces met before, one for each language: most pieces of a text were met. Emptied when full. */
const counts = new WeakMap<ReadonlyMap<string, Reader>, Map<string, readonly Counted[]>>();

/** Language whose small words a text uses most; `null` when it uses too few of any. Ties go to the first in code order. */
export function detectLanguage(text: string, readers: ReadonlyMap<string, Reader>): string | null {
  const all = [...readers.values()];
  const known = counts.get(readers) ?? new Map<string, readonly Counted[]>();
  counts.set(readers, known);
  const hits = all.map(() => 0);
  const words = all.map(() => 0);
  // No token reaches over a space, so that every language can be counted piece by piece.
  for (const piece of text.slice(0, SAMPLE).split(SPACES)) {
    let counted = known.get(piece);
    if (counted === undefined) {
      counted = all.map((reader) => countIn(piece, reader));
      if (known.size >= MAX_CACHED) known.clear();
      // A slice would keep its whole document alive; the copy does not.
      if (piece.length <= MAX_CACHED_LENGTH) known.set(Buffer.from(piece, 'utf16le').toString('utf16le'), counted);
    }
    for (let i = 0; i < counted.length; i++) {
      const { all, small } = counted[i] as Counted;
      words[i] = (words[i] as number) + all;
      hits[i] = (hits[i] as number) + small;
    }
  }
  let best: { code: string; share: number } | null = null;
  for (const [i, code] of [...readers.keys()].entries()) {
    const share = words[i] === 0 ? 0 : (hits[i] as number) / (words[i] as number);
    if ((hits[i] as number) >= 3 && share >= 0.12 && (!best || share > best.share)) best = { code, share };
  }
  return best?.code ?? null;
}
