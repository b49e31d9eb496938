import type { ExtractedFact } from '../../extraction.ts';
import type { RuleExtractor } from '../rules.ts';
import { type GoldDocument, type GoldSet, readGold } from './gold.ts';
import { type Comparison, compare, type Prediction, rates, type Tally } from './score.ts';

/** What an extractor made of one annotated document. */
export interface Scored {
  readonly document: GoldDocument;
  readonly facts: readonly ExtractedFact[];
  readonly comparison: Comparison;
  /** Quotes that are not what the document says at their place. */
  readonly badQuotes: number;
}

/** Runs an extractor over annotated documents, with their publication dates or without. */
export function scoreDocuments(extractor: RuleExtractor, documents: readonly GoldDocument[], dated: boolean): Scored[] {
  return documents.map((document) => {
    const { facts, document: read } = extractor.extract({
      bytes: Buffer.from(document.text, 'utf8'),
      name: `${document.name}.txt`,
      ...(document.url === undefined ? {} : { url: document.url }),
      ...(dated && document.published !== null ? { published: document.published, publishedBasis: 'annotated' } : {}),
    });
    const badQuotes = facts.filter(
      (fact) => document.text.slice(fact.start, fact.end) !== fact.quote || read.text !== document.text,
    ).length;
    return { document, facts, comparison: compare(document.facts, facts), badQuotes };
  });
}

/** Sum of tallies over documents, by kind. */
export function tallyByKind(scored: readonly Scored[]): Map<string, Tally> {
  const sum = new Map<string, Tally>();
  for (const { comparison } of scored)
    for (const [kind, tally] of comparison.byKind) {
      const before = sum.get(kind) ?? { hits: 0, wrong: 0, missed: 0 };
      sum.set(kind, {
        hits: before.hits + tally.hits,
        wrong: before.wrong + tally.wrong,
        missed: before.missed + tally.missed,
      });
    }
  return sum;
}

/** One tally over all kinds. */
export function total(byKind: ReadonlyMap<string, Tally>): Tally {
  return [...byKind.values()].reduce(
    (a, b) => ({ hits: a.hits + b.hits, wrong: a.wrong + b.wrong, missed: a.missed + b.missed }),
    { hits: 0, wrong: 0, missed: 0 },
  );
}

/** A table of one set: a row per kind unless only the sum is wanted, the sum last. */
export function scoreTable(title: string, byKind: ReadonlyMap<string, Tally>, onlyTotal = false): string {
  const row = (name: string, tally: Tally): string => {
    const { precision, recall, f1 } = rates(tally);
    const counts = [tally.hits, tally.wrong, tally.missed].map((n) => String(n).padStart(6)).join('');
    return `${name.padEnd(34)}${counts}${[precision, recall, f1].map((x) => x.toFixed(3).padStart(8)).join('')}`;
  };
  const kinds = onlyTotal ? [] : [...byKind].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${title.padEnd(34)}  hits wrong missed  prec.  recall      F1`,
    ...kinds.map(([kind, tally]) => row(kind, tally)),
    row('all kinds', total(byKind)),
  ].join('\n');
}

/** A line per fact that is wrong or missed, in the order of the documents. */
export function errorLines(scored: readonly Scored[]): string[] {
  return scored.flatMap(({ document, comparison }) => {
    const line = (what: string, { kind, parties, date, start, end }: Prediction): string => {
      const quote = document.text.slice(start, end).replaceAll(/\s+/g, ' ');
      return `${document.name}  ${what}  ${kind} ${parties.join('-')} ${date ?? 'undated'} “${quote}”`;
    };
    return [
      ...comparison.wrong.map((fact) => line('wrong ', fact)),
      ...comparison.missed.map((fact) => line('missed', fact)),
    ];
  });
}

/** Scores of a set of annotated documents. */
export function scoreSet(extractor: RuleExtractor, set: GoldSet, dated: boolean): Scored[] {
  return scoreDocuments(extractor, readGold(set), dated);
}
