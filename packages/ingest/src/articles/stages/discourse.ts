import type { Language } from '../patterns/language.ts';
import type { Context, Parties } from '../resolve/context.ts';
import { isClass, type Mention, mentionsIn } from '../resolve/parties.ts';
import { accreditedIn } from '../resolve/senders.ts';
import type { Place } from '../tags/gazetteer.ts';
import type { Person } from '../tags/persons.ts';
import { type Sentence, TAG, type Tag } from '../text/sentence.ts';

/** Country that most of a page's signs point to: its agency's, else the one named most. */
export function homeOf(sentences: readonly Sentence[], language: Language, agencies: readonly string[]): string | null {
  if (agencies[0] !== undefined) {
    const named = new Set(
      sentences.flatMap((sentence) => mentionsIn({ sentence, language }, 0, sentence.tokens.length).map((m) => m.code)),
    );
    // An official named without a state speaks for the agency's own.
    const own = sentences.some((sentence) =>
      sentence.tags.some((tag) => tag.type === TAG.person && (tag.value as Person).nation === null),
    );
    // Where two others are what it writes of, the initials may be another agency's.
    if (named.has(agencies[0]) || (own && named.size < 2)) return agencies[0];
  }
  const dateline = datelineState(sentences);
  if (dateline !== null) return dateline;
  const counts = countOf(sentences, language);
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  // "The ambassador of Russia to Vietnam …", on a page that speaks as much of one as of the other: where the post is.
  const tied = first && second && first[1] === second[1];
  const post = tied
    ? sentences.map((sentence) => accreditedIn({ sentence, language })).find((code) => code !== null)
    : undefined;
  return post != null && counts.get(post) === first?.[1] ? post : (first?.[0] ?? null);
}

/** State of the place that a dateline opens with: "Nairobi - …", "RABAT: …". */
function datelineState(sentences: readonly Sentence[]): string | null {
  for (const sentence of sentences) {
    if (!sentence.dateline) continue;
    const tag = sentence.tagsAt[0]?.find((t) => (t.type & (TAG.capital | TAG.city)) !== 0) as Tag<Place> | undefined;
    if (tag) return tag.value.code;
  }
  return null;
}

function countOf(sentences: readonly Sentence[], language: Language): Map<string, number> {
  const counts = new Map<string, number>();
  for (const sentence of sentences) {
    const codes = new Set(mentionsIn({ sentence, language }, 0, sentence.tokens.length).map((m) => m.code));
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** A state named once behind the opening is not what a page is about. */
const MIN_WEIGHT = 3;
const LEAD_WEIGHT = 3;

/** The two states that a page is about: home and the one named most beside it, the opening counting more. */
export function topicOf(sentences: readonly Sentence[], language: Language, home: string | null): string[] {
  const counts = new Map<string, number>();
  sentences.forEach((sentence, i) => {
    const codes = new Set(mentionsIn({ sentence, language }, 0, sentence.tokens.length).map((m) => m.code));
    // A headline with two states says between whom.
    const weight = i === 0 && codes.size === 2 ? 2 * LEAD_WEIGHT : i < 3 ? LEAD_WEIGHT : i < 6 ? 2 : 1;
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + weight);
  });
  const others = [...counts].filter(([code]) => code !== home).sort((a, b) => b[1] - a[1]);
  const other = others.find(([, weight]) => weight >= MIN_WEIGHT)?.[0];
  return home !== null && other !== undefined ? [home, other] : home !== null ? [home] : [];
}

const OPENING = 5;

const TOWN = TAG.capital | TAG.city;

/** The state behind "Aktau, Kazakhstan". */
function isBehindTown(mention: Mention, all: readonly Mention[]): boolean {
  return all.some((m) => (m.type & TOWN) !== 0 && m.code === mention.code && mention.start - m.end === 1);
}

/** Parties that a sentence leaves behind for the ones after it; `null` keeps what stood before. */
export function leavesBehind(
  sentence: Sentence,
  language: Language,
  home: string | null,
  topic: readonly string[],
): Parties | null {
  // "By comparison, …": a word about others, not the relation that the text goes on about.
  for (let at = 0; at < OPENING; at++) if (isClass(language, 'comparing', sentence, at)) return null;
  const all = mentionsIn({ sentence, language }, 0, sentence.tokens.length);
  const listed = sentence.tags.some((tag) => tag.type === TAG.union);
  const named = all.filter((m) => !m.locative);
  for (const mentions of [named, all]) {
    const codes = [...new Set(mentions.map((m) => m.code))];
    if (codes.length === 2 && mentions === all && topic.length === 2) {
      // "… of Kenya, resident in Riyadh", "who arrived from Luanda": the town of a third one is no party.
      const aside = codes.filter((code) => !topic.includes(code));
      const resides = (m: Mention): boolean =>
        (m.type & TOWN) !== 0 &&
        (isClass(language, 'origin', sentence, m.start - 1) ||
          [1, 2, 3].some((i) => isClass(language, 'residing', sentence, m.start - i)));
      // "X and Y met in London": a venue.
      const met = (m: Mention): boolean => (m.type & TOWN) !== 0 && m.locative && named.length > 0;
      const town = aside.length === 1 && all.every((m) => m.code !== aside[0] || resides(m) || met(m));
      if (town) return { codes: [...topic].sort(), via: [] };
    }
    if (codes.length === 2) {
      // "A and B opened theirs in C": the relation is each one's with home, no pair is left behind.
      const towns =
        home !== null && !codes.includes(home) && mentions.every((m) => (m.type & (TAG.capital | TAG.city)) !== 0);
      if (towns) return null;
      const aside = mentions === named && home !== null && !codes.includes(home) && all.some((m) => m.code === home);
      return aside ? null : { codes: codes.sort(), via: [] };
    }
    if (codes.length > 2) {
      if (listed) return null;
      // Two names joined first ("Le Vietnam et le Japon") are what the sentence is about.
      const [a, b] = mentions;
      if (a && b && a.code !== b.code && b.start - a.end <= 3 && isClass(language, 'and', sentence, a.end))
        return { codes: [a.code, b.code].sort(), via: [] };
      return null;
    }
    if (codes.length === 1 && mentions === all) {
      const code = codes[0] as string;
      if (code === home) return null;
      // "Wang, who arrived on Friday from Kiribati": where a journey comes from is not what is spoken of.
      if (all.every((m) => m.locative && isClass(language, 'origin', sentence, m.start - 1))) return null;
      // "… before leaving for Nairobi": a stop, where the page is about two others.
      // "… which was signed in Aktau, Kazakhstan": a venue.
      const venue = all.some((m) => (m.type & TOWN) !== 0) && all.every((m) => m.locative || isBehindTown(m, all));
      const stop = topic.length === 2 && !topic.includes(code) && (venue || all.every((m) => (m.type & TOWN) !== 0));
      if (stop) return null;
      if (home !== null) return { codes: [home, code].sort(), via: [] };
      return topic.includes(code) && topic.length === 2 ? { codes: [...topic].sort(), via: [] } : null;
    }
  }
  return null;
}

const MAX_OFFICE = 3;
const LEADING = 8;

/** The first state of which a sentence names an office: "Iceland's Foreign Minister". */
function officeOf(sentence: Sentence, language: Language): { readonly nation: string; readonly end: number } | null {
  for (const { code, type, start, end, locative } of mentionsIn({ sentence, language }, 0, sentence.tokens.length)) {
    if (locative || (type & (TAG.state | TAG.people)) === 0) continue;
    for (let at = end; at < end + MAX_OFFICE; at++)
      if (isClass(language, 'officer', sentence, at)) return { nation: code, end: at + 1 };
    // "Le président turc"
    if (type === TAG.people && isClass(language, 'officer', sentence, start - 1)) return { nation: code, end };
  }
  return null;
}

/** The first person whom a sentence names with a state; who "he" or "she" was stays who it was. */
export function subjectOf(
  sentence: Sentence,
  language: Language,
  before: Context['subject'],
  home: string | null,
): Context['subject'] {
  const nationOf = (tag: Tag): string | null => (tag.value as Person).nation ?? home;
  // "The minister and her counterpart X agreed …": whom the text goes on about is not X.
  const isCounterpart = (tag: Tag): boolean =>
    [1, 2, 3].some((i) => isClass(language, 'counterpart', sentence, tag.start - i));
  // "Her visit to Russia is at the invitation of Chairwoman X": still of whom it was before.
  if (before !== null && isClass(language, 'possessive', sentence, 0)) return before;
  const first = sentence.tags.find((tag) => tag.type === TAG.person && nationOf(tag) !== null);
  const person = before !== null && first && isCounterpart(first) ? undefined : first;
  if (before !== null && first && !person && officeOf(sentence, language) === null) return before;
  const office = officeOf(sentence, language);
  // "Iceland's foreign minister met Philippine Secretary X": whom the sentence begins with.
  if (office && (!person || (person.start > office.end && nationOf(person) !== office.nation)))
    return { name: null, nation: office.nation };
  if (person) {
    return { name: (person.value as Person).name, nation: nationOf(person) as string };
  }
  const names = sentence.tags.some((tag) => (tag.type & (TAG.name | TAG.person)) !== 0);
  // Nobody else is spoken of.
  if (!names && mentionsIn({ sentence, language }, 0, sentence.tokens.length).length === 0) return before;
  // "En Indonésie, elle …"
  for (let at = 0; at < LEADING; at++) if (isClass(language, 'hesubject', sentence, at)) return before;
  return null;
}

/** Two states whose people a sentence names by name or office; `null` when it does not name two. */
export function personsOf(sentence: Sentence, language: Language): Parties | null {
  const isOffice = (at: number): boolean => isClass(language, 'officer', sentence, at);
  const people = sentence.tags.some((tag) => tag.type === TAG.person) || sentence.tokens.some((_, at) => isOffice(at));
  if (!people) return null;
  const codes = [
    ...new Set(
      mentionsIn({ sentence, language }, 0, sentence.tokens.length)
        .filter((m) => !m.locative)
        .map((m) => m.code),
    ),
  ];
  return codes.length === 2 ? { codes: codes.sort(), via: [] } : null;
}
