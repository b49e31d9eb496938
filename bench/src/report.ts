import { parseArgs } from 'node:util';

/** One measured figure. Absolute figures differ from machine to machine; what is judged is a ratio taken in one run. */
export interface Figure {
  readonly name: string;
  /** The absolute figure, in `unit`. */
  readonly value: number;
  readonly unit: string;
  /** What was measured ÷ its yardstick, both in interleaved rounds of this run. */
  readonly ratio?: number;
  /** Least ratio that is accepted. */
  readonly limit?: number;
  /** Most ratio that is accepted, for figures where less is better. */
  readonly most?: number;
  /** The ratio that is aimed at; missing it is no failure. */
  readonly aim?: number;
}

/** A group of figures, measured by one call. Files and processes that it needs live in a folder that it is given. */
export interface Benchmark {
  readonly name: string;
  run(folder: string): Promise<readonly Figure[]>;
}

/** Whether a figure keeps its limit; `null` when it has none. */
export function isWithin(figure: Figure): boolean | null {
  if (figure.ratio === undefined || (figure.limit === undefined && figure.most === undefined)) return null;
  return figure.ratio >= (figure.limit ?? Number.NEGATIVE_INFINITY) && figure.ratio <= (figure.most ?? Infinity);
}

/** Figures as an aligned table for people. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const within = isWithin(figure);
    return [
      figure.name,
      `${toDigits(figure.value)} ${figure.unit}`,
      figure.ratio === undefined ? '' : figure.ratio.toFixed(2),
      figure.limit === undefined ? (figure.most === undefined ? '' : `≤ ${figure.most}`) : `≥ ${figure.limit}`,
      figure.aim === undefined ? '' : String(figure.aim),
      within === null ? '' : within ? 'ok' : 'MISSED',
    ];
  });
  const head = ['figure', 'value', 'ratio', 'limit', 'aim', ''];
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

function toDigits(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

/**
 * Runs the benchmarks that the command line names (all without a name) and writes a table, or one JSON object with `--json`.
 *
 * @param folder an empty folder on the disk that is to be measured
 * @param write where the report goes
 * @returns whether every figure keeps its limit
 */
export async function runBenchmarks(
  benchmarks: readonly Benchmark[],
  args: readonly string[],
  folder: string,
  write: (text: string) => void,
): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0)
    throw new Error(
      `unknown benchmark ${unknown.join(', ')}: there is ${benchmarks.map((each) => each.name).join(', ')}`,
    );
  const chosen = benchmarks.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const all: Figure[] = [];
  const rows: object[] = [];
  for (const benchmark of chosen) {
    const figures = await benchmark.run(folder);
    all.push(...figures);
    rows.push(...figures.map((figure) => ({ benchmark: benchmark.name, ...figure, ok: isWithin(figure) })));
    if (!values.json) write(`${benchmark.name}\n${formatFigures(figures)}\n\n`);
  }
  if (values.json) write(`${JSON.stringify({ node: process.version, figures: rows })}\n`);
  return all.every((figure) => isWithin(figure) !== false);
}
