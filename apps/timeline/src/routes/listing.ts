import { Readable } from 'node:stream';
import {
  type Cursor,
  decodeCursor,
  digestOf,
  encodeCursor,
  type Format,
  type Link,
  linkHeader,
  sendNdjson,
  withParameters,
} from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TimelineContext } from '../context.ts';
import { sendExport } from '../formats/export.ts';
import { ALL_REPORTED, type Known } from '../queries/known.ts';
import { sendJson } from './questions.ts';

/** Key of a row: what a cursor holds. */
export type RowKey = readonly (string | number)[];

/** A run of rows: JSON text of each, and the key of the last one. */
export interface Rows {
  readonly texts: readonly string[];
  readonly last: RowKey | null;
  readonly more: boolean;
}

type JoinedRows = Omit<Rows, 'texts'> & { readonly rows: Buffer };

/** A list that can be paged, streamed and exported. */
export interface Listing {
  /** Name of the list in the answer: `timeline`, `claims`. */
  readonly name: 'timeline' | 'claims' | 'relations' | 'search' | 'sources' | 'documents';
  /** What the list is of, for titles of exports. */
  readonly title: string;
  /** Rows after a key, at most `limit`, as they stand where `known` says. */
  read(known: Known, after: RowKey | null, limit: number): Rows;
  /** A whole page joined by commas, in UTF-8, where that is faster than row by row; `null` where it is not. */
  readJoined?(known: Known, after: RowKey | null, limit: number): JoinedRows | null;
}

/** Rows that are read from the database in one go while exporting: between them other requests get their turn. */
const BATCH = 500;

/** Answers with a list in the format that was negotiated. */
export function sendListing(
  context: TimelineContext,
  request: FastifyRequest,
  reply: FastifyReply,
  known: Known,
  listing: Listing,
  limit: number,
): FastifyReply | Promise<FastifyReply> {
  const query = digestOfQuery(request);
  const head = context.runner.status().seq;
  const { after } = request.query as { after?: string };
  const start = after === undefined ? null : keyOf(decodeCursor(after, { epoch: known.epoch, query, head }));
  const cursorOf = (key: RowKey): string => encodeCursor({ epoch: known.epoch, query, key });
  if (request.format === 'json' && Number.isFinite(limit))
    return sendPage(request, reply, known, listing, start, limit, cursorOf);
  const progress: Progress = { last: null, more: false };
  const rows = readAll(context, known, listing, start, limit, progress);
  const closing = () => ({
    seq: known.seq,
    epoch: known.epoch,
    ...(progress.more && progress.last ? { more: true, next: cursorOf(progress.last) } : {}),
  });
  if (request.format === 'ndjson')
    return sendNdjson(reply, rows, closing, (error) => request.log.error({ err: error }));
  if (request.format === 'json') return sendJsonStream(reply, listing.name, rows, closing);
  return sendExport(request, reply, { name: listing.name, title: listing.title, rows, closing });
}

function keyOf(cursor: Cursor): RowKey {
  return cursor.key as RowKey;
}

/** Parameters that only choose a part of a list, or a wording. */
const BESIDES: ReadonlySet<string> = new Set(['after', 'limit', 'lang', 'minSeq', 'epoch']);

/** Digest of what decides which rows a list has: its address and the parameters that matter, in any order. */
function digestOfQuery(request: Pick<FastifyRequest, 'url' | 'query'>): string {
  const path = request.url.split('?', 1)[0];
  const given = Object.entries(request.query as Record<string, unknown>).filter(([name]) => !BESIDES.has(name));
  return digestOf(
    path,
    given.sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  known: Known,
  listing: Listing,
  start: RowKey | null,
  limit: number,
  cursorOf: (key: RowKey) => string,
): FastifyReply {
  const page = listing.readJoined?.(known, start, limit) ?? joinRows(listing.read(known, start, limit));
  const next = page.more && page.last ? cursorOf(page.last) : null;
  reply.header('link', linkHeader(linksOf(request, known, listing, start, next)));
  return sendJson(
    reply,
    Buffer.concat([
      Buffer.from(`{"${listing.name}":[`),
      page.rows,
      Buffer.from(`],"next":${JSON.stringify(next)},"more":${page.more},"seq":${known.seq},"epoch":"${known.epoch}"}`),
    ]),
  );
}

function joinRows({ texts, last, more }: Rows): JoinedRows {
  return { rows: Buffer.from(texts.join(',')), last, more };
}

/** Links of a page: the next one, and, where the list can be asked for as recorded, this one as it stands for ever. */
function linksOf(
  request: FastifyRequest,
  known: Known,
  { name }: Listing,
  start: RowKey | null,
  next: string | null,
): Link[] {
  const address = request.originalUrl;
  const links = next === null ? [] : [{ href: withParameters(address, { after: next }), rel: 'next' }];
  if (name === 'sources' || name === 'documents') return links;
  const { epoch, seq } = known;
  // A cursor belongs to its query, and the pinned one is another.
  const query = { ...(request.query as object), asRecorded: { seq } };
  const after = start && encodeCursor({ epoch, query: digestOfQuery({ url: request.url, query }), key: start });
  return [
    ...links,
    { href: withParameters(address, { epoch, asRecorded: seq, minSeq: null, after }), rel: 'bookmark' },
  ];
}

interface Progress {
  last: RowKey | null;
  more: boolean;
}

/** Every row, read in batches, all of them as of the `seq` at which the first was read. */
async function* readAll(
  context: TimelineContext,
  known: Known,
  listing: Listing,
  start: RowKey | null,
  limit: number,
  progress: Progress,
): AsyncGenerator<string> {
  let after = start;
  let left = limit;
  while (left > 0) {
    const head = known.reportedMs === ALL_REPORTED && context.runner.status().seq === known.seq;
    const { texts, last, more } = listing.read({ ...known, head }, after, Math.min(BATCH, left));
    yield* texts;
    progress.more = more;
    progress.last = last ?? progress.last;
    if (!more || last === null) return;
    after = last;
    left -= texts.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A list of any length as one JSON object, as it is read. A failure half-way ends the connection: the text stays unclosed. */
function sendJsonStream(
  reply: FastifyReply,
  name: string,
  rows: AsyncIterable<string>,
  closing: () => Record<string, unknown>,
): FastifyReply {
  async function* chunks(): AsyncGenerator<string> {
    yield `{"${name}":[`;
    let separator = '';
    for await (const row of rows) {
      yield separator + row;
      separator = ',';
    }
    yield `],${JSON.stringify({ next: null, more: false, ...closing() }).slice(1)}`;
  }
  return reply.type('application/json; charset=utf-8').send(Readable.from(chunks(), { objectMode: false }));
}

/** Formats in which every list is answered, the usual one first. */
export const TABLE_FORMATS = ['json', 'ndjson', 'csv', 'parquet', 'markdown'] as const satisfies readonly Format[];

/** Formats of lists of what happened, and when. */
export const DATED_FORMATS = [...TABLE_FORMATS, 'ics', 'atom', 'jsonfeed'] as const satisfies readonly Format[];
