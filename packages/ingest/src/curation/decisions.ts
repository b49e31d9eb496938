import { claimId, sourceSchema, statementSchema } from '@foedera/schema';
import { z } from 'zod';
import { relationSchema } from '../claims/format.ts';

const common = { reason: z.string().min(1).max(2000), by: z.string().min(1).max(500) };
const someClaims = z
  .array(claimId)
  .min(2)
  .max(1000)
  .refine((ids) => new Set(ids).size === ids.length, { error: 'a claim is named twice' });

/** A correction or retraction: `ledger` = we misread (default), `source` = the source changed its mind, and then which. */
const operation = {
  ...common,
  claim: claimId,
  basis: z.enum(['ledger', 'source']).optional(),
  source: sourceSchema.optional(),
};
const hasSource = {
  check: ({ basis, source }: { basis?: string | undefined; source?: object | undefined }): boolean =>
    basis !== 'source' || source !== undefined,
  error: { error: 'basis "source" needs the source that changed its mind', path: ['source'] },
};

/**
 * What people decide. A replacement is the whole new statement; its reported time is set by the decision's basis: the
 * target's for `ledger`, the source's `published` for `source`.
 */
export const decisionSchema = z.discriminatedUnion('op', [
  z
    .strictObject({
      op: z.literal('correct'),
      ...operation,
      replacement: statementSchema.omit({ reported: true, reportedBasis: true }),
    })
    .refine(hasSource.check, hasSource.error),
  z.strictObject({ op: z.literal('retract'), ...operation }).refine(hasSource.check, hasSource.error),
  z.strictObject({ op: z.literal('link'), ...common, claims: someClaims }),
  z.strictObject({ op: z.literal('separate'), ...common, claims: someClaims }),
  z.strictObject({ op: z.literal('release'), ...common, claims: someClaims }),
  z.strictObject({ op: z.literal('prefer'), ...common, claim: claimId }),
]);
export type Decision = z.input<typeof decisionSchema>;

/** A decision about a relation, at the revision at which the one who decided saw its stream. */
export const decisionRequestSchema = z.strictObject({
  relation: relationSchema,
  /** Last revision of the relation's stream; `no-stream` when nothing was decided yet. */
  expectedRevision: z.union([z.number().int().nonnegative(), z.literal('no-stream')]),
  decision: decisionSchema,
});
export type DecisionRequest = z.input<typeof decisionRequestSchema>;

/** Withdrawal of a document, at the revision at which its stream was seen. */
export const withdrawalSchema = z.strictObject({
  document: z.string().regex(/^[0-9a-f]{64}$/, { error: 'not a document: 64 lower-case hex characters' }),
  expectedRevision: z.number().int().nonnegative(),
  ...common,
});
export type Withdrawal = z.input<typeof withdrawalSchema>;
