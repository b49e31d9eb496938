import { ApiError, formatsResponse, type HttpServer, problemResponse, wordsLike } from '@foedera/http';
import { parseRelationId, relationId } from '@foedera/schema';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { claimAnswer, findClaim, lastKnownRelation } from '../queries/claims.ts';
import { entryHolding } from '../queries/entries.ts';
import { PAGE_ACTS, readHistory } from '../queries/entry-page.ts';
import { relationRevision } from '../queries/relations.ts';
import { claimPageSchema, claimsSchema } from './answers.ts';
import { claimParams } from './curation.ts';
import { DATED_FORMATS, sendListing } from './listing.ts';
import { claimsListing } from './listings.ts';
import { eachPartyShape, factShape, kindsOf, knownShape, langShape, occurredShape, pageShape } from './parameters.ts';
import {
  DOCUMENT_FORMATS,
  isKnownToClient,
  knownFor,
  limitOf,
  READ_PROBLEMS,
  sendAnswer,
  windowOf,
} from './questions.ts';

/** `/v1/claims`: every claim as it stood, uncapped with `limit=all`; `/v1/claims/ID`: one, with what was done to it. */
export function addClaimRoutes(app: HttpServer, context: TimelineContext): void {
  app.get(
    '/v1/claims/:id',
    {
      config: { formats: DOCUMENT_FORMATS },
      schema: {
        operationId: 'getClaim',
        tags: ['claims'],
        summary: 'A claim as it stood, also one that was retracted, with what was done to it and why',
        params: claimParams,
        querystring: z.strictObject({ ...knownShape }),
        response: {
          200: formatsResponse('The claim.', claimPageSchema, ['markdown']),
          404: problemResponse('The ledger knew no such claim.'),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const known = await knownFor(context, request.query);
      if (isKnownToClient(request, reply, known)) return reply;
      const db = context.runner.db();
      const { id } = request.params;
      const found = findClaim(db, id, known);
      const relation = found && lastKnownRelation(db, id);
      if (!found || !relation) throw new ApiError('not-found', `no claim: ${id}`);
      const history = readHistory(db, [id], known, null, PAGE_ACTS);
      return sendAnswer(request, reply, `Claim ${id}`, {
        ...claimAnswer(db, found),
        entry: found.retraction === null ? (entryHolding(db, id, known) ?? null) : null,
        relation,
        revision: relationRevision(db, relation),
        history: history.acts,
        historyMore: history.more,
        asOf: { seq: known.seq, epoch: known.epoch },
      });
    },
  );

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
