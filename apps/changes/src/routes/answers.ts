import { CHANGES } from '@foedera/projections';
import { KIND_NAMES, PUBLIC_ENTRY_SHAPE } from '@foedera/schema';
import { z } from 'zod';
import { IMPORTANCE } from '../read-model/importance.ts';
import { DELIVERY_STATES } from '../webhooks/outbox.ts';
import { SUBSCRIPTION_STATES } from '../webhooks/subscriptions.ts';

const headline = z.object({ en: z.string(), fr: z.string(), vi: z.string() });

/** An entry inside a change. */
export const changedEntrySchema = z
  .object({
    id: z.string().meta({ description: '32 hexadecimal characters.' }),
    headline,
    relations: z.array(z.string()).meta({ description: 'Relations in whose timelines it stands.' }),
    ...PUBLIC_ENTRY_SHAPE,
    claimIds: z.array(z.string()).meta({ description: 'Claims it rests on, by reported time, then id.' }),
    sourceIds: z.array(z.string()).meta({ description: 'Sources in the same order, each once.' }),
  })
  .meta({
    id: 'ChangedEntry',
    description: 'An entry as the timeline shows it, with headlines in every language and what it rests on.',
  });

const statePart = z
  .record(z.string(), z.unknown())
  .meta({ id: 'StatePart', description: "A part of the relation's state, as in the state that the timeline gives." });

/** `before` or `after`: entries where the change is about entries, else a part of the state. */
const side = z.union([changedEntrySchema, z.array(changedEntrySchema), statePart, z.null()]);

/** A change as the documentation describes it; answers are stored text and are not run through it. */
export const changeSchema = z
  .object({
    id: z.string().meta({ description: '`epoch-seq-index`: also the cursor to go on after it.' }),
    prev: z.string().nullable().meta({ description: 'The change before it under the same filter.' }),
    change: z.enum(CHANGES),
    relation: z.string(),
    relations: z.array(z.string()),
    entry: z.string(),
    entries: z.array(z.string()).optional(),
    kind: z.enum(KIND_NAMES as [string, ...string[]]),
    before: side.meta({ description: 'What stood: an entry, for a merge several, a part of the state, or nothing.' }),
    after: side.meta({ description: 'What stands: an entry, for a split several, a part of the state, or nothing.' }),
    occurred: z.string().nullable().meta({ description: 'EDTF.' }),
    reported: z.string(),
    recorded: z.string(),
    seq: z.int(),
    importance: z.enum(IMPORTANCE),
    confidence: z.number(),
    cause: z.array(
      z.object({
        event: z.string(),
        type: z.string(),
        claim: z.string().nullable(),
        reason: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    headline,
  })
  .meta({ id: 'Change', description: 'One difference between two successive states of the timeline.' });

/** A page of changes. */
export const changePageSchema = z
  .object({
    changes: z.array(changeSchema),
    next: z.string().meta({ description: 'Cursor to go on after this page, also when it is empty.' }),
    more: z.boolean(),
    filter: z.string().meta({ description: 'Digest of the filter.' }),
    epoch: z.string(),
    seq: z.int().meta({ description: 'Last event whose changes are here.' }),
    ledger: z
      .object({ seq: z.int(), hash: z.string() })
      .nullable()
      .meta({ description: 'Head of the running hash over the log, where one is followed.' }),
  })
  .meta({ id: 'ChangePage' });

/** A page of what differs between two sets of rules. */
export const differencePageSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    seq: z.int().meta({ description: 'Event up to which the two are compared.' }),
    differences: z.array(
      changeSchema
        .omit({ prev: true, reported: true, recorded: true, seq: true, cause: true })
        .meta({ id: 'RulesDifference' }),
    ),
    next: z.string(),
    more: z.boolean(),
  })
  .meta({ id: 'DifferencePage' });

const filterSchema = z.object({
  relation: z.array(z.string()).optional(),
  party: z.array(z.string()).optional(),
  kind: z.array(z.string()).optional(),
  change: z.array(z.string()).optional(),
  importance: z.string().optional(),
  minConfidence: z.number().optional(),
});

/** A subscription as its owner sees it. */
export const webhookSchema = z
  .object({
    id: z.string(),
    url: z.string(),
    filter: filterSchema,
    description: z.string(),
    cursor: z.string(),
    state: z.enum(SUBSCRIPTION_STATES),
    reason: z.string().nullable(),
    secrets: z.int().meta({ description: 'How many secrets sign.' }),
    created: z.string(),
    updated: z.string(),
    deliveries: z.object({ pending: z.int(), delivered: z.int(), parked: z.int() }),
  })
  .meta({ id: 'Webhook' });

/** A subscription with its secret, which is shown this once. */
export const newWebhookSchema = webhookSchema.extend({ secret: z.string() }).meta({ id: 'NewWebhook' });

/** A secret that was rotated in. */
export const rotatedSchema = z.object({ id: z.string(), secret: z.string(), previousUntil: z.string() });

/** A message to a subscriber. */
export const deliverySchema = z
  .object({
    position: z.int(),
    change: z.string(),
    state: z.enum(DELIVERY_STATES),
    attempts: z.int(),
    due: z.string().nullable(),
    status: z.int().nullable(),
    failure: z.string().nullable(),
    created: z.string(),
    finished: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
