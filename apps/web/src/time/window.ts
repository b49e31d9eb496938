import { dayText, type Span } from './scale.ts';

/** A window as it stands in addresses: `null` where it reaches as far as everything; a year where it begins on its first day. */
export interface WindowText {
  readonly from: string | null;
  readonly to: string | null;
}

/** Writes a window within the whole. */
export function windowText(window: Span, whole: Span): WindowText {
  return {
    from: window.from <= whole.from ? null : short(window.from),
    to: window.to >= whole.to ? null : short(window.to),
  };
}

function short(day: number): string {
  return dayText(day)
    .replace(/-01-01$/, '')
    .replace(/^(\d{4}-\d\d)-01$/, '$1');
}

/** The window moved by half its width, held within the whole: negative = earlier. */
export function shifted({ from, to }: Span, whole: Span, direction: -1 | 1): Span {
  const width = to - from;
  const by = direction * Math.max(1, Math.round(width / 2));
  const start = Math.min(Math.max(from + by, whole.from), whole.to - width);
  return { from: start, to: start + width };
}
