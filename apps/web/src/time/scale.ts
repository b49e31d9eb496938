/** Days since 1970-01-01 of a day written `YYYY-MM-DD`, or of an instant. */
export function dayNumber(text: string): number {
  return Math.floor(Date.parse(text.length > 10 ? text : `${text}T00:00:00Z`) / 86_400_000);
}

/** The day of a number, `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** First day of a year. */
export function yearStart(year: number): number {
  return Math.floor(Date.UTC(year, 0, 1) / 86_400_000);
}

/** Year of a day. */
export function yearOf(day: number): number {
  return new Date(day * 86_400_000).getUTCFullYear();
}

/** A stretch of time drawn from left to right; days, half-open. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Place of a day in a span, in percent, held within 0 to 100 and rounded so that markup stays short. */
export function percent(day: number, { from, to }: Span): number {
  const share = ((day - from) / (to - from)) * 100;
  return Math.round(Math.min(100, Math.max(0, share)) * 1000) / 1000;
}

/** A labelled place of an axis. Those that are not `major` give way where there is little room. */
export interface Tick {
  readonly day: number;
  readonly label: string;
  readonly major: boolean;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;
const MOST_TICKS = 9;

/** Ticks of a span: years, or months where it is short. At most about ten. */
export function ticksOf(span: Span, monthLabel: (day: number) => string): Tick[] {
  const years = (span.to - span.from) / 365.25;
  if (years <= 1.5) return monthTicks(span, monthLabel);
  const step = STEPS.find((s) => years / s <= MOST_TICKS) ?? 1000;
  const ticks: Tick[] = [];
  for (let year = Math.ceil(yearOf(span.from) / step) * step; yearStart(year) < span.to; year += step) {
    if (yearStart(year) < span.from) continue;
    ticks.push({ day: yearStart(year), label: String(year), major: (year / step) % 2 === 0 });
  }
  return ticks;
}

function monthTicks({ from, to }: Span, label: (day: number) => string): Tick[] {
  const step = to - from > 200 ? 3 : 1;
  const ticks: Tick[] = [];
  const start = new Date(from * 86_400_000);
  for (let i = 0; i <= 24; i++) {
    const month = start.getUTCMonth() + i;
    if (month % step !== 0) continue;
    const day = Math.floor(Date.UTC(start.getUTCFullYear(), month, 1) / 86_400_000);
    if (day < from) continue;
    if (day >= to) break;
    ticks.push({ day, label: label(day), major: (month / step) % 2 === 0 });
  }
  return ticks;
}
