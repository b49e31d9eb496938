/// <reference path="./edtf.d.ts" />
import edtf from 'edtf';
import { type Day, daysInMonth, formatDay, toDay } from './day.ts';

/**
 * A date as a source states it, in EDTF (ISO 8601-2), with its bounds.
 *
 * `earliest` and `latest` are inclusive days; `null` is an open side (`../2017-12-31`).
 * `extent` is true when every day between the bounds is meant (a day, an interval of days) and false when
 * the bounds only limit where an unknown day lies (a month, a year, `2015?`, `../2017`).
 */
export interface DateSpan {
  readonly edtf: string;
  readonly earliest: Day | null;
  readonly latest: Day | null;
  readonly extent: boolean;
}

const PLAIN = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const MAX_LENGTH = 100;
const DAY_MS = 86_400_000;

/**
 * Parses an EDTF date or interval, level 0 to 2; `null` when it is not one.
 * Plain dates and intervals of them take a fast path; everything else goes to the `edtf` library.
 *
 * @see https://www.loc.gov/standards/datetime/ (EDTF specification of 2019)
 */
export function parseEdtf(text: string): DateSpan | null {
  if (text.length === 0 || text.length > MAX_LENGTH) return null;
  const plain = parsePlain(text);
  if (plain) return { edtf: text, ...plain };
  const slash = text.indexOf('/');
  if (slash > 0) {
    const from = parsePlain(text.slice(0, slash));
    const to = parsePlain(text.slice(slash + 1));
    if (from && to) {
      if (from.earliest > to.latest) return null;
      return { edtf: text, earliest: from.earliest, latest: to.latest, extent: from.extent && to.extent };
    }
  }
  return parseWithLibrary(text);
}

/** Parses an EDTF date that must be one. @throws RangeError naming what was found */
export function requireEdtf(text: string): DateSpan {
  const span = parseEdtf(text);
  if (!span) throw new RangeError(`not an EDTF date: ${JSON.stringify(text)}`);
  return span;
}

/** True when `text` is an EDTF date or interval. */
export function isEdtf(text: string): boolean {
  return parseEdtf(text) !== null;
}

/** EDTF of an inclusive range of days, as short as it can be: a day, a month, a year or an interval. */
export function toEdtf(earliest: Day, latest: Day): string {
  const a = formatDay(earliest);
  const b = formatDay(latest);
  if (a === b) return a;
  if (a.endsWith('-01-01') && b === `${a.slice(0, 4)}-12-31`) return a.slice(0, 4);
  const year = Number(a.slice(0, 4));
  const month = Number(a.slice(5, 7));
  if (a.endsWith('-01') && b === `${a.slice(0, 7)}-${daysInMonth(year, month)}`) return a.slice(0, 7);
  return `${a}/${b}`;
}

/** True when two spans can both be true of one happening: their bounds overlap. */
export function spansOverlap(a: DateSpan, b: DateSpan): boolean {
  return (a.earliest ?? -Infinity) <= (b.latest ?? Infinity) && (b.earliest ?? -Infinity) <= (a.latest ?? Infinity);
}

/** True when `inner` lies within the bounds of `outer`. */
export function spanWithin(inner: DateSpan, outer: DateSpan): boolean {
  return (
    (outer.earliest ?? -Infinity) <= (inner.earliest ?? -Infinity) &&
    (inner.latest ?? Infinity) <= (outer.latest ?? Infinity)
  );
}

function parsePlain(text: string): { earliest: Day; latest: Day; extent: boolean } | null {
  const m = PLAIN.exec(text);
  if (!m) return null;
  const year = Number(m[1]);
  if (m[2] === undefined) return { earliest: toDay(year, 1, 1), latest: toDay(year, 12, 31), extent: false };
  const month = Number(m[2]);
  if (month < 1 || month > 12) return null;
  const last = daysInMonth(year, month);
  if (m[3] === undefined) return { earliest: toDay(year, month, 1), latest: toDay(year, month, last), extent: false };
  const day = Number(m[3]);
  if (day < 1 || day > last) return null;
  const at = toDay(year, month, day);
  return { earliest: at, latest: at, extent: true };
}

function parseWithLibrary(text: string): DateSpan | null {
  if (!/^[0-9XYES~?%.,{}[\]/:TZ+-]+$/.test(text)) return null;
  // The library rolls 2015-02-29 over to March: a day that no calendar has is refused here.
  for (const [day] of text.matchAll(/\d{4}-\d\d-\d\d/g)) if (!parsePlain(day)) return null;
  let parsed: { min: number; max: number; type?: string; uncertain?: unknown; approximate?: unknown };
  try {
    parsed = edtf(text) as unknown as typeof parsed;
  } catch (error) {
    // The library reports every malformed date by throwing; that is an answer here, anything else is a fault.
    if (error instanceof Error) return null;
    throw error;
  }
  const { min, max } = parsed;
  const open = (ms: number): boolean => !Number.isFinite(ms);
  if (Number.isNaN(min) || Number.isNaN(max)) return null;
  const [from, to] = text.split('/');
  const earliest = from === '..' || from === '' || open(min) ? null : Math.floor(min / DAY_MS);
  const latest = to === '..' || to === '' || open(max) ? null : Math.floor(max / DAY_MS);
  const dayPrecise = /\d{4}-\d\d-\d\d$/;
  const extent = dayPrecise.test(from ?? '') && (to === undefined || dayPrecise.test(to));
  return { edtf: text, earliest, latest, extent };
}
