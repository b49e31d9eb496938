import { dayNumber, yearStart } from './scale.ts';

/** First and last day that an EDTF date leaves possible; `null` = open or unknown. */
export interface Bounds {
  readonly earliest: number | null;
  readonly latest: number | null;
}

const PART = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?$/;
const UNKNOWN: Bounds = { earliest: null, latest: null };

/** Bounds of a date as far as the page draws them: years, months, days and intervals of these. */
export function boundsOf(edtf: string | null): Bounds {
  if (edtf === null) return UNKNOWN;
  const [from = '', to] = edtf.split('/');
  return { earliest: partBounds(from).earliest, latest: partBounds(to ?? from).latest };
}

function partBounds(part: string): Bounds {
  const m = PART.exec(part);
  if (!m) return UNKNOWN;
  const [, year, month, day] = m;
  if (day !== undefined) {
    const exact = dayNumber(`${year}-${month}-${day}`);
    return Number.isNaN(exact) ? UNKNOWN : { earliest: exact, latest: exact };
  }
  if (month === undefined) return { earliest: yearStart(Number(year)), latest: yearStart(Number(year) + 1) - 1 };
  const start = Math.floor(Date.UTC(Number(year), Number(month) - 1, 1) / 86_400_000);
  const end = Math.floor(Date.UTC(Number(year), Number(month), 1) / 86_400_000) - 1;
  return Number(month) > 12 ? UNKNOWN : { earliest: start, latest: end };
}
