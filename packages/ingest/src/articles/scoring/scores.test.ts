import { describe, expect, it } from 'vitest';
import { openRuleExtractor } from '../rules.ts';
import { readGold } from './gold.ts';
import { scoreDocuments, scoreSet, scoreTable, tallyByKind, total } from './run.ts';
import { rates } from './score.ts';

const extractor = openRuleExtractor();

describe('the rules on annotated documents', () => {
  // Committed figures: a change of rules that lowers one of them does not pass.
  it.each([
    ['seeds', true, 0.98, 0.98],
    ['development', true, 0.98, 0.98],
    ['development', false, 0.85, 0.85],
    ['own', true, 0.97, 0.97],
  ] as const)(
    '%s, publication dates given: %s: precision and F1 stay at their committed figures',
    (set, dated, precision, f1) => {
      const byKind = tallyByKind(scoreSet(extractor, set, dated));
      const reached = rates(total(byKind));
      const table = scoreTable(set, byKind);
      expect(reached.precision, table).toBeGreaterThanOrEqual(precision);
      expect(reached.f1, table).toBeGreaterThanOrEqual(f1);
    },
  );

  it('quote only what stands in the document', () => {
    for (const set of ['seeds', 'development', 'own'] as const)
      for (const { document, badQuotes } of scoreSet(extractor, set, true)) expect(badQuotes, document.name).toBe(0);
  });

  it('read a third language that is a folder of data and nothing else', () => {
    const spanish = readGold('own').filter(({ name }) => name.startsWith('es-'));
    expect(spanish).toHaveLength(6);
    for (const { document, comparison } of scoreDocuments(extractor, spanish, true))
      expect([...comparison.byKind.values()], document.name).toEqual([{ hits: 1, wrong: 0, missed: 0 }]);
  });

  it('find nothing in documents that state nothing, with their dates or without', () => {
    expect(readGold('none')).toHaveLength(10);
    for (const dated of [true, false])
      for (const { document, facts } of scoreSet(extractor, 'none', dated)) expect(facts, document.name).toEqual([]);
  });

  it('never date or attach a fact across the zones of a page', () => {
    for (const { document, facts } of scoreSet(extractor, 'seeds', true))
      for (const fact of facts) {
        const year = Number(fact.date?.slice(0, 4) ?? '0');
        if (fact.section === 'teaser') expect(year, document.name).toBeGreaterThanOrEqual(2025);
        else expect(year, document.name).toBeLessThan(2026);
      }
  });
});
