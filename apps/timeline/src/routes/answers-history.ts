import { z } from 'zod';
import { actSchema, entrySchema, stateSchema } from './answers.ts';

const line = z
  .object({
    id: z.string(),
    changes: z.array(z.string()).optional(),
    into: z.string().optional(),
    before: entrySchema.nullable(),
    after: entrySchema.nullable(),
    acts: z.array(actSchema).meta({
      description: 'What was done to its claims in between besides stating them, at most the last twenty acts.',
    }),
  })
  .meta({ id: 'Difference', description: 'An entry at the two points; null where it is not there.' });

const point = z.object({ reported: z.string().nullable(), seq: z.int() });

export const diffSchema = z
  .object({
    relation: z.string(),
    from: point,
    to: point,
    added: z.array(line),
    moved: z.array(line).meta({ description: 'Dated otherwise.' }),
    corrected: z.array(line),
    corroborated: z.array(line).meta({ description: 'The same, with more sources.' }),
    retracted: z.array(line),
    merged: z.array(line).meta({ description: 'Now part of the entry in `into`.' }),
    seq: z.int(),
    epoch: z.string(),
  })
  .meta({ id: 'Diff' });

export const frameSchema = z
  .object({
    axis: z.enum(['occurred', 'reported', 'recorded']),
    at: z.union([z.string(), z.int()]).nullable().meta({ description: 'Day, instant or `seq` of the step.' }),
    date: z.string().nullable(),
    entries: z.array(entrySchema).meta({ description: 'Entries that came or changed.' }),
    left: z.array(z.string()).meta({ description: 'Ids of entries that went.' }),
    claims: z.array(z.string()),
    state: stateSchema,
  })
  .meta({ id: 'Frame' });

export const histogramSchema = z
  .object({
    by: z.enum(['decade', 'year', 'month', 'day']),
    histogram: z.array(z.object({ bucket: z.string(), count: z.int() })),
    spanning: z.int().meta({ description: 'Entries whose date does not fit one bucket.' }),
    undated: z.int(),
    total: z.int(),
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.int() }))),
    complete: z.boolean().meta({ description: 'False when the time limit was hit before every entry was counted.' }),
    timeLimitMs: z.int(),
    seq: z.int(),
    epoch: z.string(),
  })
  .meta({ id: 'Histogram' });

export const digestSchema = z
  .object({
    digest: z.string().meta({ description: 'SHA-256 over what stands, in order of id.' }),
    entries: z.int(),
    seq: z.int(),
    epoch: z.string(),
  })
  .meta({ id: 'Digest' });

export const ledgerHeadSchema = z
  .object({ seq: z.int(), hash: z.string(), recorded: z.string().nullable() })
  .meta({ id: 'LedgerHead', description: 'Running hash over every event up to `seq`.' });
