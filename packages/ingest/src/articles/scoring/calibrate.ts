import { type Calibration, confidenceOf, FEATURES, type Feature, rulePrecision } from '../confidence.ts';
import type { RuleExtractor } from '../rules.ts';
import { type GoldDocument, readGold } from './gold.ts';
import { compare, FREE_KINDS } from './score.ts';

/** A fact found in an annotated document, and whether it is right. */
export interface Observation {
  readonly document: string;
  readonly rule: string;
  readonly features: readonly Feature[];
  readonly right: boolean;
}

/** One bin of a reliability table: what was predicted, what was observed, over how many facts. */
export interface Bin {
  readonly from: number;
  readonly predicted: number;
  readonly observed: number;
  readonly n: number;
}

/**
 * Before a rule was seen it is worth what new documents showed when they were first read: five rounds of twelve to
 * twenty articles, 0.76 to 0.88 precision, with rules since widened for all of them.
 */
const PRIOR = { precision: 0.83, weight: 4 };

/** What a feature is believed to cost before it was measured. */
const BELIEVED: Readonly<Record<Feature, number>> = {
  undated: 0.9,
  'dated-by-report': 0.9,
  'dated-by-event': 0.93,
  'inferred-year': 0.97,
  'parties-from-context': 0.94,
  'parties-from-topic': 0.88,
  headline: 0.9,
  caption: 0.95,
  teaser: 0.95,
  implied: 0.7,
};

/** Facts of annotated documents with what is known of them. Free kinds count only where they answer an annotation. */
export function observe(extractor: RuleExtractor, documents: readonly GoldDocument[]): Observation[] {
  return documents.flatMap((document) => {
    const { facts, trace } = extractor.extract({
      bytes: Buffer.from(document.text, 'utf8'),
      name: `${document.name}.txt`,
      ...(document.url === undefined ? {} : { url: document.url }),
      ...(document.published === null ? {} : { published: document.published }),
    });
    const { answers } = compare(document.facts, facts);
    return facts.flatMap((fact, i) => {
      const right = answers[i] !== -1;
      if (!right && FREE_KINDS.has(fact.kind)) return [];
      return [{ document: document.name, rule: fact.rule, features: trace.features[i] ?? [], right }];
    });
  });
}

/** Counts by rule and feature over observations. */
export function calibrate(observations: readonly Observation[]): Calibration {
  const rules: Record<string, { right: number; of: number }> = {};
  for (const { rule, right } of observations) {
    const counted = rules[rule] ?? { right: 0, of: 0 };
    rules[rule] = { right: counted.right + (right ? 1 : 0), of: counted.of + 1 };
  }
  const plain = Object.fromEntries(
    FEATURES.map((f) => [f, { prior: BELIEVED[f], right: 0, expected: 0 }]),
  ) as Calibration['features'];
  const sorted = Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)));
  const first: Calibration = { prior: PRIOR, rules: sorted, features: plain };
  const features = Object.fromEntries(
    FEATURES.map((feature) => {
      const own = observations.filter((o) => o.features.includes(feature));
      const expected = own.reduce((sum, o) => sum + rulePrecision(first, o.rule), 0);
      return [
        feature,
        {
          prior: BELIEVED[feature],
          right: own.filter((o) => o.right).length,
          expected: Math.round(expected * 1000) / 1000,
        },
      ];
    }),
  ) as Calibration['features'];
  return { ...first, features };
}

const EDGES = [0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0001];

/** Predicted against observed precision, each document judged by what the others showed. */
export function reliability(observations: readonly Observation[]): Bin[] {
  const judged = [...new Set(observations.map((o) => o.document))].flatMap((document) => {
    const others = calibrate(observations.filter((o) => o.document !== document));
    return observations
      .filter((o) => o.document === document)
      .map((o) => ({ predicted: confidenceOf(others, o.rule, o.features), right: o.right }));
  });
  return EDGES.slice(0, -1).map((from, i) => {
    const own = judged.filter(({ predicted }) => predicted >= from && predicted < (EDGES[i + 1] as number));
    const mean = (values: readonly number[]): number =>
      values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
    return {
      from,
      predicted: mean(own.map((o) => o.predicted)),
      observed: mean(own.map((o) => (o.right ? 1 : 0))),
      n: own.length,
    };
  });
}

/** The reliability table as text. */
export function reliabilityTable(bins: readonly Bin[]): string {
  const rows = bins.map(({ from, predicted, observed, n }) => {
    const shown = n === 0 ? ['–', '–'] : [predicted.toFixed(3), observed.toFixed(3)];
    return `${from.toFixed(2).padEnd(8)}${shown.map((x) => x.padStart(11)).join('')}${String(n).padStart(6)}`;
  });
  return [`${'from'.padEnd(8)}  predicted   observed     n`, ...rows].join('\n');
}

/** Annotated documents that calibration rests on: all sets, those that state nothing too. */
export function calibrationDocuments(): GoldDocument[] {
  return (['seeds', 'development', 'own', 'none'] as const).flatMap((set) => readGold(set));
}
