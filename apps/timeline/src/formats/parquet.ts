import { PassThrough, type Readable } from 'node:stream';
import { ByteWriter, parquetWriteRows } from 'hyparquet-writer';
import type { Column, ColumnType, Row } from './columns.ts';

const TYPES = {
  text: 'STRING',
  json: 'JSON',
  integer: 'INT64',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
} as const satisfies Record<ColumnType, string>;
const ROW_GROUP = [1_000, 20_000];

/** Rows as a Parquet file, written group by group at the reader's pace. `notes` go into the file's metadata. */
export function parquetStream(
  columns: readonly Column[],
  rows: AsyncIterable<Row>,
  notes: () => Readonly<Record<string, unknown>>,
): Readable {
  const output = new PassThrough();
  const kvMetadata: { key: string; value: string }[] = [];
  const done = async (): Promise<void> => {
    await parquetWriteRows({
      writer: streamWriter(output),
      rows: withNotes(cells(columns, rows), () => {
        for (const [key, value] of Object.entries(notes()))
          kvMetadata.push({ key: `foedera.${key}`, value: JSON.stringify(value) });
      }),
      columns: columns.map(({ name, type }) => ({ name, type: TYPES[type], nullable: true })),
      rowGroupSize: ROW_GROUP,
      kvMetadata,
      createdBy: 'foedera',
    });
    output.end();
  };
  // A failure half-way destroys the stream: without its footer the file is no Parquet file.
  done().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
  return output;
}

async function* cells(columns: readonly Column[], rows: AsyncIterable<Row>): AsyncGenerator<Record<string, unknown>> {
  for await (const row of rows) {
    const cell: Record<string, unknown> = {};
    for (const { name, type } of columns) cell[name] = cellOf(row[name], type);
    yield cell;
  }
}

function cellOf(value: unknown, type: ColumnType): unknown {
  if (value === undefined || value === null) return undefined;
  return type === 'integer' ? BigInt(value as number) : value;
}

/** The footer is written after the last row: what is known only then can still stand in it. */
async function* withNotes<T>(rows: AsyncIterable<T>, note: () => void): AsyncGenerator<T> {
  yield* rows;
  note();
}

/** A writer that hands each row group to a stream and waits while the stream is full. */
function streamWriter(output: PassThrough): ByteWriter {
  const writer = new ByteWriter();
  const flush = async (): Promise<void> => {
    const bytes = writer.getBytes().slice();
    writer.index = 0;
    if (!output.write(bytes)) await new Promise<void>((resolve) => output.once('drain', resolve));
  };
  return Object.assign(writer, { flush, finish: flush });
}
