import { type DateSpan, parseEdtf, spanWithin } from '@foedera/schema';

/** A fact as annotated. `partiesAlt` and `dateAlt` are other right answers; an `optional` one costs nothing when missed. */
export interface GoldFact {
  readonly kind: string;
  readonly kindAlt?: readonly string[] | undefined;
  readonly parties: readonly string[];
  readonly partiesAlt?: readonly (readonly string[])[] | undefined;
  readonly date: string | null;
  readonly dateAlt?: readonly (string | null)[] | undefined;
  readonly optional?: boolean | undefined;
  readonly start: number;
  readonly end: number;
}

/** A fact as predicted. */
export type Prediction = Pick<GoldFact, 'kind' | 'parties' | 'date' | 'start' | 'end'>;

/** Hits, wrong predictions and misses. */
export interface Tally {
  readonly hits: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Kinds that annotators do not note exhaustively: an unmatched prediction of them is no error. */
export const FREE_KINDS: ReadonlySet<string> = new Set([
  'other',
  'target-stated',
  'tourist-arrivals',
  'support-stated',
  'ambassador-appointed',
  'ambassador-recalled',
  'sanction-imposed',
  'diplomat-expelled',
  'agreement-amended',
  'agreement-terminated',
  'agreement-ratified',
  'diplomatic-relations-severed',
  'diplomatic-relations-suspended',
  'diplomatic-relations-resumed',
  'relations-downgraded',
]);

const SAME_KIND: Readonly<Record<string, string>> = {
  'call-message': 'message',
  'message-sent': 'message',
  twinning: 'cooperation-established',
};
const kindOf = (kind: string): string => SAME_KIND[kind] ?? kind;

function spanOf(date: string | null): DateSpan | null {
  return date === null || date.startsWith('XXXX') ? null : parseEdtf(date);
}

/** 2 for the same days, 1 where one date holds the other, 0 otherwise. Undated fits undated only. */
export function dateFit(gold: string | null, predicted: string | null): 0 | 1 | 2 {
  const [a, b] = [spanOf(gold), spanOf(predicted)];
  if (a === null || b === null) return a === b ? 2 : 0;
  if (a.earliest === b.earliest && a.latest === b.latest) return 2;
  return spanWithin(a, b) || spanWithin(b, a) ? 1 : 0;
}

const states = (parties: readonly string[]): string =>
  [...new Set(parties.filter((code) => /^[A-Z]{2}$/.test(code)))].sort().join('+');

/** How well a prediction answers an annotation: 0 not at all, 2 with the same days. */
export function fit(gold: GoldFact, prediction: Prediction): number {
  if (![gold.kind, ...(gold.kindAlt ?? [])].some((kind) => kindOf(kind) === kindOf(prediction.kind))) return 0;
  const predicted = states(prediction.parties);
  if (states(gold.parties) !== predicted && !(gold.partiesAlt ?? []).some((other) => states(other) === predicted))
    return 0;
  const others = (gold.dateAlt ?? []).map((date) => Math.min(1, dateFit(date, prediction.date)));
  return Math.max(dateFit(gold.date, prediction.date), ...others);
}

function overlap(a: Prediction, b: Prediction): number {
  const shared = Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const all = a.end - a.start + b.end - b.start - shared;
  return all > 0 ? shared / all : 0;
}

/** One document's predictions against its annotations, one to one, the best pairs first. */
export interface Comparison {
  /** By prediction: the annotation it answers, or -1. */
  readonly answers: readonly number[];
  readonly missed: readonly GoldFact[];
  /** Predictions that answer nothing, of kinds that are annotated exhaustively. */
  readonly wrong: readonly Prediction[];
  readonly byKind: ReadonlyMap<string, Tally>;
}

/** Compares the predictions of one document with its annotations. */
export function compare(gold: readonly GoldFact[], predictions: readonly Prediction[]): Comparison {
  const pairs = gold
    .flatMap((g, i) =>
      predictions.map((p, j) => ({ i, j, optional: g.optional ? 1 : 0, rank: fit(g, p), overlap: overlap(g, p) })),
    )
    .filter((pair) => pair.rank > 0);
  pairs.sort((a, b) => a.optional - b.optional || b.rank - a.rank || b.overlap - a.overlap || a.i - b.i || a.j - b.j);
  const answered = new Set<number>();
  const answers = predictions.map(() => -1);
  for (const { i, j } of pairs) {
    if (answered.has(i) || answers[j] !== -1) continue;
    answered.add(i);
    answers[j] = i;
  }
  const byKind = new Map<string, Tally>();
  const count = (kind: string, part: keyof Tally): void => {
    const tally = byKind.get(kind) ?? { hits: 0, wrong: 0, missed: 0 };
    byKind.set(kind, { ...tally, [part]: tally[part] + 1 });
  };
  const missed = gold.filter((g, i) => !answered.has(i) && !g.optional);
  const wrong = predictions.filter((p, j) => answers[j] === -1 && !FREE_KINDS.has(kindOf(p.kind)));
  gold.forEach((g, i) => {
    if (answered.has(i) && !g.optional) count(kindOf(g.kind), 'hits');
  });
  for (const g of missed) count(kindOf(g.kind), 'missed');
  for (const p of wrong) count(kindOf(p.kind), 'wrong');
  return { answers, missed, wrong, byKind };
}

/** Precision, recall and F1 of a tally; 1 where there was nothing to find and nothing was found. */
export function rates({ hits, wrong, missed }: Tally): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const precision = hits + wrong > 0 ? hits / (hits + wrong) : missed > 0 ? 0 : 1;
  const recall = hits + missed > 0 ? hits / (hits + missed) : 1;
  return { precision, recall, f1: precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0 };
}
