import { formatsResponse, type HttpServer, problemResponse, wordsLike } from '@foedera/http';
import { parseRelationId, relationId } from '@foedera/schema';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { claimsSchema } from './answers.ts';
import { DATED_FORMATS, sendListing } from './listing.ts';
import { claimsListing } from './listings.ts';
import { factShape, kindsOf, knownShape, langShape, occurredShape, pageShape } from './parameters.ts';
import { isKnownToClient, knownFor, limitOf, READ_PROBLEMS, windowOf } from './questions.ts';

const RELATION = /^[A-Z]{2}(?:-[A-Z]{2})+$/;

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
          relation: wordsLike(RELATION, 'Relations in whose timelines the claims count: `BY-VN`.'),
          ...occurredShape,
          ...factShape,
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
      const relations = query.relation?.map((id) => relationId(parseRelationId(id) ?? id.split('-')));
      const places = [...(relations ?? []), ...(query.party ?? [])];
      const listing = claimsListing(context, {
        ...windowOf(query),
        certainty: query.certainty,
        kinds: kindsOf(query),
        statuses: query.status,
        places: places.length > 0 ? places : undefined,
        sources: query.source,
        minConfidence: query.minConfidence,
        retracted: query.include === 'retracted',
      });
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );
}
