import { claimId, parseKnownMs, partyCode, relationId, STATUSES, sourceSchema, statementSchema } from '@foedera/schema';
import { z } from 'zod';
import { isWellFormed } from './tree.ts';

/** Reported times that an event id can hold in its order: 48 bits of milliseconds around 1970. */
const REPORTED_MS = 2 ** 47;
/** Longest name of a batch after its encoding: what a log takes as a stream's name, less our prefix. */
const MAX_BATCH_NAME = 480;

const words = z.string().min(1).max(500);
const reason = z.string().min(1).max(2000);

/** A source as a line gives it. `release` names the batch; `published` is the reported time of what the line says. */
const lineSource = sourceSchema
  .extend({
    published: sourceSchema.shape.published.refine(
      (text) => text === undefined || Math.abs(parseKnownMs(text) ?? 0) < REPORTED_MS,
      { error: 'outside the years −2490 to 6429' },
    ),
  })
  .refine(({ id, release }) => batchNameLength(id, release) <= MAX_BATCH_NAME, {
    error: `id and release too long together: at most ${MAX_BATCH_NAME} characters, percent-encoded`,
  });
export type LineSource = z.infer<typeof lineSource>;

const statement = statementSchema.omit({ reported: true, reportedBasis: true, evidence: true, extractor: true });
const shorthand = { status: z.enum(STATUSES).optional(), confidence: z.number().min(0).max(1).optional() };

/** A line that states a fact. `status` is a shorthand for `attributes.status`; confidence is 1 when left out. */
export const statementLine = statement.extend({
  ...shorthand,
  attributes: statement.shape.attributes.optional(),
  source: lineSource,
});
export type StatementLine = z.infer<typeof statementLine>;

/** Every field of a statement, those of its source as `source.<field>`. */
export const STATEMENT_FIELDS: readonly string[] = [
  ...Object.keys(statementLine.shape).filter((name) => name !== 'source'),
  ...Object.keys(sourceSchema.shape).map((name) => `source.${name}`),
];

const operation = {
  /** A claim id, or `{source, key}`: checked by `parseRef`. */
  target: z.unknown().optional(),
  basis: z.enum(['source', 'ledger']).optional(),
  reason: reason.optional(),
  by: words.optional(),
  source: lineSource.optional(),
};

/** A line that replaces a statement: the whole new statement beside the operation's own fields. */
export const correctLine = statement.extend({ ...operation, ...shorthand, op: z.literal('correct') });
export type CorrectLine = z.infer<typeof correctLine>;

/** A line that takes a statement back. */
export const retractLine = z.strictObject({ ...operation, op: z.literal('retract') });
export type RetractLine = z.infer<typeof retractLine>;

/** Id of a relation of two or more parties, in its one spelling: distinct codes, sorted, joined by `-`. */
export const relationSchema = z
  .string()
  .max(2000)
  .refine(
    (id) => {
      const parties = id.split('-');
      return (
        parties.length > 1 && parties.every((code) => partyCode.safeParse(code).success) && relationId(parties) === id
      );
    },
    { error: 'not a relation id: two or more distinct party codes, sorted, joined by "-", as BY-VN' },
  );

const decision = { relation: relationSchema, reason, by: words };
const claims = z.array(z.unknown()).min(2).max(1000);

/** Lines that say which claims are the same happening, by operation. */
export const decisionLines = {
  link: z.strictObject({ op: z.literal('link'), ...decision, claims }),
  separate: z.strictObject({ op: z.literal('separate'), ...decision, claims }),
  release: z.strictObject({ op: z.literal('release'), ...decision, claims }),
  prefer: z.strictObject({ op: z.literal('prefer'), ...decision, claim: z.unknown().optional() }),
} as const;
export type DecisionOp = keyof typeof decisionLines;

/** Every operation that a line can name. */
export const LINE_OPS = ['correct', 'retract', ...Object.keys(decisionLines)] as const;

export const keyRef = z.strictObject({ source: words, key: words });
export const idRef = claimId;

/** A claim by its id, or by its source's id and its key there. */
export type ClaimRef = string | z.infer<typeof keyRef>;

function batchNameLength(id: string, release: string | undefined): number {
  if (!isWellFormed(id) || !isWellFormed(release ?? '')) return 0;
  return encodeURIComponent(id).length + encodeURIComponent(release ?? 'sha256-000000000000').length;
}
