import type { FastifyReply, FastifyRequest } from 'fastify';

/** What an answer is made from: known before any query runs. */
export interface AnswerVersion {
  readonly epoch: string;
  /** `seq` that the answer shows. */
  readonly seq: number;
  /** True when the address itself names epoch and seq, so that the answer can never change. */
  readonly pinned?: boolean;
  /** Anything else the answer depends on, such as the day it was asked. */
  readonly also?: string;
}

const YEAR_SECONDS = 31_536_000;

/**
 * Sets `ETag` and `Cache-Control`. Where the client already has this answer, sends 304 and returns true: then run no
 * query and return the reply. The tag is weak, for compression changes the bytes.
 * @see RFC 9110, 8.8.3 and 13.1.2
 */
export function answeredFresh(request: FastifyRequest, reply: FastifyReply, version: AnswerVersion): boolean {
  const tag = `W/"${[version.epoch.slice(0, 12), version.seq, request.format, version.also].filter((part) => part !== undefined && part !== '').join('-')}"`;
  reply.header('etag', tag);
  reply.header('cache-control', version.pinned === true ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
  const asked = request.headers['if-none-match'];
  if (asked === undefined) return false;
  const opaque = tag.slice(2);
  const known = asked.split(',').map((one) => one.trim());
  if (!known.some((one) => one === '*' || one === opaque || one === tag)) return false;
  reply.code(304).send();
  return true;
}
