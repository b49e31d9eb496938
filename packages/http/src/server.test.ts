import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  ApiError,
  answeredFresh,
  createServer,
  dayParameter,
  formatsResponse,
  type HttpServer,
  limitParameter,
  newApiKey,
  problemResponse,
  requireKey,
  type StoredKey,
  sendNdjson,
  wordsOf,
} from './index.ts';

const description = { title: 'T', version: '1', description: 'D', tags: [] };
const { key, stored } = newApiKey('an officer', new Date(0));
const store = { find: (id: string): StoredKey | undefined => (id === stored.id ? stored : undefined) };
let ready = true;
let app: HttpServer;

beforeAll(async () => {
  app = await createServer({
    description,
    health: () => ({ ready, seq: 7 }),
    limits: { bodyBytes: 1000, addressCharacters: 300, writesPerMinute: 50 },
  });
  app.get(
    '/v1/things',
    {
      config: { formats: ['json', 'csv'] },
      schema: {
        operationId: 'things',
        querystring: z.strictObject({
          kind: wordsOf(['visit', 'message'], 'Kinds.'),
          on: dayParameter('A day.'),
          limit: limitParameter(10, 5),
        }),
        response: {
          200: formatsResponse('Things.', z.unknown(), ['csv']),
          304: z.null(),
          400: problemResponse('Wrong.'),
        },
      },
    },
    async (request, reply) => {
      if (answeredFresh(request, reply, { epoch: 'e', seq: 3 })) return reply;
      return reply.send({ query: request.query, format: request.format });
    },
  );
  app.post(
    '/v1/things/:id',
    {
      schema: { body: z.strictObject({ reason: z.string().min(1), 'a/b': z.strictObject({ c: z.int() }).optional() }) },
    },
    async (request, reply) => reply.send({ by: requireKey(request, store).name }),
  );
  app.get('/v1/broken', async () => {
    throw new Error('the secret path of a file');
  });
  app.get('/v1/conflict', async () => {
    throw new ApiError('revision-changed', 'now at 4', { extra: { revision: 4 } });
  });
  app.get('/v1/rows', { config: { formats: ['ndjson'] } }, async (_request, reply) =>
    sendNdjson(reply, ['{"a":1}', '{"a":2}'], () => ({ seq: 9 })),
  );
  app.get('/v1/half', { config: { formats: ['ndjson'] } }, async (_request, reply) =>
    sendNdjson(
      reply,
      (function* () {
        yield '{"a":1}';
        throw new Error('disk');
      })(),
      () => ({}),
    ),
  );
  await app.ready();
});
afterAll(() => app.close());

const problems: readonly [string, string | InjectOptions, number, string, string?][] = [
  ['an unknown parameter', '/v1/things?colour=red', 400, 'unknown-parameter', '#/colour'],
  ['an unknown parameter where none is taken', '/v1/conflict?x=1', 400, 'unknown-parameter', '#/x'],
  ['a word outside a vocabulary', '/v1/things?kind=visit,dance', 400, 'unknown-word', '#/kind'],
  ['a day that no calendar has', '/v1/things?on=2015-02-29', 400, 'invalid-date', '#/on'],
  ['a limit above the most', '/v1/things?limit=11', 400, 'invalid-parameter', '#/limit'],
  ['a parameter given twice', '/v1/things?on=2015-01-01&on=2016-01-01', 400, 'invalid-parameter', '#/on'],
  ['an address that is too long', `/v1/things?kind=${'v'.repeat(300)}`, 414, 'address-too-long'],
  ['an address with a broken escape', '/v1/%zz', 400, 'bad-request'],
  ['no such address', '/v1/nothing', 404, 'not-found'],
  ['a method that is not answered', { url: '/v1/things', method: 'DELETE' }, 405, 'method-not-allowed'],
  ['a suffix that is not offered', '/v1/things.parquet', 406, 'not-acceptable'],
  ['a type that is not offered', { url: '/v1/things', headers: { accept: 'image/png' } }, 406, 'not-acceptable'],
  ['an error of ours', '/v1/broken', 500, 'internal-error'],
  ['a problem with more members', '/v1/conflict', 412, 'revision-changed'],
  ['a body that is no JSON', post('{"reason":', 'application/json'), 400, 'malformed-body'],
  ['a body of another type', post('reason=1', 'application/x-www-form-urlencoded'), 415, 'unsupported-media-type'],
  ['a body that is too large', post(`{"reason":"${'x'.repeat(2000)}"}`, 'application/json'), 413, 'body-too-large'],
  ['a body without what is asked', post('{}', 'application/json'), 400, 'invalid-body', '#/reason'],
  ['a wrong value deep in a body', post('{"reason":"x","a/b":{"c":"1"}}', 'application/json'), 400, 'invalid-body'],
  ['an unknown name in a body', post('{"reason":"x","d/e":1}', 'application/json'), 400, 'invalid-body', '#/d~1e'],
  ['no key', post('{"reason":"x"}', 'application/json'), 401, 'key-required'],
  ['a wrong key', post('{"reason":"x"}', 'application/json', `${key.slice(0, -3)}AAA`), 401, 'key-refused'],
];

function post(payload: string, type: string, bearer?: string) {
  const headers = { 'content-type': type, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) };
  return { url: '/v1/things/1', method: 'POST' as const, headers, payload };
}

describe('problem documents', () => {
  it.each(problems)('answer %s', async (_name, request, status, code, pointer) => {
    const answer = await app.inject(request);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const document = answer.json();
    expect([answer.statusCode, document.status, document.code]).toEqual([status, status, code]);
    expect(document.type).toBe(`/problems/${code}`);
    if (pointer !== undefined) expect(document.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    expect(answer.body).not.toContain('secret');
  });

  it('have a page for each code', async () => {
    const { problems: all } = (await app.inject('/problems')).json();
    for (const { type, code } of all) expect((await app.inject(type)).json().code).toBe(code);
  });

  it('name the methods that are answered', async () => {
    expect((await app.inject({ url: '/v1/things', method: 'PUT' })).headers.allow).toBe('GET, HEAD');
  });
});

describe('a server', () => {
  it('gives a handler parsed parameters and the negotiated format', async () => {
    const csv = await app.inject('/v1/things.csv?kind=visit&kind=message&on=1970-01-02');
    expect(csv.json()).toEqual({ query: { kind: ['visit', 'message'], on: 1, limit: 5 }, format: 'csv' });
    const accepted = await app.inject({ url: '/v1/things', headers: { accept: 'application/json;q=0.5, text/csv' } });
    expect(accepted.json().format).toBe('csv');
    expect(accepted.headers.vary).toContain('accept');
  });

  it('does not take the suffix from a header', async () => {
    const answer = await app.inject({ url: '/v1/things', headers: { 'x-foedera-suffix': 'parquet' } });
    expect(answer.json().format).toBe('json');
  });

  it('answers 304 to a client that has the answer already', async () => {
    const first = await app.inject('/v1/things');
    const etag = first.headers.etag as string;
    const again = await app.inject({ url: '/v1/things', headers: { 'if-none-match': `"other", ${etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await app.inject({ url: '/v1/things', headers: { 'if-none-match': '"other"' } })).statusCode).toBe(200);
  });

  it('lets a key in and names its holder', async () => {
    const answer = await app.inject(post('{"reason":"x"}', 'application/json', key));
    expect(answer.json()).toEqual({ by: 'an officer' });
  });

  it('sends security, CORS and rate headers', async () => {
    const { headers } = await app.inject({ url: '/v1/things', headers: { origin: 'https://example.org' } });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['ratelimit-limit']).toBe('600000');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('refuses a client that writes too often', async () => {
    const statuses = new Set<number>();
    for (let i = 0; i < 60; i++) statuses.add((await app.inject(post('{}', 'application/json'))).statusCode);
    expect(statuses).toEqual(new Set([400, 429]));
    const refused = await app.inject(post('{}', 'application/json'));
    expect(refused.json().code).toBe('too-many-requests');
    expect(refused.headers['retry-after']).toBeDefined();
    expect((await app.inject('/v1/things')).statusCode).toBe(200);
  });

  it('streams lines and closes with a count', async () => {
    expect((await app.inject('/v1/rows')).body).toBe('{"a":1}\n{"a":2}\n{"end":true,"count":2,"seq":9}\n');
  });

  it('says in the last line that an answer is truncated', async () => {
    const lines = (await app.inject('/v1/half')).body.trim().split('\n');
    expect(JSON.parse(lines[1] as string)).toMatchObject({ end: false, count: 1, problem: { code: 'internal-error' } });
  });

  it('tells whether it lives, whether it is ready, and what it measured', async () => {
    expect((await app.inject('/livez')).json()).toEqual({ live: true });
    expect((await app.inject('/readyz')).json()).toEqual({ ready: true, seq: 7 });
    ready = false;
    const not = await app.inject('/readyz');
    expect([not.statusCode, not.json().health]).toEqual([503, { ready: false, seq: 7 }]);
    expect((await app.inject('/metrics')).body).toContain('http_request_duration_seconds_count');
  });

  it('documents itself as OpenAPI 3.1 and as a page', async () => {
    const document = (await app.inject('/openapi.json')).json();
    expect(document.openapi).toBe('3.1.1');
    expect(document.paths['/v1/things'].get.parameters.map((p: { name: string }) => p.name)).toEqual([
      'kind',
      'on',
      'limit',
    ]);
    expect((await app.inject('/docs/')).statusCode).toBe(200);
  });
});
