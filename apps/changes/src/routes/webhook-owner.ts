import { ApiError, type ApiKeyStore, requireKey } from '@foedera/http';
import type { Database } from '@foedera/sqlite';
import type { FastifyRequest } from 'fastify';
import type { FeedView } from '../feed/view.ts';
import type { AddressGuard } from '../webhooks/address-guard.ts';
import type { Outbox } from '../webhooks/outbox.ts';
import type { Subscription, Subscriptions } from '../webhooks/subscriptions.ts';

/** What the routes of webhooks work with. */
export interface WebhookRoutes {
  readonly db: Database;
  readonly view: FeedView;
  readonly keys: Pick<ApiKeyStore, 'find'>;
  readonly guard: AddressGuard;
  /** Most subscriptions of one key. */
  readonly maxPerKey: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Buffer;
  /** Told after every change, so that it takes effect at once. */
  readonly wake: () => void;
}

/** As `WebhookRoutes`, with its tables open. */
export interface OpenWebhookRoutes extends WebhookRoutes {
  readonly subscriptions: Subscriptions;
  readonly outbox: Outbox;
}

/** The subscription, if it belongs to the key of the request. @throws ApiError `not-found` also for that of another */
export function own(
  { subscriptions, keys }: Pick<OpenWebhookRoutes, 'subscriptions' | 'keys'>,
  request: FastifyRequest,
  id: string,
): Subscription {
  const owner = requireKey(request, keys).id;
  const found = subscriptions.find(id);
  if (found?.owner !== owner) throw new ApiError('not-found', `no subscription of this key has the id ${id}`);
  return found;
}
