import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openRuleExtractor } from '../rules.ts';
import { readGold, readGoldFolder } from './gold.ts';
import { errorLines, scoreDocuments, scoreSet, scoreTable, tallyByKind, total } from './run.ts';
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

describe('annotated documents of somebody else', () => {
  const TEXT = 'Le Vietnam et la Biélorussie ont établi leurs relations diplomatiques en janvier 1992.';
  const FACT = { kind: 'diplomatic-relations-established', parties: ['BY', 'VN'], date: '1992-01' };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foedera-annotated-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const yaml = (name: string, facts: readonly object[]): void =>
    writeFileSync(join(folder, name), JSON.stringify({ lang: 'fr', published: '2015-12-07', text: TEXT, facts }));
  const quoted = { ...FACT, quote: 'établi leurs relations diplomatiques en janvier 1992' };

  it('are read from one file each, in the order of their names', () => {
    yaml('b.yaml', []);
    yaml('a.yaml', [quoted]);
    writeFileSync(join(folder, 'notes.txt'), 'not annotated');
    expect(readGoldFolder(folder)).toMatchObject([
      { name: 'a', text: TEXT, published: '2015-12-07', facts: [{ ...FACT, start: 33, end: TEXT.length - 1 }] },
      { name: 'b', facts: [] },
    ]);
  });

  it('are read from facts beside their texts', () => {
    for (const part of ['docs', 'facts']) mkdirSync(join(folder, part));
    const facts = [{ ...FACT, start: 33, end: 85 }];
    writeFileSync(join(folder, 'docs', '7.json'), JSON.stringify({ text: TEXT, url: 'https://example.org/7' }));
    writeFileSync(join(folder, 'facts', '7.json'), JSON.stringify({ source: 'docs/7.json', lang: 'fr', facts }));
    expect(readGoldFolder(folder)).toEqual([
      { name: '7', language: 'fr', text: TEXT, url: 'https://example.org/7', published: null, facts },
    ]);
  });

  it('are refused where there is none, and where a quote is not in its text', () => {
    expect(() => readGoldFolder(folder)).toThrow(/no annotated document/);
    yaml('a.yaml', [{ ...FACT, quote: 'en janvier 1993' }]);
    expect(() => readGoldFolder(folder)).toThrow(/a\.yaml.*"en janvier 1993"/);
  });

  it('are shown with what is wrong and what was missed', () => {
    yaml('a.yaml', [{ ...quoted, date: '1993' }]);
    expect(errorLines(scoreDocuments(extractor, readGoldFolder(folder), true))).toEqual([
      expect.stringMatching(/^a {2}wrong {3}diplomatic-relations-established .*1992-01 “.*en janvier 1992”$/),
      'a  missed  diplomatic-relations-established BY-VN 1993 “établi leurs relations diplomatiques en janvier 1992”',
    ]);
  });
});
