import { stringify } from 'csv-stringify/sync';
import type { Column, Row } from './columns.ts';

const BYTE_ORDER_MARK = '\uFEFF';
const ROWS_AT_ONCE = 200;

/**
 * Rows as comma-separated values, for spreadsheets: with a byte order mark, and what a spreadsheet would take for a
 * formula escaped with `'`. Lists and objects are JSON text; what is absent is empty.
 * @see RFC 4180
 */
export async function* csvChunks(columns: readonly Column[], rows: AsyncIterable<Row>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toText([columns.map((column) => column.name)]);
  let gathered: (string | number | boolean)[][] = [];
  for await (const row of rows) {
    gathered.push(columns.map(({ name }) => cellOf(row[name])));
    if (gathered.length < ROWS_AT_ONCE) continue;
    yield toText(gathered);
    gathered = [];
  }
  if (gathered.length > 0) yield toText(gathered);
}

/** A last line that says why there are no more: it has one cell and begins with `#`. */
export function csvEnding(text: string): string {
  return toText([[`# ${text}`]]);
}

function toText(rows: readonly (readonly (string | number | boolean)[])[]): string {
  return stringify([...rows] as string[][], {
    escape_formulas: true,
    record_delimiter: 'windows',
    cast: { boolean: (value) => String(value) },
  });
}

function cellOf(value: unknown): string | number | boolean {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value);
}
