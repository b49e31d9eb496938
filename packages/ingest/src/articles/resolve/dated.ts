import { parseEdtf } from '@foedera/schema';
import type { DateMention } from '../tags/dates.ts';
import { oncePerSentence } from '../text/once.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { Context } from './context.ts';

/** A date as a sentence has it. */
export type DateTag = Tag<DateMention>;

const EVENT_SHAPES = new Set<DateMention['shape']>([
  'day',
  'range',
  'month',
  'month-range',
  'year',
  'numeric',
  'weekday',
  'day-offset',
  'unit-offset',
  'unit-ago',
  'unit-ahead',
  'same-day',
  'same-year',
  'year-before',
  'season',
  'quarter',
  'half',
]);

const dates = oncePerSentence((sentence): readonly DateTag[] =>
  (sentence.tags as Tag[]).filter((tag): tag is DateTag => tag.type === TAG.date).sort((a, b) => a.start - b.start),
);

/** Date tags of a sentence, in order. */
export function datesOf(context: Pick<Context, 'sentence'>): readonly DateTag[] {
  return dates(context.sentence);
}

const NO_EVENT: ReadonlySet<DateMention['role']> = new Set(['period', 'target', 'anniversary', 'until']);

/** True for a date at which something can have happened: no horizon, no programme, no feast. */
export function isEventDate(tag: DateTag): boolean {
  const { role, shape } = tag.value;
  return !NO_EVENT.has(role) && EVENT_SHAPES.has(shape);
}

/** "Before the end of the year": a day by which something announced is to happen. */
export function isDeadline({ value }: DateTag): boolean {
  return value.role === 'target' && value.shape === 'year';
}

/** Midday of a date's bounds as a day string, to look memberships up. */
export function dayWithin(edtf: string | null): string {
  const span = edtf === null ? null : parseEdtf(edtf);
  return span?.latest == null ? '2020-01-01' : new Date(span.latest * 86_400_000).toISOString().slice(0, 10);
}
