import {
  ApiError,
  contentTypeOf,
  formatsResponse,
  type HttpServer,
  numberParameter,
  problemResponse,
} from '@foedera/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { jsonLdOf } from '../formats/json-ld.ts';
import { entryHolding, readEntry } from '../queries/entries.ts';
import { entryPage, PAGE_ACTS, readHistory } from '../queries/entry-page.ts';
import { entryHistorySchema, entryPageSchema } from './answers.ts';
import { knownShape, langShape, preferShape } from './parameters.ts';
import { isKnownToClient, knownFor, READ_PROBLEMS, sendAnswer, sendJson } from './questions.ts';

const entryParams = z.strictObject({
  id: z.string().max(64).meta({ description: 'Id of the entry, which is that of its first claim.' }),
});

/** `/v1/entries/ID`: an entry with its claims, quotes, documents and history. */
export function addEntryRoutes(app: HttpServer, context: TimelineContext): void {
  const { runner } = context;

  app.get(
    '/v1/entries/:id',
    {
      config: { formats: ['json', 'jsonld', 'markdown'] },
      schema: {
        operationId: 'getEntry',
        tags: ['entries'],
        summary: 'An entry with its claims, documents and history',
        description:
          'The id of an entry that merged into another, or of any claim, redirects to the entry that holds it.',
        params: entryParams,
        querystring: z.strictObject({ ...preferShape, ...knownShape, ...langShape }),
        response: {
          200: formatsResponse('The entry.', entryPageSchema, ['jsonld', 'markdown']),
          404: problemResponse('No entry had this id, and none held a claim with it.'),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const known = await knownFor(context, request.query);
      if (isKnownToClient(request, reply, known)) return reply;
      const version = readEntry(runner.db(), request.params.id, known);
      if (!version) return redirectToHolder(request, reply, context, request.params.id, known);
      const page = entryPage(runner.db(), version, known, request.query);
      if (request.format === 'jsonld')
        return reply.type(contentTypeOf('jsonld')).send(JSON.stringify(jsonLdOf(page, request.query.lang)));
      return sendAnswer(request, reply, page.headline, page);
    },
  );

  app.get(
    '/v1/entries/:id/history',
    {
      schema: {
        operationId: 'getEntryHistory',
        tags: ['entries'],
        summary: 'What was done to the claims of an entry and decided about them, newest record first',
        params: entryParams,
        querystring: z.strictObject({
          ...knownShape,
          beforeSeq: numberParameter(
            { least: 1, most: Number.MAX_SAFE_INTEGER },
            'Only what was recorded before this `seq`: the last one of the page before.',
          ).optional(),
          limit: numberParameter({ least: 1, most: 1000 }, `Acts of a page; ${PAGE_ACTS} when absent.`).default(
            PAGE_ACTS,
          ),
        }),
        response: {
          200: formatsResponse('Acts.', entryHistorySchema),
          404: problemResponse('No entry has this id.'),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const db = runner.db();
      const version = readEntry(db, request.params.id, known);
      if (!version) return redirectToHolder(request, reply, context, request.params.id, known);
      const claims = JSON.parse(version.claims) as string[];
      const { acts, more } = readHistory(db, claims, known, query.beforeSeq ?? null, query.limit);
      return sendJson(reply, JSON.stringify({ history: acts, more, seq: known.seq, epoch: known.epoch }));
    },
  );
}

/** Sends the client to the entry that holds a claim. @throws ApiError `not-found` when none does */
export function redirectToHolder(
  request: FastifyRequest,
  reply: FastifyReply,
  { runner }: TimelineContext,
  id: string,
  known: Parameters<typeof entryHolding>[2],
): FastifyReply {
  const holder = entryHolding(runner.db(), id, known);
  if (holder === undefined || holder === id) throw new ApiError('not-found', `no entry and no claim: ${id}`);
  return reply.redirect(request.originalUrl.replace(/(?<=\/entries\/)[^/?.]+/, holder), 307);
}
