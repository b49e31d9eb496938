import compress from '@fastify/compress';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { type ApiDescription, addDocumentation } from './documentation.ts';
import { ApiError, PROBLEMS, type ProblemCode } from './errors.ts';
import { FORMATS, type Format, negotiate, splitSuffix } from './formats.ts';
import { addMetrics } from './metrics.ts';
import { PROBLEM_TYPE, toApiError, toProblem } from './problem.ts';
import { addHealth, addNotFound, addProblemPages, type Health } from './routes.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Format to answer in, negotiated before the handler runs. */
    format: Format;
    /** Code of the problem that is answered with, if any. */
    problem: ProblemCode | null;
  }
  interface FastifyContextConfig {
    /** Formats in which the route answers, the usual one first; JSON alone when absent. */
    formats?: readonly Format[];
  }
  interface FastifyInstance {
    /** Prometheus registry of this server, for figures of one's own. */
    metrics: Registry;
  }
}

/** A server whose routes take zod schemas. */
export type HttpServer = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Bounds of what a client may send. */
export interface Limits {
  readonly bodyBytes: number;
  readonly addressCharacters: number;
  /** Per client address and minute; 0 = no limit. */
  readonly readsPerMinute: number;
  readonly writesPerMinute: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 262_144,
  addressCharacters: 8_192,
  readsPerMinute: 600_000,
  writesPerMinute: 600,
};

/** How a server is made. */
export interface ServerOptions {
  readonly description: ApiDescription;
  readonly health: () => Health | Promise<Health>;
  readonly limits?: Partial<Limits>;
  /** True, or addresses, when a proxy in front tells the client's address. */
  readonly trustProxy?: boolean | string;
  /** Where requests that failed on our side are logged; silent when absent. */
  readonly logger?: FastifyBaseLogger;
}

/** Nothing but what an answer of data needs; a page brings a policy of its own through its route's `helmet` option. */
const DATA_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** Types that get smaller; event streams must not wait for a block to fill, and Parquet is compressed already. */
const COMPRESSED = /json|xml|javascript|^text\/(?!event-stream)/;

/** Header in which the suffix of an address travels from the rewriting of the address to the request. */
const SUFFIX_HEADER = 'x-foedera-suffix';

/**
 * Makes a server with everything an app's routes rely on: zod validation, problem documents, negotiated formats
 * (`request.format`), limits, security headers, CORS for reads, metrics, health, OpenAPI with a page. Register the apps'
 * plugins on it, then `listen` (or `inject`). Routes under `/v1` without a query schema take no parameters.
 */
export async function createServer(options: ServerOptions): Promise<HttpServer> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const app = Fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    bodyLimit: limits.bodyBytes,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 2_000, ignoreTrailingSlash: true },
    exposeHeadRoutes: true,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    rewriteUrl: (request) => rewriteSuffix(request),
    frameworkErrors: (error, request, reply) =>
      answerProblem(error, request as FastifyRequest, reply as unknown as FastifyReply),
  }).withTypeProvider<ZodTypeProvider>();

  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('format', 'json');
  app.decorateRequest('problem', null);
  app.setErrorHandler((error, request, reply) =>
    answerProblem(error, request as FastifyRequest, reply as unknown as FastifyReply),
  );

  const routes: { method: string; url: string }[] = [];
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) routes.push({ method, url: route.url });
    if (!route.url.startsWith('/v1')) return;
    route.schema = { querystring: z.strictObject({}), ...route.schema };
  });
  app.addHook('onRequest', async (request, reply) => {
    if (request.originalUrl.length > limits.addressCharacters)
      throw new ApiError('address-too-long', `at most ${limits.addressCharacters} characters`);
    requireReadable(request.originalUrl);
    if (!request.url.startsWith('/v1')) return;
    const offered = request.routeOptions.config.formats ?? (['json'] as const);
    const suffix = request.headers[SUFFIX_HEADER];
    request.format = negotiate(offered, typeof suffix === 'string' ? suffix : null, request.headers.accept);
    if (offered.length > 1) reply.header('vary', 'accept');
  });

  await app.register(helmet, {
    contentSecurityPolicy: DATA_POLICY,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'HEAD'],
    // OPTIONS that is no preflight is answered alike, not refused.
    strictPreflight: false,
    exposedHeaders: ['ETag', 'Link', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After'],
    maxAge: 86_400,
  });
  await addLimits(app, limits);
  await app.register(compress, {
    global: true,
    threshold: 2_048,
    encodings: ['gzip', 'identity'],
    customTypes: COMPRESSED,
  });
  app.decorate('metrics', addMetrics(app as unknown as FastifyInstance));
  await addDocumentation(app, options.description);
  addHealth(app as unknown as FastifyInstance, options.health);
  addProblemPages(app as unknown as FastifyInstance);
  addNotFound(app as unknown as FastifyInstance, routes);
  return app;
}

function rewriteSuffix(request: {
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
}): string {
  const url = request.url ?? '/';
  // A client must not set it: only the address says the suffix.
  delete request.headers[SUFFIX_HEADER];
  if (!url.startsWith('/v1/')) return url;
  const { address, suffix } = splitSuffix(url);
  if (suffix !== null) request.headers[SUFFIX_HEADER] = suffix;
  return address;
}

/** What is not percent-encoded UTF-8 would be taken literally. The path is looked at by the router. */
function requireReadable(address: string): void {
  const at = address.indexOf('?');
  if (at < 0 || !address.includes('%', at)) return;
  try {
    decodeURIComponent(address.slice(at));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new ApiError('bad-request', 'the parameters of the address are not percent-encoded UTF-8', { cause: error });
  }
}

async function addLimits(app: HttpServer, limits: Limits): Promise<void> {
  const bucket = (method: string): 'reads' | 'writes' =>
    method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? 'reads' : 'writes';
  if (limits.readsPerMinute === 0 && limits.writesPerMinute === 0) return;
  await app.register(rateLimit, {
    timeWindow: 60_000,
    cache: 20_000,
    enableDraftSpec: true,
    keyGenerator: (request) => `${bucket(request.method)} ${request.ip}`,
    max: (request) => {
      const most = bucket(request.method) === 'reads' ? limits.readsPerMinute : limits.writesPerMinute;
      return most === 0 ? Number.MAX_SAFE_INTEGER : most;
    },
    errorResponseBuilder: (_request, context) =>
      new ApiError('too-many-requests', `at most ${context.max} in a minute; try again in ${context.after}`),
  });
}

function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const answer = toApiError(error);
  const { status } = PROBLEMS[answer.code];
  if (status === 500) request.log.error({ err: answer.cause ?? answer, method: request.method, url: request.url });
  request.problem = answer.code;
  reply
    .removeHeader('etag')
    .code(status)
    .headers({ 'cache-control': 'no-store', ...answer.headers })
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(toProblem(answer)));
}

/** Media type of a format with its character set. */
export function contentTypeOf(format: Format): string {
  const { type } = FORMATS[format];
  return type.startsWith('text/') || type.includes('json') || type.includes('xml') ? `${type}; charset=utf-8` : type;
}
