import {
  ApiError,
  answeredFresh,
  formatsResponse,
  type HttpServer,
  limitParameter,
  parameterError,
  problemResponse,
} from '@foedera/http';
import type { Runner } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { z } from 'zod';
import type { PlacedDifference } from '../read-model/change.ts';
import { toPublicDifference } from '../read-model/changed-entry.ts';
import { compareEpochs, type EpochDifference, standOf } from '../read-model/epoch-difference.ts';
import { passes } from '../read-model/filter.ts';
import { importanceOf } from '../read-model/importance.ts';
import { EPOCH_LENGTH, type Place, parseCursor, seqOf } from '../read-model/place.ts';
import { openChangeReader } from '../read-model/reader.ts';
import { wordsOfChange } from '../read-model/words.ts';
import { differencePageSchema } from './answers.ts';
import { filterOf, filterParameters } from './parameters.ts';

const query = z.strictObject({
  ...filterParameters,
  from: z
    .string()
    .regex(/^[0-9a-f]{8}(?:-\d{1,10}-\d{1,7})?$/)
    .meta({ description: 'Cursor of the earlier rules, or their epoch alone for everything that they said.' }),
  after: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Cursor, exclusive: the id of a difference, the `next` of a page, `0` for the beginning.' }),
  limit: limitParameter(1_000, 100),
});

/** Differences that are kept at hand: clients of one feed come with few cursors. */
const REMEMBERED = 4;

/** `GET /v1/changes/difference`: what the present rules make differently of the events that the earlier ones saw. */
export function addDifferenceRoute(app: HttpServer, runner: Runner): void {
  const known = new Map<string, EpochDifference>();
  const differenceFrom = (from: string): EpochDifference => {
    // Both sides are fixed, so what was worked out once stays true.
    const worked = known.get(from);
    if (worked) return worked;
    const earlier = runner.openEarlier();
    try {
      const epoch = from.slice(0, EPOCH_LENGTH);
      const stand = earlier && standOf(earlier);
      if (!earlier || stand?.epoch.slice(0, EPOCH_LENGTH) !== epoch)
        throw new ApiError('not-found', `no read model of the rules ${epoch} is kept: start again after 0`);
      const place = from === epoch ? null : placeIn(earlier, from);
      const seq = place === null ? stand.seq : seqOf(place);
      if (runner.status().seq < seq)
        throw new ApiError('behind-sequence', `at seq ${runner.status().seq}, the rules ${epoch} were at ${seq}`, {
          headers: { 'retry-after': '1' },
        });
      const difference = compareEpochs(earlier, runner.db(), place);
      if (known.size >= REMEMBERED) known.clear();
      known.set(from, difference);
      return difference;
    } finally {
      earlier?.close();
    }
  };

  app.get(
    '/v1/changes/difference',
    {
      schema: {
        operationId: 'epochDifference',
        tags: ['changes'],
        summary: 'What differs between the present rules and those before',
        description:
          'After a change of rules, cursors of the earlier ones are answered with 410. A client that has followed them applies these differences and goes on after the cursor that the 410 names: it then has what the present rules make of the log.',
        querystring: query,
        response: {
          200: formatsResponse('Differences.', differencePageSchema),
          400: problemResponse('An unknown filter or cursor.'),
          404: problemResponse('No read model of these rules is kept.'),
          503: problemResponse('The present rules have not come to the same event yet.'),
        },
      },
    },
    async (request, reply) => {
      const { from, after = '0', limit } = request.query;
      const to = runner.status().epoch.slice(0, EPOCH_LENGTH);
      const { seq, differences } = differenceFrom(from);
      const prefix = `${from.slice(0, EPOCH_LENGTH)}-${to}-`;
      const start = startOf(after, prefix, differences.length);
      const filter = filterOf(request.query);
      const version = { epoch: to, seq, also: `${from}-${filter.digest}-${start}-${limit}` };
      if (answeredFresh(request, reply, version)) return reply;
      const found: object[] = [];
      let at = start;
      for (; at < differences.length && found.length < limit; at++) {
        const placed = differences[at] as PlacedDifference;
        const importance = importanceOf(placed.difference.change, placed.kind);
        if (!passes(filter, wordsOfChange(placed, importance), placed.confidence)) continue;
        const { difference, relations, kind, confidence } = placed;
        found.push({
          id: `${prefix}${at + 1}`,
          ...toPublicDifference(difference),
          relations,
          kind,
          importance,
          confidence,
        });
      }
      const next = at === 0 ? '0' : `${prefix}${at}`;
      return reply
        .type('application/json')
        .send(JSON.stringify({ from, to, seq, differences: found, next, more: at < differences.length }));
    },
  );
}

function placeIn(earlier: Database, cursor: string): Place {
  const parsed = parseCursor(cursor);
  if (!parsed || !openChangeReader(earlier).has(parsed.place))
    throw parameterError('invalid-cursor', 'from', `the earlier rules have no change with the id ${cursor}`);
  return parsed.place;
}

function startOf(after: string, prefix: string, length: number): number {
  if (after === '0') return 0;
  const n = after.startsWith(prefix) ? Number(after.slice(prefix.length)) : Number.NaN;
  if (!Number.isInteger(n) || n < 1 || n > length || `${prefix}${n}` !== after)
    throw parameterError('invalid-cursor', 'after', `not a cursor of this difference: ${after}`);
  return n;
}
