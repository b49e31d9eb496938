import type { Words } from '../words/en.ts';
import type { Language } from '../words/language.ts';

/** How long months are written. */
export type Style = 'long' | 'short';

interface Part {
  readonly date: Date;
  readonly precision: 'year' | 'month' | 'day';
  readonly about: boolean;
  readonly perhaps: boolean;
}

const PART = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([~?%]?)$/;

/**
 * An EDTF date in words, at its own precision: `2010-12` is “December 2010”, never a day. What is beyond these words
 * (seasons, sets) is shown as it is written.
 */
export function showDate(edtf: string | null, language: Language, words: Words, style: Style = 'long'): string {
  if (edtf === null) return words.undated;
  const [from, to, ...more] = edtf.split('/');
  if (from === undefined || more.length > 0) return edtf;
  if (to === undefined) return showPart(parsePart(from), language, words, style) ?? edtf;
  const isOpen = (end: string): boolean => end === '' || end === '..';
  if (isOpen(from)) return words.until(showPart(parsePart(to), language, words, style) ?? to);
  if (isOpen(to)) return words.from(showPart(parsePart(from), language, words, style) ?? from);
  return showInterval(parsePart(from), parsePart(to), language, words, style) ?? edtf;
}

/** An instant or a day (`YYYY-MM-DD…`) as a day in words. */
export function showDay(instant: string, language: Language, style: Style = 'long'): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : formatter(language, 'day', style).format(date);
}

function parsePart(text: string): Part | null {
  const m = PART.exec(text);
  if (!m) return null;
  const [, year, month, day, mark] = m;
  const date = new Date(`${year}-${month ?? '01'}-${day ?? '01'}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return null;
  return {
    date,
    precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year',
    about: mark === '~' || mark === '%',
    perhaps: mark === '?' || mark === '%',
  };
}

function showPart(part: Part | null, language: Language, words: Words, style: Style): string | null {
  if (!part) return null;
  return hedged(part, formatter(language, part.precision, style).format(part.date), words);
}

function showInterval(
  from: Part | null,
  to: Part | null,
  language: Language,
  words: Words,
  style: Style,
): string | null {
  if (!from || !to) return null;
  if (from.precision !== to.precision)
    return `${showPart(from, language, words, style)} – ${showPart(to, language, words, style)}`;
  const text = formatter(language, from.precision, style).formatRange(from.date, to.date);
  const hedge = { about: from.about || to.about, perhaps: from.perhaps || to.perhaps };
  return hedged(hedge, text, words);
}

function hedged({ about, perhaps }: Pick<Part, 'about' | 'perhaps'>, text: string, words: Words): string {
  const around = about ? words.about(text) : text;
  return perhaps ? words.perhaps(around) : around;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, precision: Part['precision'], style: Style): Intl.DateTimeFormat {
  const key = `${language} ${precision} ${style}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(precision === 'year' ? {} : { month: style }),
    ...(precision === 'day' ? { day: 'numeric' } : {}),
  });
  formatters.set(key, made);
  return made;
}
