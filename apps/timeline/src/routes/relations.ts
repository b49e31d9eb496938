import { formatsResponse, type HttpServer } from '@foedera/http';
import { partyName } from '@foedera/projections';
import { parseRelationId } from '@foedera/schema';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { readStateEntries } from '../queries/entries.ts';
import { relationRevision } from '../queries/relations.ts';
import { stateOf, unionsOf } from '../queries/state.ts';
import { relationSchema, relationsSchema, timelineSchema } from './answers.ts';
import { DATED_FORMATS, sendListing, TABLE_FORMATS } from './listing.ts';
import { relationsListing, timelineListing } from './listings.ts';
import {
  eachPartyShape,
  factShape,
  kindsOf,
  knownShape,
  langShape,
  occurredShape,
  pageShape,
  preferShape,
  scopeShape,
  timelineShape,
} from './parameters.ts';
import {
  DOCUMENT_FORMATS,
  isKnownToClient,
  knownFor,
  limitOf,
  READ_PROBLEMS,
  relationOf,
  sendAnswer,
  windowOf,
} from './questions.ts';

export const relationParams = z.strictObject({
  relation: z.string().max(2000).meta({ description: 'Codes of the states in order, joined by `-`: `BY-VN`.' }),
});

/** `/v1/relations`, a relation's state and its timeline. */
export function addRelationRoutes(app: HttpServer, context: TimelineContext): void {
  const { runner } = context;

  app.get(
    '/v1/relations',
    {
      config: { formats: TABLE_FORMATS },
      schema: {
        operationId: 'listRelations',
        tags: ['relations'],
        summary: 'Relations that have an entry as asked',
        querystring: z.strictObject({
          ...occurredShape,
          ...factShape,
          ...eachPartyShape,
          ...scopeShape,
          ...knownShape,
          ...langShape,
          ...pageShape,
        }),
        response: {
          200: formatsResponse('Relations in order of id.', relationsSchema, TABLE_FORMATS.slice(1)),
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const listing = relationsListing(
        context,
        {
          ...windowOf({ from: query.from, to: query.to }),
          certainty: query.certainty,
          kinds: kindsOf(query),
          statuses: query.status,
          sources: query.source,
          minConfidence: query.minConfidence,
          states: query.party,
          scope: query.scope,
          order: 'oldest',
          lang: query.lang,
        },
        query.on,
      );
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );

  app.get(
    '/v1/relations/:relation',
    {
      config: { formats: DOCUMENT_FORMATS },
      schema: {
        operationId: 'getRelation',
        tags: ['relations'],
        summary: 'State of a relation on a day, as known',
        params: relationParams,
        querystring: z.strictObject({
          on: occurredShape.on,
          certainty: occurredShape.certainty,
          ...scopeShape,
          ...knownShape,
          ...langShape,
        }),
        response: { 200: formatsResponse('The state.', relationSchema, ['markdown']), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const relation = relationOf(request, reply, request.params.relation);
      if (relation === null) return reply;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const db = runner.db();
      const entries = readStateEntries(db, relation, query.scope, known).map((row) => row.entry);
      const parties = parseRelationId(relation) ?? [];
      const { on, certainty, lang } = query;
      return sendAnswer(request, reply, `Relation ${relation}`, {
        id: relation,
        parties,
        names: parties.map((party) => partyName(party, lang)),
        state: stateOf(entries, { on, certainty, today: known.today, lang }),
        unions: unionsOf(parties, on ?? known.today),
        seq: known.seq,
        epoch: known.epoch,
        revision: relationRevision(db, relation),
      });
    },
  );

  app.get(
    '/v1/relations/:relation/timeline',
    {
      config: { formats: DATED_FORMATS },
      schema: {
        operationId: 'getTimeline',
        tags: ['relations'],
        summary: 'Entries of a relation in order of occurrence',
        params: relationParams,
        querystring: z.strictObject({
          ...occurredShape,
          ...factShape,
          ...timelineShape,
          ...preferShape,
          ...scopeShape,
          ...knownShape,
          ...langShape,
          ...pageShape,
        }),
        response: { 200: formatsResponse('Entries.', timelineSchema, DATED_FORMATS.slice(1)), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const relation = relationOf(request, reply, request.params.relation);
      if (relation === null) return reply;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const asked = {
        relation,
        ...windowOf(query),
        certainty: query.certainty,
        kinds: kindsOf(query),
        statuses: query.status,
        parties: query.party,
        sources: query.source,
        minConfidence: query.minConfidence,
        contested: query.contested,
        plannedOn: query.plannedOn,
        scope: query.scope,
        order: query.order,
        lang: query.lang,
      };
      const listing = timelineListing(context, asked, query.prefer);
      return sendListing(context, request, reply, known, listing, limitOf(query.limit, request.format));
    },
  );
}
