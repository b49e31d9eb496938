import type { Lexicon, Word } from '../patterns/lexicon.ts';
import { charClass } from './tokens.ts';
import { type View, withSpaces } from './view.ts';

const LETTER = 1;
const MIN_SIGNS = 4;
const MIN_MIXED = 3;
const MIN_SMALL = 5;
const CHARACTERS_PER_SIGN = 2500;
const MIN_GLUED = 5;
const MAX_GLUED = 40;
const MAX_FUNCTION_WORD = 5;

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  while (at < text.length) {
    if (charClass(text, at) !== LETTER) {
      at++;
      continue;
    }
    const start = at;
    while (at < text.length && charClass(text, at) === LETTER) at++;
    runs.push({ start, end: at });
  }
  return runs;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 65 && code <= 90 : /\p{Lu}/u.test(text[at] as string);
}

function isSmallLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 97 && code <= 122 : /\p{Ll}/u.test(text[at] as string);
}

/** First offset of a capital behind a small letter between two, or -1: the sign of two words glued together. */
function camel(text: string, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) if (isCapital(text, at) && isSmallLetter(text, at - 1)) return at;
  return -1;
}

/** Words that show the sign of two glued together, each once. */
function signsOf(text: string): ReadonlySet<string> {
  const signs = new Set<string>();
  for (let at = camel(text, 0, text.length); at >= 0; at = camel(text, at, text.length)) {
    let start = at - 1;
    while (start > 0 && charClass(text, start - 1) === LETTER) start--;
    let end = at + 1;
    while (end < text.length && charClass(text, end) === LETTER) end++;
    if (end - start >= MIN_GLUED) signs.add(text.slice(start, end));
    at = end - 1;
  }
  return signs;
}

/**
 * Where a bad export has eaten spaces ("Premier ministreNguyen", "enseptembre"), puts them back. Only a text that shows
 * many such signs is touched, and only between two words that the pack or the rest of the text knows.
 */
export function unglue(
  view: View,
  lexicon: Lexicon,
  smallWords: ReadonlySet<string>,
  isPlace: (word: string) => boolean,
): View {
  const { text } = view;
  const signs = signsOf(text);
  const isWord = (part: string): boolean => lexicon.knows(part) || isPlace(part);
  const isSmall = (part: string): boolean => part.length <= MAX_FUNCTION_WORD && smallWords.has(part);
  const words = runsOf(text).map(({ start, end }) => ({ start, word: lexicon.wordAt(text, start, end) }));
  const doubtful = words.filter(({ word }) => splitsOf(word, isWord, isPlace, isSmall) !== NONE);
  if (signs.size === 0 && doubtful.length < MIN_SMALL) return view;
  const told = new Set(words.map(({ word }) => word.lower));
  const cuts: number[] = [];
  const split = new Map<Word, number>();
  // "unevisite", "desrelations": signs, too, where the text shows at least one that leaves no doubt.
  let small = 0;
  for (const { start, word } of doubtful) {
    let at = split.get(word);
    if (at === undefined) {
      at = cutOf(splitsOf(word, isWord, isPlace, isSmall), told);
      split.set(word, at);
      if (at > 0 && !word.capital && !signs.has(word.text)) small++;
    }
    if (at > 0) cuts.push(start + at);
  }
  const shown = signs.size + small;
  // Without a sign that leaves no doubt, many that could be words of their own have to agree.
  const least = signs.size === 0 ? MIN_SMALL : small > 0 ? MIN_MIXED : MIN_SIGNS;
  const many = shown >= least;
  return many && shown * CHARACTERS_PER_SIGN >= text.length ? withSpaces(view, cuts) : view;
}

/** A place where a word may be two glued together, and what the rest of the text must know for that. */
interface Split {
  readonly at: number;
  /** Length of the longest whole word beside a small one: the likeliest reading. */
  readonly score: number;
  readonly left: string | null;
  readonly right: string | null;
}

const splits = new WeakMap<Word, readonly Split[]>();
const NONE: readonly Split[] = [];

/** Splits of a word, the likeliest first: worked out once, since most words come again. */
function splitsOf(
  word: Word,
  isWord: (part: string) => boolean,
  isPlace: (part: string) => boolean,
  isSmall: (part: string) => boolean,
): readonly Split[] {
  const before = splits.get(word);
  if (before !== undefined) return before;
  const made = word.known || isPlace(word.text) ? NONE : findSplits(word.text, isWord, isSmall);
  splits.set(word, made);
  return made;
}

function findSplits(
  word: string,
  isWord: (part: string) => boolean,
  isSmall: (part: string) => boolean,
): readonly Split[] {
  if (word.length < MIN_GLUED || word.length > MAX_GLUED) return NONE;
  const at = camel(word, 0, word.length);
  if (at > 0) return [{ at, score: word.length, left: null, right: null }];
  const found: Split[] = [];
  for (let i = 2; i < word.length - 1; i++) {
    const left = word.slice(0, i);
    const right = word.slice(i);
    const small = isSmall(left) ? left : isSmall(right) ? right : null;
    if (small === null && (left.length < 4 || right.length < 4)) continue;
    const score = small === left ? right.length : small === right ? left.length : Math.min(left.length, right.length);
    if (score < 3) continue;
    // What the pack does not know, the rest of the text may.
    const needed = [left, right].map((part) => (isWord(part) ? null : part.toLowerCase()));
    if (needed.some((part) => part !== null && part.length <= 3)) continue;
    found.push({ at: i, score, left: needed[0] ?? null, right: needed[1] ?? null });
  }
  return found.length === 0 ? NONE : found.sort((a, b) => b.score - a.score || a.at - b.at);
}

function cutOf(all: readonly Split[], told: ReadonlySet<string>): number {
  for (const { at, left, right } of all)
    if ((left === null || told.has(left)) && (right === null || told.has(right))) return at;
  return -1;
}
