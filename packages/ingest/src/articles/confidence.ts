import { z } from 'zod';
import { PackError } from './errors.ts';
import type { Merged } from './stages/merge.ts';
import type { Reading } from './stages/read-view.ts';

/** What weakens a fact beyond its rule. */
export const FEATURES = [
  'undated',
  'dated-by-report',
  'dated-by-event',
  'inferred-year',
  'parties-from-context',
  'parties-from-topic',
  'headline',
  'caption',
  'teaser',
  'implied',
] as const;
export type Feature = (typeof FEATURES)[number];

const share = z.number().min(0).max(1);
const counted = z.strictObject({ right: z.number().nonnegative(), of: z.number().nonnegative() });

/**
 * How often facts were right on annotated documents: by rule, and by feature against what their rules led to expect.
 * `prior` is what a rule is worth before it was seen: the precision of the first reading of new documents, and how many
 * observations that counts for.
 */
export const calibrationSchema = z.strictObject({
  prior: z.strictObject({ precision: share, weight: z.number().positive() }),
  rules: z.record(z.string(), counted),
  features: z.record(
    z.enum(FEATURES),
    z.strictObject({ prior: share, right: z.number().nonnegative(), expected: z.number().nonnegative() }),
  ),
});
export type Calibration = z.infer<typeof calibrationSchema>;

/** Reads a calibration. @throws PackError when it is not one */
export function parseCalibration(data: unknown): Calibration {
  const parsed = calibrationSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PackError('world/calibration.json', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
}

/** Precision of a rule, drawn towards the prior the less it was seen. */
export function rulePrecision({ prior, rules }: Calibration, rule: string): number {
  const { right, of } = rules[rule] ?? { right: 0, of: 0 };
  return (right + prior.precision * prior.weight) / (of + prior.weight);
}

/** What a feature does to the precision of a rule, at most 1. */
export function featureFactor({ prior, features }: Calibration, feature: Feature): number {
  const { prior: believed, right, expected } = features[feature];
  return Math.min(1, (right + believed * prior.weight) / (expected + prior.weight));
}

/** Confidence of a fact found by a rule with some features, 0–1, to three places. */
export function confidenceOf(calibration: Calibration, rule: string, features: readonly Feature[]): number {
  const product = features.reduce(
    (sum, feature) => sum * featureFactor(calibration, feature),
    rulePrecision(calibration, rule),
  );
  return Math.round(product * 1000) / 1000;
}

/** What weakens a fact of a reading. */
export function featuresOf({ best, dateBasis, date }: Merged, reading: Reading): Feature[] {
  const { draft, section } = best;
  const zone = reading.kindOfZone(best.zone);
  const found: Feature[] = [];
  if (date === null) found.push('undated');
  else if (draft.datedBy === 'clock') found.push('dated-by-report');
  else if (draft.datedBy === 'discourse') found.push('dated-by-event');
  else if (dateBasis.startsWith('inferred year') || dateBasis.includes('year of the same sentence'))
    found.push('inferred-year');
  if (draft.partiedBy === 'discourse') found.push('parties-from-context');
  if (draft.partiedBy === 'topic') found.push('parties-from-topic');
  if (zone === 'title') found.push('headline');
  if (zone === 'caption') found.push('caption');
  if (section === 'teaser') found.push('teaser');
  if (draft.weak) found.push('implied');
  return found;
}
