import type { Tense } from '../tags/dates.ts';
import { TAG } from '../text/sentence.ts';
import type { Context } from './context.ts';
import { type DateTag, datesOf, isEventDate } from './dated.ts';
import { isClass, isJoined, mentionsIn } from './parties.ts';
import { resolveTag, type When } from './when.ts';

/** States behind one "with": `with Rwanda on 9 November`, `avec A, B et C`. */
export interface WithGroup {
  readonly codes: readonly string[];
  readonly start: number;
  readonly end: number;
}

const MAX_STEP = 4;

/** Groups of states that words of company open in a token range, in order. */
export function withGroups(context: Pick<Context, 'sentence' | 'language'>, from: number, to: number): WithGroup[] {
  const { sentence, language } = context;
  const groups: WithGroup[] = [];
  for (let at = from; at < to; at++) {
    if (!isClass(language, 'with', sentence, at)) continue;
    const codes: string[] = [];
    let edge = at + 1;
    const dates = datesOf(context).filter(isEventDate);
    for (const mention of mentionsIn(context, at + 1, to)) {
      // "With Peru in 1994, Chile in 1971": each has its own date.
      const own = dates.some((d) => d.start >= mention.end && d.start - mention.end <= 2);
      if (codes.length > 0 && own && dates.some((d) => d.start >= edge && d.end <= mention.start)) break;
      // "with Bahrain in Washington": where it was signed.
      if (mention.locative && (mention.type & TAG.capital) !== 0) break;
      const between = Array.from({ length: mention.start - edge }, (_, i) => edge + i);
      const far = codes.length === 0 && between.some((i) => isClass(language, 'including', sentence, i));
      if (
        between.length > (far ? 2 * MAX_STEP : MAX_STEP) ||
        between.some((i) => isClass(language, 'with', sentence, i)) ||
        (codes.length > 0 && between.some((i) => isClass(language, 'clausebreak', sentence, i)))
      )
        break;
      if (!codes.includes(mention.code)) codes.push(mention.code);
      edge = mention.end;
    }
    if (codes.length > 0) groups.push({ codes, start: at, end: edge });
    at = Math.max(at, edge - 1);
  }
  return groups;
}

/** Dates that go with as many states in their order ("respectivement en 1972 et en 1976"); `null` when none do. */
export function respectively(
  context: Pick<Context, 'sentence' | 'language'>,
  count: number,
): readonly DateTag[] | null {
  const { sentence, language } = context;
  const at = sentence.tokens.findIndex((_, i) => isClass(language, 'respectively', sentence, i));
  if (at < 0 || count < 2) return null;
  const dates = datesOf(context).filter(isEventDate);
  const near = dates.filter((d) => d.start >= at - 1);
  // "Joined in 1983, and established relations with A and B in June and September 1986, respectively"
  const ahead = dates.filter((d) => d.end <= at);
  const last = ahead.slice(-count);
  const beside = last.length === count && at - (last.at(-1)?.end ?? 0) <= 1;
  const chosen = near.length === count ? near : beside ? last : dates;
  return chosen.length === count ? chosen : null;
}

/** One of several happenings that a sentence tells at once: its two states, its date, its tokens. */
export interface Item {
  readonly codes: readonly string[];
  readonly date: When;
  readonly range: readonly [number, number];
}

/** A date tag worked out, as the date of a fact. */
export function dated(context: Context, tag: DateTag, tense: Tense): When {
  const { edtf, basis } = resolveTag(context, tag, tense);
  return { date: edtf, basis, origin: 'clause', tag };
}

/**
 * Happenings with each of several states: "with Rwanda on 9 November and with Burundi on 24 November", "avec le Nigeria
 * et le Cameroun respectivement en 1976 et 1972". `null` when the sentence names only one besides its own.
 */
export function itemsOf(context: Context, start: number, end: number, when: When, tense: Tense): Item[] | null {
  const { sentence, home } = context;
  // "… with China and the end of its relations with Taiwan"
  const severed = sentence.tokens.findIndex(
    (_, at) => at >= end && isClass(context.language, 'severing', sentence, at),
  );
  // "… with Mauritania and committed itself to closer work with Burundi": another verb's.
  const all = withGroups(context, start, severed < 0 ? sentence.tokens.length : severed);
  const apart = all.findIndex((group, i) => {
    const from = all[i - 1]?.end ?? group.start;
    return sentence.tokens
      .slice(from, group.start)
      .some((_, at) => isClass(context.language, 'finite', sentence, from + at));
  });
  const told = apart < 0 ? all : all.slice(0, apart);
  // "X and Y founded relations in 1993; with Norway, it was in 1971": another's, with a date of its own.
  const mark = sentence.tokens.findIndex(({ word }, at) => at >= end && word.text === ';');
  const behind = mark < 0 ? told : told.filter((group) => group.start < mark);
  const later = mark < 0 ? [] : laterOf(context, all, start, mark, when, tense);
  if (later.length > 0) return later;
  const groups = behind.length > 0 ? behind : withGroups(context, 0, start);
  const listed = [...new Set(groups.flatMap((group) => group.codes))];
  const before = [
    ...new Set(
      mentionsIn(context, 0, groups[0] && groups[0].start < start ? groups[0].start : start)
        .filter((m) => !m.locative)
        .map((m) => m.code),
    ),
  ];
  const dates = respectively(context, Math.max(listed.length, before.length));
  if (listed.length >= 2) {
    const own =
      before.find((code) => !listed.includes(code)) ?? (home !== null && !listed.includes(home) ? home : null);
    if (own === null) return null;
    return groups.flatMap((group, i) => {
      const next = groups[i + 1]?.start ?? sentence.tokens.length;
      const tag = datesOf(context).find((d) => isEventDate(d) && d.start >= group.end && d.end <= next);
      const first = i === 0 ? start : group.start;
      return group.codes.map((code): Item => {
        const own2 = dates?.length === listed.length ? dates[listed.indexOf(code)] : tag;
        const date = own2 ? dated(context, own2, tense) : when;
        return { codes: [own, code], date, range: [first, Math.max(i === 0 ? end : group.end, date.tag?.end ?? 0)] };
      });
    });
  }
  const other = listed[0] ?? home;
  // "Burkina Faso and the Dominican Republic decided to establish relations with China": each of them.
  const joined = behind.length > 0 && listed.length === 1 && other !== null ? joinedBefore(context, start) : [];
  if (dates === null && joined.length >= 2 && other !== null && !joined.includes(other))
    return joined.map((code) => ({ codes: [code, other], date: when, range: [start, end] }));
  if (dates === null || other === null || before.length !== dates.length || before.includes(other)) return null;
  return before.map((code, i) => {
    const date = dated(context, dates[i] as DateTag, tense);
    return { codes: [code, other], date, range: [start, Math.max(end, date.tag?.end ?? 0)] };
  });
}

/** The pair told in front of a semicolon, and those of home with whom a date stands behind it. */
function laterOf(
  context: Context,
  groups: readonly WithGroup[],
  start: number,
  mark: number,
  when: When,
  tense: Tense,
): Item[] {
  const { home, sentence } = context;
  const first = groups.some((group) => group.start < mark) ? [] : joinedBefore(context, start);
  if (home === null || first.length !== 2 || !first.includes(home)) return [];
  const others = groups.flatMap((group, i): Item[] => {
    const next = groups[i + 1]?.start ?? sentence.tokens.length;
    const tag = datesOf(context).find((d) => isEventDate(d) && d.start >= group.end && d.end <= next);
    if (!tag || group.codes.includes(home)) return [];
    return group.codes.map((code) => ({
      codes: [home, code],
      date: dated(context, tag, tense),
      range: [group.start, tag.end],
    }));
  });
  return others.length === 0 ? [] : [{ codes: first, date: when, range: [start, mark] }, ...others];
}

const MAX_VERB = 8;

/** States joined by "and" in front of a verb: "Burkina Faso and the Dominican Republic have …". */
function joinedBefore(context: Context, start: number): string[] {
  const { sentence, language } = context;
  const listed: string[] = [];
  let edge = start;
  for (const mention of [...mentionsIn(context, 0, start)].reverse()) {
    const first = listed.length === 0;
    const apart = first ? edge - mention.end > MAX_VERB : !isJoined(context, mention.end, edge);
    if (mention.type !== TAG.state || mention.locative || apart) break;
    if (first && [1, 2].some((i) => isClass(language, 'with', sentence, mention.start - i))) break;
    listed.unshift(mention.code);
    edge = mention.start;
  }
  return [...new Set(listed)];
}
