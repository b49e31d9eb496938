import { membersOn } from '@foedera/schema';
import type { Language } from '../patterns/language.ts';
import { FORM } from '../patterns/lexicon.ts';
import { clockEdtf } from '../tags/dates.ts';
import type { Place } from '../tags/gazetteer.ts';
import { oncePerSentence } from '../text/once.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import { anaphorIn, isOfStates, isPersonal, isSeveral } from './anaphors.ts';
import type { Context, Origin, Parties } from './context.ts';
import { withoutGround } from './ground.ts';
import { isClass, isJoined, type Mention, mentionsIn } from './mentions.ts';

export { isClass, isJoined, type Mention, mentionsIn };

const distinct = (codes: Iterable<string>): string[] => [...new Set(codes)];

const TOLD = FORM.past | FORM.future;

/** Parts of a sentence between words that open another clause, as token ranges. */
export function segmentOf(
  context: Pick<Context, 'sentence' | 'language'>,
  start: number,
  end: number,
): [number, number] {
  const { sentence, language } = context;
  const breaks = (at: number): boolean => {
    const word = sentence.tokens[at]?.word;
    return (
      word !== undefined && (word.text === ';' || word.text === ':' || isClass(language, 'clausebreak', sentence, at))
    );
  };
  let from = start;
  while (from > 0 && !breaks(from - 1)) from--;
  let to = end;
  while (to < sentence.tokens.length && !breaks(to)) to++;
  // "…, and a declaration was adopted": another main clause, when a verb stands on either side.
  const finite = (a: number, b: number): boolean => {
    for (let at = a; at < b; at++) if (isClass(language, 'finite', sentence, at)) return true;
    return false;
  };
  const told = (a: number, b: number): boolean =>
    finite(a, b) ||
    sentence.tokens
      .slice(a, b)
      .some(({ word }, i) => (word.forms & TOLD) !== 0 || isClass(language, 'toldverb', sentence, a + i));
  for (let at = from + 1; at + 1 < to; at++) {
    if (!isClass(language, 'and', sentence, at)) continue;
    if (sentence.tokens[at - 1]?.word.text !== ',' && !opensClause(context, at + 1, to)) continue;
    if (at < start && told(from, at) && finite(at, to)) from = at + 1;
    else if (at >= end && told(from, at) && finite(at, to)) to = at;
  }
  return [from, to];
}

const MAX_SUBJECT = 5;

/** "… et le Sénégal a rappelé …": a state, then its own verb in the singular. */
function opensClause(
  { sentence, language }: Pick<Context, 'sentence' | 'language'>,
  from: number,
  to: number,
): boolean {
  for (let at = from; at < Math.min(to, from + MAX_SUBJECT); at++) {
    if (isClass(language, 'oneverb', sentence, at))
      return sentence.tagsAt[from]?.length || sentence.tagsAt[from + 1]?.length
        ? mentionsIn({ sentence, language }, from, at).length > 0
        : false;
    if (at > from + 1 && !sentence.tags.some((tag) => tag.start < at && at < tag.end)) {
      const word = sentence.tokens[at]?.word;
      if (!word?.capital) return false;
    }
  }
  return false;
}

/** Unions named in a range, with the states that a list in brackets behind them names. */
function unionsIn(
  context: Context,
  start: number,
  end: number,
): { code: string; at: number; listed: string[]; listEnd: number }[] {
  const { sentence } = context;
  const found: { code: string; at: number; listed: string[]; listEnd: number }[] = [];
  for (let at = start; at < end; at++) {
    for (const tag of sentence.tagsAt[at] ?? []) {
      if (tag.type !== TAG.union) continue;
      const mentions = mentionsIn(context, tag.end, Math.min(sentence.tokens.length, tag.end + 14));
      const listed: string[] = [];
      let edge = tag.end;
      for (const mention of mentions) {
        if (mention.type !== TAG.state || mention.start - edge > 2) break;
        listed.push(mention.code);
        edge = mention.end;
      }
      found.push({
        code: (tag as Tag<Place>).value.code,
        at,
        listed: listed.length >= 2 ? distinct(listed) : [],
        listEnd: listed.length >= 2 ? edge : tag.end,
      });
    }
  }
  return found;
}

/** Where states meet; the other unions sign and negotiate as such. */
const GATHERINGS = new Set(['UN', 'AU']);

/** "With Chile in 2011 and the EU in 2019": another happening, with a date of its own. */
function isGapped(context: Context, start: number, { at, listEnd }: { at: number; listEnd: number }): boolean {
  const { sentence } = context;
  const dates = sentence.tags.filter((tag) => tag.type === TAG.date);
  const first = dates.find((d) => d.start >= start && d.end <= at);
  const own = dates.some((d) => d.start >= listEnd && d.start - listEnd <= 2);
  return own && first !== undefined && mentionsIn(context, start, first.start).some((m) => isWith(context, m));
}

/** "With Chile", "avec le Chili". */
function isWith({ sentence, language }: Context, { start }: Mention): boolean {
  return isClass(language, 'with', sentence, start - (isClass(language, 'article', sentence, start - 1) ? 2 : 1));
}

/** A party pair that a union is a side of, when the words put it there (`with`, `between … and`). */
function throughUnion(context: Context, start: number, end: number, day: string): Parties | null {
  const { sentence, language, home } = context;
  for (const union of unionsIn(context, start, end)) {
    if (GATHERINGS.has(union.code)) continue;
    let before = union.at - 1;
    // "The Tunisian delegation and that of Mercosur"
    const isSmall = (at: number): boolean =>
      isClass(language, 'article', sentence, at) || isClass(language, 'pronoun', sentence, at);
    while (before >= 0 && isSmall(before)) before--;
    const side =
      isClass(language, 'with', sentence, before) ||
      isClass(language, 'and', sentence, before) ||
      isClass(language, 'and', sentence, union.listEnd) ||
      (sentence.tokens[union.listEnd]?.word.text === ')' && isClass(language, 'and', sentence, union.listEnd + 1)) ||
      before < 0 ||
      union.at === 0;
    if (!side || isGapped(context, start, union)) continue;
    const members = union.listed.length > 0 ? union.listed : membersOn(union.code, day);
    const members2 = members.length > 0 ? members : membersOn(union.code, '2020-01-01');
    const outside = mentionsIn(context, start, end)
      .filter((m) => !(m.start >= union.at && m.end <= union.listEnd) && !m.locative)
      .map((m) => m.code)
      .filter((code) => !members2.includes(code));
    const first = outside[0] ?? (home !== null && !members2.includes(home) ? home : undefined);
    if (first === undefined) continue;
    return { codes: distinct([first, ...members2]).sort(), via: [union.code] };
  }
  return null;
}

/** Parties found, and from where. */
export interface Sided extends Parties {
  readonly origin: Origin;
  /** Token range of the mentions used, for the quote. */
  readonly from: number;
  readonly to: number;
}

const LATTER = 3;

/** "Ce dernier a visité …", "Ce dernier pays": it opens with whom the sentence before named last. */
export function isLatter({ sentence, language }: Pick<Context, 'sentence' | 'language'>): boolean {
  for (let at = 1; at < LATTER; at++)
    if (isClass(language, 'latterword', sentence, at) && isClass(language, 'pointing', sentence, at - 1)) return true;
  return false;
}

/** The pair that a single state makes with the discourse, the home country or the topic. */
export function pairWith(context: Context, code: string): Parties | null {
  const { home, before, topic } = context;
  // "This latter country, the 46th investor in Vietnam, …"
  const latter = isLatter(context) ? context.latter : null;
  if (latter !== null && latter !== code) return { codes: [latter, code].sort(), via: [] };
  // "The first was held in Tunis", of rounds of Tunisia with a union.
  if (before && before.via.length > 0 && code === home && before.codes.includes(code)) return before;
  if (before && before.codes.length === 2 && before.codes.includes(code)) return { codes: before.codes, via: [] };
  if (home !== null && home !== code) return { codes: [home, code].sort(), via: [] };
  if (topic.length === 2 && topic.includes(code)) return { codes: [...topic].sort(), via: [] };
  return null;
}

/** The pair that is spoken of when a sentence names none. */
export function pairBefore(context: Context, ofStates = false): (Parties & { readonly origin: Origin }) | null {
  // "The two countries", behind a sentence about a union: the page's own two.
  const union = ofStates && context.topic.length === 2 && context.before !== null && context.before.codes.length > 2;
  if (!union && context.before && context.before.codes.length >= 2) return { ...context.before, origin: 'discourse' };
  if (context.topic.length === 2) return { codes: [...context.topic].sort(), via: [], origin: 'topic' };
  return null;
}

/** "Chad, which had recognised Taiwan in 1997, resumed …": a relative clause between commas, as token ranges. */
export const asides = oncePerSentence((sentence, language: Language): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  const isComma = (at: number): boolean => sentence.tokens[at]?.word.text === ',';
  for (let at = 1; at < sentence.tokens.length; at++) {
    if (!isComma(at - 1) || !isClass(language, 'relative', sentence, at)) continue;
    let end = at + 1;
    while (end < sentence.tokens.length && !isComma(end)) end++;
    if (end < sentence.tokens.length) found.push([at, end]);
  }
  return found;
});

/** Mentions without those that stand aside in a relative clause, where the match does not. */
function withoutAsides(
  { sentence, language }: Context,
  all: readonly Mention[],
  start: number,
  end: number,
): readonly Mention[] {
  const others = asides(sentence, language).filter(([from, to]) => end <= from || start >= to);
  return others.length === 0 ? all : all.filter((m) => !others.some(([from, to]) => m.start >= from && m.end <= to));
}

/** States of a bilateral happening around a match: its clause, its sentence, what came before, the topic. */
export function partiesOf(context: Context, start: number, end: number, day = dayOf(context)): Sided | null {
  const { sentence } = context;
  const [from, to] = segmentOf(context, start, end);
  const anaphor = anaphorIn(context, from, to);
  const wide = { from: start, to: end };
  if (anaphor >= 0) {
    const named = mentionsIn(context, 0, anaphor).filter((m) => !m.locative || m.start >= from);
    const codes = distinct(named.map((m) => m.code));
    const at = { from: Math.min(anaphor, start), to: Math.max(end, anaphor + 1) };
    if (codes.length === 2) return { codes: codes.sort(), via: [], origin: 'sentence', ...at };
    // "Angola had hosted talks between the two countries": a third one.
    const third =
      isClass(context.language, 'between', sentence, anaphor - 1) &&
      !context.before?.codes.includes(codes[0] as string);
    if (codes.length === 1 && !(third && context.before?.codes.length === 2)) {
      const pair = pairWith(context, codes[0] as string);
      if (pair) return { ...pair, origin: 'sentence', ...at };
    }
    const after = distinct(
      mentionsIn(context, anaphor, to)
        .filter((m) => !m.locative)
        .map((m) => m.code),
    );
    if (codes.length === 0 && after.length === 2) return { codes: after.sort(), via: [], origin: 'clause', ...at };
    const people = isPersonal(context, anaphor) ? context.persons : null;
    const pair = people
      ? { ...people, origin: 'discourse' as const }
      : pairBefore(context, isOfStates(context, anaphor));
    return pair ? { ...pair, ...at } : null;
  }
  // "Trade with the four countries": those of the union spoken of.
  const { before } = context;
  if (before !== null && before.via.length > 0 && isSeveral(context, from, to))
    return { ...before, origin: 'discourse', ...wide };
  const union = throughUnion(context, from, to, day) ?? throughUnion(context, 0, sentence.tokens.length, day);
  if (union) return { ...union, origin: 'clause', ...wide };
  for (const [a, b, origin] of [
    [from, to, 'clause'],
    [0, sentence.tokens.length, 'sentence'],
  ] as const) {
    const all = withoutGround(context, mentionsIn(context, a, b));
    const placed = all.filter((m) => !m.locative);
    const used = distinct(placed.map((m) => m.code)).length >= 2 ? placed : all;
    const codes = distinct(used.map((m) => m.code));
    // "Premier X, in Fiji this week for the forum, signed … with Tuvalu": where he was is no party.
    const [only, ...more] = distinct(placed.map((m) => m.code));
    const ground =
      codes.length === 2 && only !== undefined && more.length === 0 ? groundOf(context, only, codes) : null;
    if (ground) return { ...ground, ...wide };
    if (codes.length === 2) {
      const inside = used.filter((m) => m.start >= from && m.end <= to);
      return {
        codes: codes.sort(),
        via: [],
        origin,
        from: Math.min(start, ...inside.map((m) => m.start)),
        to: Math.max(end, ...inside.map((m) => m.end)),
      };
    }
    if (codes.length > 2) {
      const all = isTrilateral(context, from, to) && codes.length <= MAX_SIDES;
      if (all) return { codes: codes.sort(), via: [], origin, ...wide };
      // The clause names none of them: it speaks of those spoken of before.
      const own = mentionsIn(context, from, to).length > 0;
      const spoken = origin === 'sentence' && !own ? pairBefore(context) : null;
      if (spoken?.codes.every((code) => codes.includes(code))) return { ...spoken, ...wide };
      const beside = besideSubject(context, used, start, end);
      if (beside) return { codes: beside, via: [], origin, ...wide };
      const main = withoutAsides(context, used, start, end);
      const pair = distinct(main.map((m) => m.code));
      if (pair.length === 2) return { codes: pair.sort(), via: [], origin, ...wide };
      // "Relations between the two countries have grown since they agreed …, which ended the quarrel of A, B, C and D".
      const spokenOf = anaphorIn(context, 0, start);
      const both = spokenOf >= 0 && mentionsIn(context, 0, start).length === 0 ? pairBefore(context) : null;
      if (both) return { ...both, ...wide };
      // "A, B, C and D resolved in January to restore ties": all of them, with one who is not named there.
      if (listedAhead(context, used, start) >= MANY) return null;
      const near = joinedNear(context, used, start) ?? nearest(used, start, end);
      return { codes: near.codes, via: [], origin, from: Math.min(start, near.from), to: Math.max(end, near.to) };
    }
    if (codes.length === 1 && origin === 'sentence') {
      // "Signed an agreement on transit to Afghanistan": a third state that is only a place.
      const { topic } = context;
      const third = topic.length === 2 && !topic.includes(codes[0] as string) && used.every((m) => m.locative);
      const spoken = third ? pairBefore(context) : null;
      if (spoken) return { ...spoken, ...wide };
      const pair = pairWith(context, codes[0] as string);
      return pair ? { ...pair, origin: 'sentence', ...wide } : null;
    }
  }
  const pair = pairBefore(context);
  return pair ? { ...pair, ...wide } : null;
}

/** "Bahrain had signed, at the same time as the Emirates, an accord with Israel": the subject and whom "with" names behind. */
function besideSubject(context: Context, mentions: readonly Mention[], start: number, end: number): string[] | null {
  const subject = mentions.find((m) => m.end <= start && m.type === TAG.state);
  const others = mentions.filter((m) => m.start >= start && isWith(context, m));
  const [other] = others;
  const near =
    subject !== undefined &&
    start - subject.end <= MAX_SUBJECT &&
    other !== undefined &&
    other.start - end <= MAX_OBJECT;
  return near && others.length === 1 && other.code !== subject.code ? [subject.code, other.code].sort() : null;
}

/** The page's own two, where a sentence names one of them and only a place outside of both. */
function groundOf(
  { topic }: Context,
  named: string,
  codes: readonly string[],
): (Parties & { readonly origin: Origin }) | null {
  const outside = codes.some((code) => code !== named && !topic.includes(code));
  return topic.length === 2 && topic.includes(named) && outside
    ? { codes: [...topic].sort(), via: [], origin: 'topic' }
    : null;
}

const MAX_OBJECT = 10;

/** Day at which memberships are looked up when nothing is dated: when the text was written. */
function dayOf({ place }: Context): string {
  return place.clock ? clockEdtf({ ...place.clock, earliest: place.clock.latest }) : '2020-01-01';
}

const MAX_SIDES = 5;

/** True where more than two states act as one party each: "a trilateral declaration". */
function isTrilateral({ sentence, language }: Context, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isClass(language, 'trilateral', sentence, at)) return true;
  return false;
}

const MANY = 3;

/** How many states are listed in front of a verb, commas and "and" between them. */
function listedAhead(context: Context, mentions: readonly Mention[], start: number): number {
  const ahead = mentions.filter((m) => m.end <= start && m.type === TAG.state);
  const apart = ahead.findLastIndex((m, i) => i > 0 && !isJoined(context, (ahead[i - 1] as Mention).end, m.start));
  return ahead.length - Math.max(0, apart);
}

/** "Israel and Morocco have agreed to …, the president of a third said": the two joined in front of the verb. */
function joinedNear(
  { sentence, language }: Context,
  mentions: readonly Mention[],
  start: number,
): { codes: string[]; from: number; to: number } | null {
  const ahead = mentions.filter((m) => m.end <= start);
  const [a, b] = ahead.slice(-2);
  if (!a || !b || a.code === b.code || a.type !== TAG.state || b.type !== TAG.state) return null;
  if (b.start - a.end > 2 || !isClass(language, 'and', sentence, a.end)) return null;
  return { codes: [a.code, b.code].sort(), from: a.start, to: b.end };
}

/** The two states named nearest to a match. */
function nearest(
  mentions: readonly Mention[],
  start: number,
  end: number,
): { codes: string[]; from: number; to: number } {
  const distance = (m: Mention): number => (m.start >= end ? m.start - end : m.end <= start ? start - m.end : 0);
  const sorted = [...mentions].sort((a, b) => distance(a) - distance(b));
  const codes = distinct(sorted.map((m) => m.code)).slice(0, 2);
  const used = sorted.filter((m) => codes.includes(m.code));
  return { codes: codes.sort(), from: Math.min(...used.map((m) => m.start)), to: Math.max(...used.map((m) => m.end)) };
}
