import { type Kind, sha256 } from '@foedera/schema';
import {
  type ArticleInput,
  ArticleRejected,
  type ExtractedFact,
  type Extraction,
  type Extractor,
} from '../extraction.ts';

/** How a test's extractor differs from another one. */
export interface LineExtractorOptions {
  readonly version?: string;
  readonly pack?: string;
  /** What this version reads otherwise; `null` = it no longer takes the line for a fact. */
  readonly read?: (fact: ExtractedFact) => ExtractedFact | null;
}

/**
 * An extractor for tests, whose articles hold a fact a line: `visit 2015-12-08 BY VN visitor=L`. A line
 * `published 2016-01-10` is the publication date, one that starts with `no` is refused, others are ignored.
 */
export function lineExtractor({
  version = '1',
  pack = 'p1',
  read = (fact) => fact,
}: LineExtractorOptions = {}): Extractor {
  return {
    name: 'lines',
    version,
    pack,
    extract: (input) => extract(input, read),
  };
}

const FACT = /^([a-z-]+) (\S+) ((?:[A-Z]{2} ?)+)(.*)$/;

function extract(input: ArticleInput, read: (fact: ExtractedFact) => ExtractedFact | null): Extraction {
  const text = Buffer.from(input.bytes).toString('utf8');
  if (text.includes('\ufffd')) throw new ArticleRejected('not-text', `${input.name}: found bytes that are no text`);
  const facts: ExtractedFact[] = [];
  const refusals: Extraction['refusals'][number][] = [];
  let stated: string | undefined;
  let start = 0;
  for (const line of text.split('\n')) {
    const passage = { quote: line, start, end: start + line.length };
    start = passage.end + 1;
    if (line.startsWith('published ')) stated = line.slice('published '.length);
    else if (line.startsWith('no ')) refusals.push({ ...passage, reason: 'negated', why: 'says no' });
    else {
      const fact = factOf(line, passage);
      const taken = fact && read(fact);
      if (taken) facts.push(taken);
    }
  }
  const published = input.published ?? stated ?? null;
  const document = {
    hash: sha256(input.bytes),
    language: input.language ?? 'fr',
    title: input.title ?? null,
    published,
    publishedBasis: input.publishedBasis ?? (published === null ? 'unknown' : 'stated'),
    mediaType: 'text/plain',
    text,
    ...(input.publisher && { publisher: input.publisher }),
    ...(input.url && { url: input.url }),
  };
  return { document, facts, refusals, trace: null };
}

function factOf(line: string, passage: Pick<ExtractedFact, 'quote' | 'start' | 'end'>): ExtractedFact | null {
  const m = FACT.exec(line);
  if (!m) return null;
  const [, kind, date, parties, rest] = m as unknown as [string, string, string, string, string];
  const attributes = Object.fromEntries(
    rest
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split('=')),
  );
  return {
    ...passage,
    kind: kind as Kind,
    date: date === '-' ? null : date,
    dateBasis: 'stated',
    parties: parties.trim().split(' '),
    via: [],
    attributes,
    section: 'body',
    zone: 'body',
    rule: kind,
    confidence: 0.9,
  };
}
