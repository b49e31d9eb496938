import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** What a page may load: itself, and nothing from elsewhere. `anywhere` = may stand inside pages of others. */
function contentPolicy(embedded: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${embedded ? '*' : "'none'"}`,
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Least length of a page that is compressed. */
const COMPRESSED_FROM = 1_400;

/** Sends a page with its security headers, compressed as the browser likes. */
export async function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  html: string,
  options: { readonly status?: number; readonly embed?: boolean } = {},
): Promise<FastifyReply> {
  const { status = 200, embed = false } = options;
  reply
    .code(status)
    .removeHeader('x-frame-options')
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentPolicy(embed),
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'cache-control': 'no-cache',
      vary: 'Accept-Language, Accept-Encoding',
    });
  if (status === 200) {
    const tag = `W/"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
    reply.header('etag', tag);
    if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  }
  const accepted = request.headers['accept-encoding'] ?? '';
  if (html.length < COMPRESSED_FROM) return reply.send(html);
  if (/\bbr\b/.test(accepted)) {
    const body = await brotli(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
    return reply.header('content-encoding', 'br').send(body);
  }
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await gzipped(html));
  return reply.send(html);
}
