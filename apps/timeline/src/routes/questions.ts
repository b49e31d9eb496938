import { ApiError, answeredFresh, contentTypeOf, type Format, parameterError, problemResponse } from '@foedera/http';
import { ProjectionError } from '@foedera/projections';
import { parseRelationId, relationId } from '@foedera/schema';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TimelineContext } from '../context.ts';
import { markdownDocument } from '../formats/markdown.ts';
import { type Known, type KnownParameters, knownOf } from '../queries/known.ts';
import { PAGE } from './parameters.ts';

/** Problems that every question about facts may be answered with. */
export const READ_PROBLEMS = {
  400: problemResponse('A parameter is unknown or has a value that cannot be used.'),
  410: problemResponse('The link or cursor was made under other rules.'),
  503: problemResponse('The read model has not got far enough, or has stopped.'),
} as const;

const MIN_SEQ_WAIT_MS = 5_000;

/** Parameters that every question about facts takes. */
export type KnownQuery = KnownParameters & { readonly minSeq?: number | undefined };

/** Where the question is asked on the known axes, once the read model has got far enough. */
export async function knownFor(context: TimelineContext, query: KnownQuery): Promise<Known> {
  const { runner } = context;
  if (query.minSeq !== undefined && runner.status().seq < query.minSeq) await reach(context, query.minSeq);
  return knownOf(runner, query, context.now());
}

async function reach({ runner }: TimelineContext, seq: number): Promise<void> {
  const timeout = AbortSignal.timeout(MIN_SEQ_WAIT_MS);
  try {
    await runner.awaitSeq(seq, timeout);
  } catch (error) {
    if (error instanceof ProjectionError) throw new ApiError('not-ready', error.message, { cause: error });
    if (!timeout.aborted) throw error;
    throw new ApiError('behind-sequence', `minSeq: ${seq} was asked for, found ${runner.status().seq}`, {
      headers: { 'retry-after': '1' },
      extra: { seq: runner.status().seq },
    });
  }
}

/** Sets the headers of an answer that is made from the read model; true when the client already has it. */
export function isKnownToClient(request: FastifyRequest, reply: FastifyReply, known: Known): boolean {
  const { epoch, seq, pinned, today } = known;
  return answeredFresh(request, reply, { epoch, seq, pinned, also: String(today) });
}

/** JSON text as the answer, in UTF-8 where it is bytes: no response schema is run over it. */
export function sendJson(reply: FastifyReply, text: string | Buffer): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(text);
}

/** Formats of answers that are one thing. */
export const DOCUMENT_FORMATS = ['json', 'markdown'] as const satisfies readonly Format[];

/** One thing as the answer, in the format that was negotiated. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, title: string, answer: object): FastifyReply {
  if (request.format === 'markdown') return reply.type(contentTypeOf('markdown')).send(markdownDocument(title, answer));
  return sendJson(reply, JSON.stringify(answer));
}

/**
 * The relation that an address names. `VN-BY` is redirected to `BY-VN`: then the reply is sent and the result is null.
 * @throws ApiError `invalid-parameter` when it is no relation id
 */
export function relationOf(request: FastifyRequest, reply: FastifyReply, id: string): string | null {
  const parties = parseRelationId(id);
  if (!parties)
    throw new ApiError('invalid-parameter', `not a relation: ${id.slice(0, 100)}; expected codes such as BY-VN`, {
      errors: [{ in: 'path', pointer: '#/relation', detail: 'two or more different codes of states, joined by -' }],
    });
  const canonical = relationId(parties);
  if (canonical === id) return id;
  reply.redirect(request.originalUrl.replace(/(?<=\/relations\/)[^/?.]+/, canonical), 308);
  return null;
}

/** The window that `from`, `to` and `on` mean, in days, half-open. */
export function windowOf(query: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly on?: number | undefined;
}): { readonly from?: number | undefined; readonly to?: number | undefined } {
  const { from, to, on } = query;
  if (on !== undefined && (from !== undefined || to !== undefined))
    throw parameterError('invalid-parameter', 'on', 'not together with from and to');
  if (from !== undefined && to !== undefined && from >= to)
    throw parameterError('invalid-parameter', 'to', 'not after from');
  return on === undefined ? { from, to } : { from: on, to: on + 1 };
}

const PAGED: ReadonlySet<Format> = new Set(['json', 'atom', 'jsonfeed', 'markdown']);

/** Rows of an answer: what was asked for, else a page, else everything in formats that are exports. */
export function limitOf(limit: number | 'all' | undefined, format: Format): number {
  if (limit === undefined) return PAGED.has(format) ? PAGE.usual : Number.POSITIVE_INFINITY;
  return limit === 'all' ? Number.POSITIVE_INFINITY : limit;
}
