import {
  ApiError,
  answeredFresh,
  contentTypeOf,
  formatsResponse,
  type HttpServer,
  parameterError,
  problemResponse,
  withParameters,
} from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Resolved, refusedCursor, resolveCursor } from '../feed/cursor.ts';
import type { Hub } from '../feed/hub.ts';
import { parseReplayCursor, type Replays } from '../feed/replays.ts';
import type { FeedView } from '../feed/view.ts';
import { toText } from '../read-model/change.ts';
import { NO_FILTER, type PreparedFilter } from '../read-model/filter.ts';
import { EPOCH_LENGTH } from '../read-model/place.ts';
import { changePageSchema, changeSchema } from './answers.ts';
import { sendFeed } from './feeds.ts';
import { nextLink, pageAfter } from './page.ts';
import { changesQuery, filterOf } from './parameters.ts';

/** What the route answers from. */
export interface ChangesRoute {
  readonly view: FeedView;
  readonly hub: Hub;
  readonly replays: Replays;
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
          204: z.null().meta({ description: 'The stream of a replay whose last change the client has.' }),
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
        case 'sse': {
          const served = await servedFrom(route, request);
          return stream(route, served, request, reply, filter);
        }
        case 'atom':
        case 'jsonfeed':
          requireNone(
            request.query,
            ['after', 'filter', 'asReported'],
            'a feed is cut into documents: follow its links',
          );
          return sendFeed(route.view, route.publicUrl, request, request.query, reply, filter);
        default:
          requireNone(request.query, ['archive'], 'only Atom and JSON Feed have archives');
          return page(await servedFrom(route, request), request, request.query, reply, filter);
      }
    },
  );
}

function requireNone(query: Query, names: readonly (keyof Query)[], why: string): void {
  for (const name of names) if (query[name] !== undefined) throw parameterError('invalid-parameter', name, why);
}

/** Where an answer comes from: the live feed, or the replay that is asked for. */
interface Served {
  readonly view: FeedView;
  readonly hub: Hub;
}

async function servedFrom(route: ChangesRoute, request: FastifyRequest): Promise<Served> {
  const { asReported, after } = request.query as Query;
  if (asReported === undefined) return route;
  const cursor = lastEventIdOf(request) ?? after ?? '0';
  const source = lastEventIdOf(request) === null ? 'after' : 'Last-Event-ID';
  // A replay is of what was recorded when it began, and its cursors say when that was.
  if (cursor === '0') return route.replays.open({ reportedMs: asReported, seq: route.view.seq() });
  const parsed = parseReplayCursor(cursor);
  if (!parsed) throw refusedCursor(source, `not a cursor of a replay: ${JSON.stringify(cursor.slice(0, 100))}`);
  if (parsed.epoch !== route.view.epoch.slice(0, EPOCH_LENGTH))
    throw new ApiError('epoch-changed', `${cursor} was made under other rules: begin the replay again after 0`, {
      extra: {
        epoch: route.view.epoch.slice(0, EPOCH_LENGTH),
        next: withParameters(request.originalUrl, { after: 0 }),
      },
    });
  if (parsed.bounds.reportedMs !== asReported) throw refusedCursor(source, `${cursor} is of a replay to another time`);
  if (parsed.bounds.seq > route.view.seq()) {
    if (route.view.caughtUp()) throw refusedCursor(source, `${cursor} is of the future`);
    throw behind(`at seq ${route.view.seq()}, not yet at ${parsed.bounds.seq}`);
  }
  return route.replays.open(parsed.bounds);
}

function lastEventIdOf(request: FastifyRequest): string | null {
  const last = request.headers['last-event-id'];
  return request.format === 'sse' && typeof last === 'string' && last !== '' ? last : null;
}

function page(
  { view }: Served,
  request: FastifyRequest,
  query: Query,
  reply: FastifyReply,
  filter: PreparedFilter,
): FastifyReply {
  const resolved = resolveCursor(view, query.after ?? '0', 'after', request.originalUrl);
  if ('ahead' in resolved) throw behind(`at seq ${view.seq()}, not yet at ${query.after}`);
  const version = {
    epoch: view.epoch,
    seq: view.seq(),
    also: `${resolved.place}-${filter.digest}-${query.limit}-${query.envelope}-${view.ledger()?.seq ?? 0}`,
  };
  if (answeredFresh(request, reply, version)) return reply;
  const { text, next } = pageAfter(view, filter, resolved.place, query.limit, query.envelope);
  return reply
    .header('link', nextLink(request.originalUrl, filter, next))
    .type(contentTypeOf('json'))
    .send(text);
}

function behind(detail: string): ApiError {
  return new ApiError('behind-sequence', detail, { headers: { 'retry-after': '1' } });
}

function stream(
  { maxClients, hub: live, replays }: ChangesRoute,
  { view, hub }: Served,
  request: FastifyRequest,
  reply: FastifyReply,
  filter: PreparedFilter,
): FastifyReply {
  const start = startOf(view, request);
  // A browser reconnects after every end, until it is answered that there is nothing to come back for.
  if (view.finite && 'place' in start && start.place === view.reader().head() && lastEventIdOf(request) !== null)
    return reply.code(204).send();
  reply.headers({
    'content-type': contentTypeOf('sse'),
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'foedera-filter': filter.digest,
  });
  if (request.method === 'HEAD') return reply.send();
  if (live.clients() + replays.clients() >= maxClients)
    throw new ApiError('not-ready', `${maxClients} streams are open here already`, { headers: { 'retry-after': '5' } });
  reply.hijack();
  // The stream ends with its connection: unchunked, each write is one system call instead of three parts.
  reply.raw.removeHeader('transfer-encoding');
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>);
  hub.attach(reply.raw, filter, start, (request.query as Query).envelope);
  return reply;
}

/** Where a stream begins. A browser that reconnects keeps the address and its `after`, so `Last-Event-ID` beats it. */
function startOf(view: FeedView, request: FastifyRequest): Resolved {
  const last = lastEventIdOf(request);
  if (last !== null) return resolveCursor(view, last, 'Last-Event-ID', request.originalUrl);
  return resolveCursor(view, (request.query as Query).after ?? '0', 'after', request.originalUrl);
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
