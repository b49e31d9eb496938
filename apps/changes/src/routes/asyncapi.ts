import type { HttpServer } from '@foedera/http';
import { asyncApiDocument } from '../formats/asyncapi.ts';

/** `GET /asyncapi.yaml`: what the stream and the webhooks say, for programs. */
export function addAsyncApiRoute(app: HttpServer): void {
  const document = asyncApiDocument('1.0.0');
  app.get('/asyncapi.yaml', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/yaml; charset=utf-8').send(document),
  );
}
