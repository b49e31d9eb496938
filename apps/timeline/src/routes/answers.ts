import { CATEGORIES, KIND_NAMES, PUBLIC_ENTRY_SHAPE, STATUSES } from '@foedera/schema';
import { z } from 'zod';

// These describe answers in the OpenAPI document. Answers themselves are stored text: no schema is run over them.
const id = z.string().meta({ description: '32 hexadecimal characters.' });
const day = z.string().nullable().meta({ description: 'YYYY-MM-DD; null where that side is open.' });
const instant = z.string().meta({ format: 'date-time' });

const entryShape = {
  id,
  headline: z.string(),
  ...PUBLIC_ENTRY_SHAPE,
  unconfirmedSince: z
    .string()
    .optional()
    .meta({ description: 'Planned, and its last day has passed without a report.' }),
  outcome: z.enum(['met', 'missed', 'open']).optional().meta({ description: 'Whether a stated target was reached.' }),
  outcomeBy: z.string().nullable().optional().meta({ description: 'Entry of the figure that reached the target.' }),
};

export const entrySchema = z
  .object({ ...entryShape, membership: z.enum(['exact', 'via', 'wider', 'continued']) })
  .meta({ id: 'Entry', description: 'One happening as the timeline shows it.' });

export const sourceRefSchema = z
  .object({
    id: z.string(),
    release: z.string().optional(),
    title: z.string().optional(),
    url: z.string().optional(),
    publisher: z.string().optional(),
    published: z.string().optional(),
  })
  .meta({ id: 'SourceReference' });

export const actSchema = z
  .object({
    act: z.string(),
    claim: id.optional(),
    claims: z.array(id).optional(),
    seq: z.int(),
    recorded: instant.nullable(),
    reported: z.string().nullable().optional(),
    reportedFrom: instant.optional(),
    basis: z.string().nullable().optional(),
    reason: z.string().nullable(),
    by: z.string().nullable(),
    statement: z.record(z.string(), z.unknown()).nullable().optional(),
  })
  .meta({ id: 'Act', description: 'What was done to a claim, or decided about claims, and why.' });

export const claimSchema = z
  .object({
    id,
    kind: z.enum(KIND_NAMES as [string, ...string[]]),
    category: z.enum(CATEGORIES),
    parties: z.array(z.string()),
    via: z.array(z.string()),
    occurred: z.string().nullable(),
    occurredBasis: z.string().nullable(),
    earliest: day,
    latest: day,
    attributes: z.record(z.string(), z.unknown()),
    status: z.enum(STATUSES).nullable(),
    confidence: z.number(),
    quote: z.string().nullable(),
    source: sourceRefSchema,
    key: z.string().nullable(),
    evidence: z.record(z.string(), z.unknown()).nullable(),
    document: z.string().nullable(),
    extractor: z.record(z.string(), z.unknown()).nullable(),
    reported: z.string().nullable(),
    reportedBasis: z.string().nullable(),
    act: z.enum(['stated', 'corrected']),
    correction: z
      .object({ basis: z.enum(['source', 'ledger']), reason: z.string(), by: z.string().nullable() })
      .nullable(),
    seq: z.int(),
    recorded: instant.nullable(),
    reportedFrom: instant,
    reportedTo: instant.nullable(),
    firstReported: instant,
    retracted: actSchema.optional(),
  })
  .meta({ id: 'Claim', description: 'One dated fact as one source states it, as it stood.' });

export const claimPageSchema = claimSchema
  .extend({
    entry: z.string().nullable().meta({ description: 'Entry that holds it; null where it does not stand.' }),
    relation: z.string().meta({ description: 'Relation whose revision a decision about it names.' }),
    revision: z.int().nullable().meta({ description: 'What `If-Match` names; null before the first decision.' }),
    history: z.array(actSchema).meta({ description: 'What was done to it and decided about it, newest record first.' }),
    historyMore: z.boolean(),
    asOf: z.object({ seq: z.int(), epoch: z.string() }),
  })
  .meta({ id: 'ClaimPage', description: 'A claim as it stood, or before it was retracted, with what was done to it.' });

const listed = {
  next: z.string().nullable().meta({ description: 'Cursor of the next page.' }),
  more: z.boolean(),
  seq: z.int(),
  epoch: z.string(),
};

export const timelineSchema = z.object({ timeline: z.array(entrySchema), ...listed }).meta({ id: 'Timeline' });
export const claimsSchema = z.object({ claims: z.array(claimSchema), ...listed }).meta({ id: 'Claims' });

export const entryPageSchema = z
  .object({
    ...entryShape,
    relations: z.array(z.object({ relation: z.string(), membership: z.string() })),
    claims: z.array(claimSchema),
    documents: z.array(z.record(z.string(), z.unknown())),
    history: z.array(actSchema),
    historyMore: z.boolean(),
    asOf: z.object({ seq: z.int(), epoch: z.string() }),
  })
  .meta({ id: 'EntryPage', description: 'An entry with its claims, their documents and its history.' });

export const entryHistorySchema = z
  .object({ history: z.array(actSchema), more: z.boolean(), seq: z.int(), epoch: z.string() })
  .meta({ id: 'EntryHistory' });

const part = z.record(z.string(), z.unknown());

export const stateSchema = z
  .object({
    relations: part,
    level: z
      .object({
        level: z.string(),
        rung: z.int().nullable(),
        label: z.string(),
        wording: z.string().nullable(),
        since: z.string().nullable(),
        history: z.array(part),
      })
      .loose()
      .nullable(),
    missions: z.array(part),
    ambassadors: z.array(part),
    instruments: z.array(part),
    mechanisms: z.array(part),
    figures: z.array(part),
    planned: z.array(part),
    targets: z.array(part),
    flags: z.array(part),
  })
  .meta({ id: 'RelationState', description: 'What the entries of a relation add up to on a day.' });

export const relationSchema = z
  .object({
    id: z.string(),
    parties: z.array(z.string()),
    names: z.array(z.string()),
    state: stateSchema,
    unions: z.object({ shared: z.array(z.string()), of: z.record(z.string(), z.array(z.string())) }),
    seq: z.int(),
    epoch: z.string(),
    revision: z.int().nullable().meta({ description: 'What `If-Match` names when deciding about the relation.' }),
  })
  .meta({ id: 'Relation' });

const relationRowSchema = z
  .object({
    id: z.string(),
    parties: z.array(z.string()),
    names: z.array(z.string()),
    entries: z.int().nullable(),
    first: day,
    last: day,
    state: z.object({ relations: part, level: part.nullable() }),
  })
  .meta({ id: 'RelationRow' });

export const relationsSchema = z.object({ relations: z.array(relationRowSchema), ...listed }).meta({ id: 'Relations' });
