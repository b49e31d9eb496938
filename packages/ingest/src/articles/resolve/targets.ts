import type { DateMention } from '../tags/dates.ts';
import { clockEdtf } from '../tags/dates.ts';
import type { Tag } from '../text/sentence.ts';
import type { Context, Governed } from './context.ts';
import type { DateTag } from './dated.ts';
import { isClass, segmentOf } from './parties.ts';

/** A target: a horizon or a word of aim before the figure. */
export function isTarget(context: Context, tag: Tag, governed: Governed, period: DateTag | null): boolean {
  if (period?.value.role === 'target') {
    // "Amounted to 80 million by the end of 2022", told in 2023: measured, unless it says that it was aimed at.
    if (!isOver(context, period.value) || governed.mode === 'hoped' || governed.mode === 'promised') return true;
    const [from] = segmentOf(context, tag.start, tag.end);
    for (let at = from; at < tag.start; at++) if (isClass(context.language, 'aim', context.sentence, at)) return true;
    return false;
  }
  if (period && isOver(context, period.value)) return false;
  const { sentence, language } = context;
  if (period && isAhead(context, period.value)) return true;
  const [from] = segmentOf(context, tag.start, tag.end);
  for (let at = from; at < tag.start; at++)
    // "Has helped to bring trade to 540 million": it has.
    if (
      isClass(language, 'aim', sentence, at) &&
      ![1, 2, 3, 4, 5, 6].some((i) => isClass(language, 'helped', sentence, at - i))
    )
      return true;
  const future =
    governed.mode === 'hoped' ||
    governed.mode === 'promised' ||
    governed.mode === 'expected' ||
    governed.mode === 'planned';
  // "Two-way trade should reach 1.1 billion this year" estimates the year in course; a later year is a target.
  return future && !(period && (period.value.offset === 0 || isCurrent(context, period.value)));
}

/** The period lies before the year of the text: what is said of it is measured, not aimed at. */
function isOver(context: Context, { year, offset }: DateMention): boolean {
  if (offset !== undefined) return offset < 0;
  const { clock } = context.place;
  return year !== undefined && clock !== null && year < Number(clockEdtf(clock).slice(0, 4));
}

/** The period lies behind the text's year. */
function isAhead(context: Context, { year, shape }: DateMention): boolean {
  const { clock } = context.place;
  return (
    shape === 'year' &&
    year !== undefined &&
    clock !== null &&
    year > Number(clockEdtf({ ...clock, earliest: clock.latest }).slice(0, 4))
  );
}

function isCurrent(context: Context, mention: DateMention): boolean {
  const { clock } = context.place;
  return clock !== null && mention.year !== undefined && clockEdtf(clock).startsWith(String(mention.year));
}
