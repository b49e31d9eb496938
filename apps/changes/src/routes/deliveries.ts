import { ApiError, type HttpServer, limitParameter, numberParameter, problemResponse } from '@foedera/http';
import { z } from 'zod';
import { DELIVERY_STATES, type Delivery } from '../webhooks/outbox.ts';
import { deliverySchema } from './answers.ts';
import { type OpenWebhookRoutes, own } from './webhook-owner.ts';

const byId = z.object({ id: z.string().max(40) });
const byChange = z.object({ id: z.string().max(40), change: z.string().max(100) });
const listQuery = z.strictObject({
  state: z.enum(DELIVERY_STATES).optional().meta({ description: 'Only messages in this state.' }),
  after: numberParameter(
    { least: 0, most: Number.MAX_SAFE_INTEGER },
    'Position, exclusive: the `next` of a page.',
  ).default(0),
  limit: limitParameter(1_000, 100),
});
const documented = { tags: ['webhooks'], security: [{ key: [] }] };
const problems = {
  401: problemResponse('No API key, or one that is unknown or revoked.'),
  404: problemResponse('No such subscription of this key, or no such parked message.'),
};
const listed = z.object({ deliveries: z.array(deliverySchema), next: z.int(), more: z.boolean() });
const replayed = z.object({ replayed: z.int() });
const dropped = z.object({ dropped: z.int() });

/** Adds the routes under `/v1/webhooks/{id}/deliveries`: what was sent, and what to do with parked messages. */
export function addDeliveryRoutes(app: HttpServer, routes: OpenWebhookRoutes): void {
  const { outbox, now, wake } = routes;
  const path = '/v1/webhooks/:id/deliveries';

  app.get(
    path,
    {
      schema: {
        ...documented,
        operationId: 'deliveries',
        summary: 'Messages of a subscription, oldest first',
        response: { 200: listed, ...problems },
        params: byId,
        querystring: listQuery,
      },
    },
    async (request, reply) => {
      const { id } = own(routes, request, request.params.id);
      const { state, after, limit } = request.query;
      const rows = outbox.list(id, state, after, limit + 1);
      const page = rows.slice(0, limit);
      return reply.header('cache-control', 'no-store').send({
        deliveries: page.map(shown),
        next: page.at(-1)?.position ?? after,
        more: rows.length > limit,
      });
    },
  );

  const replay = (id: string, change: string | null): z.input<typeof replayed> => {
    const count = outbox.replay(id, change, now());
    requireSome(count, change);
    wake();
    return { replayed: count };
  };
  app.post(
    `${path}/replay`,
    {
      schema: {
        ...documented,
        operationId: 'replayDeliveries',
        summary: 'Send all parked messages again',
        response: { 202: replayed, ...problems },
        params: byId,
      },
    },
    async (request, reply) => reply.code(202).send(replay(own(routes, request, request.params.id).id, null)),
  );
  app.post(
    `${path}/:change/replay`,
    {
      schema: {
        ...documented,
        operationId: 'replayDelivery',
        summary: 'Send a parked message again',
        response: { 202: replayed, ...problems },
        params: byChange,
      },
    },
    async (request, reply) =>
      reply.code(202).send(replay(own(routes, request, request.params.id).id, request.params.change)),
  );

  const drop = (id: string, change: string | null): z.input<typeof dropped> => {
    const count = outbox.drop(id, change);
    requireSome(count, change);
    return { dropped: count };
  };
  app.delete(
    path,
    {
      schema: {
        ...documented,
        operationId: 'dropDeliveries',
        summary: 'Forget all parked messages',
        response: { 200: dropped, ...problems },
        params: byId,
      },
    },
    async (request, reply) => reply.send(drop(own(routes, request, request.params.id).id, null)),
  );
  app.delete(
    `${path}/:change`,
    {
      schema: {
        ...documented,
        operationId: 'dropDelivery',
        summary: 'Forget a parked message',
        response: { 200: dropped, ...problems },
        params: byChange,
      },
    },
    async (request, reply) => reply.send(drop(own(routes, request, request.params.id).id, request.params.change)),
  );
}

function requireSome(count: number, change: string | null): void {
  if (change !== null && count === 0) throw new ApiError('not-found', `no parked message has the id ${change}`);
}

function shown({
  position,
  change,
  state,
  attempts,
  dueMs,
  status,
  failure,
  createdMs,
  finishedMs,
}: Delivery): z.input<typeof deliverySchema> {
  return {
    position,
    change,
    state,
    attempts,
    due: state === 'pending' ? timestamp(dueMs) : null,
    status,
    failure,
    created: timestamp(createdMs),
    finished: finishedMs === null ? null : timestamp(finishedMs),
  };
}

function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}
