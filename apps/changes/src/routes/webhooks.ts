import { ApiError, type HttpServer, problemResponse, requireKey } from '@foedera/http';
import { CHANGES } from '@foedera/projections';
import { KIND_NAMES } from '@foedera/schema';
import { z } from 'zod';
import { resolveCursor } from '../feed/cursor.ts';
import type { FeedView } from '../feed/view.ts';
import { IMPORTANCE } from '../read-model/importance.ts';
import { type AddressGuard, wrongUrl } from '../webhooks/address-guard.ts';
import { type Outbox, openOutbox } from '../webhooks/outbox.ts';
import { newSecret, rotated } from '../webhooks/signature.ts';
import { openSubscriptions, type Subscription } from '../webhooks/subscriptions.ts';
import { newWebhookSchema, rotatedSchema, webhookSchema } from './answers.ts';
import { addDeliveryRoutes } from './deliveries.ts';
import { PARTY, RELATION } from './parameters.ts';
import { type OpenWebhookRoutes, own, type WebhookRoutes } from './webhook-owner.ts';

const filterBody = z
  .strictObject({
    relation: z.array(z.string().regex(RELATION)).min(1).max(100).optional(),
    party: z.array(z.string().regex(PARTY)).min(1).max(100).optional(),
    kind: z.array(z.enum(KIND_NAMES)).min(1).optional(),
    change: z.array(z.enum(CHANGES)).min(1).optional(),
    importance: z.enum(IMPORTANCE).optional(),
    minConfidence: z.number().min(0).max(1).optional(),
  })
  .meta({ description: 'Which changes are wanted, as the parameters of the feed say it.' });
const url = z.string().max(2_000).meta({ description: 'Where messages are sent, https: or http:.' });
const description = z.string().max(500);
const after = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: 'Cursor, exclusive: `0` for all changes, `now` for those to come.' });

const creation = z.strictObject({
  url,
  filter: filterBody.default({}),
  description: description.default(''),
  after: after.default('now'),
});
const revision = z.strictObject({
  url: url.optional(),
  filter: filterBody.optional(),
  description: description.optional(),
  after: after.optional(),
  state: z.enum(['active', 'paused']).optional(),
});
const rotation = z.strictObject({
  overlapSeconds: z
    .int()
    .min(0)
    .max(2_592_000)
    .default(86_400)
    .meta({ description: 'How long the secret before goes on signing beside the new one.' }),
});
const byId = z.object({ id: z.string().max(40) });
const problems = {
  400: problemResponse('The body, the address or the cursor cannot be used.'),
  401: problemResponse('No API key, or one that is unknown or revoked.'),
  404: problemResponse('No subscription of this key has this id.'),
  409: problemResponse('The key has as many subscriptions as it may.'),
};
const documented = { tags: ['webhooks'], security: [{ key: [] }] };
const hooks = z.object({ webhooks: z.array(webhookSchema) });

/** Adds the routes under `/v1/webhooks`: subscriptions of the key that the request comes with. */
export function addWebhookRoutes(app: HttpServer, given: WebhookRoutes): void {
  const routes: OpenWebhookRoutes = {
    ...given,
    subscriptions: openSubscriptions(given.db),
    outbox: openOutbox(given.db),
  };
  const { subscriptions, outbox, view, guard, now, wake } = routes;
  const timestamp = (): string => new Date(now()).toISOString();

  app.post(
    '/v1/webhooks',
    {
      schema: {
        ...documented,
        operationId: 'createWebhook',
        summary: 'Subscribe an address to changes',
        response: { 201: newWebhookSchema, ...problems },
        body: creation,
      },
    },
    async (request, reply) => {
      const owner = requireKey(request, routes.keys).id;
      requireUrl(guard, request.body.url);
      const cursor = cursorOf(view, request.body.after);
      const secret = newSecret(routes.randomBytes);
      const subscription: Subscription = {
        id: `wh_${routes.randomBytes(12).toString('hex')}`,
        owner,
        url: request.body.url,
        filter: request.body.filter,
        description: request.body.description,
        cursor,
        state: 'active',
        reason: null,
        secrets: [{ secret, untilMs: null }],
        created: timestamp(),
        updated: timestamp(),
      };
      routes.db.transaction(() => {
        if (subscriptions.ofOwner(owner).length >= routes.maxPerKey)
          throw new ApiError('conflict', `a key has at most ${routes.maxPerKey} subscriptions`);
        subscriptions.add(subscription);
      });
      wake();
      return reply
        .code(201)
        .header('location', `/v1/webhooks/${subscription.id}`)
        .send({ ...shown(subscription, outbox), secret });
    },
  );

  app.get(
    '/v1/webhooks',
    {
      schema: {
        ...documented,
        operationId: 'webhooks',
        summary: 'Subscriptions of this key',
        response: { 200: hooks, ...problems },
      },
    },
    async (request, reply) => {
      const { id } = requireKey(request, routes.keys);
      return reply
        .header('cache-control', 'no-store')
        .send({ webhooks: subscriptions.ofOwner(id).map((s) => shown(s, outbox)) });
    },
  );

  app.get(
    '/v1/webhooks/:id',
    {
      schema: {
        ...documented,
        operationId: 'webhook',
        summary: 'One subscription',
        response: { 200: webhookSchema, ...problems },
        params: byId,
      },
    },
    async (request, reply) =>
      reply.header('cache-control', 'no-store').send(shown(own(routes, request, request.params.id), outbox)),
  );

  app.patch(
    '/v1/webhooks/:id',
    {
      schema: {
        ...documented,
        operationId: 'changeWebhook',
        summary: 'Change, pause or go on with a subscription',
        response: { 200: webhookSchema, ...problems },
        params: byId,
        body: revision,
      },
    },
    async (request, reply) => {
      const { id } = own(routes, request, request.params.id);
      const { after: cursor, state, ...rest } = request.body;
      if (rest.url !== undefined) requireUrl(guard, rest.url);
      const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
      const change = {
        ...given,
        ...(cursor === undefined ? {} : { cursor: cursorOf(view, cursor) }),
        ...(state === undefined ? {} : { state, reason: null }),
      };
      routes.db.transaction(() => subscriptions.change(id, change, timestamp()));
      wake();
      return reply.send(shown(subscriptions.find(id) as Subscription, outbox));
    },
  );

  app.delete(
    '/v1/webhooks/:id',
    {
      schema: {
        ...documented,
        operationId: 'removeWebhook',
        summary: 'End a subscription',
        response: { 204: z.null(), ...problems },
        params: byId,
      },
    },
    async (request, reply) => {
      const { id } = own(routes, request, request.params.id);
      subscriptions.remove(id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/v1/webhooks/:id/secret',
    {
      schema: {
        ...documented,
        operationId: 'rotateWebhookSecret',
        summary: 'Rotate the secret of a subscription',
        response: { 200: rotatedSchema, ...problems },
        params: byId,
        body: rotation.nullish(),
      },
    },
    async (request, reply) => {
      const { id, secrets } = own(routes, request, request.params.id);
      const overlapMs = (request.body?.overlapSeconds ?? 86_400) * 1_000;
      const secret = newSecret(routes.randomBytes);
      subscriptions.change(id, { secrets: rotated(secrets, secret, now(), overlapMs) }, timestamp());
      return reply.send({ id, secret, previousUntil: new Date(now() + overlapMs).toISOString() });
    },
  );

  addDeliveryRoutes(app, routes);
}

function requireUrl(guard: AddressGuard, text: string): void {
  const wrong = wrongUrl(text, guard);
  if (wrong !== null)
    throw new ApiError('invalid-body', `url: ${wrong}`, { errors: [{ in: 'body', pointer: '#/url', detail: wrong }] });
}

function cursorOf(view: FeedView, text: string): string {
  const resolved = resolveCursor(view, text, 'after');
  if ('ahead' in resolved)
    throw new ApiError('behind-sequence', 'not yet at this cursor', { headers: { 'retry-after': '1' } });
  return view.idOf(resolved.place);
}

/** A subscription as its owner sees it: never its secret. */
function shown({ secrets, owner: _, ...rest }: Subscription, outbox: Outbox): z.input<typeof webhookSchema> {
  const filter = JSON.parse(JSON.stringify(rest.filter)) as z.input<typeof webhookSchema>['filter'];
  return { ...rest, filter, secrets: secrets.length, deliveries: outbox.counts(rest.id) };
}
