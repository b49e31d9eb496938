import { dayNumber, percent, type Span } from '../time/scale.ts';
import type { Row } from './row.ts';

/** An entry as it is drawn: where, how wide, and in which row of its lane. Percent of the width. */
export interface Mark {
  readonly row: Row;
  readonly x: number;
  readonly width: number;
  /** Place from the top within the lane. */
  readonly stack: number;
  /** `point`: the day is known. `band`: some day within. `extent`: all of it. */
  readonly shape: 'point' | 'band' | 'extent';
  readonly openStart: boolean;
  readonly openEnd: boolean;
}

/** Entries of one category. */
export interface Lane {
  readonly category: string;
  readonly marks: readonly Mark[];
  /** Rows that its marks are stacked in. */
  readonly height: number;
}

export const CATEGORIES = ['political', 'mission', 'exchange', 'agreement', 'economy', 'people'] as const;

/** Room that the smallest mark takes when marks are stacked, in percent. */
const LEAST_WIDTH = 1.3;

/** Lays entries out in lanes, one for each category that has any, stacked so that none hides another. */
export function lanesOf(rows: readonly Row[], span: Span): Lane[] {
  return CATEGORIES.flatMap((category): Lane[] => {
    const inside = rows.filter((row) => row.category === category).flatMap((row) => placed(row, span) ?? []);
    if (inside.length === 0) return [];
    const marks = stacked(inside.sort((a, b) => a.x - b.x || a.width - b.width || (a.row.id < b.row.id ? -1 : 1)));
    return [{ category, marks, height: Math.max(...marks.map((mark) => mark.stack)) + 1 }];
  });
}

/** Where an entry stands; `null` when it has no date at all or lies outside. */
function placed(row: Row, span: Span): Omit<Mark, 'stack'> | null {
  if (row.earliest === null && row.latest === null) return null;
  const first = row.earliest === null ? span.from : dayNumber(row.earliest);
  const last = row.latest === null ? span.to - 1 : dayNumber(row.latest);
  if (last < span.from || first >= span.to) return null;
  const x = percent(first, span);
  const isPoint = row.earliest !== null && row.earliest === row.latest;
  return {
    row,
    x,
    width: isPoint ? 0 : Math.round((percent(last + 1, span) - x) * 1000) / 1000,
    shape: isPoint ? 'point' : row.extent ? 'extent' : 'band',
    openStart: row.earliest === null,
    openEnd: row.latest === null,
  };
}

function stacked(marks: readonly Omit<Mark, 'stack'>[]): Mark[] {
  const ends: number[] = [];
  return marks.map((mark) => {
    const free = ends.findIndex((end) => end <= mark.x);
    const stack = free < 0 ? ends.length : free;
    ends[stack] = mark.x + Math.max(mark.width, LEAST_WIDTH);
    return { ...mark, stack };
  });
}
