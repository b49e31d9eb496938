import { type Kind, parseEdtf } from '@foedera/schema';
import type { Passage } from '../extraction.ts';
import { datesIn, headerClock, inferClock } from './clock.ts';
import { homeOf, leavesBehind, topicOf } from './discourse.ts';
import { type Merged, merge, type Placed } from './merge.ts';
import type { Packs, Reader } from './packs.ts';
import type { CompiledRule, Language } from './patterns/language.ts';
import { findAll } from './patterns/match.ts';
import {
  type Clocked,
  type Context,
  type Draft,
  isRefused,
  type Parties,
  type Refused,
  type Trigger,
} from './resolve/context.ts';
import { listedSenders } from './resolve/credentials.ts';
import { draft as makeDraft } from './resolve/drafts.ts';
import { resolve } from './resolve/kinds.ts';
import { governedBy, turnsOf } from './resolve/modality.ts';
import { isClass } from './resolve/parties.ts';
import { type Clock, clockEdtf, clockOf } from './tags/dates.ts';
import type { Place } from './tags/gazetteer.ts';
import { registryOf, tagPersons } from './tags/persons.ts';
import { type Sentence, TAG, type Tag } from './text/sentence.ts';
import { sentencesOf } from './text/sentences.ts';
import type { View } from './text/view.ts';
import { blocksOf, type Zone, zonesOf } from './text/zones.ts';
import { traceSentences } from './trace.ts';
import type { TracedSentence, TracedZone } from './types.ts';

interface ReadSentence {
  readonly sentence: Sentence;
  readonly rules: ReadonlyMap<CompiledRule['stage'], readonly CompiledRule[]>;
  readonly zone: number;
}

/** What is known of the document before its text is read. */
export interface Known {
  readonly published: string | null;
  readonly publishedBasis: string;
  /** Country of the publisher, where its name or address tells. */
  readonly agency: string | null;
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

const READ: ReadonlySet<Zone['kind']> = new Set([
  'title',
  'caption',
  'body',
  'entry',
  'teaser',
  'header',
  'boilerplate',
]);
const MAX_TRIGGERS = 40;

function readSentences(view: View, zones: readonly Zone[], reader: Reader): ReadSentence[] {
  const { language, tagger } = reader;
  const abbreviations = new Set(language.data.language.abbreviations.map((a) => a.toLowerCase()));
  const all: ReadSentence[] = [];
  let paragraph = 0;
  zones.forEach((zone, at) => {
    for (const block of zone.blocks) {
      paragraph++;
      if (!READ.has(zone.kind)) continue;
      for (const tokens of sentencesOf(view.text, block.start, block.end, language.lexicon, abbreviations)) {
        const sentence: Sentence = { index: all.length, zone: at, paragraph, tokens, tags: [], tagsAt: [] };
        all.push({ sentence, rules: tagger.tag(sentence), zone: at });
      }
    }
  });
  const registry = registryOf(all.map(({ sentence, rules }) => ({ sentence, rules: rules.get('person') ?? [] })));
  for (const { sentence } of all) tagPersons(sentence, registry);
  return all;
}

/** Kinds whose words may also look like another kind: where both hold, the first is meant. */
const SAME_WORDS: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  'credentials-presented': ['ambassador-received', 'meeting', 'honour-conferred'],
  'ambassador-received': ['meeting', 'visit'],
  'agreement-negotiations-round': [
    'meeting',
    'mechanism-session',
    'agreement-signed',
    'mission-opened',
    'negotiations-concluded',
  ],
  'negotiations-concluded': ['agreement-signed', 'meeting'],
  'mechanism-session': ['meeting'],
  'cooperation-established': ['agreement-signed'],
  message: ['meeting', 'honour-conferred'],
  'agreement-ratified': ['agreement-signed'],
  'agreement-in-force': ['agreement-signed'],
  'mission-opened': ['diplomatic-relations-established'],
  'diplomatic-relations-resumed': ['diplomatic-relations-established'],
  'investment-stock': ['trade-volume'],
  students: ['community-size'],
  'tourist-arrivals': ['community-size', 'visit'],
  'diplomatic-relations-established': ['relations-upgraded'],
};

function triggersOf({ sentence, rules }: ReadSentence): Trigger[] {
  const found: Trigger[] = [];
  for (const rule of rules.get('fact') ?? []) {
    if (rule.stage !== 'fact') continue;
    for (const match of findAll(rule.program, sentence, true)) found.push({ rule: rule.data, match });
  }
  found.sort((a, b) => a.match.start - b.match.start || b.match.end - a.match.end);
  // Of overlapping matches of one kind the longer stands; rules that lean on another one need it before them.
  const kept: Trigger[] = [];
  for (const trigger of [...found].sort((a, b) => b.match.end - b.match.start - (a.match.end - a.match.start))) {
    const covered = kept.some(
      (k) =>
        k.rule.kind === trigger.rule.kind && k.match.start < trigger.match.end && trigger.match.start < k.match.end,
    );
    if (!covered) kept.push(trigger);
  }
  const overlaps = (a: Trigger, b: Trigger): boolean => a.match.start < b.match.end && b.match.start < a.match.end;
  const plain = kept.filter((t) => !kept.some((k) => SAME_WORDS[k.rule.kind]?.includes(t.rule.kind) && overlaps(k, t)));
  kept.splice(0, kept.length, ...plain);
  kept.sort((a, b) => a.match.start - b.match.start);
  return kept
    .filter(
      ({ rule, match }) =>
        !rule.after || kept.some((k) => k.match.start < match.start && rule.after?.includes(k.rule.kind)),
    )
    .slice(0, MAX_TRIGGERS);
}

const NEWS: ReadonlySet<string> = new Set([
  'visit',
  'meeting',
  'credentials-presented',
  'ambassador-received',
  'agreement-signed',
  'mission-opened',
  'message',
  'diplomatic-relations-established',
  'mechanism-session',
]);

const PREVIEW = 5;

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** True when a dated draft is what the page reports: it happened about when the page was written. */
function isCurrent(draft: Draft, clock: Clock | null): boolean {
  if (
    draft.date === null ||
    draft.datedBy !== 'clause' ||
    !NEWS.has(draft.kind) ||
    draft.attributes.status === 'planned'
  )
    return false;
  const span = parseEdtf(draft.date);
  if (!span || span.earliest === null || span.latest === null || !clock) return false;
  if (span.latest - span.earliest > 20) return false;
  return span.latest >= clock.earliest - 8 && span.earliest <= clock.latest + 3;
}

/** Reads a view: zones, clocks, sentences, tags, facts, and what was refused. */
export function readView(view: View, reader: Reader, known: Known, _packs: Packs): Reading {
  const { language } = reader;
  const zones = zonesOf(blocksOf(view.text), language.data.language);
  const all = readSentences(view, zones, reader);
  const isTeaser = (zone: number): boolean => zones[zone]?.kind === 'teaser';
  const planned = language.classSymbol('futurity');
  const isPlanned = (sentence: Sentence): boolean => {
    const read = all[sentence.index] as ReadSentence;
    return (
      turnsOf(sentence, read.rules.get('modality') ?? []).some((turn) => turn.mode === 'planned') ||
      (planned !== null && sentence.tokens.some((t) => (t.word.forms & 4) !== 0 && (t.word.forms & 3) === 0))
    );
  };
  const body = all.filter(({ zone }) => !isTeaser(zone)).map((r) => r.sentence);
  const teasers = all.filter(({ zone }) => isTeaser(zone)).map((r) => r.sentence);
  const bodyDates = datesIn(body, isPlanned);
  const given = known.published === null ? null : clockOf(known.published, known.publishedBasis);
  const header = given ?? headerClock(bodyDates, 8);
  const clock = header ?? inferClock(bodyDates, 'inferred from the newest past date in the text');
  const teaserClock = inferClock(datesIn(teasers, isPlanned), 'inferred from the dates of the other teasers');
  const clocked: Clocked[] = zones.map((zone) => {
    if (zone.kind === 'teaser') return { zone, section: 'teaser', clock: teaserClock };
    if (zone.heading === undefined) return { zone, section: 'body', clock };
    const iso = headingDate(zone.heading);
    return { zone, section: 'body', clock: iso === null ? clock : clockOf(iso, 'heading of the entry') };
  });
  const agencies = known.agency !== null ? [known.agency] : agenciesOf(all);
  const home = homeOf(body, language, agencies);
  const topic = topicOf(body, language, home);
  const placed: Placed[] = [];
  const refused: PlacedRefusal[] = [];
  const passageOf = (sentence: Sentence, from: number, to: number): Passage => {
    let edge = Math.min(sentence.tokens.length, to);
    while (edge > from + 1 && isTail(language, sentence, edge - 1)) edge--;
    const first = sentence.tokens[Math.max(0, from)];
    const last = sentence.tokens[edge - 1];
    const start = view.toRaw(first?.start ?? 0);
    const end = view.toRawEnd(last?.end ?? 0);
    return { quote: view.raw.slice(start, end), start, end };
  };
  let previewed = false;
  let currentVisit: Context['currentVisit'] = null;
  let before: Parties | null = null;
  let current: string | null = null;
  let zone = -1;
  let fan: { receiver: string; trigger: Trigger; draft: Draft; left: number } | null = null;
  for (const read of all) {
    const { sentence } = read;
    const place = clocked[read.zone] as Clocked;
    if (read.zone !== zone && (place.section === 'teaser' || place.zone.kind === 'entry')) {
      before = null;
      current = null;
      currentVisit = null;
    }
    zone = read.zone;
    if (place.zone.kind === 'header' || place.zone.kind === 'boilerplate') continue;
    const own = place.section === 'teaser' ? all.filter((r) => r.zone === read.zone).map((r) => r.sentence) : null;
    const triggers = triggersOf(read);
    const context: Context = {
      language,
      sentence,
      place,
      triggers,
      home: own ? homeOf(own, language, agencies) : home,
      topic: own ? topicOf(own, language, home) : topic,
      before,
      current,
      currentVisit,
    };
    const turns = turnsOf(sentence, read.rules.get('modality') ?? []);
    const undated = place.section === 'body' && previewed ? 'null' : 'report';
    const dated: Draft[] = [];
    for (const trigger of triggers) {
      const governed = governedBy(sentence, trigger, turns);
      for (const outcome of resolve(context, trigger, governed, undated)) {
        const passage = passageOf(sentence, outcome.from, outcome.to);
        if (isRefused(outcome)) refused.push({ refused: outcome, passage });
        else {
          dated.push(outcome);
          placed.push({ draft: outcome, section: place.section, zone: read.zone, passage });
          if (outcome.kind === 'credentials-presented')
            fan = {
              receiver: outcome.parties.find((c) => c === home) ?? (outcome.parties[0] as string),
              trigger,
              draft: outcome,
              left: 3,
            };
        }
      }
    }
    if (fan && fan.left-- > 0 && !triggers.some((t) => t.rule.kind === 'credentials-presented')) {
      const senders = listedSenders(context, fan.receiver);
      for (const sender of senders) {
        const made = makeDraft(
          fan.trigger,
          { codes: [fan.receiver, sender.code], via: [], origin: 'clause' },
          { date: fan.draft.date, basis: fan.draft.dateBasis, origin: 'discourse' },
          { mode: null, status: undefined, future: false },
          { ambassador: sender.name, sender: sender.code, host: fan.receiver },
          [sender.start, sender.end],
        );
        placed.push({
          draft: made,
          section: place.section,
          zone: read.zone,
          passage: passageOf(sentence, sender.start, sender.end),
        });
      }
      if (senders.length > 0) fan = null;
    }
    const now = dated.find((d) => isCurrent(d, place.clock));
    if (now && current === null) {
      current = now.date;
      currentVisit =
        now.kind === 'visit'
          ? { host: stringOf(now.attributes.host), visitor: stringOf(now.attributes.visitor) }
          : null;
    }
    // A page that opens with a visit to come tells of the past only as background.
    if (
      sentence.index < PREVIEW &&
      current === null &&
      dated.some((d) => d.kind === 'visit' && d.attributes.status === 'planned' && d.datedBy === 'clause')
    )
      previewed = true;
    const union = dated.find((d) => d.via.length > 0);
    before = union
      ? { codes: union.parties, via: union.via }
      : (leavesBehind(sentence, language, context.home, context.topic) ?? before);
  }
  const spanOfZone = (z: Zone): { start: number; end: number } => ({
    start: view.toRaw(z.blocks[0]?.start ?? 0),
    end: view.toRawEnd(z.blocks.at(-1)?.end ?? 0),
  });
  const title = zones.find((z) => z.kind === 'title');
  return {
    zones: clocked.map(({ zone: z, clock: c }) => ({
      kind: z.kind,
      ...spanOfZone(z),
      published: c ? clockEdtf(c) : null,
      publishedBasis: c?.basis ?? 'unknown',
    })),
    sentences: () => traceSentences(view, all),
    topic,
    clock,
    title: title?.blocks[0]?.text ?? null,
    merged: merge(placed),
    refused,
    clockOfZone: (z) => clocked[z]?.clock ?? null,
    kindOfZone: (z) => zones[z]?.kind ?? 'body',
  };
}

/** Small words and marks that a quote does not end with. */
function isTail(language: Language, sentence: Sentence, at: number): boolean {
  const word = sentence.tokens[at]?.word;
  if (!word) return false;
  if (word.punctuation) return word.text !== ')' && word.text !== '%' && word.text !== '$';
  return (
    ['and', 'article', 'locative', 'genitive', 'with', 'by'].some((name) => isClass(language, name, sentence, at)) ||
    word.numeral === 1
  );
}

function headingDate(heading: string): string | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(heading);
  if (iso) return heading;
  const m = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(heading);
  const text = m ? `${m[3]}-${String(m[2]).padStart(2, '0')}-${String(m[1]).padStart(2, '0')}` : null;
  return text !== null && parseEdtf(text) ? text : null;
}

function agenciesOf(all: readonly ReadSentence[]): string[] {
  const counts = new Map<string, number>();
  for (const { sentence } of all)
    for (const tag of sentence.tags as Tag[])
      if (tag.type === TAG.agency) {
        const { code } = (tag as Tag<Place>).value;
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([code]) => code);
}
