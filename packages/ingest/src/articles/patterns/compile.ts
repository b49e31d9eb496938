import { TAG, type TagName } from '../text/sentence.ts';
import type { WordTest } from './lexicon.ts';
import { type Instruction, OP, openingOf, type Program, type Union, WIDTH } from './program.ts';
import type { PatternNode } from './syntax.ts';

/** How names in patterns are understood: single words become symbols, classes become nodes or symbols. */
export interface Vocabulary {
  symbolOfWord(word: string): number;
  /** Symbol of a class that holds single words only, else `null`. */
  symbolOfClass(name: string): number | null;
  nodeOfClass(name: string): PatternNode;
  /** Symbol of one of {@link TOKEN_TESTS}. */
  symbolOfTest(name: string): number;
  /** Symbol of whatever is a number, in digits or words, or an ordinal. */
  readonly numeric: number;
  /** Makes one symbol of several. */
  readonly union: Union;
  /** Symbol of the marks that no gap passes. */
  readonly stop: number;
  /** Splits a word of a pattern as the tokenizer would: `d'État`, `vice-président`. */
  split(word: string): readonly string[];
}

/** Tests of one token that no pack needs to spell out. */
export const TOKEN_TESTS: Readonly<Record<string, WordTest>> = {
  NUM: (word) => word.number !== null || word.numeral !== null,
  YEAR: (word) => word.number !== null && /^(?:1[6-9]|20)\d\d$/.test(word.text),
  DAY: (word) => word.number !== null && word.number >= 1 && word.number <= 31 && /^\d{1,2}$/.test(word.text),
  THREE: (word) => word.number !== null && /^\d{3}$/.test(word.text),
  MONTHNUM: (word) => word.number !== null && word.number >= 1 && word.number <= 12 && /^\d{1,2}$/.test(word.text),
  CAP: (word) => word.capital,
  LOW: (word) => !word.capital && !word.punctuation && word.number === null,
};

const TAG_GROUPS: Readonly<Record<string, readonly TagName[]>> = {
  NATION: ['state', 'people', 'capital'],
  PLACE: ['state', 'capital', 'city'],
  LAND: ['state', 'capital', 'city', 'union', 'people'],
  PARTY: ['state', 'people', 'capital', 'union'],
  WHO: ['person', 'name'],
};

/** Bits of the tags that a name in a pattern asks for; `null` when no tag or group is called so. */
export function tagBits(name: string): number | null {
  const group = TAG_GROUPS[name];
  if (group) return group.reduce((bits, tag) => bits | TAG[tag], 0);
  const lower = { ORD: 'ordinal', PCT: 'percent' }[name] ?? name.toLowerCase();
  return lower in TAG ? TAG[lower as TagName] : null;
}

const MAX_INSTRUCTIONS = 4000;
const MANY_OPTIONS = 3;
/** Most captures of a pattern. */
export const MAX_CAPTURES = 32;

/** Compiles a pattern. @throws SyntaxError when it names a class or tag that does not exist, or grows too large */
export function compile(root: PatternNode, vocabulary: Vocabulary): Omit<Program, 'needs'> {
  const instructions: Instruction[] = [];
  const captures: string[] = [];
  const emit = (what: number, arg: number, next: number, other = -1): number => {
    if (instructions.length >= MAX_INSTRUCTIONS) throw new SyntaxError('the pattern is too large');
    return instructions.push({ what, arg, next, other }) - 1;
  };
  const words = (text: string, to: number): number => {
    const parts = text.endsWith('*') ? [text] : vocabulary.split(text);
    return parts.reduceRight((after, part) => emit(OP.word, vocabulary.symbolOfWord(part), after), to);
  };
  const tag = (name: string, to: number): number => {
    if (name in TOKEN_TESTS) return emit(OP.word, vocabulary.symbolOfTest(name), to);
    const bits = tagBits(name);
    if (bits === null) throw new SyntaxError(`no tag is called <${name}>`);
    return emit(OP.tag, bits, to);
  };
  const slot = (name: string): number => {
    const known = captures.indexOf(name);
    if (known < 0 && captures.length === MAX_CAPTURES) throw new SyntaxError('the pattern has too many captures');
    return known >= 0 ? known : captures.push(name) - 1;
  };
  const build = (node: PatternNode, to: number): number => {
    switch (node.type) {
      case 'word':
        return words(node.text, to);
      case 'tag':
        return tag(node.name, to);
      case 'class': {
        const symbol = vocabulary.symbolOfClass(node.name);
        return symbol === null ? build(vocabulary.nodeOfClass(node.name), to) : emit(OP.word, symbol, to);
      }
      case 'sequence':
        return node.items.reduceRight((after, item) => build(item, after), to);
      case 'choice': {
        const first = node.options
          .map((option) => build(option, to))
          .reduceRight((rest, first) => emit(OP.split, 0, first, rest));
        // Most tokens begin none of many options: one look spares trying each.
        const opening = node.options.length < MANY_OPTIONS ? null : openingOf(instructions, first, vocabulary.union);
        return opening === null ? first : emit(OP.guard, opening.symbol, first, opening.tags);
      }
      case 'optional':
        return emit(OP.split, 0, build(node.item, to), to);
      case 'capture': {
        const at = slot(node.name);
        return emit(OP.save, at * 2, build(node.item, emit(OP.save, at * 2 + 1, to)));
      }
      case 'gap': {
        const not = node.not === null ? -1 : vocabulary.symbolOfClass(node.not);
        if (not === null) throw new SyntaxError(`{${node.not}} holds more than single words and cannot bound a gap`);
        let after = to;
        for (let i = 0; i < node.most; i++) after = emit(OP.split, 0, to, emit(OP.gap, vocabulary.stop, after, not));
        return after;
      }
    }
  };
  const start = build(root, emit(OP.match, 0, -1));
  // The machine starts at instruction 0, so a jump to the entry comes first, and all others move by one.
  const code = new Int32Array((instructions.length + 1) * WIDTH);
  code.set([OP.split, 0, start + 1, start + 1]);
  for (const [i, { what, arg, next, other }] of instructions.entries())
    code.set([what, arg, next + 1, what === OP.split ? other + 1 : other], (i + 1) * WIDTH);
  return { code, captures, opening: openingOf(instructions, start, vocabulary.union) };
}

/** Tests and tags that only hold where a number stands, in digits or words, or an ordinal. */
export const NUMERIC_TESTS: ReadonlySet<string> = new Set([
  'NUM',
  'YEAR',
  'DAY',
  'THREE',
  'MONTHNUM',
  'NUMBER',
  'MONEY',
  'ORD',
  'PCT',
]);
