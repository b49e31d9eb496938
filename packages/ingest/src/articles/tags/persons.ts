import { fold, personKey } from '@foedera/schema';
import type { CompiledRule } from '../patterns/language.ts';
import { findAll } from '../patterns/match.ts';
import { remembered } from '../text/once.ts';
import { addTag, type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { Place } from './gazetteer.ts';
import type { NameMention } from './names.ts';

/** Someone whom the document introduces. */
export interface Person {
  readonly name: string;
  /** State that the person speaks for; `null` = an office without one, which is the home country's. */
  readonly nation: string | null;
}

/** Persons of one document by the folded last word of their name, in order of introduction. */
export type Registry = ReadonlyMap<string, readonly Person[]>;

const MAX_REMEMBERED = 20_000;
const keyOf = remembered(personKey, MAX_REMEMBERED);
const wordsOf = remembered((name): readonly string[] => fold(name).split(' '), MAX_REMEMBERED);

const NATIONAL = TAG.state | TAG.people | TAG.capital;

/** First national tag within a token range. */
export function nationIn(sentence: Sentence, start: number, end: number): string | null {
  for (let at = start; at < end; at++)
    for (const tag of sentence.tagsAt[at] ?? []) if ((tag.type & NATIONAL) !== 0) return (tag as Tag<Place>).value.code;
  return null;
}

/** Key of a name as one mentions it again. */
export function nameKey(name: NameMention): string {
  return keyOf(name.text);
}

/** States of heads of state and government and of foreign ministers. */
export interface Leaders {
  /** By folded full name. */
  readonly full: ReadonlyMap<string, string>;
  /** By the name that a title stands in front of ("President Trump"), where it is of one state only. */
  readonly titled: ReadonlyMap<string, string>;
}

/** States whose people are mentioned again by the first word of their name: "Xi Jinping … President Xi". */
const SURNAME_FIRST = new Set(['CN', 'TW', 'KR', 'KP', 'SG']);
const MIN_TITLED = 3;

/** Builds the table of leaders out of their names by state. */
export function leadersOf(byState: Readonly<Record<string, readonly string[]>>): Leaders {
  const full = new Map<string, string>();
  const titled = new Map<string, string | null>();
  for (const [code, names] of Object.entries(byState))
    for (const name of names) {
      const words = wordsOf(name);
      full.set(spelt(words), code);
      const word = (SURNAME_FIRST.has(code) ? words[0] : words.at(-1)) as string;
      const key = keyOf(word);
      if (word.length >= MIN_TITLED) titled.set(key, (titled.get(key) ?? code) === code ? code : null);
    }
  return { full, titled: new Map([...titled].filter((entry): entry is [string, string] => entry[1] !== null)) };
}

/** Words of a name as they are compared however they are transliterated ("Loukachenko", "Lukashenko"). */
function spelt(words: readonly string[]): string {
  return words.map((word) => keyOf(word)).join(' ');
}

/** State of a leader's name as written, also behind a word of respect or a rank ("Pr Alpha Condé"). */
function leaderNation(name: string, leaders: Leaders): string | null {
  const words = wordsOf(name);
  return words.length < 2
    ? null
    : (leaders.full.get(spelt(words)) ??
        (words.length > 2 ? leaders.full.get(spelt(words.slice(1))) : undefined) ??
        null);
}

type Captures = Readonly<Record<string, readonly [number, number]>>;

/** "With President X, Ambassador of Colombia Y": the office in front of a name is that one's, not X's. */
function isOfNext(sentence: Sentence, mine: Captures, other: Captures): boolean {
  const [name, nation, next] = [mine.name, mine.nation, other.name];
  if (!name || !nation || !next || other.nation?.[0] !== nation[0] || name[0] > nation[0] || next[0] < nation[1])
    return false;
  return sentence.tokens.slice(nation[1], next[0]).every(({ word }) => word.text !== ',' && word.text !== '(');
}

/**
 * Reads who is who: every introduction of a document ("le président biélorusse X", "X, ministre …"). An introduction
 * that names a state outranks one that does not; the first outranks later ones. Whose nation the document does not
 * tell, it is known of leaders.
 *
 * @param isHead whether the title of a head of state or government stands in front of a token
 */
export function registryOf(
  sentences: readonly { readonly sentence: Sentence; readonly rules: readonly CompiledRule[] }[],
  leaders: Leaders,
  isHead: (sentence: Sentence, at: number) => boolean,
): Registry {
  const persons = new Map<string, Person[]>();
  for (const { sentence, rules } of sentences) {
    const found = rules.flatMap((rule) =>
      findAll(rule.program, sentence, true).map(({ captures }) => ({ rule, captures })),
    );
    for (const { rule, captures } of found) {
      const range = captures.name;
      if (!range) continue;
      if (found.some((other) => isOfNext(sentence, captures, other.captures))) continue;
      const tag = sentence.tagsAt[range[0]]?.find((t) => t.type === TAG.name) as Tag<NameMention> | undefined;
      if (!tag || (isFull(rule) && tag.end - tag.start < 2)) continue;
      const key = nameKey(tag.value);
      if (key === '') continue;
      const nation = captures.nation ? nationIn(sentence, captures.nation[0], captures.nation[1]) : null;
      const namesakes = persons.get(key) ?? [];
      persons.set(key, namesakes);
      const at = namesakes.findIndex((person) => canBeOne(person.name, tag.value.text));
      const known = namesakes[at];
      if (!known) namesakes.push({ name: tag.value.text, nation });
      else namesakes[at] = { name: longer(known.name, tag.value.text), nation: known.nation ?? nation };
    }
  }
  for (const { sentence } of sentences) {
    for (const tag of sentence.tags) {
      if (tag.type !== TAG.name) continue;
      const mention = (tag as Tag<NameMention>).value;
      const nation = leaderNation(mention.text, leaders);
      if (nation === null) continue;
      const key = nameKey(mention);
      const namesakes = persons.get(key) ?? [];
      persons.set(key, namesakes);
      const at = namesakes.findIndex((person) => canBeOne(person.name, mention.text));
      const known = namesakes[at];
      if (!known) namesakes.push({ name: mention.text, nation });
      else namesakes[at] = { ...known, nation: known.nation ?? nation };
    }
  }
  // "President Trump", of whom the page says no more.
  for (const { sentence } of sentences)
    for (const tag of sentence.tags) {
      if (tag.type !== TAG.name || tag.end - tag.start > 1 || !isHead(sentence, tag.start)) continue;
      const name = (tag as Tag<NameMention>).value.text;
      const key = keyOf(name);
      const nation = leaders.titled.get(key);
      if (nation !== undefined && (persons.get(key) ?? []).every((p) => p.nation === null && p.name === name))
        persons.set(key, [{ name, nation }]);
    }
  for (const [key, person] of byFirstWord(persons)) {
    const namesakes = persons.get(key);
    if (namesakes?.every(({ name, nation }) => nation === null && wordsOf(name).length === 1))
      persons.set(key, [person]);
    else if (namesakes === undefined && SURNAME_FIRST.has(person.nation as string)) persons.set(key, [person]);
  }
  return persons;
}

/** Those of whom a document tells the state and a name of several words, by its first word where that is one person's. */
function byFirstWord(persons: ReadonlyMap<string, readonly Person[]>): ReadonlyMap<string, Person> {
  const found = new Map<string, Person | null>();
  for (const person of [...persons.values()].flat()) {
    const words = wordsOf(person.name);
    if (person.nation === null || words.length < 2) continue;
    const key = keyOf(words[0] as string);
    found.set(key, found.has(key) ? null : person);
  }
  return new Map([...found].filter((entry): entry is [string, Person] => entry[1] !== null));
}

function isFull(rule: CompiledRule): boolean {
  return rule.stage === 'person' && rule.data.full === true;
}

/** True when two spellings can name one person: the given names of the shorter are those of the longer, or their initials. */
function canBeOne(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [wordsOf(a), wordsOf(b)];
  const [few, many] = y.length < x.length ? [y, x] : [x, y];
  return few
    .slice(0, -1)
    .every((word) =>
      many.some(
        (other) =>
          other === word ||
          (word.length === 1 && other.startsWith(word)) ||
          (other.length === 1 && word.startsWith(other)) ||
          keyOf(other) === keyOf(word),
      ),
    );
}

function longer(a: string, b: string): string {
  return b.length > a.length ? b : a;
}

/** Tags the names that the registry knows, everywhere in the document. */
export function tagPersons(sentence: Sentence, registry: Registry): void {
  for (const tag of [...sentence.tags]) {
    if (tag.type !== TAG.name) continue;
    const mention = (tag as Tag<NameMention>).value;
    const person = registry.get(nameKey(mention))?.find((p) => canBeOne(p.name, mention.text));
    if (person) addTag(sentence, { type: TAG.person, start: tag.start, end: tag.end, value: person });
  }
}
