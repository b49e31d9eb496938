import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { PackError } from '../errors.ts';
import type { GoldFact } from './score.ts';

/** An annotated document. */
export interface GoldDocument {
  readonly name: string;
  readonly language: string;
  readonly text: string;
  readonly url?: string;
  /** Publication date that is stated or that annotators inferred; `null` when the text does not tell. */
  readonly published: string | null;
  readonly facts: readonly GoldFact[];
}

/** Sets of annotated documents: the seeds, those rules were developed on, our own, and those that state nothing. */
export const GOLD_SETS = ['seeds', 'development', 'own', 'none'] as const;
export type GoldSet = (typeof GOLD_SETS)[number];

const edtf = z.string().nullable();
const fact = z.looseObject({
  kind: z.string(),
  kindAlt: z.array(z.string()).optional(),
  parties: z.array(z.string()),
  partiesAlt: z.array(z.array(z.string())).optional(),
  date: edtf,
  dateAlt: z.array(edtf).optional(),
  optional: z.boolean().optional(),
});
const annotated = z.looseObject({
  source: z.string(),
  lang: z.string(),
  published: edtf.optional(),
  publishedInferred: z.string().optional(),
  facts: z.array(fact.extend({ start: z.number(), end: z.number() })),
});
const own = z.looseObject({
  lang: z.string(),
  published: edtf.optional(),
  text: z.string(),
  facts: z.array(fact.extend({ quote: z.string() })).default([]),
});

function folder(...parts: string[]): string {
  const here = path.dirname(url.fileURLToPath(import.meta.url));
  const root = [
    path.join(here, '..'),
    path.join(here, '..', 'src', 'articles'),
    path.join(here, '..', '..', '..', 'src', 'articles'),
  ].find((at) => fs.existsSync(path.join(at, 'gold')));
  if (root === undefined) throw new PackError(here, 'the annotated documents are not beside this file');
  return path.join(root, ...parts);
}

function fromJson(file: string, documents: string): GoldDocument {
  const data = annotated.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  const name = path.basename(file, '.json');
  const published = data.published ?? data.publishedInferred ?? null;
  if (data.source.startsWith('seeds/')) {
    const text = fs.readFileSync(folder('..', '..', '..', '..', data.source), 'utf8');
    return { name, language: data.lang, text, published, facts: data.facts };
  }
  const document = z
    .looseObject({ text: z.string(), url: z.string() })
    .parse(JSON.parse(fs.readFileSync(path.join(documents, path.basename(data.source)), 'utf8')));
  return { name, language: data.lang, text: document.text, url: document.url, published, facts: data.facts };
}

function fromYaml(file: string): GoldDocument {
  const { lang, text, published, facts } = own.parse(parse(fs.readFileSync(file, 'utf8')));
  const placed = facts.map(({ quote, ...rest }): GoldFact => {
    const start = text.indexOf(quote);
    if (start < 0) throw new PackError(path.basename(file), `the text does not hold ${JSON.stringify(quote)}`);
    return { ...rest, start, end: start + quote.length };
  });
  return { name: path.basename(file, '.yaml'), language: lang, text, published: published ?? null, facts: placed };
}

function readFiles(at: string, documents: string): GoldDocument[] {
  return fs
    .readdirSync(at)
    .filter((name) => /\.(?:yaml|json)$/.test(name))
    .sort()
    .map((name) => (name.endsWith('.yaml') ? fromYaml(path.join(at, name)) : fromJson(path.join(at, name), documents)));
}

/** Annotated documents of a set, in order of their names. */
export function readGold(set: GoldSet): GoldDocument[] {
  return readFiles(folder('gold', set), folder('gold', 'development-docs'));
}

/**
 * Annotated documents of anybody's folder, in order of their names: `*.yaml` with text and facts in one file, or
 * `facts/*.json` with the texts in `docs/*.json` beside them. Throws {@link PackError} where it holds neither.
 */
export function readGoldFolder(at: string): GoldDocument[] {
  const facts = path.join(at, 'facts');
  const documents = readFiles(fs.existsSync(facts) ? facts : at, path.join(at, 'docs'));
  if (documents.length === 0) throw new PackError(at, 'no annotated document: neither *.yaml nor facts/*.json');
  return documents;
}
