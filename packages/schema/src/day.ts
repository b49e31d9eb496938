/**
 * Calendar days as integers: days since 1970-01-01, proleptic Gregorian, negative before.
 * Integers compare, subtract and index well; `YYYY-MM-DD` is for people.
 */
export type Day = number;

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 of a year (astronomical), month 1–12 and day of month 1–31. */
export function toDay(year: number, month: number, day: number): Day {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return Math.round(at.getTime() / DAY_MS);
}

/** `YYYY-MM-DD` of a day; years outside 0–9999 are written as ISO 8601 expanded years. */
export function formatDay(day: Day): string {
  const at = new Date(day * DAY_MS);
  const year = at.getUTCFullYear();
  const rest = `${String(at.getUTCMonth() + 1).padStart(2, '0')}-${String(at.getUTCDate()).padStart(2, '0')}`;
  if (year >= 0 && year <= 9999) return `${String(year).padStart(4, '0')}-${rest}`;
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}-${rest}`;
}

/** Number of days in a month of a year. */
export function daysInMonth(year: number, month: number): number {
  const at = new Date(0);
  at.setUTCFullYear(year, month, 0);
  return at.getUTCDate();
}

/** Last millisecond (epoch, UTC) of a day: what a bare date means where an instant is asked for. */
export function endOfDayMs(day: Day): number {
  return (day + 1) * DAY_MS - 1;
}

/** The day (UTC) that holds an instant in epoch milliseconds. */
export function dayOfMs(ms: number): Day {
  return Math.floor(ms / DAY_MS);
}
