import type { ArticleInput, ExtractedDocument, ExtractedFact, Extractor } from '../extraction.ts';
import { confidenceOf, type Feature, featuresOf } from './confidence.ts';
import { detectLanguage } from './detect.ts';
import { rejected } from './errors.ts';
import { openPacks, type Packs, type Reader } from './packs.ts';
import { readSource, type SourceText } from './read/source.ts';
import type { Merged } from './stages/merge.ts';
import { type Reading, readView } from './stages/read-view.ts';
import { clockEdtf } from './tags/dates.ts';
import { unglue } from './text/unglue.ts';
import { openView } from './text/view.ts';
import type { RuleExtraction, RuleRefusal, Trace } from './types.ts';
import { whyRefused } from './wording.ts';

const NAME = 'foedera-rules';
const VERSION = '1.0.0';

/** The extractor by rules: offline, deterministic, the same bytes out for the same bytes in. */
export interface RuleExtractor extends Extractor {
  extract(input: ArticleInput): RuleExtraction;
}

function agencyOf(reader: Reader, ...names: (string | undefined)[]): string | null {
  const text = names
    .filter((n) => n !== undefined)
    .join(' ')
    .toLowerCase();
  if (text === '') return null;
  const words = text.split(/[^\p{L}\p{N}+]+/u);
  for (const [code, agencies] of Object.entries(reader.language.data.world.agencies))
    for (const agency of agencies) {
      const lower = agency.toLowerCase();
      if (lower.includes('.') ? text.includes(lower) : words.includes(lower)) return code;
    }
  return null;
}

function toFact(merged: Merged, features: readonly Feature[], reading: Reading, packs: Packs): ExtractedFact {
  const { best, all } = merged;
  const { draft, passage } = best;
  const clock = reading.clockOfZone(best.zone);
  const own = clock ? clockEdtf(clock) : null;
  const documents = reading.clock ? clockEdtf(reading.clock) : null;
  const seen = new Set([`${passage.start}-${passage.end}`]);
  const more = all
    .map((one) => one.passage)
    .filter(({ start, end }) => {
      const key = `${start}-${end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.start - b.start);
  return {
    kind: draft.kind,
    date: merged.date,
    dateBasis: merged.dateBasis,
    parties: draft.parties,
    via: draft.via,
    attributes: merged.attributes,
    section: best.section,
    zone: reading.kindOfZone(best.zone),
    ...passage,
    ...(more.length > 0 ? { more } : {}),
    rule: draft.trigger.rule.id,
    confidence: confidenceOf(packs.calibration, draft.trigger.rule.id, features),
    ...(own === documents ? {} : { zonePublished: own }),
  };
}

/** Opens the extractor by rules with the packs that are installed. */
export function openRuleExtractor(): RuleExtractor {
  const packs = openPacks();
  return {
    name: NAME,
    version: VERSION,
    pack: packs.hash,
    extract: (input) => extract(input, readSource(input), packs),
  };
}

function extract(input: ArticleInput, source: SourceText, packs: Packs): RuleExtraction {
  const plain = openView(source.text);
  // A page may declare a language that it is not written in, or one without a pack: then its words decide.
  const declared = source.language !== undefined && packs.readers.has(source.language) ? source.language : null;
  const code = input.language ?? detectLanguage(plain.text, packs.readers) ?? declared;
  const reader = code === null ? undefined : (packs.readers.get(code) ?? packs.readers.get(code.slice(0, 2)));
  if (!reader)
    throw rejected(
      'article-language',
      input.name,
      `found ${code === null ? 'no language that can be told' : `language ${code}`}; expected one of ${[...packs.readers.keys()].join(', ')}`,
    );
  const view = unglue(plain, reader.language.lexicon, reader.smallWords, reader.gazetteer.begins);
  const published = input.published ?? source.published;
  const publishedBasis =
    input.published !== undefined ? (input.publishedBasis ?? 'given with the article') : source.publishedBasis;
  const reading = readView(view, reader, {
    published: published ?? null,
    publishedBasis,
    from: source.from,
    agency: agencyOf(reader, input.publisher ?? source.publisher, input.url, input.name),
  });
  const publisher = input.publisher ?? source.publisher;
  const url = input.url ?? source.url;
  const document: ExtractedDocument = {
    hash: source.hash,
    language: reader.language.code,
    title: input.title ?? source.title ?? reading.title,
    published: reading.clock ? clockEdtf(reading.clock) : null,
    publishedBasis: reading.clock?.basis ?? 'unknown',
    mediaType: source.mediaType,
    text: source.text,
    ...(publisher === undefined ? {} : { publisher }),
    ...(url === undefined ? {} : { url }),
  };
  const refusals: RuleRefusal[] = reading.refused.map(({ refused, passage }) => ({
    ...passage,
    reason: refused.reason,
    why: whyRefused(refused.reason, refused.trigger.rule.kind),
    kind: refused.trigger.rule.kind,
    rule: refused.trigger.rule.id,
  }));
  const features = reading.merged.map((merged) => featuresOf(merged, reading));
  return {
    document,
    facts: reading.merged.map((merged, i) => toFact(merged, features[i] ?? [], reading, packs)),
    refusals,
    trace: lazily(
      { extractor: NAME, version: VERSION, pack: packs.hash, topic: reading.topic, features, zones: reading.zones },
      reading.sentences,
    ),
  };
}

/** The sentences of a trace are only worked out when somebody looks at them. */
function lazily(known: Omit<Trace, 'sentences'>, sentences: () => Trace['sentences']): Trace {
  let made: Trace['sentences'] | undefined;
  return {
    ...known,
    get sentences() {
      made ??= sentences();
      return made;
    },
  };
}
