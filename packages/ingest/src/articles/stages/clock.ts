import { type Day, formatDay, parseEdtf, toDay } from '@foedera/schema';
import { type Clock, clockOf, type DateMention, resolveDate } from '../tags/dates.ts';
import { type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { ReadSentence } from './sentences.ts';

/** A date tag of a zone with what decides whether it can date the zone. */
export interface Dated {
  readonly mention: DateMention;
  readonly sentence: Sentence;
  readonly tag: Tag<DateMention>;
  /** The sentence speaks of what is to come. */
  readonly planned: boolean;
  /** A sum over the whole period stands beside it: the period is over. */
  readonly measured: boolean;
}

/** Date tags of sentences, in order. */
export function datesIn(sentences: readonly ReadSentence[], isPlanned: (read: ReadSentence) => boolean): Dated[] {
  return sentences.flatMap((read) => {
    const { sentence } = read;
    const planned = isPlanned(read);
    const measured = sentence.tags.some((tag) => tag.type === TAG.money);
    return sentence.tags
      .filter((tag): tag is Tag<DateMention> => tag.type === TAG.date)
      .map((tag) => ({ mention: tag.value, sentence, tag, planned, measured }));
  });
}

const ASIDE: ReadonlySet<DateMention['role']> = new Set(['period', 'target', 'until', 'told']);

const usable = ({ mention }: Dated): boolean => !ASIDE.has(mention.role);

/** A line that is a date and nothing else, or the stamp of a page: day with its year within the first lines. */
export function headerClock(dated: readonly Dated[], limit: number): Clock | null {
  for (const { mention, sentence, tag } of dated) {
    if (sentence.paragraph > limit) break;
    const alone = sentence.tokens.length - (tag.end - tag.start) <= 12 && tag.start <= 4;
    if (!alone || mention.year === undefined || !(mention.shape === 'day' || mention.shape === 'numeric')) continue;
    if (sentence.tags.some((t) => (t.type & (TAG.state | TAG.people | TAG.person)) !== 0)) continue;
    const resolved = resolveDate(mention, null, 'past', null);
    const clock = resolved.edtf === null ? null : clockOf(resolved.edtf, 'date line');
    if (clock) return clock;
  }
  return null;
}

const DATELINE_DAYS = 45;

/** Clock of a dateline ("Minsk, 27 juin (VNA) -") by the document's year; `null` when there is none that fits it. */
export function datelineClock(sentences: readonly ReadSentence[], clock: Clock): Clock | null {
  for (const { sentence } of sentences) {
    if (!sentence.dateline) continue;
    const tag = sentence.tags.find((t): t is Tag<DateMention> => t.type === TAG.date);
    if (tag?.value.shape !== 'day') continue;
    const resolved = resolveDate(tag.value, clock, 'past', null);
    const made = resolved.edtf === null ? null : clockOf(resolved.edtf, 'dateline', clock.inferred);
    if (made && made.latest >= clock.earliest - DATELINE_DAYS && made.earliest <= clock.latest + 3) return made;
  }
  return null;
}

const yearBounds = (year: number, basis: string): Clock => ({
  earliest: toDay(year, 1, 1),
  latest: toDay(year, 12, 31),
  basis,
  inferred: true,
});

/**
 * When a zone was written, told from its own dates: not before the newest happening that it reports as past, not after
 * the next one that it announces. Horizons and programme periods never count.
 */
export function inferClock(dated: readonly Dated[], basis: string, hint: Clock | null = null): Clock | null {
  let past: Day | null = null;
  let year: number | null = null;
  let fullYear: number | null = null;
  for (const one of dated) {
    const { mention } = one;
    if (!usable(one) || mention.role === 'since') continue;
    const stated = mention.year2 ?? mention.year;
    if (stated === undefined) continue;
    const resolved = resolveDate(mention, null, 'past', null);
    const span = resolved.edtf === null ? null : parseEdtf(resolved.edtf);
    if (!span || span.latest === null || span.earliest === null) continue;
    if (one.planned) continue;
    if (mention.shape === 'year') {
      if (one.measured) fullYear = Math.max(fullYear ?? 0, stated);
      year = Math.max(year ?? 0, stated);
      continue;
    }
    if (past === null || span.earliest > past)
      past = mention.shape === 'month' || mention.shape === 'day' ? span.earliest : span.latest;
    year = Math.max(year ?? 0, stated);
  }
  const stated = dated
    .filter((one) => usable(one) && one.planned && one.mention.year !== undefined)
    .map((one) => one.mention.year as number);
  if (year === null) year = stated.length > 0 ? Math.min(...stated) : null;
  if (year === null) return null;
  // A total over a whole year is published once it is over, unless something newer of that year is told.
  const newest = past === null ? null : Number(formatDay(past).slice(0, 4));
  if (fullYear !== null && fullYear >= year && (newest === null || newest < fullYear + 0)) year = fullYear + 1;
  else if (fullYear !== null && fullYear === year && newest === fullYear && thisYear(dated)) year = fullYear + 1;
  const base = yearBounds(year, basis);
  const floor = past !== null && past > base.earliest ? past : base.earliest;
  return narrow(dated, { ...base, earliest: floor }, hint);
}

/** The text sets "this year" beside a year already told. */
function thisYear(dated: readonly Dated[]): boolean {
  return dated.some(
    ({ mention }) =>
      mention.offset === 0 &&
      (mention.shape === 'first-months' || mention.shape === 'year' || mention.shape === 'quarter'),
  );
}

/** Narrows a year by days without one: the newest that is past, the first that is announced. */
function narrow(dated: readonly Dated[], clock: Clock, hint: Clock | null): Clock {
  let { earliest, latest } = clock;
  const year = Number(formatDay(clock.latest).slice(0, 4));
  for (const one of dated) {
    const { mention } = one;
    if (!usable(one) || mention.year !== undefined || mention.offset !== undefined) continue;
    if (mention.shape !== 'day' && mention.shape !== 'range') continue;
    const resolved = resolveDate(
      mention,
      { ...clock, earliest: toDay(year, 1, 1), latest: toDay(year, 12, 31) },
      'unknown',
      null,
    );
    const span = resolved.edtf === null ? null : parseEdtf(resolved.edtf);
    if (!span || span.earliest === null || span.latest === null) continue;
    if (one.planned) {
      if (span.earliest >= earliest) latest = Math.min(latest, span.earliest);
    } else if (span.earliest > earliest && span.earliest <= latest) earliest = span.earliest;
  }
  if (hint) return hint;
  // A report of a day is published within the month that follows it.
  if (latest === clock.latest && earliest > clock.earliest) latest = Math.min(latest, earliest + 31);
  return latest < earliest ? clock : { ...clock, earliest, latest };
}
