import { z } from 'zod';
import { isEdtf } from './dates.ts';
import { parseKnownMs } from './instants.ts';
import { KIND_NAMES, KINDS, type Kind } from './kinds.ts';

/** Version of the event shapes below. A reader that meets a newer one stops. */
export const SCHEMA_VERSION = 1;

const edtfDate = z.string().max(100).refine(isEdtf, { error: 'not an EDTF date or interval' });
const knownTime = z
  .string()
  .max(100)
  .refine((text) => parseKnownMs(text) !== null, {
    error: 'neither an EDTF date with a latest bound nor an RFC 3339 time',
  });
const word = z.string().min(1).max(500);

/** A state's code, kept as given. Two capital letters are a state; anything else well-formed is kept, never refused. */
export const partyCode = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,9}$/, { error: 'not a party code: two to ten capital letters or digits' });

/** Claim ids: 32 lower-case hex characters. */
export const claimId = z.string().regex(/^[0-9a-f]{32}$/, { error: 'not a claim id: 32 lower-case hex characters' });

/** How a date is known, e.g. `stated`, `relative to publication`, `inferred year`. */
const basis = z.string().min(1).max(200);

/** Where a statement comes from. `id` is stable over releases; `published` is its reported time. */
export const sourceSchema = z.strictObject({
  id: word,
  release: word.optional(),
  title: z.string().max(2000).optional(),
  url: z.url().max(2000).optional(),
  publisher: word.optional(),
  published: knownTime.optional(),
});
export type Source = z.infer<typeof sourceSchema>;

/** Where in a document the statement stands: `start` inclusive, `end` exclusive, UTF-16 units of the raw text. */
export const evidenceSchema = z.strictObject({
  document: z.string().regex(/^[0-9a-f]{64}$/),
  section: z.enum(['body', 'teaser']),
  zone: word,
  quote: z.string().min(1),
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  more: z.array(z.strictObject({ quote: z.string(), start: z.number().int(), end: z.number().int() })).optional(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** Which reader made a claim out of text. */
export const extractorSchema = z.strictObject({ name: word, version: word, rule: word, pack: word });
export type ExtractorRef = z.infer<typeof extractorSchema>;

/** What a claim says, without its id: a whole statement. Attributes that the kind does not know are kept. */
export const statementSchema = z.strictObject({
  kind: z.enum(KIND_NAMES as [Kind, ...Kind[]]),
  occurred: edtfDate.nullable(),
  occurredBasis: basis.optional(),
  parties: z.array(partyCode).min(1).max(300),
  via: z.array(partyCode).optional(),
  attributes: z.record(z.string(), z.unknown()),
  confidence: z.number().min(0).max(1),
  quote: z.string().max(20_000).optional(),
  source: sourceSchema,
  key: word.optional(),
  /** Reported time; `null` = the source gives none, so it is reported when recorded. */
  reported: knownTime.nullable(),
  reportedBasis: basis.optional(),
  evidence: evidenceSchema.optional(),
  extractor: extractorSchema.optional(),
});
export type Statement = z.infer<typeof statementSchema> & { readonly kind: Kind };

/** Data of an event whose type is a kind: a claim as its source states it. */
export const claimSchema = statementSchema.extend({ claim: claimId });
export type Claim = z.infer<typeof claimSchema>;

const operation = {
  claim: claimId,
  /** `source`: the source changed its mind at `reported`. `ledger`: we misread; the target's reported time holds. */
  basis: z.enum(['source', 'ledger']),
  reason: z.string().min(1).max(2000),
  by: word.optional(),
  reported: knownTime.nullable(),
  source: sourceSchema.optional(),
  extractor: extractorSchema.optional(),
};
const decision = { relation: z.string().max(2000), reason: z.string().min(1).max(2000), by: word };
const someClaims = z.array(claimId).min(2).max(100);

/** Data of the events that are not claims, by event type. */
export const EVENTS = {
  'document-registered': z.strictObject({
    document: z.string().regex(/^[0-9a-f]{64}$/),
    source: sourceSchema,
    language: word.optional(),
    published: edtfDate.nullable(),
    publishedBasis: basis,
    mediaType: word,
    /** Raw text, or its first chunk; the rest follows in `document-text` events. */
    text: z.string(),
    chunks: z.number().int().positive(),
  }),
  'document-text': z.strictObject({ document: z.string(), chunk: z.number().int().positive(), text: z.string() }),
  'document-ingested': z.strictObject({
    document: z.string(),
    extractor: z.strictObject({ name: word, version: word, pack: word }),
    claims: z.number().int(),
    refused: z.number().int(),
  }),
  'document-withdrawn': z.strictObject({ document: z.string(), reason: z.string(), by: word.optional() }),
  'claim-corrected': z.strictObject({ ...operation, replacement: statementSchema }),
  'claim-retracted': z.strictObject(operation),
  'claims-linked': z.strictObject({ ...decision, claims: someClaims }),
  'claims-separated': z.strictObject({ ...decision, claims: someClaims }),
  /** Takes a link or a separation among these claims back: the rules decide again. */
  'claims-released': z.strictObject({ ...decision, claims: someClaims }),
  'claim-preferred': z.strictObject({ ...decision, claim: claimId }),
} as const;

/** Types of the events that are not claims. */
export type OperationType = keyof typeof EVENTS;
export type EventType = Kind | OperationType;

type DataOf<T extends EventType> = T extends OperationType ? z.infer<(typeof EVENTS)[T]> : Claim;

/** Every event of Foedera as type and data. */
export type FoederaEvent = { [T in EventType]: { readonly type: T; readonly data: DataOf<T> } }[EventType];
export type DocumentRegistered = z.infer<(typeof EVENTS)['document-registered']>;
export type ClaimCorrected = z.infer<(typeof EVENTS)['claim-corrected']>;
export type ClaimRetracted = z.infer<(typeof EVENTS)['claim-retracted']>;

/** True when an event type is a claim's kind. */
export function isClaimType(type: string): type is Kind {
  return Object.hasOwn(KINDS, type);
}

/** True when an event type is known: a kind or an operation. */
export function isEventType(type: string): type is EventType {
  return isClaimType(type) || Object.hasOwn(EVENTS, type);
}
