import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ApiAccess } from './api.ts';

/** Headers of the browser's that the API needs to see. */
const HANDED_ON = ['accept', 'authorization', 'content-type', 'if-match', 'if-none-match', 'last-event-id'] as const;
/** Headers of the API's that the browser needs to see. */
const HANDED_BACK = [
  'cache-control',
  'content-disposition',
  'content-type',
  'etag',
  'foedera-filter',
  'link',
  'location',
  'retry-after',
  'vary',
  'x-accel-buffering',
] as const;

/** Hands `/v1` on to the API, streams included, so that a browser speaks to one origin only. */
export function addProxy(app: FastifyInstance, api: ApiAccess): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 262_144 }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({
      method: ['GET', 'POST', 'PUT', 'DELETE'],
      url: '/v1/*',
      handler: async (request, reply) => {
        const headers: Record<string, string> = {};
        for (const name of HANDED_ON) {
          const value = request.headers[name];
          if (typeof value === 'string') headers[name] = value;
        }
        const response = await api.request(request.originalUrl, {
          method: request.method,
          headers,
          ...(typeof request.body === 'string' && request.body !== '' ? { body: request.body } : {}),
        });
        reply.code(response.status);
        for (const name of HANDED_BACK) {
          const value = response.headers.get(name);
          if (value !== null) reply.header(name, value);
        }
        if (response.body === null) return reply.send();
        const stream = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream);
        request.raw.once('close', () => stream.destroy());
        return reply.send(stream);
      },
    });
  });
}
