import { formatsResponse, type HttpServer, problemResponse, wordsLike } from '@foedera/http';
import { parseRelationId, relationId } from '@foedera/schema';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { claimsSchema } from './answers.ts';
import { DATED_FORMATS, sendListing } from './listing.ts';
import { claimsListing } from './listings.ts';
import { eachPartyShape, factShape, kindsOf, knownShape, langShape, occurredShape, pageShape } from './parameters.ts';
import { isKnownToClient, knownFor, limitOf, READ_PROBLEMS, windowOf } from './questions.ts';

/** `/v1/claims`: every claim as it stood, uncapped with `limit=all`. */
export function addClaimRoutes(app: HttpServer, context: TimelineContext): void {
  app.get(
    '/v1/claims',
    {
      config: { formats: DATED_FORMATS },
      schema: {
        operationId: 'listClaims',
        tags: ['claims'],
        summary: 'Claims as they stood, in order of occurrence',
        querystring: z.strictObject({
          relation: wordsLike(
            (id) => parseRelationId(id) !== null,
            'Relations, any of them, in whose timelines the claims count: `BY-VN`.',
            'codes of two states or more, such as BY-VN',
          ),
          ...occurredShape,
          ...factShape,
          ...eachPartyShape,
          include: z
            .enum(['retracted'])
            .optional()
            .meta({ description: '`retracted`: also those that no longer stand, with the act that retracted them.' }),
          ...knownShape,
          ...langShape,
          ...pageShape,
        }),
        response: {
          200: formatsResponse('Claims.', claimsSchema, DATED_FORMATS.slice(1)),
          406: problemResponse('No such format.'),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const relations = query.relation?.map((id) => relationId(parseRelationId(id) ?? []));
      const listing = claimsListing(context, {
        ...windowOf(query),
        certainty: query.certainty,
        kinds: kindsOf(query),
        statuses: query.status,
        relations,
        parties: query.party,
        sources: query.source,
        minConfidence: query.minConfidence,
        retracted: query.include === 'retracted',
      });
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );
}
