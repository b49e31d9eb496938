import { KIND_NAMES, type Kind, STATUSES } from '@foedera/schema';
import { z } from 'zod';

const word = z.string().min(1).max(200);
const words = z.array(word);
const examples = z.array(z.string().min(1)).min(1);

/** How a date is put together from what its pattern captures. */
export const DATE_SHAPES = [
  'day',
  'range',
  'month',
  'month-range',
  'year',
  'year-range',
  'quarter',
  'half',
  'first-months',
  'season',
  'weekday',
  'day-offset',
  'unit-offset',
  'unit-ago',
  'unit-ahead',
  'same-day',
  'same-year',
  'year-before',
  'numeric',
] as const;

const CODE = /^[A-Z]{2}$/;
const byState = z.record(z.string().regex(CODE), words);

/** `language.yaml`: the small words of a language and the signs of its pages. */
export const languageSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2}$/),
  name: word,
  /** Words by which the language of a text is told. */
  functionWords: words,
  elisions: words.default([]),
  enclitics: words.default([]),
  decimal: z.enum([',', '.']),
  numerals: z.record(word, z.number()),
  ordinals: z.record(word, z.number()),
  ordinalSuffixes: words,
  abbreviations: words,
  /** Words of scale (`million`) with their factor, and currencies by ISO 4217 code. */
  scales: z.record(word, z.number()),
  currencies: z.record(z.string().regex(/^[A-Z]{3}$/), words),
  months: z.array(words).length(12),
  weekdays: z.array(words).length(7),
  /** Words that join parts of a name: `de`, `al`, `van`. */
  nameParticles: words.default([]),
  zones: z.strictObject({
    /** A line that is one of these opens the list of other articles. */
    teasers: words,
    /** A line that begins so is a link to another article. */
    links: words,
    /** A line that holds one of these is a caption. */
    captions: words,
    /** A line that is one of these, or begins so, belongs to the page, not to the article. */
    boilerplate: words,
  }),
});

const names = z.strictObject({
  names: byState.default({}),
  former: byState.default({}),
  capitals: byState.default({}),
  unions: z.record(z.string().regex(/^[A-Z]{2,10}$/), words).default({}),
  demonyms: byState.default({}),
  /** Inflections of demonyms: the longest ending that fits is replaced by each of the list. */
  endings: z.record(z.string(), z.array(z.string())).default({}),
  notPlaces: words.default([]),
});

/** `places.yaml` of a language. */
export const placesSchema = names;

/** `world/places.yaml`: names that read alike in every language, and agencies with their country. */
export const worldSchema = z.strictObject({
  capitals: byState,
  /** Palaces and the like that stand for who governs. */
  seats: byState,
  /** Parliaments named in their own language. */
  parliaments: byState,
  airports: byState,
  cities: byState,
  dependent: z.array(z.string().regex(CODE)),
  agencies: byState,
});

/** `world/leaders.yaml`: full names of heads of state and government and foreign ministers by their state. */
export const leadersSchema = byState;

/** `words.yaml`: endings of verbs and the classes that patterns name in braces. */
export const wordsSchema = z.strictObject({
  /** Table of endings by name; each ending with the forms it stands for. */
  endings: z.record(word, z.record(z.string(), z.string())),
  classes: z.record(z.string().regex(/^[a-zA-Z.]+$/), words),
});

const pattern = { id: z.string().regex(/^[a-z0-9-]+$/), pattern: z.string().min(1), match: examples, not: examples };

/** `tags.yaml`: dates, quantities, persons, levels, instruments … by pattern. */
export const tagsSchema = z.strictObject({
  dates: z.array(
    z.strictObject({
      ...pattern,
      shape: z.enum(DATE_SHAPES),
      /** Years, months or days from the reference: `-1` last, `0` this, `1` next. */
      offset: z.number().int().optional(),
      unit: z.enum(['day', 'week', 'month', 'quarter', 'half', 'year', 'decade']).optional(),
      month: z.number().int().min(1).max(12).optional(),
      /** Number of a quarter, half or season when the words alone tell it. */
      part: z.number().int().optional(),
      /** `period`: a programme's span; `target`: a horizon; `since`: a beginning; `anniversary`: a feast, not a date; `told`: in the year named last. */
      role: z.enum(['period', 'target', 'since', 'anniversary', 'until', 'recent', 'told']).optional(),
    }),
  ),
  quantities: z.array(
    z.strictObject({
      ...pattern,
      tag: z.enum(['money', 'number', 'percent', 'ordinal']),
      unit: word.optional(),
      /** The currency is left out: it is the one of the sum before ("… 2,2 milliards de dollars, puis 2,7 milliards"). */
      elided: z.boolean().optional(),
      /** The number, where a word that is no number says it ("un milliard", "half a billion"). */
      value: z.number().positive().optional(),
    }),
  ),
  persons: z.array(
    z.strictObject({
      ...pattern,
      /** Only a name of several words is one: "Sokha Meas of Cambodia", not "Bank of Ghana". */
      full: z.boolean().optional(),
    }),
  ),
  terms: z.array(
    z.strictObject({
      ...pattern,
      tag: z.enum(['level', 'instrument', 'mission', 'mechanism', 'honour', 'office', 'pair', 'share', 'pointer']),
      value: word,
    }),
  ),
});

/** What a turn of phrase does to the statement it governs. */
export const MODES = [
  'done',
  'hoped',
  'negated',
  'promised',
  'planned',
  'ongoing',
  'postponed',
  'cancelled',
  'expected',
] as const;

/** `modality.yaml`: turns of phrase that make a statement less than a fact. */
export const modalitySchema = z.array(
  z.strictObject({
    ...pattern,
    mode: z.enum(MODES),
    /** Tokens over which it reaches to the right; 0 = only what it overlaps. */
    reach: z.number().int().min(0).max(60),
    /** Kinds it bears on; absent = all. */
    kinds: z.array(z.enum(KIND_NAMES as [Kind, ...Kind[]])).optional(),
  }),
);

/** `kinds/*.yaml`: the rules by which facts are found. */
export const rulesSchema = z.array(
  z.strictObject({
    ...pattern,
    kind: z.enum(KIND_NAMES as [Kind, ...Kind[]]),
    status: z.enum(STATUSES).optional(),
    attributes: z.record(z.string(), z.unknown()).optional(),
    /** Where an undated statement of this rule is dated: by the report, or not at all. Default: as its kind. */
    undated: z.enum(['report', 'null']).optional(),
    /** The statement holds only implicitly; it yields to any other of the same kind. */
    implied: z.boolean().optional(),
    /** Holds only behind a trigger of one of these kinds in the same sentence ("…, puis un partenariat en 2001"). */
    after: z.array(z.enum(KIND_NAMES as [Kind, ...Kind[]])).optional(),
    /** Holds only with a date of its own in the sentence: a line of a list, a headline's "became". */
    dated: z.boolean().optional(),
    /** Holds only when the sentence before told one of these kinds ("Au premier trimestre, ils ont atteint …"). */
    follows: z.array(z.enum(KIND_NAMES as [Kind, ...Kind[]])).optional(),
    /** Holds only when the page told one of these kinds before ("the next session"). */
    earlier: z.array(z.enum(KIND_NAMES as [Kind, ...Kind[]])).optional(),
    /** Holds only under a heading or behind a label that announces a list of one of these kinds ("Visits:"). */
    under: z.array(z.enum(KIND_NAMES as [Kind, ...Kind[]])).optional(),
    /** Only the start of a visit: what is reported happened on a later day. */
    begins: z.boolean().optional(),
    /** A second kind that the same words state: a declaration that is signed and founds a partnership. */
    also: z.enum(KIND_NAMES as [Kind, ...Kind[]]).optional(),
  }),
);

export type LanguageData = z.infer<typeof languageSchema>;
export type PlacesData = z.infer<typeof placesSchema>;
export type WorldData = z.infer<typeof worldSchema>;
export type LeaderData = z.infer<typeof leadersSchema>;
export type WordsData = z.infer<typeof wordsSchema>;
export type TagsData = z.infer<typeof tagsSchema>;
export type DateRule = TagsData['dates'][number];
export type QuantityRule = TagsData['quantities'][number];
export type TermRule = TagsData['terms'][number];
export type Modality = z.infer<typeof modalitySchema>[number];
export type FactRule = z.infer<typeof rulesSchema>[number];
