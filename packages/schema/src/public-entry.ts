import { z } from 'zod';
import { CATEGORIES, type Category, KIND_NAMES, type Kind, STATUSES, type Status } from './kinds.ts';

/** Values that claims of one entry state differently, most supported first. */
export interface Contradiction {
  /** `occurred` or the attribute's name. */
  readonly about: string;
  readonly values: readonly {
    readonly value: unknown;
    readonly claims: readonly string[];
    readonly sources: readonly string[];
  }[];
}

/**
 * What every answer says of an entry, on the timeline and in the feed: dates as text, times as RFC 3339. Who answers adds
 * the id, the headline and what depends on the question. Days are `YYYY-MM-DD`, `null` = open or unknown.
 */
export interface PublicEntry {
  readonly kind: Kind;
  readonly category: Category;
  readonly relation: string;
  /** EDTF. */
  readonly occurred: string | null;
  readonly occurredBasis: string | null;
  readonly earliest: string | null;
  readonly latest: string | null;
  /** True when every day between the bounds is meant; false when one of them, not known which. */
  readonly extent: boolean;
  readonly parties: readonly string[];
  readonly via: readonly string[];
  readonly status: Status | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly confidence: number;
  /** How many claims it rests on, and of how many sources. */
  readonly claims: number;
  readonly sources: number;
  readonly contradictions: readonly Contradiction[];
  readonly maybeSameAs: readonly string[];
  readonly shown: { readonly claim: string | null; readonly policy: string };
  readonly firstReported: string;
  readonly lastReported: string;
  readonly seq: number;
}

const id = z.string().meta({ description: '32 hexadecimal characters.' });
const day = z.string().nullable().meta({ description: 'YYYY-MM-DD; null where that side is open.' });
const instant = z.string().meta({ format: 'date-time' });

const contradictionSchema = z
  .object({
    about: z.string(),
    values: z.array(z.object({ value: z.unknown(), claims: z.array(id), sources: z.array(z.string()) })),
  })
  .meta({ id: 'Contradiction', description: 'Values that claims of one entry state differently.' });

/** Members of `PublicEntry` as documents of the API describe them, for schemas that add their own. */
export const PUBLIC_ENTRY_SHAPE = {
  kind: z.enum(KIND_NAMES as [Kind, ...Kind[]]),
  category: z.enum(CATEGORIES),
  relation: z.string(),
  occurred: z.string().nullable().meta({ description: 'EDTF.' }),
  occurredBasis: z.string().nullable(),
  earliest: day,
  latest: day,
  extent: z.boolean().meta({ description: 'True when every day between the bounds is meant.' }),
  parties: z.array(z.string()),
  via: z.array(z.string()),
  status: z.enum(STATUSES).nullable(),
  attributes: z.record(z.string(), z.unknown()),
  confidence: z.number(),
  claims: z.int(),
  sources: z.int(),
  contradictions: z.array(contradictionSchema),
  maybeSameAs: z.array(id),
  shown: z.object({ claim: id.nullable(), policy: z.string() }),
  firstReported: instant,
  lastReported: instant,
  seq: z.int(),
} as const;
