import type { Passage } from '../../extraction.ts';
import type { Reader } from '../packs.ts';
import type { Language } from '../patterns/language.ts';
import { isRefused, type Refused } from '../resolve/context.ts';
import { isClass } from '../resolve/parties.ts';
import { type Clock, clockEdtf, clockOf } from '../tags/dates.ts';
import type { Place } from '../tags/gazetteer.ts';
import { type Sentence, TAG, type Tag } from '../text/sentence.ts';
import type { View } from '../text/view.ts';
import { blocksOf, type Zone, zonesOf } from '../text/zones.ts';
import type { TracedSentence, TracedZone } from '../types.ts';
import { clocksOf } from './clocks.ts';
import { homeOf, topicOf } from './discourse.ts';
import { type Merged, merge, type Placed } from './merge.ts';
import { readSentences } from './sentences.ts';
import { tell } from './story.ts';
import { traceSentences } from './trace.ts';

/** What is known of the document before its text is read. */
export interface Known {
  readonly published: string | null;
  readonly publishedBasis: string;
  /** Country of the publisher, where its name or address tells. */
  readonly agency: string | null;
  /** Raw offset at which the article begins, behind any front matter. */
  readonly from: number;
}

/** A refused candidate with its place in the raw text. */
export interface PlacedRefusal {
  readonly refused: Refused;
  readonly passage: Passage;
}

/** What the stages made of one view. */
export interface Reading {
  readonly zones: readonly TracedZone[];
  readonly sentences: () => readonly TracedSentence[];
  readonly topic: readonly string[];
  readonly clock: Clock | null;
  readonly title: string | null;
  readonly merged: readonly Merged[];
  readonly refused: readonly PlacedRefusal[];
  readonly clockOfZone: (zone: number) => Clock | null;
  readonly kindOfZone: (zone: number) => TracedZone['kind'];
}

/** Reads a view: zones, clocks, sentences, tags, facts, and what was refused. */
export function readView(view: View, reader: Reader, known: Known): Reading {
  const { language } = reader;
  const zones = zonesOf(
    blocksOf(view.text, viewOffset(view, known.from)),
    language.data.language,
    Object.values(language.data.world.agencies).flat(),
  );
  const all = readSentences(view, zones, reader);
  const given = known.published === null ? null : clockOf(known.published, known.publishedBasis);
  const clocks = clocksOf(zones, all, given);
  const body = all.map((read) => read.sentence).filter(({ zone }) => zones[zone]?.kind !== 'teaser');
  const agencies = known.agency !== null ? [known.agency] : agenciesOf(all.map((read) => read.sentence));
  const home = homeOf(body, language, agencies);
  const topic = topicOf(body, language, home);
  const placed: Placed[] = [];
  const refused: PlacedRefusal[] = [];
  for (const { outcome, sentence } of tell(all, { language, zones: clocks.zones, home, topic, agencies })) {
    const passage = passageOf(view, language, sentence, outcome.from, outcome.to);
    if (isRefused(outcome)) refused.push({ refused: outcome, passage });
    else {
      const { section, zone } = clocks.zones[sentence.zone] as (typeof clocks.zones)[number];
      placed.push({ draft: outcome, section, zone: sentence.zone, inTitle: zone.kind === 'title', passage });
    }
  }
  const title = zones.find((zone) => zone.kind === 'title');
  return {
    zones: clocks.zones.map(({ zone, clock }) => ({
      kind: zone.kind,
      ...spanOf(view, zone),
      published: clock ? clockEdtf(clock) : null,
      publishedBasis: clock?.basis ?? 'unknown',
    })),
    sentences: () => traceSentences(view, all, (zone) => clocks.zones[zone]?.clock ?? null),
    topic,
    clock: clocks.document,
    title: title?.blocks[0]?.text ?? null,
    merged: merge(placed),
    refused,
    clockOfZone: (zone) => clocks.zones[zone]?.clock ?? null,
    kindOfZone: (zone) => zones[zone]?.kind ?? 'body',
  };
}

/** First view offset at or behind a raw one. */
function viewOffset(view: View, raw: number): number {
  let at = Math.min(raw, view.text.length);
  while (at > 0 && view.toRaw(at) > raw) at--;
  return at;
}

function spanOf(view: View, zone: Zone): { start: number; end: number } {
  return { start: view.toRaw(zone.blocks[0]?.start ?? 0), end: view.toRawEnd(zone.blocks.at(-1)?.end ?? 0) };
}

/** Raw text of a token range, without the small words and marks at its end. */
function passageOf(view: View, language: Language, sentence: Sentence, from: number, to: number): Passage {
  const begin = Math.max(0, from);
  let edge = Math.min(sentence.tokens.length, to);
  // "United Kingdom" keeps its second word.
  const named = (): boolean => sentence.tags.some((tag) => tag.end === edge && tag.end - tag.start > 1);
  while (edge > begin + 1 && !named() && isTail(language, sentence, edge - 1)) edge--;
  const start = view.toRaw(sentence.tokens[begin]?.start ?? 0);
  const end = view.toRawEnd(sentence.tokens[edge - 1]?.end ?? 0);
  return { quote: view.raw.slice(start, end), start, end };
}

const TAILS = ['and', 'article', 'locative', 'genitive', 'with', 'by', 'indefinite'] as const;

function isTail(language: Language, sentence: Sentence, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  if (!word) return false;
  if (word.punctuation) return word.text !== ')' && word.text !== '%' && word.text !== '$';
  return word.numeral === null && TAILS.some((name) => isClass(language, name, sentence, at));
}

/** Countries of the agencies that the text names, most often first. */
function agenciesOf(sentences: readonly Sentence[]): string[] {
  const counts = new Map<string, number>();
  for (const sentence of sentences)
    for (const tag of sentence.tags as Tag[]) {
      if (tag.type !== TAG.agency) continue;
      const { code } = (tag as Tag<Place>).value;
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([code]) => code);
}
