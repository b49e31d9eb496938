import { fold } from '@foedera/schema';
import { Recent } from '../text/recent.ts';

/** Verb forms, as bits: an ending may stand for several. */
export const FORM = {
  present: 1,
  past: 2,
  future: 4,
  conditional: 8,
  infinitive: 16,
  participle: 32,
  gerund: 64,
} as const;
export type FormName = keyof typeof FORM;

/** A distinct token text with everything that is known of it; made once per lexicon. */
export interface Word {
  readonly text: string;
  readonly lower: string;
  readonly folded: string;
  readonly capital: boolean;
  /** Every letter is a capital and there are at least two. */
  readonly shout: boolean;
  readonly punctuation: boolean;
  /** Value of a number written in digits, `null` when it is none. A text such as `1.500` may be read in two ways. */
  readonly number: number | null;
  /** Value of a number word (`huit`, `eight`), else `null`. */
  readonly numeral: number | null;
  /** It is an ordinal of the language (`third`, `3e`). */
  readonly ordinal: boolean;
  /**
   * The symbols that this word passes, 32 to a group: numbers of groups, each followed by its bits. Few groups hold
   * any, and the numbers lie side by side: a text's words are many, and what they lie in is most of reading them.
   */
  readonly symbols: readonly number[];
  readonly forms: number;
  /** Some pattern or class knows the word. */
  readonly known: boolean;
}

/** A question about a word that no pack needs to spell out. */
export type WordTest = (word: Word) => boolean;

interface Matcher {
  readonly symbol: number;
  readonly form: number;
}

const MAX_CACHED = 60_000;
const WITH_MARK = /[^\p{ASCII}]/u;

/**
 * The words of one language pack. Symbols are the single-word tests of its patterns, numbered; a word knows at once
 * which of them it passes. Words are compared in lower case; one written without any accent also matches one with.
 */
export class Lexicon {
  readonly #exact = new Map<string, Matcher[]>();
  readonly #bare = new Map<string, Matcher[]>();
  readonly #prefixes = new Map<string, { prefix: string; matcher: Matcher }[]>();
  /** Symbols that stand for several others, by each of these. */
  readonly #unions = new Map<number, number[]>();
  readonly #unionOf = new Map<string, number>();
  readonly #tests: { readonly symbol: number; readonly test: WordTest }[] = [];
  readonly #cache = new Map<string, Word>();
  readonly #recent = new Recent<Word>();
  readonly #word = (text: string): Word => this.word(text);
  readonly #elisions: ReadonlySet<string>;
  readonly #enclitics: ReadonlySet<string>;
  readonly #numerals: ReadonlyMap<string, number>;
  readonly #ordinals: ReadonlySet<string>;
  readonly #decimalComma: boolean;
  #symbols = 0;

  constructor(options: {
    readonly elisions: readonly string[];
    readonly enclitics: readonly string[];
    readonly numerals: Readonly<Record<string, number>>;
    readonly ordinals: Readonly<Record<string, number>>;
    readonly decimal: ',' | '.';
  }) {
    this.#elisions = new Set(options.elisions);
    this.#enclitics = new Set(options.enclitics);
    this.#numerals = new Map(Object.entries(options.numerals));
    this.#ordinals = new Set(Object.keys(options.ordinals));
    this.#decimalComma = options.decimal === ',';
  }

  /** Makes a new symbol. */
  symbol(): number {
    return this.#symbols++;
  }

  /** Lets a word, or every word that begins so (`visit*`), pass a symbol; `form` holds bits of {@link FORM}. */
  teach(symbol: number, word: string, form = 0): void {
    const matcher = { symbol, form };
    if (word.endsWith('*')) {
      const prefix = word.slice(0, -1).toLowerCase();
      const key = prefix.slice(0, 2);
      this.#prefixes.set(key, [...(this.#prefixes.get(key) ?? []), { prefix, matcher }]);
      return;
    }
    const lower = word.toLowerCase();
    this.#exact.set(lower, [...(this.#exact.get(lower) ?? []), matcher]);
    if (!WITH_MARK.test(lower)) return;
    const bare = lower.normalize('NFKD').replace(/\p{M}+/gu, '');
    this.#bare.set(bare, [...(this.#bare.get(bare) ?? []), matcher]);
  }

  /** Lets every word of which a test holds pass a symbol. It does not make the word a known one. */
  teachTest(symbol: number, test: WordTest): void {
    this.#tests.push({ symbol, test });
  }

  /** The symbol that a word passes when it passes any of several: one question instead of many. */
  union(symbols: Iterable<number>): number {
    const members = [...new Set(symbols)].sort((a, b) => a - b);
    if (members.length === 1) return members[0] as number;
    const key = members.join();
    const known = this.#unionOf.get(key);
    if (known !== undefined) return known;
    const union = this.anyOf(members);
    this.#unionOf.set(key, union);
    return union;
  }

  /** A new symbol that a word passes when it passes any of several. */
  anyOf(symbols: Iterable<number>): number {
    const symbol = this.symbol();
    for (const member of new Set(symbols)) {
      const all = this.#unions.get(member);
      if (all) all.push(symbol);
      else this.#unions.set(member, [symbol]);
    }
    return symbol;
  }

  /** Groups of 32 that all symbols take. Final once the lexicon is sealed. */
  get width(): number {
    return (this.#symbols >>> 5) + 1;
  }

  /** Forgets words met while symbols were still being added. To be called after the last one. */
  seal(): void {
    this.#cache.clear();
    this.#recent.clear();
  }

  /** True when some pattern or class knows a word; cheaper than {@link word} for what is most often none. */
  knows(text: string): boolean {
    const lower = text.toLowerCase();
    if (this.#exact.has(lower)) return true;
    if (!WITH_MARK.test(lower) && this.#bare.has(lower)) return true;
    return (this.#prefixes.get(lower.slice(0, 2)) ?? []).some(({ prefix }) => lower.startsWith(prefix));
  }

  isElision(text: string): boolean {
    return this.#elisions.has(text.toLowerCase());
  }

  isEnclitic(text: string): boolean {
    return this.#enclitics.has(text.toLowerCase());
  }

  /** The word of a token's text. The cache is emptied when it is full, so memory stays flat over any number of documents. */
  word(text: string): Word {
    const cached = this.#cache.get(text);
    if (cached) return cached;
    if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
    const made = this.#make(text);
    // A slice keeps its whole document alive; the flattened copy does not.
    this.#cache.set(made.text, made);
    return made;
  }

  /** The word of a token between two offsets of a text: quicker than {@link word} where it was met lately. */
  wordAt(text: string, start: number, end: number): Word {
    return this.#recent.at(text, start, end, this.#word);
  }

  #make(slice: string): Word {
    const text = Buffer.from(slice, 'utf8').toString('utf8');
    const lower = text.toLowerCase();
    const digits = /^\d/.test(text);
    const letters = /\p{L}/u.test(text);
    const bits = new Int32Array(this.width);
    let forms = 0;
    let known = false;
    const set = (symbol: number): void => {
      bits[symbol >>> 5] = (bits[symbol >>> 5] as number) | (1 << (symbol & 31));
      for (const union of this.#unions.get(symbol) ?? [])
        bits[union >>> 5] = (bits[union >>> 5] as number) | (1 << (union & 31));
    };
    const pass = ({ symbol, form }: Matcher): void => {
      set(symbol);
      forms |= form;
      known = true;
    };
    for (const matcher of this.#exact.get(lower) ?? []) pass(matcher);
    if (!known && !WITH_MARK.test(lower)) for (const matcher of this.#bare.get(lower) ?? []) pass(matcher);
    for (const { prefix, matcher } of this.#prefixes.get(lower.slice(0, 2)) ?? [])
      if (lower.startsWith(prefix)) pass(matcher);
    const symbols: number[] = [];
    const word: Word = {
      text,
      lower,
      folded: letters ? fold(text) : lower,
      capital: letters && /^\p{Lu}/u.test(text),
      shout: /^\p{Lu}{2,}$/u.test(text),
      punctuation: !digits && !letters,
      number: digits ? this.#parse(text) : null,
      numeral: this.#numerals.get(lower) ?? null,
      ordinal: this.#ordinals.has(lower),
      symbols,
      forms,
      known,
    };
    for (const { symbol, test } of this.#tests) if (test(word)) set(symbol);
    for (const [group, some] of bits.entries()) if (some !== 0) symbols.push(group, some);
    return word;
  }

  #parse(text: string): number | null {
    if (/^\d+$/.test(text)) return Number(text);
    const mark =
      text.includes(',') && text.includes('.') ? (text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.') : null;
    if (mark !== null) return Number(text.replaceAll(mark === ',' ? '.' : ',', '').replace(mark, '.'));
    const only = text.includes(',') ? ',' : '.';
    const groups = /^\d{1,3}(?:[.,]\d{3})+$/.test(text);
    const decimal = (only === ',') === this.#decimalComma;
    // `1.500` in French and `1,500` in English are thousands; `1,500` in French is 1.5 only when it cannot be grouped.
    if (groups && (!decimal || text.split(only).length > 2)) return Number(text.replaceAll(only, ''));
    const value = Number(text.replace(only, '.'));
    return Number.isFinite(value) ? value : null;
  }
}

/** True when bits hold a symbol. */
export function holds(bits: readonly number[], symbol: number): boolean {
  return (((bits[symbol >>> 5] as number) >>> (symbol & 31)) & 1) === 1;
}

/** True when a word passes a symbol. */
export function passes({ symbols }: Word, symbol: number): boolean {
  const group = symbol >>> 5;
  for (let i = 0; i < symbols.length; i += 2)
    if (symbols[i] === group) return (((symbols[i + 1] as number) >>> (symbol & 31)) & 1) === 1;
  return false;
}
