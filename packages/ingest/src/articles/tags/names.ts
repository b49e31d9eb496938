import type { Language } from '../patterns/language.ts';
import { isClass } from '../resolve/parties.ts';
import { addTag, removeTag, type Sentence, TAG } from '../text/sentence.ts';

/** A name as written: a run of capitalised words that no table knows. */
export interface NameMention {
  readonly text: string;
  /** Its last word, folded: what later mentions share with the first. */
  readonly last: string;
}

const particles = new WeakMap<Language, ReadonlySet<string>>();
const MAX_NAME = 7;
const MAX_SHORT = 2;

function particlesOf(language: Language): ReadonlySet<string> {
  const known = particles.get(language);
  if (known) return known;
  const made = new Set(language.data.language.nameParticles);
  particles.set(language, made);
  return made;
}

/** Types of tags that a name never runs into. */
const BARRIERS = TAG.state | TAG.people | TAG.capital | TAG.city | TAG.union | TAG.agency | TAG.date | TAG.money;

const SMALL = ['article', 'genitive', 'locative', 'and'] as const;

/** A town's name that is part of a person's ("Riyad Haddad", "George Washington") is no place. */
function dropPlacesInNames(sentence: Sentence, language: Language): void {
  const { tokens } = sentence;
  const joins = particlesOf(language);
  const isNation = (end: number): boolean =>
    sentence.tags.some((tag) => tag.type === TAG.people && tag.end === end && tag.end - tag.start === 1);
  const isPart = (at: number): boolean => {
    const word = tokens[at]?.word;
    if (!word?.capital || word.known || word.shout) return false;
    return !sentence.tags.some((tag) => tag.start <= at && at < tag.end && (tag.type & BARRIERS) !== 0);
  };
  // "le vice-président du Conseil d'État, Salvador Valdés Mesa"
  const isGiven = (at: number): boolean =>
    isPart(at + 2) && (tokens[at - 1]?.word.text === ',' || isClass(language, 'officer', sentence, at - 1));
  for (const tag of [...sentence.tags]) {
    // "Franco-German", but "Franco França".
    const half = tag.type === TAG.people && isClass(language, 'halfnation', sentence, tag.start);
    if (half && !/^[-–]$/.test(tokens[tag.end]?.word.text ?? '')) {
      removeTag(sentence, tag);
      continue;
    }
    // "Nguyen Duong Thai"
    const full = tag.type === TAG.people && isPart(tag.start - 1) && isPart(tag.start - 2);
    if (full && tokens[tag.start]?.word.capital && !tokens[tag.end]?.word.capital) {
      removeTag(sentence, tag);
      continue;
    }
    // ", Thai Xuan Dung, …": a name that begins like a people.
    const begins = tag.type === TAG.people && tokens[tag.start - 1]?.word.text === ',' && tag.end - tag.start === 1;
    if (begins && tokens[tag.start]?.word.capital && isPart(tag.end) && isPart(tag.end + 1)) {
      removeTag(sentence, tag);
      continue;
    }
    const town = tag.type === TAG.capital || tag.type === TAG.city;
    const single = tag.end - tag.start === 1 && !tokens[tag.start]?.word.shout;
    if (!single || !(town || tag.type === TAG.state)) continue;
    // "Carlos do Rosário": a small word of names that means nothing else in this language joins, too.
    const joined = joins.has(tokens[tag.start - 1]?.word.lower ?? '') && !tokens[tag.start - 1]?.word.capital;
    const particle = joined && !SMALL.some((name) => isClass(language, name, sentence, tag.start - 1));
    // "Schneider-Ammann"
    const hyphen = tokens[tag.start - 1]?.word.text === '-' && tokens[tag.start - 1]?.end === tokens[tag.start]?.start;
    // "François Hollande a reçu …"
    const opens = tag.start === 1 && isClass(language, 'finite', sentence, tag.end);
    const before =
      ((tag.start > 1 || opens) && (isPart(tag.start - 1) || particle || (hyphen && isPart(tag.start - 2)))) ||
      isAddressed(sentence, language, tag.start);
    // "le vice-président cubain Salvador Valdés": the state was named, what follows it is a person.
    const placed = SMALL.some((name) => isClass(language, name, sentence, tag.start - 1));
    const given = (isClass(language, 'givenname', sentence, tag.start) && !placed) || isGiven(tag.start);
    const named = isPart(tag.end) && (given || (tag.start > 0 && isNation(tag.start)));
    if (before || named || (town && isPart(tag.end))) removeTag(sentence, tag);
  }
}

/** "M. Hollande", "Ms Holland" */
function isAddressed(sentence: Sentence, language: Language, start: number): boolean {
  const stop = sentence.tokens[start - 1]?.word.text === '.' ? 1 : 0;
  return isClass(language, 'mister', sentence, start - 1 - stop);
}

/** Tags runs of capitalised words that are neither places, dates nor words the pack knows. */
export function tagNames(sentence: Sentence, language: Language): void {
  const { tokens } = sentence;
  dropPlacesInNames(sentence, language);
  const joins = particlesOf(language);
  const barred = new Uint8Array(tokens.length);
  for (const tag of sentence.tags) if ((tag.type & BARRIERS) !== 0) barred.fill(1, tag.start, tag.end);
  const isPart = (at: number): boolean => {
    const word = tokens[at]?.word;
    return word !== undefined && !barred[at] && word.capital && !word.known;
  };
  // "Vietnam's President, To Lam": a short name that is a small word elsewhere.
  const isShort = (at: number): boolean => {
    const word = tokens[at]?.word;
    if (at === 0 || !word?.capital || word.text.length > MAX_SHORT || barred[at] || !isPart(at + 1)) return false;
    return tokens[at - 1]?.word.text === ',' || isClass(language, 'officer', sentence, at - 1);
  };
  const isSyllable = (at: number): boolean => {
    const [before, token] = [tokens[at - 1], tokens[at]];
    return before !== undefined && token?.start === before.end && /^\p{Ll}{2,8}$/u.test(token.word.text);
  };
  // "Kh.Battulga": a given name cut to its first sound, the stop glued to both.
  const isShortened = (stop: number): boolean => {
    const [before, mark, after] = [tokens[stop - 1], tokens[stop], tokens[stop + 1]];
    return before !== undefined && before.word.text.length <= 2 && mark !== undefined && after?.start === mark.end;
  };
  let at = 0;
  while (at < tokens.length) {
    if (!isPart(at) && !isShort(at)) {
      at++;
      continue;
    }
    const start = at;
    let end = at + 1;
    while (end < tokens.length && end - start < MAX_NAME) {
      const word = (tokens[end] as (typeof tokens)[number]).word;
      const glued = (tokens[end] as (typeof tokens)[number]).start === (tokens[end - 1] as (typeof tokens)[number]).end;
      if (isPart(end) || (word.capital && !word.shout && isClass(language, 'possessive', sentence, end))) end++;
      else if (
        word.text === '.' &&
        ((tokens[end - 1] as (typeof tokens)[number]).word.text.length === 1 || (glued && isShortened(end))) &&
        isPart(end + 1)
      )
        end += 2;
      // "Amma A. Twum-Amoah"
      else if (word.capital && word.text.length === 1 && tokens[end + 1]?.word.text === '.' && isPart(end + 2))
        end += 3;
      else if ((word.text === '-' || word.text === "'") && glued && isPart(end + 1)) end += 2;
      // "Hong Seok-hwa", "Sassou N'Guesso"
      else if (word.text === '-' && glued && isSyllable(end + 1)) end += 2;
      else if (/^\p{Lu}'$/u.test(word.text) && isPart(end + 1)) end += 2;
      else if (joins.has(word.lower) && isPart(end + 1)) end += 2;
      else if (joins.has(word.lower) && tokens[end + 1]?.word.text === '-' && isPart(end + 2)) end += 3;
      else break;
    }
    const parts = tokens.slice(start, end);
    const last = parts[parts.length - 1]?.word.folded ?? '';
    const text = parts
      .map((t, i) => (i > 0 && t.start > (parts[i - 1] as typeof t).end ? ' ' : '') + t.word.text)
      .join('');
    // One or two letters alone are an initial or a word that opens the sentence, not a name.
    const isInitial = text.replace(/[^\p{L}]/gu, '').length < (start === 0 ? 3 : 2);
    const isAcronym = parts.length === 1 && parts[0]?.word.shout === true && text.length <= 4;
    if (!isInitial && !isAcronym)
      addTag(sentence, { type: TAG.name, start, end, value: { text, last } satisfies NameMention });
    at = end;
  }
}

/** Folded last words of the names of several words that a document holds: whom "Hollande" alone may mean. */
export function surnamesOf(sentences: readonly Sentence[], language: Language): ReadonlySet<string> {
  const found = new Set<string>();
  for (const sentence of sentences)
    for (const tag of sentence.tags)
      if (tag.type === TAG.name && (tag.end - tag.start > 1 || isAddressed(sentence, language, tag.start)))
        found.add((tag.value as NameMention).last);
  return found;
}

/** A place's name that is someone's surname in this document is a person where no article or preposition places it. */
export function tagSurnames(sentence: Sentence, language: Language, surnames: ReadonlySet<string>): void {
  for (const tag of [...sentence.tags]) {
    const word = sentence.tokens[tag.start]?.word;
    if (!word || tag.end - tag.start !== 1 || (tag.type & PLACES) === 0 || !surnames.has(word.folded)) continue;
    if (SMALL.some((name) => isClass(language, name, sentence, tag.start - 1))) continue;
    removeTag(sentence, tag);
    const value = { text: word.text, last: word.folded } satisfies NameMention;
    addTag(sentence, { type: TAG.name, start: tag.start, end: tag.end, value });
  }
}

const PLACES = TAG.state | TAG.capital | TAG.city;
