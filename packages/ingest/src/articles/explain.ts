import type { ExtractedFact, Extraction, Refusal } from '../extraction.ts';
import type { Trace } from './types.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function quoted(text: string, most = 240): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return `"${flat.length > most ? `${flat.slice(0, most - 1)}…` : flat}"`;
}

function isTrace(trace: unknown): trace is Trace {
  return typeof trace === 'object' && trace !== null && 'zones' in trace && 'sentences' in trace;
}

function factLines(fact: ExtractedFact): string[] {
  const via = fact.via.length > 0 ? ` through ${fact.via.join(', ')}` : '';
  const said = Object.entries(fact.attributes).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : String(value)}`,
  );
  return [
    `FACT  ${fact.kind}: ${fact.parties.join(' and ')}${via}, ${fact.date ?? 'undated'}`,
    `  because it says ${quoted(fact.quote)}`,
    `  which rule ${fact.rule} reads so; the date is ${fact.dateBasis}; ${percent(fact.confidence)} sure`,
    ...(said.length > 0 ? [`  with ${said.join('; ')}`] : []),
    ...(fact.zonePublished === undefined
      ? []
      : [`  it stands in another article's teaser, dated ${fact.zonePublished ?? 'nowhere'}`]),
    ...(fact.more ?? []).map((passage) => `  also said: ${quoted(passage.quote, 120)}`),
  ];
}

function refusalLines(refusal: Refusal): string[] {
  return [
    `NO FACT  ${quoted(refusal.quote)}`,
    `  ${refusal.why}${refusal.rule === undefined ? '' : ` (rule ${refusal.rule})`}`,
  ];
}

/**
 * Says in words how a document was read: what it is about and when it was written, then sentence by sentence why a fact
 * is there, why a candidate is none, and what was recognised where neither was found.
 */
export function explain(extraction: Extraction): string {
  const { document, facts, refusals, trace } = extraction;
  const lines = [
    `${document.title ?? 'Untitled'} (${document.language}, ${document.mediaType})`,
    `Written ${document.published ?? 'at an unknown time'}: ${document.publishedBasis}.`,
  ];
  if (!isTrace(trace)) {
    for (const fact of facts) lines.push('', ...factLines(fact));
    for (const refusal of refusals) lines.push('', ...refusalLines(refusal));
    return `${lines.join('\n')}\n`;
  }
  lines.push(
    `About ${trace.topic.length > 0 ? trace.topic.join(' and ') : 'no state in particular'}; read by ${trace.extractor} ${trace.version}, data ${trace.pack}.`,
  );
  let zone = -1;
  for (const sentence of trace.sentences) {
    const inside = (at: { readonly start: number }): boolean => at.start >= sentence.start && at.start < sentence.end;
    if (sentence.zone !== zone) {
      zone = sentence.zone;
      const { kind, published, publishedBasis } = trace.zones[zone] as Trace['zones'][number];
      lines.push('', `== ${kind}, written ${published ?? 'at an unknown time'} (${publishedBasis})`);
    }
    const own = facts.filter(inside);
    const refused = refusals.filter(inside);
    lines.push('', quoted(document.text.slice(sentence.start, sentence.end), 400));
    const seen = sentence.tags
      .filter(({ type }) => type !== 'number' && type !== 'name')
      .map(({ quote, type, value }) => `${quote.replace(/\s+/g, ' ')} = ${type} ${value}`);
    if (seen.length > 0) lines.push(`  seen: ${seen.join('; ')}`);
    for (const fact of own) lines.push(...factLines(fact).map((line) => `  ${line}`));
    for (const refusal of refused) lines.push(...refusalLines(refusal).map((line) => `  ${line}`));
    if (own.length === 0 && refused.length === 0) lines.push('  no rule for any kind of fact holds here');
  }
  return `${lines.join('\n')}\n`;
}
