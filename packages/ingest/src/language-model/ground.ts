import { type DateSpan, membersOn, parseEdtf, spanWithin } from '@foedera/schema';
import type { RuleExtraction, TracedSentence } from '../articles/types.ts';
import type { ExtractedFact, Refusal } from '../extraction.ts';
import type { ModelFact } from './question.ts';

/** Most confidence in a fact whose date or parties the rules' own stages cannot derive. */
export const UNDERIVED_CONFIDENCE = 0.5;
/** Most confidence in what a model says: nobody measured its precision on annotated documents. */
export const MODEL_CONFIDENCE = 0.8;

const MAX_SHOWN = 200;
const PLACES = new Set(['state', 'people', 'capital', 'city', 'union', 'agency']);

/**
 * A model's fact against the document: its quote must stand there, and its date and parties should be what the rules
 * recognise around it: in its sentences, in the one before, in the document's topic or its publication date.
 */
export function ground(given: ModelFact, read: RuleExtraction): ExtractedFact | Refusal {
  const { document, trace } = read;
  const parties = [...new Set(given.parties)].sort();
  const start = document.text.indexOf(given.quote);
  if (start < 0 || given.quote.trim() === '')
    return refusal('quote-not-found', `it quotes words that are not in the document: ${shown(given.quote)}`);
  if (parties.length < 2) return refusal('domestic', `it concerns one state only: ${shown(given.quote)}`);
  const end = start + given.quote.length;
  const first = trace.sentences.findIndex((sentence) => sentence.end > start);
  const own = trace.sentences.filter((sentence) => sentence.end > start && sentence.start < end);
  const zone = trace.zones[own[0]?.zone ?? 0];
  const before = trace.sentences[first - 1];
  const near = before && before.zone === own[0]?.zone ? [before, ...own] : own;
  const published = zone ? zone.published : document.published;
  const datesFit = isDateDerived(given.date, near, published);
  const partiesFit = arePartiesDerived(given, near, trace.topic);
  const cap = datesFit && partiesFit ? MODEL_CONFIDENCE : UNDERIVED_CONFIDENCE;
  return {
    kind: given.kind,
    date: given.date,
    dateBasis: datesFit ? 'model, as the rules read it' : 'model alone',
    parties,
    via: [...new Set(given.via)].sort(),
    attributes: given.attributes,
    section: zone?.kind === 'teaser' ? 'teaser' : 'body',
    zone: zone?.kind ?? 'body',
    quote: given.quote,
    start,
    end,
    rule: partiesFit ? (datesFit ? 'model' : 'model, date underived') : 'model, parties underived',
    confidence: Math.min(given.confidence, cap),
    ...(published === document.published ? {} : { zonePublished: published }),
  };
}

function isDateDerived(date: string | null, near: readonly TracedSentence[], published: string | null): boolean {
  if (date === null) return true;
  const dates = near.flatMap(({ tags }) => tags.flatMap((tag) => tag.dates ?? []));
  if (published !== null) dates.push(published);
  return dates.some((one) => one === date || isVaguer(date, one));
}

/** The year of a stated day: as vague as the text or vaguer, never more precise. */
function isVaguer(date: string, stated: string): boolean {
  const inner = parseEdtf(stated);
  const outer = parseEdtf(date);
  return inner !== null && outer !== null && isClosed(outer) && spanWithin(inner, outer);
}

const isClosed = ({ earliest, latest }: DateSpan): boolean => earliest !== null && latest !== null;

function arePartiesDerived(
  { parties, via, date }: ModelFact,
  near: readonly TracedSentence[],
  topic: readonly string[],
): boolean {
  const seen = new Set(topic);
  const day = `${/^\d{4}-\d\d-\d\d/.exec(date ?? '')?.[0] ?? `${/^\d{4}/.exec(date ?? '')?.[0] ?? '9999'}-12-31`}`;
  for (const { tags } of near)
    for (const { type, value } of tags)
      if (PLACES.has(type)) for (const code of [value, ...membersOn(value, day)]) seen.add(code);
  return [...parties, ...via].every((code) => seen.has(code));
}

/** A fact of a model's answer that is not taken; it stands nowhere in the document. */
export function refusal(reason: string, why: string): Refusal {
  return { quote: '', start: 0, end: 0, reason, why: `the model's fact is not taken: ${why}` };
}

function shown(quote: string): string {
  return JSON.stringify(quote.slice(0, MAX_SHOWN));
}
