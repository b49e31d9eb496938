import { personKey } from '@foedera/schema';
import type { CompiledRule } from '../patterns/language.ts';
import { findAll } from '../patterns/match.ts';
import { addTag, type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { Place } from './gazetteer.ts';
import type { NameMention } from './names.ts';

/** Someone whom the document introduces. */
export interface Person {
  readonly name: string;
  /** State that the person speaks for; `null` = an office without one, which is the home country's. */
  readonly nation: string | null;
}

/** Persons of one document by the folded last word of their name. */
export type Registry = ReadonlyMap<string, Person>;

const NATIONAL = TAG.state | TAG.people | TAG.capital;

/** First national tag within a token range. */
export function nationIn(sentence: Sentence, start: number, end: number): string | null {
  for (let at = start; at < end; at++)
    for (const tag of sentence.tagsAt[at] ?? []) if ((tag.type & NATIONAL) !== 0) return (tag as Tag<Place>).value.code;
  return null;
}

/** Key of a name as one mentions it again. */
export function nameKey(name: NameMention): string {
  return personKey(name.text);
}

/**
 * Reads who is who: every introduction of a document ("le président biélorusse X", "X, ministre …"). An introduction
 * that names a state outranks one that does not; the first outranks later ones.
 */
export function registryOf(
  sentences: readonly { readonly sentence: Sentence; readonly rules: readonly CompiledRule[] }[],
): Registry {
  const persons = new Map<string, Person>();
  for (const { sentence, rules } of sentences) {
    for (const rule of rules) {
      for (const { captures } of findAll(rule.program, sentence)) {
        const range = captures.name;
        if (!range) continue;
        const tag = sentence.tagsAt[range[0]]?.find((t) => t.type === TAG.name) as Tag<NameMention> | undefined;
        if (!tag) continue;
        const key = nameKey(tag.value);
        if (key === '') continue;
        const nation = captures.nation ? nationIn(sentence, captures.nation[0], captures.nation[1]) : null;
        const known = persons.get(key);
        if (!known || (known.nation === null && nation !== null))
          persons.set(key, { name: longer(known?.name, tag.value.text), nation });
        else if (tag.value.text.length > known.name.length) persons.set(key, { ...known, name: tag.value.text });
      }
    }
  }
  return persons;
}

function longer(a: string | undefined, b: string): string {
  return a !== undefined && a.length > b.length ? a : b;
}

/** Tags the names that the registry knows, everywhere in the document. */
export function tagPersons(sentence: Sentence, registry: Registry): void {
  for (const tag of [...sentence.tags]) {
    if (tag.type !== TAG.name) continue;
    const person = registry.get(nameKey((tag as Tag<NameMention>).value));
    if (person) addTag(sentence, { type: TAG.person, start: tag.start, end: tag.end, value: person });
  }
}
