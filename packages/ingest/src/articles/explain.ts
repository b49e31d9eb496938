import type { ExtractedFact, Extraction, Refusal } from '../extraction.ts';
import type { Feature } from './confidence.ts';
import type { Trace, TracedTag } from './types.ts';

const REGIONS = new Intl.DisplayNames('en', { type: 'region' });
const MOST_QUOTED = 400;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function quoted(text: string, most = MOST_QUOTED): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return `“${flat.length > most ? `${flat.slice(0, most - 1)}…` : flat}”`;
}

/** Name of a state or union with its code. */
function named(code: string): string {
  const name = /^[A-Z]{2}$/.test(code) ? REGIONS.of(code) : undefined;
  return name === undefined || name === code ? code : `${name} (${code})`;
}

/** What weakens a fact beyond its rule, in words. */
const WEAKENED: Readonly<Record<Feature, string>> = {
  undated: 'the text gives no date',
  'dated-by-report': 'it has no date of its own and takes that of the report',
  'dated-by-event': 'its date is that of what was told before it',
  'inferred-year': 'its year is inferred',
  'parties-from-context': 'another sentence names its states',
  'parties-from-topic': 'its states are those that the article is about',
  headline: 'it stands in a headline',
  caption: 'it stands in a caption',
  teaser: "it stands in another article's teaser",
  implied: 'it is implied rather than said',
};

function isTrace(trace: unknown): trace is Trace {
  return typeof trace === 'object' && trace !== null && 'zones' in trace && 'sentences' in trace;
}

/** A fact in one line: kind, states, unions, date. */
function factLine({ kind, parties, via, date }: ExtractedFact): string {
  const through = via.length > 0 ? ` through ${via.map(named).join(', ')}` : '';
  return `${kind}: ${parties.map(named).join(' and ')}${through}, ${date ?? 'undated'}`;
}

function factLines(fact: ExtractedFact, weakened: readonly Feature[]): string[] {
  const said = Object.entries(fact.attributes)
    .filter(([, value]) => typeof value !== 'object' || Array.isArray(value))
    .map(([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`);
  const because =
    weakened.length > 0 ? `; less, as ${weakened.map((feature) => WEAKENED[feature]).join(', and ')}` : '';
  return [
    `FACT  ${factLine(fact)}`,
    `  because it says ${quoted(fact.quote)}`,
    ...(said.length > 0 ? [`  with ${said.join('; ')}`] : []),
    `  date: ${fact.dateBasis}`,
    `  ${percent(fact.confidence)} sure by rule ${fact.rule}${because}`,
    ...(fact.zonePublished === undefined
      ? []
      : [`  the teaser's own date is ${fact.zonePublished ?? 'nowhere to be read'}`]),
    ...(fact.more ?? []).map((passage) => `  also said: ${quoted(passage.quote)}`),
  ];
}

function refusalLines(refusal: Refusal): string[] {
  return [
    `NO FACT  ${quoted(refusal.quote)}`,
    `  ${refusal.why}${refusal.rule === undefined ? '' : ` (rule ${refusal.rule})`}`,
  ];
}

/** What was recognised in a sentence: states by name, dates as they are understood, the rest as it is called. */
function recognised(tags: readonly TracedTag[]): string[] {
  return tags
    .filter(({ type }) => type !== 'number' && type !== 'name')
    .map(({ quote, type, value, dates }) => {
      const known = dates === undefined ? 'reckoned from another' : dates.join(' or ');
      const meaning = type === 'date' ? `date ${known}` : `${type} ${named(value)}`;
      return `${quote.replace(/\s+/g, ' ')} = ${meaning}`;
    });
}

/**
 * Says in words how a document was read: what it is about and when it was written, then sentence by sentence why a fact
 * is there, why a candidate is none, and what was recognised where neither was found; zones that are not read are named.
 * A line is indented by two spaces below the one that it belongs to, and as long as it comes: whoever shows it breaks it.
 */
export function explain(extraction: Extraction): string[] {
  const { document, facts, refusals, trace } = extraction;
  const written = (date: string | null, basis: string): string => `written ${date ?? 'at an unknown time'} (${basis})`;
  if (!isTrace(trace))
    return [
      `The text was ${written(document.published, document.publishedBasis)}.`,
      ...facts.flatMap((fact) => ['', ...factLines(fact, [])]),
      ...refusals.flatMap((refusal) => ['', ...refusalLines(refusal)]),
    ];
  const topic = trace.topic.length > 0 ? trace.topic.map(named).join(' and ') : 'no state in particular';
  const lines = [`About ${topic}; read by ${trace.extractor} ${trace.version} with data ${trace.pack}.`];
  const weakened = new Map(facts.map((fact, i) => [fact, trace.features[i] ?? []]));
  trace.zones.forEach(({ kind, published, publishedBasis, start, end }, zone) => {
    const sentences = trace.sentences.filter((sentence) => sentence.zone === zone);
    if (sentences.length === 0) {
      lines.push('', `== ${kind}, not read`, '', quoted(document.text.slice(start, end)));
      return;
    }
    lines.push('', `== ${kind}, ${written(published, publishedBasis)}`);
    for (const sentence of sentences) {
      const inside = (at: { readonly start: number }): boolean => at.start >= sentence.start && at.start < sentence.end;
      const own = facts.filter(inside);
      const refused = refusals.filter(inside);
      const seen = recognised(sentence.tags);
      lines.push('', quoted(document.text.slice(sentence.start, sentence.end)));
      if (seen.length > 0) lines.push(`  seen: ${seen.join('; ')}`);
      for (const fact of own) lines.push(...factLines(fact, weakened.get(fact) ?? []).map((line) => `  ${line}`));
      const again = facts.filter((fact) => !own.includes(fact) && fact.more?.some(inside));
      for (const fact of again) lines.push(`  tells again: ${factLine(fact)}`);
      for (const refusal of refused) lines.push(...refusalLines(refusal).map((line) => `  ${line}`));
      if (own.length + refused.length + again.length === 0) lines.push('  no rule for any kind of fact holds here');
    }
  });
  return lines;
}
