import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { toApiError, toProblem } from './problem.ts';

/** Lines are gathered to about this many characters before they are handed to the socket. */
const CHUNK_LENGTH = 65_536;

/** What stands in the last line besides `end` and `count`. */
export type ClosingLine = Readonly<Record<string, unknown>>;

/**
 * Answers with newline-delimited JSON as the rows come, at the client's pace. Each row is JSON text on one line.
 * The last line is `{"end": true, "count": n, …}`; after a failure half-way it is `{"end": false, "count": n,
 * "problem": …}`, so that a truncated answer never looks whole.
 * @param onFailure is told of a failure half-way, for the status can no longer say it
 */
export function sendNdjson(
  reply: FastifyReply,
  rows: Iterable<string> | AsyncIterable<string>,
  closing: () => ClosingLine,
  onFailure?: (error: unknown) => void,
): FastifyReply {
  return reply
    .type('application/x-ndjson; charset=utf-8')
    .send(Readable.from(ndjsonChunks(rows, closing, onFailure), { objectMode: false }));
}

/** The chunks of such an answer. */
export async function* ndjsonChunks(
  rows: Iterable<string> | AsyncIterable<string>,
  closing: () => ClosingLine,
  onFailure?: (error: unknown) => void,
): AsyncGenerator<string> {
  let count = 0;
  let lines: string[] = [];
  let length = 0;
  try {
    for await (const row of rows) {
      count++;
      lines.push(row);
      length += row.length;
      if (length < CHUNK_LENGTH) continue;
      yield `${lines.join('\n')}\n`;
      lines = [];
      length = 0;
    }
  } catch (error) {
    onFailure?.(error);
    const problem = toProblem(toApiError(error));
    yield [...lines, JSON.stringify({ end: false, count, problem }), ''].join('\n');
    return;
  }
  yield [...lines, JSON.stringify({ end: true, count, ...closing() }), ''].join('\n');
}
