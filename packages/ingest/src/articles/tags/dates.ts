import { type Day, daysInMonth, formatDay, parseEdtf, toDay } from '@foedera/schema';
import type { DateRule } from '../patterns/pack.ts';

/** A date as a text words it, before any clock is read. */
export interface DateMention {
  readonly shape: DateRule['shape'];
  readonly role: DateRule['role'] | undefined;
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly year2?: number;
  readonly month2?: number;
  readonly day2?: number;
  readonly weekday?: number;
  /** Number of months, years or the number of a quarter. */
  readonly count?: number;
  readonly offset?: number;
  readonly unit?: NonNullable<DateRule['unit']>;
}

/** What is known of the time at which a text speaks: inclusive days between which it was published. */
export interface Clock {
  readonly earliest: Day;
  readonly latest: Day;
  readonly basis: string;
  /** The year alone was inferred, not read. */
  readonly inferred: boolean;
}

/** A date worked out. `partial` is kept where the year cannot be known. */
export interface ResolvedDate {
  readonly edtf: string | null;
  readonly basis: string;
  readonly partial?: string;
}

/** Days before and after its clock within which a happening counts as what a text reports. */
const FRESH = { before: 45, after: 3 } as const;

/** True when a date falls about when the text was written. */
export function isFresh(edtf: string | null, clock: Clock | null): boolean {
  const span = edtf === null ? null : parseEdtf(edtf);
  if (!span || span.earliest === null || span.latest === null || !clock) return false;
  return span.latest >= clock.earliest - FRESH.before && span.earliest <= clock.latest + FRESH.after;
}

export type Tense = 'past' | 'future' | 'unknown';

const pad = (n: number): string => String(n).padStart(2, '0');
const two = (a: string, b: string): string => (a === b ? a : `${a}/${b}`);
const yearOf = (day: Day): number => Number(formatDay(day).slice(0, 4));
const monthOf = (day: Day): number => Number(formatDay(day).slice(5, 7));
const dayOf = (day: Day): number => Number(formatDay(day).slice(8, 10));

/** A clock out of an EDTF date or interval; `null` when it has an open side. */
export function clockOf(edtf: string, basis: string, inferred = false): Clock | null {
  const span = parseEdtf(edtf.replace(/T.*$/, ''));
  if (!span || span.earliest === null || span.latest === null) return null;
  return { earliest: span.earliest, latest: span.latest, basis, inferred };
}

/** The clock as EDTF. */
export function clockEdtf(clock: Clock): string {
  const a = formatDay(clock.earliest);
  const b = formatDay(clock.latest);
  if (a === b) return a;
  const year = yearOf(clock.earliest);
  if (a === `${year}-01-01` && b === `${year}-12-31`) return String(year);
  const month = monthOf(clock.earliest);
  if (a.endsWith('-01') && b === `${a.slice(0, 7)}-${daysInMonth(year, month)}`) return a.slice(0, 7);
  return `${a}/${b}`;
}

/** Day of the week, Monday = 0. */
function weekdayOf(day: Day): number {
  // 1970-01-01 was a Thursday.
  return (((day + 3) % 7) + 7) % 7;
}

/** Year of a day without one: the weekday written beside it decides, then the clock and the tense. */
function yearFor(month: number, day: number, clock: Clock, tense: Tense, weekday?: number): number {
  const last = yearOf(clock.latest);
  if (weekday !== undefined) {
    const years = [last, last - 1, last + 1].filter((year) => weekdayOf(toDay(year, month, day)) === weekday);
    if (years.length === 1) return years[0] as number;
  }
  const at = (year: number): Day => toDay(year, month, Math.min(day, daysInMonth(year, month)));
  // A report is written within days of what it tells, a preview some weeks ahead: three days of grace either way.
  if (tense === 'past') {
    for (const year of [last, last - 1]) if (at(year) <= clock.latest + 3) return year;
    return last - 1;
  }
  if (tense === 'future') {
    const first = yearOf(clock.earliest);
    for (const year of [first, first + 1]) if (at(year) >= clock.earliest - 10) return year;
    return first + 1;
  }
  const distance = (year: number): number => Math.max(at(year) - clock.latest, clock.earliest - at(year), 0);
  return [last, last - 1, last + 1].reduce((best, year) => (distance(year) < distance(best) ? year : best));
}

const SEASONS: Readonly<Record<number, number>> = { 1: 21, 2: 22, 3: 23, 4: 24 };

const UNIT_DAYS = { day: 1, week: 7 } as const;

function shiftMonth(year: number, month: number, by: number): [number, number] {
  const at = year * 12 + (month - 1) + by;
  return [Math.floor(at / 12), (((at % 12) + 12) % 12) + 1];
}

/**
 * Works a date out.
 *
 * @param near year that the same sentence names nearby, for a day or month without one
 */
export function resolveDate(
  mention: DateMention,
  clock: Clock | null,
  tense: Tense,
  near: number | null,
): ResolvedDate {
  const relative = (edtf: string | null, how = 'relative to publication'): ResolvedDate =>
    clock ? { edtf, basis: `${how} (${clock.basis})` } : { edtf: null, basis: 'no publication date' };
  const { shape, year, month, day } = mention;
  switch (shape) {
    case 'day':
    case 'numeric':
    case 'range':
    case 'month':
    case 'month-range': {
      if (month === undefined) return { edtf: null, basis: 'no month' };
      if (year !== undefined) return { edtf: withYear(mention, year), basis: 'stated' };
      if (mention.offset !== undefined) {
        if (!clock) return { edtf: null, basis: 'no publication date', partial: withYear(mention, null) };
        // "Le 30 juin prochain", written on 24 June: a day of this month.
        const soon =
          mention.offset > 0 && day !== undefined && monthOf(clock.latest) === month && day > dayOf(clock.latest);
        const named = soon ? yearOf(clock.latest) : relativeYear(month, mention.offset, mention.unit, clock);
        return relative(withYear(mention, named));
      }
      if (near !== null) return { edtf: withYear(mention, near), basis: 'stated, year of the same sentence' };
      if (!clock) return { edtf: null, basis: 'year unknown', partial: withYear(mention, null) };
      const chosen = yearFor(
        month,
        day ?? (tense === 'future' ? 28 : 1),
        clock,
        tense,
        day === undefined ? undefined : mention.weekday,
      );
      return { edtf: withYear(mention, chosen), basis: `inferred year (${clock.basis})` };
    }
    case 'year':
      if (year !== undefined) return { edtf: String(year), basis: 'stated' };
      return relative(clock ? String(yearOf(clock.latest) + (mention.offset ?? 0)) : null);
    case 'year-range':
      return { edtf: two(String(year), String(mention.year2)), basis: 'stated' };
    case 'quarter':
    case 'half':
    case 'first-months':
    case 'season': {
      const base = year ?? near ?? (clock ? periodYear(mention, clock, tense) : null);
      const basis =
        year !== undefined
          ? 'stated'
          : near !== null
            ? 'stated, year of the same sentence'
            : clock
              ? `inferred year (${clock.basis})`
              : 'year unknown';
      return { edtf: base === null ? null : partOfYear(mention, base), basis };
    }
    case 'weekday': {
      if (!clock) return { edtf: null, basis: 'a weekday without a publication date' };
      if (clock.latest - clock.earliest > 6) return { edtf: null, basis: 'a weekday without the day of publication' };
      return relative(formatDay(weekdayNear(mention.weekday ?? 0, clock, tense)));
    }
    case 'day-offset':
      if (!clock) return { edtf: null, basis: 'no publication date' };
      // "Yesterday", of a page whose month alone is known; "today", of one whose time is only inferred.
      if (clock.latest - clock.earliest > WEEK) return relative(clock.inferred ? null : clockEdtf(clock));
      return relative(
        clockEdtf({
          ...clock,
          earliest: clock.earliest + (mention.offset ?? 0),
          latest: clock.latest + (mention.offset ?? 0),
        }),
      );
    case 'unit-offset':
      if (clock && mention.unit === 'week' && clock.latest - clock.earliest > WEEK) return relative(clockEdtf(clock));
      return relative(clock ? unitOffset(mention, clock) : null);
    case 'unit-ago':
    case 'unit-ahead':
      return relative(clock ? unitOffset(mention, clock) : null);
    case 'same-year':
    case 'year-before':
      return { edtf: null, basis: 'the year last named' };
    case 'same-day':
      return { edtf: null, basis: 'the day last named' };
  }
}

const MONTH = 31;
const WEEK = 6;

function relativeYear(month: number, offset: number, unit: DateMention['unit'], clock: Clock): number {
  const year = yearOf(clock.latest);
  if (unit === 'year') return year + offset;
  // A page of which only the year is known: told in the middle of it.
  const current = monthOf(clock.latest - clock.earliest > MONTH ? (clock.earliest + clock.latest) >> 1 : clock.latest);
  if (offset < 0)
    return month < current || (month === current && offset < -1) ? year : month === current ? year : year - 1;
  if (offset > 0) return month > monthOf(clock.earliest) ? yearOf(clock.earliest) : yearOf(clock.earliest) + 1;
  return year;
}

function withYear(mention: DateMention, year: number | null): string {
  const { shape, day, day2 } = mention;
  const y = year === null ? 'XXXX' : String(year).padStart(4, '0');
  const month = mention.month as number;
  const month2 = mention.month2 ?? month;
  // A span over the turn of the year begins in the year before the one it ends in.
  const turned = month2 < month ? 1 : 0;
  const [y1, y2] =
    year === null || !turned
      ? [y, mention.year2 !== undefined ? String(mention.year2) : y]
      : mention.year !== undefined && mention.year2 === undefined
        ? [String(year - 1), String(year)]
        : [String(year), String(mention.year2 ?? year + 1)];
  if (shape === 'month') return `${y}-${pad(month)}`;
  if (shape === 'month-range') return `${y1}-${pad(month)}/${y2}-${pad(month2)}`;
  if (shape === 'range')
    return two(`${y1}-${pad(month)}-${pad(day as number)}`, `${y2}-${pad(month2)}-${pad(day2 as number)}`);
  return `${y}-${pad(month)}-${pad(day as number)}`;
}

/** "Le premier trimestre" is this year's once it has begun, else last year's. */
function periodYear(mention: DateMention, clock: Clock, tense: Tense): number {
  const year = yearOf(clock.latest) + (mention.offset ?? 0);
  if (mention.offset !== undefined) return year;
  if (mention.shape === 'season' && tense === 'future') {
    const to = parseEdtf(partOfYear(mention, year) ?? '')?.latest;
    return to != null && to < clock.earliest ? year + 1 : year;
  }
  const edtf = partOfYear(mention, year);
  const span = edtf === null ? null : parseEdtf(edtf);
  return span?.latest != null && span.earliest !== null && span.earliest > clock.latest ? year - 1 : year;
}

function partOfYear(mention: DateMention, year: number): string | null {
  const n = mention.count ?? 0;
  switch (mention.shape) {
    case 'quarter':
      return n >= 1 && n <= 4 ? `${year}-${pad(n * 3 - 2)}/${year}-${pad(n * 3)}` : null;
    case 'half':
      return n >= 1 && n <= 2 ? `${year}-${pad(n * 6 - 5)}/${year}-${pad(n * 6)}` : null;
    case 'first-months':
      return n >= 1 && n <= 12 ? two(`${year}-01`, `${year}-${pad(n)}`) : null;
    default:
      return SEASONS[n] ? `${year}-${SEASONS[n]}` : null;
  }
}

function weekdayNear(weekday: number, clock: Clock, tense: Tense): Day {
  if (tense === 'future') return clock.latest + ((weekday - weekdayOf(clock.latest) + 7) % 7);
  return clock.latest - ((weekdayOf(clock.latest) - weekday + 7) % 7);
}

function unitOffset(mention: DateMention, clock: Clock): string | null {
  const count = mention.count ?? 0;
  const by =
    mention.shape === 'unit-ago'
      ? -count
      : mention.shape === 'unit-ahead'
        ? count
        : ((mention.role === 'target' ? mention.count : undefined) ?? mention.offset ?? 0);
  const year = yearOf(clock.latest);
  switch (mention.unit) {
    case 'day':
    case 'week': {
      const days = UNIT_DAYS[mention.unit] * by;
      if (mention.unit === 'day') return formatDay(clock.latest + days);
      const monday = clock.latest - weekdayOf(clock.latest) + days;
      return `${formatDay(monday)}/${formatDay(monday + 6)}`;
    }
    case 'month': {
      const [y, m] = shiftMonth(year, monthOf(clock.latest), by);
      return `${y}-${pad(m)}`;
    }
    case 'quarter': {
      const [y, m] = shiftMonth(year, Math.ceil(monthOf(clock.latest) / 3) * 3, by * 3);
      return `${y}-${pad(m - 2)}/${y}-${pad(m)}`;
    }
    case 'decade':
      return String(year + by * 10);
    default:
      return String(year + by);
  }
}
