import {
  ApiError,
  answeredFresh,
  contentTypeOf,
  formatsResponse,
  type HttpServer,
  parameterError,
  problemResponse,
} from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Resolved, resolveCursor } from '../feed/cursor.ts';
import type { Hub } from '../feed/hub.ts';
import type { FeedView } from '../feed/view.ts';
import { toText } from '../read-model/change.ts';
import { NO_FILTER, type PreparedFilter } from '../read-model/filter.ts';
import { changePageSchema, changeSchema } from './answers.ts';
import { sendFeed } from './feeds.ts';
import { nextLink, pageAfter } from './page.ts';
import { changesQuery, filterOf } from './parameters.ts';

/** What the route answers from. */
export interface ChangesRoute {
  readonly view: FeedView;
  readonly hub: Hub;
  readonly maxClients: number;
  /** Address at which the server is known, without a path; that of the request when absent. */
  readonly publicUrl?: string | undefined;
}

type Query = z.output<typeof changesQuery>;

/** `GET /v1/changes`: a page as JSON, or an event stream for those who accept one. */
export function addChangesRoute(app: HttpServer, route: ChangesRoute): void {
  app.get(
    '/v1/changes',
    {
      config: { formats: ['json', 'sse', 'atom', 'jsonfeed'] },
      schema: {
        operationId: 'changes',
        tags: ['changes'],
        summary: 'Changes after a cursor, as a page or as a stream',
        description:
          'Every difference between two successive states of the timeline, in order. `after` is exclusive. A page always carries `next` and `more`. With `Accept: text/event-stream` the same changes as server-sent events; `Last-Event-ID` beats `after`.',
        querystring: changesQuery,
        response: {
          200: formatsResponse('A page, or a stream that goes on.', changePageSchema, ['sse', 'atom', 'jsonfeed']),
          400: problemResponse('An unknown filter, or a cursor that is malformed, unknown or of the future.'),
          410: problemResponse('The cursor is of other rules; the document says how to go on.'),
          503: problemResponse('This replica has not come to the cursor yet.'),
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.query);
      if (request.query.filter !== undefined && request.query.filter !== filter.digest)
        throw parameterError(
          'invalid-cursor',
          'filter',
          `the cursor was made under filter ${request.query.filter}, now ${filter.digest}`,
        );
      switch (request.format) {
        case 'sse':
          return stream(route, request, reply, filter);
        case 'atom':
        case 'jsonfeed':
          requireNone(request.query, ['after', 'filter'], 'a feed is cut into documents: follow its links');
          return sendFeed(route.view, route.publicUrl, request, request.query, reply, filter);
        default:
          requireNone(request.query, ['archive'], 'only Atom and JSON Feed have archives');
          return page(route, request, request.query, reply, filter);
      }
    },
  );
}

function requireNone(query: Query, names: readonly (keyof Query)[], why: string): void {
  for (const name of names) if (query[name] !== undefined) throw parameterError('invalid-parameter', name, why);
}

function page(
  { view }: ChangesRoute,
  request: FastifyRequest,
  query: Query,
  reply: FastifyReply,
  filter: PreparedFilter,
): FastifyReply {
  const resolved = resolveCursor(view, query.after ?? '0', 'after');
  if ('ahead' in resolved) throw behind(`at seq ${view.seq()}, not yet at ${query.after}`);
  const version = {
    epoch: view.epoch,
    seq: view.seq(),
    also: `${resolved.place}-${filter.digest}-${query.limit}-${view.ledger()?.seq ?? 0}`,
  };
  if (answeredFresh(request, reply, version)) return reply;
  const { text, next } = pageAfter(view, filter, resolved.place, query.limit);
  return reply
    .header('link', nextLink(request.originalUrl, filter, next))
    .type(contentTypeOf('json'))
    .send(text);
}

function behind(detail: string): ApiError {
  return new ApiError('behind-sequence', detail, { headers: { 'retry-after': '1' } });
}

function stream(
  { view, hub, maxClients }: ChangesRoute,
  request: FastifyRequest,
  reply: FastifyReply,
  filter: PreparedFilter,
): FastifyReply {
  const start = startOf(view, request);
  reply.headers({
    'content-type': contentTypeOf('sse'),
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'foedera-filter': filter.digest,
  });
  if (request.method === 'HEAD') return reply.send();
  if (hub.clients() >= maxClients)
    throw new ApiError('not-ready', `${maxClients} streams are open here already`, { headers: { 'retry-after': '5' } });
  reply.hijack();
  // The stream ends with its connection: unchunked, each write is one system call instead of three parts.
  reply.raw.removeHeader('transfer-encoding');
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
  hub.attach(reply.raw, filter, start);
  return reply;
}

/** Where a stream begins. A browser that reconnects keeps the address and its `after`, so `Last-Event-ID` beats it. */
function startOf(view: FeedView, request: FastifyRequest): Resolved {
  const last = request.headers['last-event-id'];
  const given = typeof last === 'string' && last !== '';
  const after = (request.query as Query).after ?? '0';
  return given ? resolveCursor(view, last, 'Last-Event-ID') : resolveCursor(view, after, 'after');
}

/** `GET /v1/changes/{id}`: one change, for links to it. */
export function addChangeRoute(app: HttpServer, { view }: ChangesRoute): void {
  app.get(
    '/v1/changes/:id',
    {
      schema: {
        operationId: 'change',
        tags: ['changes'],
        summary: 'One change',
        params: z.object({ id: z.string().max(100) }),
        response: {
          200: formatsResponse('The change, with the one before it of all.', changeSchema),
          400: problemResponse('Not the id of a change.'),
          404: problemResponse('There is no change before the first.'),
          410: problemResponse('The id is of other rules.'),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const resolved = resolveCursor(view, id, 'id');
      if ('ahead' in resolved) throw behind(`at seq ${view.seq()}, not yet at ${id}`);
      const [change, before] = view.reader().readBackFrom(NO_FILTER, resolved.place, 2);
      if (change === undefined) throw new ApiError('not-found', 'no change is before the first');
      if (answeredFresh(request, reply, { epoch: view.epoch, seq: resolved.place, pinned: true })) return reply;
      const text = toText(id, before ? view.idOf(before.place) : null, change.content);
      return reply.type(contentTypeOf('json')).send(text);
    },
  );
}
