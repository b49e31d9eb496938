import {
  formatsResponse,
  type HttpServer,
  knownTimeParameter,
  parameterError,
  type RecordedPoint,
  recordedParameter,
  sendNdjson,
} from '@foedera/http';
import { z } from 'zod';
import type { TimelineContext } from '../context.ts';
import { diffRelation } from '../queries/diff.ts';
import { ALL_REPORTED, type Known, seqOf } from '../queries/known.ts';
import { replayRelation } from '../queries/replay.ts';
import { diffSchema, frameSchema } from './answers-history.ts';
import { knownShape, langShape, occurredShape, scopeShape } from './parameters.ts';
import { isKnownToClient, knownFor, READ_PROBLEMS, relationOf, sendAnswer } from './questions.ts';
import { relationParams } from './relations.ts';

/** `/v1/relations/ID/diff` and `/replay`: how what was known changed. */
export function addHistoryRoutes(app: HttpServer, context: TimelineContext): void {
  const { runner } = context;

  app.get(
    '/v1/relations/:relation/diff',
    {
      config: { formats: ['json', 'ndjson', 'markdown'] },
      schema: {
        operationId: 'diffRelation',
        tags: ['relations'],
        summary: 'What was added, moved, corrected and retracted between two known points',
        description:
          'The two points differ in the reported time, the recorded time or both. What is left out of the later point is now; what is left out of the earlier one is as at the later one.',
        params: relationParams,
        querystring: z.strictObject({
          fromReported: knownTimeParameter('Earlier point: published by then.'),
          toReported: knownTimeParameter('Later point: published by then.'),
          fromRecorded: recordedParameter('Earlier point: recorded by then, a `seq` or a time.'),
          toRecorded: recordedParameter('Later point: recorded by then, a `seq` or a time.'),
          epoch: knownShape.epoch,
          minSeq: knownShape.minSeq,
          ...scopeShape,
          ...langShape,
        }),
        response: { 200: formatsResponse('Differences.', diffSchema, ['ndjson', 'markdown']), ...READ_PROBLEMS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const relation = relationOf(request, reply, request.params.relation);
      if (relation === null) return reply;
      const known = await knownFor(context, {
        epoch: query.epoch,
        minSeq: query.minSeq,
        asReported: query.toReported,
        asRecorded: query.toRecorded,
      });
      const earlier = earlierPoint(context, query, known);
      if (isKnownToClient(request, reply, known)) return reply;
      const lines = diffRelation(runner.db(), relation, query.scope, earlier, known, query.lang);
      const closing = { seq: known.seq, epoch: known.epoch };
      if (request.format === 'ndjson')
        return sendNdjson(
          reply,
          lines.map((line) => JSON.stringify(line)),
          () => closing,
        );
      const of = (diff: string): object[] => lines.filter((l) => l.diff === diff).map(({ diff: _, ...line }) => line);
      return sendAnswer(request, reply, `Differences of ${relation}`, {
        relation,
        from: pointOf(earlier),
        to: pointOf(known),
        added: of('added'),
        moved: of('moved'),
        corrected: of('corrected'),
        corroborated: of('corroborated'),
        retracted: of('retracted'),
        merged: of('merged'),
        ...closing,
      });
    },
  );

  app.get(
    '/v1/relations/:relation/replay',
    {
      config: { formats: ['ndjson'] },
      schema: {
        operationId: 'replayRelation',
        tags: ['relations'],
        summary: 'A relation step by step along one time, with the state after each step',
        description:
          'Each line is a frame. The state of a frame is that of the relation with `on`, `asReported` or `asRecorded` set to its `at`.',
        params: relationParams,
        querystring: z.strictObject({
          axis: z
            .enum(['occurred', 'reported', 'recorded'])
            .default('occurred')
            .meta({ description: 'The time to move along; the others stand still.' }),
          certainty: occurredShape.certainty,
          ...scopeShape,
          ...knownShape,
          ...langShape,
        }),
        response: {
          200: { description: 'Frames.', content: { 'application/x-ndjson': { schema: frameSchema as z.ZodType } } },
          ...READ_PROBLEMS,
        },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const relation = relationOf(request, reply, request.params.relation);
      if (relation === null) return reply;
      const known = await knownFor(context, query);
      if (isKnownToClient(request, reply, known)) return reply;
      const { axis, scope, certainty, lang } = query;
      const question = { relation, axis, scope, certainty, lang, reportedGiven: query.asReported !== undefined };
      return sendNdjson(
        reply,
        textsOf(replayRelation(() => runner.db(), question, known)),
        () => ({ seq: known.seq, epoch: known.epoch }),
        (error) => request.log.error({ err: error }),
      );
    },
  );
}

/** Frames as text, with turns for other requests in between. */
async function* textsOf(frames: Iterable<object>): AsyncGenerator<string> {
  let count = 0;
  for (const frame of frames) {
    yield JSON.stringify(frame);
    count += 1;
    if (count % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

interface DiffPoints {
  readonly fromReported?: number | undefined;
  readonly fromRecorded?: RecordedPoint | undefined;
  readonly toReported?: number | undefined;
  readonly toRecorded?: RecordedPoint | undefined;
}

/** The earlier point: what is not said of it is as at the later one. */
function earlierPoint({ runner }: TimelineContext, query: DiffPoints, later: Known): Known {
  const { fromReported, fromRecorded } = query;
  if (fromReported === undefined && fromRecorded === undefined)
    throw parameterError('invalid-parameter', 'fromReported', 'fromReported or fromRecorded must be given');
  const head = runner.status().seq;
  const seq = fromRecorded === undefined ? later.seq : seqOf(runner.db(), fromRecorded, head, 'fromRecorded');
  const reportedMs = fromReported ?? later.reportedMs;
  if (reportedMs > later.reportedMs)
    throw parameterError('invalid-parameter', 'fromReported', 'later than the point to compare with');
  if (seq > later.seq)
    throw parameterError('invalid-parameter', 'fromRecorded', 'later than the point to compare with');
  return { ...later, reportedMs, seq, head: seq === head && reportedMs === ALL_REPORTED };
}

function pointOf({ reportedMs, seq }: Known) {
  return { reported: reportedMs === ALL_REPORTED ? null : new Date(reportedMs).toISOString(), seq };
}
