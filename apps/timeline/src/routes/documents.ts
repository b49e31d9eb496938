import { ApiError, formatsResponse, type HttpServer, problemResponse } from '@foedera/http';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { readDocument } from '../queries/documents.ts';
import { toMatch } from '../queries/search.ts';
import { documentSchema, documentsSchema, searchSchema, sourcesSchema } from './answers-about.ts';
import { sendListing, TABLE_FORMATS } from './listing.ts';
import { documentsListing, searchListing, sourcesListing } from './listings-about.ts';
import { eachPartyShape, factShape, kindsOf, knownShape, pageShape } from './parameters.ts';
import { DOCUMENT_FORMATS, isKnownToClient, knownFor, limitOf, READ_PROBLEMS, sendAnswer } from './questions.ts';

const others = TABLE_FORMATS.slice(1);

/** `/v1/documents`, `/v1/sources`, `/v1/search`: what the claims rest on, and finding them by words. */
export function addDocumentRoutes(app: HttpServer, context: TimelineContext): void {
  const { epoch, minSeq } = knownShape;

  app.get(
    '/v1/sources',
    {
      config: { formats: TABLE_FORMATS },
      schema: {
        operationId: 'listSources',
        tags: ['sources'],
        summary: 'Sources and how many of their claims stand',
        querystring: z.strictObject({ epoch, minSeq, ...pageShape }),
        response: { 200: formatsResponse('Sources in order of id.', sourcesSchema, others), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const known = await knownFor(context, request.query);
      if (isKnownToClient(request, reply, known)) return reply;
      const limit = limitOf(request.query.limit, request.format);
      return sendListing(context, request, reply, known, sourcesListing(context), limit);
    },
  );

  app.get(
    '/v1/documents',
    {
      config: { formats: TABLE_FORMATS },
      schema: {
        operationId: 'listDocuments',
        tags: ['sources'],
        summary: 'Documents without their texts',
        querystring: z.strictObject({
          source: factShape.source,
          epoch,
          minSeq,
          ...pageShape,
        }),
        response: { 200: formatsResponse('Documents in order of id.', documentsSchema, others), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const listing = documentsListing(context, query.source);
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );

  app.get(
    '/v1/documents/:id',
    {
      config: { formats: DOCUMENT_FORMATS },
      schema: {
        operationId: 'getDocument',
        tags: ['sources'],
        summary: 'A document with its text and where claims quote it',
        params: z.strictObject({ id: z.string().max(64).meta({ description: 'SHA-256 of its raw bytes, hex.' }) }),
        querystring: z.strictObject({ ...knownShape }),
        response: {
          200: formatsResponse('The document.', documentSchema, ['markdown']),
          404: problemResponse('No document has this id.'),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const known = await knownFor(context, request.query);
      // A withdrawal hides the text from every point in time: no copy of it may live for a year.
      if (isKnownToClient(request, reply, { ...known, seq: context.runner.status().seq, pinned: false })) return reply;
      const found = readDocument(context.runner.db(), request.params.id, known);
      if (!found) throw new ApiError('not-found', `no document: ${request.params.id}`);
      const answer = { ...found, asOf: { seq: known.seq, epoch: known.epoch } };
      return sendAnswer(request, reply, `Document ${request.params.id}`, answer);
    },
  );

  app.get(
    '/v1/search',
    {
      config: { formats: TABLE_FORMATS },
      schema: {
        operationId: 'search',
        tags: ['claims'],
        summary: 'Claims and documents by the words of their quotes and titles',
        description:
          'All words must be found, in any order, whatever their accents; words in double quotes stand together; `word*` is a beginning. Newest record first.',
        querystring: z.strictObject({
          q: z.string().min(1).max(500).meta({ description: 'Words.' }),
          kind: factShape.kind,
          category: factShape.category,
          ...eachPartyShape,
          source: factShape.source,
          ...knownShape,
          ...pageShape,
        }),
        response: { 200: formatsResponse('Hits.', searchSchema, others), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, { ...known, pinned: false })) return reply;
      const match = toMatch(query.q);
      if (match === null)
        throw new ApiError('invalid-parameter', 'q: no word to search for', {
          errors: [{ in: 'query', pointer: '#/q', detail: 'letters or digits are needed' }],
        });
      const listing = searchListing(context, {
        match,
        kinds: kindsOf(query),
        places: query.party,
        sources: query.source,
      });
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );
}
