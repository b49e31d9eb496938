import type { Language } from '../patterns/language.ts';
import { holds, passes, type Word } from '../patterns/lexicon.ts';
import { addTag, type Sentence, TAG } from '../text/sentence.ts';
import { tokenize } from '../text/tokens.ts';

/** What a place name means: a party's code, and how it was named. */
export interface Place {
  readonly code: string;
  /** Bit of the tag: state, people, capital, city, union or agency. */
  readonly type: number;
}

interface Entry extends Place {
  readonly words: readonly string[];
  /** `exact`: an acronym, compared with its capitals; `capital`: begins with a capital; `any`: an adjective. */
  readonly letters: 'exact' | 'capital' | 'any';
  readonly text: string;
}

/** Names of states, peoples, capitals, cities, unions and agencies in one language. */
export interface Gazetteer {
  /** Tags every name in a sentence, longest first; names inside other names are not tagged. */
  tag(sentence: Sentence): void;
  /** True for the first word of some place's name. */
  begins(word: string): boolean;
}

const NOT_A_PLACE = 0;
const MIN_FUZZY = 6;

function inflect(demonym: string, endings: Readonly<Record<string, readonly string[]>>): string[] {
  const ending = Object.keys(endings)
    .filter((e) => demonym.endsWith(e))
    .sort((a, b) => b.length - a.length)[0];
  if (ending === undefined) return [demonym];
  const stem = demonym.slice(0, demonym.length - ending.length);
  return (endings[ending] as readonly string[]).map((e) => stem + e);
}

/** Country names of the ISO list in the language; some have several. */
export type IsoNames = Readonly<Record<string, string | readonly string[]>>;

/** Builds the gazetteer of a language out of its pack, the shared names and the ISO list. */
export function openGazetteer(language: Language, iso: IsoNames): Gazetteer {
  const { places, world } = language.data;
  const byFirst = new Map<string, Entry[]>();
  const fuzzy = new Map<string, Place | null>();
  const dependent = new Set(world.dependent);
  const addAs = (text: string, code: string, type: number): void => {
    const words = tokenize(text, 0, text.length, language.lexicon).map((t) => t.word.folded || t.word.text);
    const first = words[0];
    if (first === undefined) return;
    const acronym = /^[\p{Lu}.]{2,6}$/u.test(text);
    const letters = acronym ? 'exact' : /^\p{Lu}/u.test(text) ? 'capital' : 'any';
    const entries = byFirst.get(first) ?? [];
    if (entries.some((e) => e.text === text && e.type !== NOT_A_PLACE)) return;
    entries.push({ code, type, words, letters, text });
    byFirst.set(first, entries);
    if (type === TAG.state && words.length === 1 && first.length >= MIN_FUZZY)
      for (const near of variants(first))
        fuzzy.set(near, fuzzy.has(near) && fuzzy.get(near)?.code !== code ? null : { code, type });
  };
  // "Guinée Bissau", "Burkina-Faso": hyphens come and go.
  const add = (text: string, code: string, type: number): void => {
    addAs(text, code, type);
    if (type === NOT_A_PLACE || !/\p{L}{2,}[- ]\p{L}{2,}/u.test(text)) return;
    // "St. Kitts & Nevis"
    const short = text
      .replace(/^Saint[- ]/, 'St. ')
      .replaceAll(' and ', ' & ')
      .replaceAll(' et ', ' & ');
    const forms = [text.replaceAll('-', ' '), text.replaceAll(' ', '-'), short, short.replace('St.', 'St')];
    for (const form of new Set([...forms, short.replaceAll(' & ', ' and ')])) addAs(form, code, type);
  };
  const addAll = (names: Readonly<Record<string, readonly string[]>>, type: number): void => {
    for (const [code, all] of Object.entries(names)) for (const name of all) add(name, code, type);
  };
  for (const name of places.notPlaces) add(name, '', NOT_A_PLACE);
  addAll(places.names, TAG.state);
  for (const [code, name] of Object.entries(iso))
    if (!dependent.has(code)) for (const one of [name].flat()) if (!/[,(]/.test(one)) add(one, code, TAG.state);
  addAll(places.former, TAG.state);
  addAll(places.capitals, TAG.capital);
  addAll(world.capitals, TAG.capital);
  addAll(world.seats, TAG.capital);
  addAll(world.parliaments, TAG.people);
  addAll(world.airports, TAG.city);
  addAll(world.cities, TAG.city);
  addAll(places.unions, TAG.union);
  addAll(world.agencies, TAG.agency);
  for (const [code, all] of Object.entries(places.demonyms))
    for (const demonym of all) for (const form of inflect(demonym, places.endings)) add(form, code, TAG.people);
  for (const entries of byFirst.values()) entries.sort((a, b) => b.words.length - a.words.length);

  const fits = (entry: Entry, sentence: Sentence, at: number): boolean => {
    const { tokens } = sentence;
    if (at + entry.words.length > tokens.length) return false;
    for (let i = 1; i < entry.words.length; i++) {
      const word = tokens[at + i]?.word;
      if (!word || (word.folded || word.text) !== entry.words[i]) return false;
    }
    const first = tokens[at]?.word;
    if (!first) return false;
    if (entry.letters === 'any') return true;
    if (entry.letters === 'capital') return first.capital;
    const from = tokens[at] as Sentence['tokens'][number];
    const written = tokens
      .slice(at, at + entry.words.length)
      .map((t) => t.word.text)
      .join('');
    return from.word.capital && written === entry.text.replaceAll(' ', '');
  };
  // Few words begin a name: a symbol of their own tells at once that a token, or a whole sentence, holds none.
  const { lexicon } = language;
  const opens = lexicon.symbol();
  const isMisspelt = (word: Word): boolean =>
    word.capital && !word.known && word.folded.length >= MIN_FUZZY && fuzzy.has(word.folded);
  lexicon.teachTest(opens, (word) => !word.punctuation && (byFirst.has(word.folded) || isMisspelt(word)));
  lexicon.seal();
  return {
    begins: (word) => /^\p{Lu}/u.test(word) && byFirst.has(language.lexicon.word(word).folded),
    tag(sentence) {
      const { tokens } = sentence;
      if (!holds(sentence.bits, opens)) return;
      for (let at = 0; at < tokens.length; at++) {
        const word = tokens[at]?.word;
        if (!word || !passes(word, opens)) continue;
        const entry = byFirst.get(word.folded)?.find((e) => fits(e, sentence, at));
        if (entry) {
          if (entry.type !== NOT_A_PLACE)
            addTag(sentence, {
              type: entry.type,
              start: at,
              end: at + entry.words.length,
              value: { code: entry.code, type: entry.type },
            });
          at += entry.words.length - 1;
        } else if (isMisspelt(word)) {
          const near = fuzzy.get(word.folded);
          if (near) addTag(sentence, { type: near.type, start: at, end: at + 1, value: near });
        }
      }
    },
  };
}

/** Misspellings of a name that keep its first and last letter: one letter missing, doubled, or two swapped. */
function variants(name: string): Set<string> {
  const all = new Set<string>();
  for (let i = 1; i < name.length - 1; i++) {
    all.add(name.slice(0, i) + name.slice(i + 1));
    all.add(name.slice(0, i) + (name[i] as string) + name.slice(i));
    if (i + 2 < name.length) all.add(name.slice(0, i) + name[i + 1] + name[i] + name.slice(i + 2));
  }
  for (let i = 1; i < name.length; i++) for (const vowel of 'aeiou') all.add(name.slice(0, i) + vowel + name.slice(i));
  all.delete(name);
  return all;
}
