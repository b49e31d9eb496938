import { Readable } from 'node:stream';
import { contentTypeOf, type Format, withParameters } from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { calendarChunks } from './calendar.ts';
import { COLUMNS, type Row } from './columns.ts';
import { csvChunks, csvEnding } from './csv.ts';
import { atomText, type FeedHead, jsonFeedText } from './feeds.ts';
import { markdownTable } from './markdown.ts';
import { parquetStream } from './parquet.ts';

/** A list to be exported: its rows as JSON text, read as they are asked for. */
export interface Export {
  readonly name: keyof typeof COLUMNS;
  readonly title: string;
  readonly rows: AsyncIterable<string>;
  /** Once all rows are read: `seq`, `epoch`, and `more` with `next` where the export was cut short. */
  readonly closing: () => Readonly<Record<string, unknown>>;
}

/** Answers with a list in a format that is neither JSON nor NDJSON. */
export async function sendExport(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, title, rows, closing }: Export,
): Promise<FastifyReply> {
  const { format } = request;
  const parsed = parseRows(rows);
  reply.type(contentTypeOf(format));
  switch (format) {
    case 'csv':
      return download(reply, name, 'csv').send(Readable.from(csv(name, parsed, closing), { objectMode: false }));
    case 'parquet':
      return download(reply, name, 'parquet').send(parquetStream(COLUMNS[name], parsed, closing));
    case 'ics':
      return reply.send(
        Readable.from(calendarChunks(title, parsed, addressOf(request), closing), { objectMode: false }),
      );
    case 'markdown': {
      const all = await gather(parsed);
      return reply.send(markdownTable(title, COLUMNS[name], all, endingOf(all.length, closing())));
    }
    default:
      return sendFeed(request, reply, title, await gather(parsed), closing());
  }
}

function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  title: string,
  rows: readonly Row[],
  { next }: Readonly<Record<string, unknown>>,
): FastifyReply {
  const { lang = 'en' } = request.query as { lang?: string };
  const self = absolute(request, request.originalUrl);
  const head: FeedHead = {
    title,
    self,
    lang,
    addressOf: addressOf(request),
    ...(typeof next === 'string'
      ? { next: absolute(request, withParameters(request.originalUrl, { after: next })) }
      : {}),
  };
  return reply.send(request.format === ('atom' satisfies Format) ? atomText(head, rows) : jsonFeedText(head, rows));
}

async function* csv(
  name: Export['name'],
  rows: AsyncIterable<Row>,
  closing: Export['closing'],
): AsyncGenerator<string> {
  yield* csvChunks(COLUMNS[name], rows);
  const { more, next } = closing();
  if (more === true) yield csvEnding(`more rows follow: after=${String(next)}`);
}

function endingOf(count: number, { seq, epoch, more, next }: Readonly<Record<string, unknown>>): string {
  const rest = more === true ? ` More follow: \`after=${String(next)}\`.` : '';
  return `${count} ${count === 1 ? 'row' : 'rows'}, as of seq ${String(seq)} under epoch ${String(epoch)}.${rest}`;
}

async function* parseRows(rows: AsyncIterable<string>): AsyncGenerator<Row> {
  for await (const row of rows) yield JSON.parse(row) as Row;
}

async function gather<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

function download(reply: FastifyReply, name: string, suffix: string): FastifyReply {
  return reply.header('content-disposition', `attachment; filename="foedera-${name}.${suffix}"`);
}

function absolute(request: FastifyRequest, address: string): string {
  return `${request.protocol}://${request.host}${address}`;
}

function addressOf(request: FastifyRequest): (row: Row) => string {
  return (row) => absolute(request, `/v1/entries/${String(row.id)}`);
}
