import { WrongExpectedRevision } from '@foedera/event-log';
import { ApiError, formatsResponse, type HttpServer, problemResponse, requireKey } from '@foedera/http';
import { type Decision, DecisionRejected, decide } from '@foedera/ingest';
import { claimId, parseRelationId, relationId, sourceSchema, statementSchema } from '@foedera/schema';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { isKnownClaim, lastKnownRelation } from '../queries/claims.ts';
import { relationRevision } from '../queries/relations.ts';
import { decidedSchema } from './answers-about.ts';
import { sendJson } from './questions.ts';
import { relationParams } from './relations.ts';

const VISIBLE_WAIT_MS = 10_000;

const reason = z.string().min(1).max(2000).meta({ description: 'Why, for everyone to read.' });
const by = z
  .string()
  .min(1)
  .max(500)
  .optional()
  .meta({ description: 'Who decided; the holder of the key when absent.' });
const relation = z
  .string()
  .max(2000)
  .optional()
  .meta({ description: 'Relation whose revision `If-Match` names; that of the claim when absent.' });

const operation = {
  reason,
  by,
  relation,
  basis: z.enum(['ledger', 'source']).default('ledger').meta({
    description: '`ledger`: we misread; `source`: the source changed its mind, and then `source` says which.',
  }),
  source: sourceSchema.optional(),
};
const claims = z.array(claimId).min(2).max(1000);

const BODIES = {
  correct: z.strictObject({
    ...operation,
    replacement: statementSchema
      .omit({ reported: true, reportedBasis: true })
      .meta({ description: 'The whole statement as it should have been, never a patch.' }),
  }),
  retract: z.strictObject(operation),
  link: z.strictObject({ reason, by, claims }),
  separate: z.strictObject({ reason, by, claims }),
  release: z.strictObject({ reason, by, claims }),
  prefer: z.strictObject({ reason, by, claim: claimId }),
} as const;

const SUMMARIES = {
  correct: 'Put another statement in the place of a claim',
  retract: 'Take a claim back',
  link: 'Say that claims are of one happening',
  separate: 'Say that claims are of different happenings',
  release: 'Leave it to the rules again whether claims are of one happening',
  prefer: 'Choose the claim whose value is shown',
} as const;

const headers = z
  .object({
    'if-match': z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'Revision of the relation, `"3"`, or `"none"` when nothing was decided about it yet.' }),
  })
  .loose();

const WRITE_RESPONSES = {
  201: formatsResponse('Decided, and visible.', decidedSchema),
  400: problemResponse('The body or If-Match cannot be used.'),
  401: problemResponse('An API key is needed.'),
  404: problemResponse('The ledger knows no such claim.'),
  412: problemResponse('Somebody else decided in the meantime; `revision` is the current one.'),
  415: problemResponse('The body is not JSON.'),
  428: problemResponse('If-Match is missing.'),
} as const;

/** Path of an address of a claim. */
export const claimParams = z.strictObject({ id: claimId.meta({ description: 'Id of the claim.' }) });

/** What people decide: appended as events, never overwritten, visible when the answer comes. */
export function addCurationRoutes(app: HttpServer, context: TimelineContext): void {
  for (const op of ['correct', 'retract'] as const) {
    app.post(
      `/v1/claims/:id/${op}`,
      {
        schema: {
          operationId: `${op}Claim`,
          tags: ['curation'],
          summary: SUMMARIES[op],
          security: [{ key: [] }],
          params: claimParams,
          headers,
          body: BODIES[op],
          response: WRITE_RESPONSES,
        },
        preValidation: async (request) => void holderOf(context, request),
      },
      async (request, reply) => {
        const { id } = request.params;
        const { relation: named, by: author, ...rest } = request.body;
        const about = named ?? lastKnownRelation(context.runner.db(), id);
        if (about === null) throw new ApiError('not-found', `no claim: ${id}`);
        const decision = { op, ...rest, claim: id, by: author ?? holderOf(context, request) } as Decision;
        return answerDecision(context, request, reply, requireRelation(about), decision);
      },
    );
  }
  for (const op of ['link', 'separate', 'release', 'prefer'] as const) {
    app.post(
      `/v1/relations/:relation/${op}`,
      {
        schema: {
          operationId: `${op}Claims`,
          tags: ['curation'],
          summary: SUMMARIES[op],
          security: [{ key: [] }],
          params: relationParams,
          headers,
          body: BODIES[op],
          response: WRITE_RESPONSES,
        },
        preValidation: async (request) => void holderOf(context, request),
      },
      async (request, reply) => {
        const { by: author, ...rest } = request.body;
        const decision = { op, ...rest, by: author ?? holderOf(context, request) } as Decision;
        return answerDecision(context, request, reply, requireRelation(request.params.relation), decision);
      },
    );
  }
}

/** Who holds the key that a request comes with. */
function holderOf({ keys }: TimelineContext, request: FastifyRequest): string {
  if (!keys) throw new ApiError('key-refused', 'this server has no API keys, so it takes no decisions');
  return requireKey(request, keys).name;
}

function requireRelation(id: string): string {
  const parties = parseRelationId(id);
  if (parties) return relationId(parties);
  throw new ApiError('invalid-parameter', `not a relation: ${id.slice(0, 100)}`, {
    errors: [{ in: 'path', pointer: '#/relation', detail: 'two or more different codes of states, joined by -' }],
  });
}

/** The revision that `If-Match` names. A weak tag cannot be matched. @see RFC 9110, 13.1.1 */
function expectedRevision(request: FastifyRequest): number | 'no-stream' {
  const text = request.headers['if-match'];
  if (text === undefined)
    throw new ApiError('revision-required', 'If-Match is missing: name the revision of the relation');
  const m = /^"?(\d{1,15}|none)"?$/.exec(text.trim());
  if (m) return m[1] === 'none' ? 'no-stream' : Number(m[1]);
  throw new ApiError('invalid-parameter', `If-Match: found ${text.slice(0, 50)}, expected "3" or "none"`, {
    errors: [{ in: 'header', pointer: '#/if-match', detail: 'a revision in double quotes, or "none"' }],
  });
}

async function answerDecision(
  context: TimelineContext,
  request: FastifyRequest,
  reply: FastifyReply,
  relation: string,
  decision: Decision,
): Promise<FastifyReply> {
  const { runner, log } = context;
  const lookup = { has: (claim: string) => isKnownClaim(runner.db(), claim) };
  try {
    const decided = await decide(log, { relation, expectedRevision: expectedRevision(request), decision }, lookup);
    await runner.awaitPosition(decided.position, AbortSignal.timeout(VISIBLE_WAIT_MS));
    const { seq, epoch } = runner.status();
    const { revision, id: event, alreadyThere } = decided;
    reply.code(201).header('etag', `"${revision}"`);
    return sendJson(reply, JSON.stringify({ relation, revision, event, alreadyThere, seq, epoch }));
  } catch (error) {
    throw toProblem(error, relation, relationRevision(runner.db(), relation));
  }
}

function toProblem(error: unknown, relation: string, known: number | null): unknown {
  if (error instanceof WrongExpectedRevision) {
    const revision = error.actual ?? known;
    return new ApiError('revision-changed', `${relation} is at revision ${revision ?? 'none'}`, {
      extra: { revision },
    });
  }
  if (error instanceof DecisionRejected) {
    const problems = error.problems.map(({ pointer, reason: detail }) => ({
      in: 'body' as const,
      pointer: `#${pointer.replace(/^\/decision/, '')}`,
      detail,
    }));
    const unknown = error.problems.every((problem) => problem.code === 'unknown-target');
    return new ApiError(unknown ? 'not-found' : 'invalid-body', error.message, { errors: problems });
  }
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return new ApiError('not-ready', 'decided and on record, but not visible yet: ask again with minSeq', {
      headers: { 'retry-after': '1' },
    });
  return error;
}
