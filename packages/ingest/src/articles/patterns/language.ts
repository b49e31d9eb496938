import { PackError } from '../errors.ts';
import { tokenize } from '../text/tokens.ts';
import { ASKED_CLASSES } from './asked.ts';
import { compile, TOKEN_TESTS, type Vocabulary } from './compile.ts';
import { FORM, type FormName, Lexicon, type WordTest } from './lexicon.ts';
import { anchors, needsOf } from './needs.ts';
import type {
  DateRule,
  FactRule,
  LanguageData,
  LeaderData,
  Modality,
  PlacesData,
  QuantityRule,
  TagsData,
  TermRule,
  WordsData,
  WorldData,
} from './pack.ts';
import type { Program, Union } from './program.ts';
import { type PatternNode, parsePattern } from './syntax.ts';

/** Raw data of one language, as its folder holds it, with the data shared by all. */
export interface PackFiles {
  readonly language: LanguageData;
  readonly places: PlacesData;
  readonly words: WordsData;
  readonly tags: TagsData;
  readonly modality: readonly Modality[];
  readonly rules: readonly FactRule[];
  readonly world: WorldData;
  readonly leaders: LeaderData;
}

interface Staged<Stage extends string, Data> {
  readonly stage: Stage;
  readonly data: Data;
  readonly program: Program;
}

/** A compiled pattern with the data it came with. */
export type CompiledRule =
  | Staged<'date', DateRule>
  | Staged<'quantity', QuantityRule>
  | Staged<'person', TagsData['persons'][number]>
  | Staged<'term', TermRule>
  | Staged<'modality', Modality>
  | Staged<'fact', FactRule>;

/** A language, ready to read texts. */
export interface Language {
  readonly code: string;
  readonly data: PackFiles;
  readonly lexicon: Lexicon;
  /** All rules, stage by stage, in the pack's order. */
  readonly rules: readonly CompiledRule[];
  /** Symbol of the words that set off the first rule, of which every match holds one; those of the others follow it. */
  readonly firstAnchor: number;
  /** Symbol of a class of single words; `null` when the pack has no such class or it holds phrases. */
  classSymbol(name: string): number | null;
}

class Words implements Vocabulary {
  readonly #lexicon: Lexicon;
  readonly #data: WordsData;
  readonly #literals = new Map<string, number>();
  readonly #classSymbols = new Map<string, number | null>();
  readonly #classNodes = new Map<string, PatternNode>();
  readonly #testSymbols = new Map<string, number>();
  readonly numeric: number;
  readonly stop: number;
  readonly union: Union = (symbols) => this.#lexicon.union(symbols);

  constructor(lexicon: Lexicon, data: WordsData) {
    this.#lexicon = lexicon;
    this.#data = data;
    const isNumeric: WordTest = (word) => word.number !== null || word.numeral !== null || word.ordinal;
    this.numeric = this.#symbolOf(isNumeric);
    this.stop = this.#symbolOf((word) => word.text === ';' || word.text === ':');
    for (const [name, test] of Object.entries(TOKEN_TESTS)) this.#testSymbols.set(name, this.#symbolOf(test));
  }

  #symbolOf(test: WordTest): number {
    const symbol = this.#lexicon.symbol();
    this.#lexicon.teachTest(symbol, test);
    return symbol;
  }

  symbolOfTest(name: string): number {
    return this.#testSymbols.get(name) as number;
  }

  split(word: string): readonly string[] {
    if (word.includes('+') || (word.startsWith("'") && this.#lexicon.isEnclitic(word.slice(1)))) return [word];
    return tokenize(word, 0, word.length, this.#lexicon).map((token) => token.word.text);
  }

  symbolOfWord(word: string): number {
    const key = word.toLowerCase();
    const known = this.#literals.get(key);
    if (known !== undefined) return known;
    const symbol = this.#lexicon.symbol();
    for (const { word: form, form: bits } of this.#entry(key)) this.#lexicon.teach(symbol, form, bits);
    this.#literals.set(key, symbol);
    return symbol;
  }

  /** Words of one entry of a class with their forms: `sign+er` is every form of signer. */
  #entry(entry: string): { word: string; form: number }[] {
    const plus = entry.indexOf('+');
    if (plus < 0) return [{ word: entry, form: 0 }];
    const stem = entry.slice(0, plus);
    const table = this.#data.endings[entry.slice(plus + 1)];
    if (!table) throw new SyntaxError(`${entry} names endings that do not exist`);
    return Object.entries(table).map(([ending, forms]) => ({
      word: stem + (ending === '_' ? '' : ending),
      form: forms.split(' ').reduce((bits, name) => bits | formBit(name), 0),
    }));
  }

  #members(name: string): readonly string[] {
    const members = this.#data.classes[name];
    if (!members) throw new SyntaxError(`no class is called {${name}}`);
    return members;
  }

  /** Single words of a class, through the classes it names; `null` when some entry is a phrase. */
  #singles(name: string, seen: readonly string[] = []): { word: string; form: number }[] | null {
    if (seen.includes(name)) throw new SyntaxError(`{${name}} names itself`);
    const all: { word: string; form: number }[] = [];
    for (const entry of this.#members(name)) {
      const nested = nestedIn(entry);
      if (nested !== undefined) {
        const inner = this.#singles(nested, [...seen, name]);
        if (!inner) return null;
        all.push(...inner);
      } else if (this.#isPhrase(entry)) return null;
      else all.push(...this.#entry(entry));
    }
    return all;
  }

  #isPhrase(entry: string): boolean {
    return entry.includes(' ') || (!entry.endsWith('*') && !entry.includes('+') && this.split(entry).length !== 1);
  }

  /** The first entry of a class, or of one that it names, that is more than one word. */
  phraseIn(name: string): string | undefined {
    for (const entry of this.#members(name)) {
      const nested = nestedIn(entry);
      const phrase = nested === undefined ? (this.#isPhrase(entry) ? entry : undefined) : this.phraseIn(nested);
      if (phrase !== undefined) return phrase;
    }
    return undefined;
  }

  symbolOfClass(name: string): number | null {
    const known = this.#classSymbols.get(name);
    if (known !== undefined) return known;
    const singles = this.#singles(name);
    let symbol: number | null = null;
    if (singles) {
      symbol = this.#lexicon.symbol();
      for (const { word, form } of singles) this.#lexicon.teach(symbol, word, form);
    }
    this.#classSymbols.set(name, symbol);
    return symbol;
  }

  nodeOfClass(name: string): PatternNode {
    const known = this.#classNodes.get(name);
    if (known) return known;
    const options: PatternNode[] = [];
    const singles: { word: string; form: number }[] = [];
    for (const entry of this.#members(name)) {
      if (!/[\s{(<~|]/.test(entry) && (entry.includes('+') || entry.endsWith('*') || this.split(entry).length === 1))
        singles.push(...this.#entry(entry));
      else options.push(parsePattern(entry));
    }
    if (singles.length > 0) {
      // One symbol for all single words keeps the program small.
      const rest = `${name}.singles`;
      const symbol = this.#lexicon.symbol();
      for (const { word, form } of singles) this.#lexicon.teach(symbol, word, form);
      this.#classSymbols.set(rest, symbol);
      options.push({ type: 'class', name: rest });
    }
    const node: PatternNode = options.length === 1 ? (options[0] as PatternNode) : { type: 'choice', options };
    this.#classNodes.set(name, node);
    return node;
  }
}

/** The class that an entry names. */
function nestedIn(entry: string): string | undefined {
  return /^\{([a-zA-Z.]+)\}$/.exec(entry)?.[1];
}

function formBit(name: string): number {
  if (!(name in FORM)) throw new SyntaxError(`no verb form is called ${name}`);
  return FORM[name as FormName];
}

/** Compiles a language. @throws PackError naming the rule that cannot be compiled */
export function compileLanguage(data: PackFiles): Language {
  const { language } = data;
  const lexicon = new Lexicon({ ...language, numerals: language.numerals });
  const vocabulary = new Words(lexicon, data.words);
  const common = new Set(language.functionWords.map((word) => vocabulary.symbolOfWord(word)));
  const rules: CompiledRule[] = [];
  const anchored: (readonly number[])[] = [];
  const add = <D extends { readonly id: string; readonly pattern: string }>(
    stage: CompiledRule['stage'],
    all: readonly D[],
  ): void => {
    for (const rule of all) {
      try {
        const node = parsePattern(rule.pattern);
        const machine = compile(node, vocabulary);
        const set = anchors(node, vocabulary, (symbol) => symbol === vocabulary.numeric || common.has(symbol));
        if (!set) throw new SyntaxError('no word must occur in a match, so it would be tried on every sentence');
        const program: Program = { ...machine, needs: needsOf(node, vocabulary, vocabulary.union) };
        rules.push({ stage, data: rule, program } as unknown as CompiledRule);
        anchored.push(set);
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw new PackError(`${language.language}/${rule.id}`, error.message, { cause: error });
      }
    }
  };
  add('date', data.tags.dates);
  add('quantity', data.tags.quantities);
  add('person', data.tags.persons);
  add('term', data.tags.terms);
  add('modality', data.modality);
  add('fact', data.rules);
  // Classes that the code asks for are compiled now: symbols must all exist before the first word is made.
  const classes = new Map(Object.keys(data.words.classes).map((name) => [name, vocabulary.symbolOfClass(name)]));
  // Words that may open a sentence are known, so that none is taken for a name; phrases by their parts.
  for (const entry of data.words.classes.ordinary ?? [])
    for (const part of vocabulary.split(entry)) vocabulary.symbolOfWord(part);
  const unanswerable = ASKED_CLASSES.find((name) => classes.get(name) === null);
  if (unanswerable !== undefined)
    throw new PackError(
      `${language.language}/words.yaml`,
      `{${unanswerable}} is asked word by word and holds "${vocabulary.phraseIn(unanswerable)}", which is more than one word`,
    );
  const [firstAnchor = 0] = anchored.map((symbols) => lexicon.anyOf(symbols));
  lexicon.seal();
  const classSymbol = (name: string): number | null => classes.get(name) ?? null;
  return { code: language.language, data, lexicon, rules, firstAnchor, classSymbol };
}
