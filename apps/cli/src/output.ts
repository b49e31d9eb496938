/** One column of a table: its heading and how its texts are set. */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
  /** The column that gives way when the line is too narrow; at most one has it. */
  readonly flexible?: boolean;
  /** Styles a cell after it has been set, so that colours do not count as width. */
  readonly paint?: (text: string, row: number) => string;
}

const GAP = '  ';
const LEAST_FLEXIBLE = 20;

/** Width of a text on a terminal: combining marks take none, wide East Asian letters take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text))
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      segment,
    )
      ? 2
      : 1;
  return width;
}
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Lines of a table without rulers: columns two spaces apart, headings first when there is any.
 * The flexible column is broken into lines at spaces so that a row fits into `width`.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width = 100): string[] {
  const headed = columns.some((c) => c.heading !== '');
  const all = headed ? [columns.map((c) => c.heading), ...rows] : rows;
  const widths = columns.map((_, at) => Math.max(0, ...all.map((row) => widthOf(row[at] ?? ''))));
  const flexible = columns.findIndex((c) => c.flexible);
  if (flexible >= 0) {
    const others = widths.reduce((sum, w, at) => (at === flexible ? sum : sum + w + GAP.length), 0);
    widths[flexible] = Math.min(widths[flexible] as number, Math.max(LEAST_FLEXIBLE, width - others));
  }
  return all.flatMap((row, index) => {
    const cells = columns.map((column, at) =>
      column.flexible ? wrap(row[at] ?? '', widths[at] as number) : [row[at] ?? ''],
    );
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((column, at) => {
          const set = pad(cells[at]?.[line] ?? '', widths[at] as number, column.align ?? 'left');
          const isHeading = headed && index === 0;
          return column.paint && !isHeading ? column.paint(set, headed ? index - 1 : index) : set;
        })
        .join(GAP)
        .trimEnd(),
    );
  });
}

/** Breaks a text at spaces into lines of at most `width`; a longer word stands alone. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines;
}

/** A count with its noun: `1 fact`, `1,234 facts`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

/** A duration for people: `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
}
