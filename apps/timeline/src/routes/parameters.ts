import {
  boundParameter,
  dayParameter,
  knownTimeParameter,
  numberParameter,
  recordedParameter,
  wordsLike,
  wordsOf,
} from '@foedera/http';
import { POLICIES } from '@foedera/projections';
import { CATEGORIES, KIND_NAMES, kindOf, STATUSES } from '@foedera/schema';
import { z } from 'zod';
import { LANGUAGES } from '../read-model/entry-row.ts';

/** Rows of a page when the address says nothing, and at most. */
export const PAGE = { usual: 50, most: 1000 } as const;

const PARTY = /^[A-Z][A-Z0-9]{1,9}$/;

const word = <const T extends readonly [string, ...string[]]>(words: T, description: string) =>
  z.enum(words).meta({ description });

/** What was known: both known axes, the rules, and how far the replica must have got. */
export const knownShape = {
  asReported: knownTimeParameter(
    'As known from what had been published by then: an RFC 3339 instant, or a date, which means the end of that day, UTC.',
  ),
  asRecorded: recordedParameter(
    'As this ledger would have answered then: a `seq`, an RFC 3339 instant, or a date, which means the end of that day, UTC.',
  ),
  epoch: z
    .string()
    .regex(/^[0-9a-f]{4,64}$/)
    .optional()
    .meta({ description: 'Epoch that the link was made under; 410 when the rules have changed since.' }),
  minSeq: numberParameter(
    { least: 0, most: Number.MAX_SAFE_INTEGER },
    'Wait until this `seq` is in the read model; 503 when it is not in time.',
  ).optional(),
};

export const langShape = {
  lang: word(LANGUAGES, 'Language of headlines and labels.').default('en'),
};

export const scopeShape = {
  scope: word(
    ['all', 'exact'],
    '`exact` leaves out what a wider set of states or a union did, and what continues a former state.',
  ).default('all'),
};

/** The time at which things happened, or held. */
export const occurredShape = {
  from: boundParameter('Happened on or after: YYYY, YYYY-MM or YYYY-MM-DD, inclusive.'),
  to: boundParameter('Happened before: YYYY, YYYY-MM or YYYY-MM-DD, exclusive.'),
  on: dayParameter('Happened on this day, YYYY-MM-DD; not together with `from` and `to`.'),
  certainty: word(
    ['possible', 'certain'],
    '`possible`: the bounds of a date overlap the window; `certain`: they lie inside it.',
  ).default('possible'),
};

/** What entries or claims are about, and who says so. */
export const factShape = {
  kind: wordsOf(KIND_NAMES, 'Kinds of facts.'),
  category: wordsOf(CATEGORIES, 'Categories of kinds.'),
  status: wordsOf(STATUSES, 'How far it has come.'),
  party: wordsLike(PARTY, 'Codes of states that take part, any of them.', 'codes such as BY'),
  source: wordsLike(/^.{1,500}$/s, 'Ids of sources, any of them.', '1 to 500 characters'),
  minConfidence: numberParameter({ least: 0, most: 1, fractions: true }, 'Least confidence, 0 to 1.').optional(),
};

/** For lists of claims and of relations, which are narrowed by each state that is named. */
export const eachPartyShape = {
  party: wordsLike(PARTY, 'Codes of states that take part, each of them.', 'codes such as BY'),
};

export const pageShape = {
  after: z.string().min(1).max(2000).optional().meta({ description: 'Cursor of the page before: its `next`.' }),
  limit: z
    .union([z.literal('all'), numberParameter({ least: 1, most: PAGE.most }, 'Rows of a page.')], {
      error: ({ input }) =>
        `found ${JSON.stringify(input)?.slice(0, 100)}, expected a whole number from 1 to ${PAGE.most}, or all`,
    })
    .optional()
    .meta({
      description: `Rows of a page, 1 to ${PAGE.most}, or \`all\`. When absent, ${PAGE.usual}, and all in exports.`,
    }),
};

/** What only a timeline can be asked. */
export const timelineShape = {
  order: word(['oldest', 'newest'], 'Which end comes first.').default('oldest'),
  contested: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional()
    .meta({ description: '`true`: only entries whose sources contradict each other; `false`: only the others.' }),
  plannedOn: knownTimeParameter(
    'Only what was planned as reported by then, and still is planned where the question is asked: never confirmed.',
  ),
};

export const preferShape = {
  prefer: word(
    POLICIES,
    'Which claim is shown where claims of an entry differ; `strict` shows none. What a person preferred stays.',
  ).default('precise'),
};

/** Kinds that the parameters name, themselves or by category. */
export function kindsOf(query: {
  readonly kind?: readonly string[] | undefined;
  readonly category?: readonly string[] | undefined;
}): readonly string[] | undefined {
  const { kind, category } = query;
  if (!category) return kind;
  const named = KIND_NAMES.filter((name) => category.includes(kindOf(name).category));
  return kind ? named.filter((name) => kind.includes(name)) : named;
}
