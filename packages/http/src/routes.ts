import type { FastifyInstance } from 'fastify';
import { ApiError, PROBLEMS, type ProblemCode } from './errors.ts';

/** What `/readyz` tells: whether requests can be answered, and anything that helps to see why not. */
export interface Health {
  readonly ready: boolean;
  readonly [more: string]: unknown;
}

/** `/livez`: the process answers. `/readyz`: it can answer about facts. */
export function addHealth(app: FastifyInstance, health: () => Health | Promise<Health>): void {
  app.get('/livez', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ live: true }),
  );
  app.get('/readyz', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    const found = await health();
    reply.header('cache-control', 'no-store');
    if (!found.ready) throw new ApiError('not-ready', 'not ready: see health', { extra: { health: found } });
    return reply.send(found);
  });
}

/** `/problems` and `/problems/CODE`: what each code means, for the addresses in `type`. */
export function addProblemPages(app: FastifyInstance): void {
  const describe = (code: ProblemCode) => ({ code, type: `/problems/${code}`, ...PROBLEMS[code] });
  app.get('/problems', { schema: { hide: true } }, async () => ({
    problems: (Object.keys(PROBLEMS) as ProblemCode[]).map(describe),
  }));
  app.get<{ Params: { code: string } }>('/problems/:code', { schema: { hide: true } }, async (request) => {
    const { code } = request.params;
    if (!Object.hasOwn(PROBLEMS, code)) throw new ApiError('not-found', `no problem has the code ${code}`);
    return describe(code as ProblemCode);
  });
}

/** Answers what no route answers: 405 with `Allow` where another method would be answered, else 404. */
export function addNotFound(app: FastifyInstance, routes: readonly { method: string; url: string }[]): void {
  const patterns = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  const learn = (): void => {
    for (const { method, url } of routes.slice(learnt)) {
      // Plugins answer OPTIONS everywhere.
      if (url === '*' || url === '/*') continue;
      const known = patterns.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
      known.methods.add(method);
      patterns.set(url, known);
    }
    learnt = routes.length;
  };
  let learnt = 0;
  app.setNotFoundHandler((request) => {
    learn();
    const path = request.url.split('?')[0] as string;
    const methods = [...patterns.values()].filter((p) => p.pattern.test(path)).flatMap((p) => [...p.methods]);
    if (methods.length === 0 || methods.includes(request.method))
      throw new ApiError('not-found', `${request.method} ${path}: no such address`);
    const allow = [...new Set(methods)].sort().join(', ');
    throw new ApiError('method-not-allowed', `${request.method} ${path}: found ${allow}`, { headers: { allow } });
  });
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:[A-Za-z]+/g, '[^/]+').replaceAll('*', '.*')}$`);
}
