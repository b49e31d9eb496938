import { type Day, parseEdtf, parseKnownMs } from '@foedera/schema';
import { z } from 'zod';

const MAX_WORDS = 100;
const MAX_LENGTH = 8_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DATE = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/;
const TIME = /^\d{4}-\d\d-\d\dT/;
/** An offset whose `+` was not percent-encoded: in an address that is a space. */
const LOST_PLUS = / \d\d:\d\d$/;
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const WHOLE = /^-?\d{1,15}$/;

/** Text that is given at most once. */
const once = () =>
  z.string({ error: ({ input }) => (Array.isArray(input) ? 'given more than once; once is enough' : undefined) });

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
          unknown.length === 0
            ? `more than ${MAX_WORDS} words`
            : `not known: ${quoted(unknown)}; expected one or more of ${vocabulary.join(', ')}`,
        params: { problem: unknown.length === 0 ? 'invalid-parameter' : 'unknown-word' },
      });
      return z.NEVER;
    })
    .optional()
    .meta({ description: `${description} One or more of: ${vocabulary.join(', ')}.` });
}

function quoted(words: readonly string[]): string {
  return words
    .map((word) => JSON.stringify(word))
    .join(', ')
    .slice(0, 200);
}

/**
 * Words of any kind that match a pattern: given once with commas, or several times.
 * @param expected what such a word is, for the message of one that is not
 */
export function wordsLike(pattern: RegExp | ((word: string) => boolean), description: string, expected: string) {
  const fits = typeof pattern === 'function' ? pattern : (word: string) => pattern.test(word);
  return raw
    .transform((value, context): string[] => {
      const given = words(value);
      const wrong = given.find((word) => !fits(word));
      if (wrong === undefined && given.length <= MAX_WORDS) return given;
      context.addIssue({
        code: 'custom',
        message:
          wrong === undefined
            ? `more than ${MAX_WORDS} words`
            : `cannot be used: ${quoted([wrong])}; expected ${expected}`,
        params: { problem: 'invalid-parameter' },
      });
      return z.NEVER;
    })
    .optional()
    .meta({ description });
}

function dateIssue(context: z.RefinementCtx, expected: string, text: string): never {
  const hint = LOST_PLUS.test(text) ? '; in an address + is written %2B' : '';
  const message = `${expected}: ${quoted([text])}${hint}`;
  context.addIssue({ code: 'custom', message, params: { problem: 'invalid-date' } });
  return z.NEVER;
}

/** End of a date, or an instant; EDTF's other forms say no one point in time. */
function knownMs(text: string): number | null {
  return DATE.test(text) || TIME.test(text) ? parseKnownMs(text) : null;
}

/** A day, `YYYY-MM-DD`, as a number of days. */
export function dayParameter(description: string) {
  return once()
    .max(40)
    .transform((text, context): Day => {
      const span = DAY.test(text) ? parseEdtf(text) : null;
      if (span?.earliest == null) return dateIssue(context, 'not a day, YYYY-MM-DD', text);
      return span.earliest;
    })
    .optional()
    .meta({ description, format: 'date' });
}

/** The beginning of a day, month or year (`2012`, `2012-07`, `2012-07-04`), as a number of days. */
export function boundParameter(description: string) {
  return once()
    .max(40)
    .transform((text, context): Day => {
      const span = DATE.test(text) ? parseEdtf(text) : null;
      if (span?.earliest == null) return dateIssue(context, 'not a date, YYYY, YYYY-MM or YYYY-MM-DD', text);
      return span.earliest;
    })
    .optional()
    .meta({ description });
}

/** A known time in epoch milliseconds: an RFC 3339 instant, or a date, which means its last millisecond, UTC. */
export function knownTimeParameter(description: string) {
  return once()
    .max(100)
    .transform((text, context): number => {
      return knownMs(text) ?? dateIssue(context, 'neither a date nor an RFC 3339 time', text);
    })
    .optional()
    .meta({ description });
}

/** A point on the recorded axis: a `seq`, or an instant in epoch milliseconds. */
export type RecordedPoint = { readonly seq: number } | { readonly ms: number };

/** Where on the recorded axis: digits alone are a `seq`, everything else a date or an RFC 3339 time. */
export function recordedParameter(description: string) {
  return once()
    .max(100)
    .transform((text, context): RecordedPoint => {
      if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
      const ms = knownMs(text);
      if (ms === null) return dateIssue(context, 'neither a seq, a date nor an RFC 3339 time', text);
      return { ms };
    })
    .optional()
    .meta({ description });
}

/** Which numbers a parameter takes, both ends inclusive. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  /** Fractions too; whole numbers alone when absent. */
  readonly fractions?: boolean;
}

/** A number in decimal digits: empty text, hexadecimal digits and exponents are refused, not read as something. */
export function numberParameter({ least, most, fractions = false }: NumberRange, description: string) {
  const shape = fractions ? DECIMAL : WHOLE;
  const upTo = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  const expected = `expected a ${fractions ? 'number' : 'whole number'} ${upTo}`;
  return once()
    .transform((text, context): number => {
      const value = Number(text);
      if (shape.test(text) && value >= least && value <= most) return value;
      context.addIssue({
        code: 'custom',
        message: `found ${quoted([text])}, ${expected}`,
        params: { problem: 'invalid-parameter' },
      });
      return z.NEVER;
    })
    .meta({ description, type: fractions ? 'number' : 'integer', minimum: least, maximum: most });
}

/** How many rows a page has at most, 1 to `max`. */
export function limitParameter(max: number, usual: number) {
  return numberParameter({ least: 1, most: max }, `Rows of a page, 1 to ${max}; ${usual} when absent.`).default(usual);
}
