import { type Day, parseEdtf, parseKnownMs } from '@foedera/schema';
import { z } from 'zod';

const MAX_WORDS = 100;
const MAX_LENGTH = 8_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;

const raw = z.union([z.string().max(MAX_LENGTH), z.array(z.string().max(MAX_LENGTH)).max(MAX_WORDS)]);

function words(value: string | readonly string[]): string[] {
  const all = (typeof value === 'string' ? [value] : value).flatMap((one) => one.split(','));
  return [...new Set(all.map((word) => word.trim()))];
}

/** Words of a vocabulary: given once with commas, or several times. A word outside it is `unknown-word`. */
export function wordsOf<const T extends string>(vocabulary: readonly T[], description: string) {
  const known = new Set<string>(vocabulary);
  return raw
    .transform((value, context): T[] => {
      const given = words(value);
      const unknown = given.filter((word) => !known.has(word));
      if (unknown.length === 0 && given.length <= MAX_WORDS) return given as T[];
      context.addIssue({
        code: 'custom',
        message:
          unknown.length === 0 ? `more than ${MAX_WORDS} words` : `not known: ${unknown.join(', ').slice(0, 200)}`,
        params: { problem: unknown.length === 0 ? 'invalid-parameter' : 'unknown-word' },
      });
      return z.NEVER;
    })
    .optional()
    .meta({ description: `${description} One or more of: ${vocabulary.join(', ')}.` });
}

/** Words of any kind that match a pattern: given once with commas, or several times. */
export function wordsLike(pattern: RegExp, description: string) {
  return raw
    .transform((value, context): string[] => {
      const given = words(value);
      const wrong = given.find((word) => !pattern.test(word));
      if (wrong === undefined && given.length <= MAX_WORDS) return given;
      context.addIssue({
        code: 'custom',
        message: wrong === undefined ? `more than ${MAX_WORDS} words` : `cannot be used: ${wrong.slice(0, 200)}`,
        params: { problem: 'invalid-parameter' },
      });
      return z.NEVER;
    })
    .optional()
    .meta({ description });
}

function dateIssue(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message, params: { problem: 'invalid-date' } });
  return z.NEVER;
}

/** A day, `YYYY-MM-DD`, as a number of days. */
export function dayParameter(description: string) {
  return z
    .string()
    .max(40)
    .transform((text, context): Day => {
      const span = DAY.test(text) ? parseEdtf(text) : null;
      if (span?.earliest == null) return dateIssue(context, `not a day, YYYY-MM-DD: ${text}`);
      return span.earliest;
    })
    .optional()
    .meta({ description, format: 'date' });
}

/** The beginning of a day, month or year (`2012`, `2012-07`, `2012-07-04`), as a number of days. */
export function boundParameter(description: string) {
  return z
    .string()
    .max(40)
    .transform((text, context): Day => {
      const span = DATE.test(text) ? parseEdtf(text) : null;
      if (span?.earliest == null) return dateIssue(context, `not a date, YYYY, YYYY-MM or YYYY-MM-DD: ${text}`);
      return span.earliest;
    })
    .optional()
    .meta({ description });
}

/** A known time in epoch milliseconds: an RFC 3339 instant, or a date, which means its last millisecond, UTC. */
export function knownTimeParameter(description: string) {
  return z
    .string()
    .max(100)
    .transform((text, context): number => {
      const ms = parseKnownMs(text);
      return ms ?? dateIssue(context, `neither a date nor an RFC 3339 time: ${text}`);
    })
    .optional()
    .meta({ description });
}

/** A point on the recorded axis: a `seq`, or an instant in epoch milliseconds. */
export type RecordedPoint = { readonly seq: number } | { readonly ms: number };

/** Where on the recorded axis: digits alone are a `seq`, everything else a date or an RFC 3339 time. */
export function recordedParameter(description: string) {
  return z
    .string()
    .max(100)
    .transform((text, context): RecordedPoint => {
      if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
      const ms = parseKnownMs(text);
      if (ms === null) return dateIssue(context, `neither a seq, a date nor an RFC 3339 time: ${text}`);
      return { ms };
    })
    .optional()
    .meta({ description });
}

/** How many rows a page has at most, 1 to `max`. */
export function limitParameter(max: number, usual: number) {
  return z.coerce
    .number()
    .int()
    .min(1)
    .max(max)
    .default(usual)
    .meta({ description: `Rows of a page, 1 to ${max}; ${usual} when absent.` });
}
