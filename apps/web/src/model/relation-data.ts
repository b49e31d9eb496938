import type { RelationState } from '@foedera/client';
import type { View } from '../address/view.ts';
import { boundsOf } from '../time/bounds.ts';
import { dayNumber, type Span, yearOf, yearStart } from '../time/scale.ts';
import type { Row } from '../view/row.ts';

/** How many entries have a value. */
export interface Count {
  readonly value: string;
  readonly count: number;
  /** How the value is called, where it is no word of a vocabulary. */
  readonly name?: string;
}

/** Counts by what can be filtered. */
export interface Facets {
  readonly category: readonly Count[];
  readonly status: readonly Count[];
  readonly source: readonly Count[];
}

/** A relation as a page shows it. */
export interface RelationData {
  readonly id: string;
  readonly parties: readonly string[];
  readonly state: RelationState;
  readonly seq: number;
  readonly epoch: string;
  /** Day that counts as today, `YYYY-MM-DD`. */
  readonly today: string;
  readonly rows: readonly Row[];
  /** Cursor of the entries after these. */
  readonly next: string | null;
  /** Entries a year over all time, under the filters: `[year, count]`. */
  readonly years: readonly (readonly [number, number])[];
  /** Entries whose date does not fit one year, and those without a date: in the list, not in the bars. */
  readonly spanning: number;
  readonly undated: number;
  /** Entries in the window, under the filters. */
  readonly total: number;
  /** False where counting took too long: the counts are then least ones. */
  readonly complete: boolean;
  readonly facets: Facets;
  /** First day on which anything of this was reported, as far as the rows tell. */
  readonly firstReported: string | null;
}

/** The stretch of time that a relation's bars cover: whole years, from the first entry to today or the last entry. */
export function wholeSpan({
  rows,
  state,
  today,
  years,
}: Pick<RelationData, 'rows' | 'state' | 'today' | 'years'>): Span {
  const steps = [...(state.level?.history.map((step) => step.since) ?? []), state.relations.since];
  const days = [
    dayNumber(today),
    ...years.flatMap(([year]) => [yearStart(year)]),
    ...rows.flatMap((row) => [row.earliest, row.latest].flatMap((day) => (day === null ? [] : [dayNumber(day)]))),
    ...steps.flatMap((since) => boundsOf(since).earliest ?? []),
  ];
  return { from: yearStart(yearOf(Math.min(...days))), to: yearStart(yearOf(Math.max(...days)) + 1) };
}

/** The window of a view within the whole, in days. */
export function windowOf(view: Pick<View, 'from' | 'to'>, whole: Span): Span {
  const start = (text: string | null): number | null => (text === null ? null : boundsOf(text).earliest);
  const from = start(view.from) ?? whole.from;
  const to = start(view.to) ?? whole.to;
  return from < to ? { from, to } : whole;
}
