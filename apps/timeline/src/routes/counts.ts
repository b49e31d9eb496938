import {
  ApiError,
  answeredFresh,
  formatsResponse,
  type HttpServer,
  numberParameter,
  problemResponse,
  wordsOf,
} from '@foedera/http';
import { parseRelationId, relationId } from '@foedera/schema';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { timelineDigestOf } from '../queries/digest.ts';
import { BUCKETS, countEntries, FACET_NAMES } from '../queries/histogram.ts';
import { digestSchema, histogramSchema, ledgerHeadSchema } from './answers-history.ts';
import { factShape, kindsOf, knownShape, occurredShape, scopeShape } from './parameters.ts';
import {
  DOCUMENT_FORMATS,
  isKnownToClient,
  knownFor,
  READ_PROBLEMS,
  sendAnswer,
  sendJson,
  windowOf,
} from './questions.ts';

const TIME_LIMIT = { usual: 250, most: 5_000 } as const;

/** `/v1/histogram`, `/v1/digest` and `/v1/ledger/head`: figures about everything. */
export function addCountRoutes(app: HttpServer, context: TimelineContext): void {
  const { runner } = context;

  app.get(
    '/v1/histogram',
    {
      config: { formats: DOCUMENT_FORMATS },
      schema: {
        operationId: 'histogram',
        tags: ['entries'],
        summary: 'Counts of entries by date and by facets, within a time limit',
        querystring: z.strictObject({
          relation: z.string().max(2000).optional().meta({ description: 'Of one relation; of all when absent.' }),
          by: z.enum(BUCKETS).default('year').meta({ description: 'Width of a bucket.' }),
          facet: wordsOf(FACET_NAMES, 'What else to count by.'),
          timeLimitMs: numberParameter(
            { least: 0, most: TIME_LIMIT.most },
            `Counting stops after this many milliseconds, ${TIME_LIMIT.usual} when absent, and \`complete\` is then false.`,
          ).default(TIME_LIMIT.usual),
          ...occurredShape,
          ...factShape,
          ...scopeShape,
          ...knownShape,
        }),
        response: { 200: formatsResponse('Counts.', histogramSchema, ['markdown']), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, { ...known, pinned: false })) return reply;
      const counted = countEntries(
        runner.db(),
        {
          relation: query.relation === undefined ? '' : canonical(query.relation),
          ...windowOf(query),
          certainty: query.certainty,
          kinds: kindsOf(query),
          statuses: query.status,
          parties: query.party,
          sources: query.source,
          minConfidence: query.minConfidence,
          scope: query.scope,
          order: 'oldest',
          lang: 'en',
        },
        known,
        query.by,
        query.facet ?? [],
        query.timeLimitMs,
        () => performance.now(),
      );
      // A count that was cut short is another one next time.
      if (!counted.complete) reply.header('cache-control', 'no-store').removeHeader('etag');
      const { seq, epoch } = known;
      return sendAnswer(request, reply, 'Histogram', {
        by: query.by,
        ...counted,
        timeLimitMs: query.timeLimitMs,
        seq,
        epoch,
      });
    },
  );

  app.get(
    '/v1/digest',
    {
      schema: {
        operationId: 'digest',
        tags: ['ledger'],
        summary: 'Digest of the whole timeline as it stands',
        description: 'Reads everything. Equal to the digest of folding the changes feed, and to that of a rebuild.',
        querystring: z.strictObject({ epoch: knownShape.epoch, minSeq: knownShape.minSeq }),
        response: { 200: formatsResponse('The digest.', digestSchema), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const known = await knownFor(context, request.query);
      if (isKnownToClient(request, reply, known)) return reply;
      const { digest, entries, seq } = await timelineDigestOf(() => runner.db(), known.seq);
      return sendJson(reply, JSON.stringify({ digest, entries, seq, epoch: known.epoch }));
    },
  );

  app.get(
    '/v1/ledger/head',
    {
      schema: {
        operationId: 'ledgerHead',
        tags: ['ledger'],
        summary: 'Running hash over the log: evidence that nobody edited it',
        description: '`foedera verify --head SEQ:HASH` recomputes it and names the first difference.',
        response: {
          200: formatsResponse('The head.', ledgerHeadSchema),
          400: READ_PROBLEMS[400],
          503: problemResponse('No ledger is followed here.'),
        },
      },
    },
    async (request, reply) => {
      if (!context.ledger) throw new ApiError('not-ready', 'no ledger is followed by this server');
      const head = context.ledger.head();
      if (answeredFresh(request, reply, { epoch: head?.hash ?? 'none', seq: head?.seq ?? 0 })) return reply;
      return sendJson(reply, JSON.stringify(head));
    },
  );
}

function canonical(id: string): string {
  const parties = parseRelationId(id);
  if (parties) return relationId(parties);
  throw new ApiError('invalid-parameter', `relation: not a relation: ${id.slice(0, 100)}`, {
    errors: [{ in: 'query', pointer: '#/relation', detail: 'two or more different codes of states, joined by -' }],
  });
}
