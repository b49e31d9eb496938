import { NUMERIC_TESTS, TOKEN_TESTS, tagBits, type Vocabulary } from './compile.ts';
import type { Union } from './program.ts';
import type { PatternNode } from './syntax.ts';

interface Wanted {
  readonly symbols: ReadonlySet<number>;
  readonly tags: number;
}

const isSpelt = (text: string): boolean => text.endsWith('*');

function wanted(root: PatternNode, vocabulary: Vocabulary): Wanted[] {
  const word = (symbol: number): Wanted => ({ symbols: new Set([symbol]), tags: 0 });
  switch (root.type) {
    case 'word':
      return (isSpelt(root.text) ? [root.text] : vocabulary.split(root.text)).map((w) =>
        word(vocabulary.symbolOfWord(w)),
      );
    case 'class': {
      const symbol = vocabulary.symbolOfClass(root.name);
      return symbol === null ? wanted(vocabulary.nodeOfClass(root.name), vocabulary) : [word(symbol)];
    }
    case 'tag':
      return root.name in TOKEN_TESTS
        ? [word(vocabulary.symbolOfTest(root.name))]
        : [{ symbols: new Set(), tags: tagBits(root.name) ?? 0 }];
    case 'sequence':
      return root.items.flatMap((item) => wanted(item, vocabulary));
    case 'choice': {
      const best = root.options.map((option) => narrowest(wanted(option, vocabulary)));
      if (best.some((one) => one === undefined)) return [];
      const all = best as Wanted[];
      return [
        {
          symbols: new Set(all.flatMap((one) => [...one.symbols])),
          tags: all.reduce((bits, one) => bits | one.tags, 0),
        },
      ];
    }
    case 'capture':
      return wanted(root.item, vocabulary);
    case 'optional':
    case 'gap':
      return [];
  }
}

/** Of several needs the one that fewest sentences are likely to meet: fewest words, and words before tags. */
function narrowest(all: readonly Wanted[]): Wanted | undefined {
  const width = ({ symbols, tags }: Wanted): number => symbols.size + (tags === 0 ? 0 : 8);
  return all.reduce<Wanted | undefined>((best, one) => (!best || width(one) < width(best) ? one : best), undefined);
}

/** All that every match of a pattern holds, as pairs of a need's symbol and tags, each once: where a sentence lacks one of them, none need be looked for. */
export function needsOf(root: PatternNode, vocabulary: Vocabulary, union: Union): number[] {
  const needs = new Map<string, number[]>();
  for (const { symbols, tags } of wanted(root, vocabulary)) {
    const symbol = symbols.size === 0 ? -1 : union(symbols);
    needs.set(`${symbol}/${tags}`, [symbol, tags]);
  }
  return [...needs.values()].flat();
}

/**
 * Symbols of which every match holds at least one, so that a rule is only tried where one of them stands;
 * `null` when a match need not hold any word.
 */
export function anchors(
  root: PatternNode,
  vocabulary: Vocabulary,
  isCommon: (symbol: number) => boolean,
): number[] | null {
  const cost = (found: readonly number[]): number => found.length + found.filter(isCommon).length * 100;
  const cheapest = (all: readonly (number[] | null)[]): number[] | null =>
    all.reduce((best, found) => (found && (!best || cost(found) < cost(best)) ? found : best), null);
  switch (root.type) {
    case 'word':
      return cheapest(
        (isSpelt(root.text) ? [root.text] : vocabulary.split(root.text)).map((w) => [vocabulary.symbolOfWord(w)]),
      );
    case 'class': {
      const symbol = vocabulary.symbolOfClass(root.name);
      return symbol === null ? anchors(vocabulary.nodeOfClass(root.name), vocabulary, isCommon) : [symbol];
    }
    case 'sequence':
      return cheapest(root.items.map((item) => anchors(item, vocabulary, isCommon)));
    case 'choice': {
      const all = root.options.map((option) => anchors(option, vocabulary, isCommon));
      return all.some((found) => found === null) ? null : [...new Set(all.flat() as number[])];
    }
    case 'capture':
      return anchors(root.item, vocabulary, isCommon);
    case 'tag':
      return NUMERIC_TESTS.has(root.name) ? [vocabulary.numeric] : null;
    case 'optional':
    case 'gap':
      return null;
  }
}
