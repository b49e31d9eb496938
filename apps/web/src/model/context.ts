/** A quote with what stands around it in its document. `…` where the paragraph goes on. */
export interface QuoteInContext {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
}

const AROUND = 220;

/** The quote at a place of a text with up to a paragraph around it; `null` when the place is not in the text. */
export function quoteInContext(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): QuoteInContext | null {
  if (start < 0 || end > text.length || start >= end) return null;
  const paragraphStart = text.lastIndexOf('\n', start - 1) + 1;
  const nextBreak = text.indexOf('\n', end);
  const paragraphEnd = nextBreak < 0 ? text.length : nextBreak;
  const from = wordStart(text, Math.max(paragraphStart, start - AROUND), paragraphStart);
  const to = wordEnd(text, Math.min(paragraphEnd, end + AROUND), paragraphEnd);
  return {
    before: `${from > paragraphStart ? '… ' : ''}${text.slice(from, start)}`,
    quote: text.slice(start, end),
    after: `${text.slice(end, to)}${to < paragraphEnd ? ' …' : ''}`,
  };
}

function wordStart(text: string, at: number, least: number): number {
  if (at === least) return at;
  const space = text.indexOf(' ', at);
  return space < 0 ? at : space + 1;
}

function wordEnd(text: string, at: number, most: number): number {
  if (at === most) return at;
  const space = text.lastIndexOf(' ', at);
  return space < 0 ? at : space;
}

/** A stretch of a text and the quotes that it is part of. */
export interface Segment<Q> {
  readonly text: string;
  readonly quotes: readonly Q[];
  /** Quotes that begin here. */
  readonly begins: readonly Q[];
}

/** Cuts a text where quotes begin and end, so that quotes may overlap. */
export function segmentsOf<Q extends { readonly start: number; readonly end: number }>(
  text: string,
  quotes: readonly Q[],
): Segment<Q>[] {
  const inside = quotes.filter((q) => q.start >= 0 && q.end <= text.length && q.start < q.end);
  const cuts = [...new Set([0, text.length, ...inside.flatMap((q) => [q.start, q.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] as number;
    return {
      text: text.slice(from, to),
      quotes: inside.filter((q) => q.start <= from && q.end >= to),
      begins: inside.filter((q) => q.start === from),
    };
  });
}
