import { parseEdtf } from '@foedera/schema';
import type { Language } from '../patterns/language.ts';
import type { FactRule } from '../patterns/pack.ts';
import {
  type Clocked,
  type Context,
  type Draft,
  isRefused,
  type Parties,
  type Refused,
  type Trigger,
} from '../resolve/context.ts';
import { datesOf, isEventDate } from '../resolve/dated.ts';
import { draft } from '../resolve/drafts.ts';
import { resolve } from '../resolve/kinds.ts';
import { governedBy } from '../resolve/modality.ts';
import { isClass, mentionsIn } from '../resolve/parties.ts';
import { accreditedIn, listedSenders, namesSenders } from '../resolve/senders.ts';
import { dateTagFor, resolveTag, type When } from '../resolve/when.ts';
import type { Clock } from '../tags/dates.ts';
import { type Sentence, TAG } from '../text/sentence.ts';
import { homeOf, leavesBehind, personsOf, subjectOf, topicOf } from './discourse.ts';
import { headedBy, isFull, isHeading, isLabel, isLine } from './headings.ts';
import { announcesPapers, paperOf } from './papers.ts';
import type { ReadSentence } from './sentences.ts';
import { triggersOf } from './triggers.ts';

/** A fact or a refusal with the sentence it was found in. */
export interface Told {
  readonly outcome: Draft | Refused;
  readonly sentence: Sentence;
}

/** What a page is about before its sentences are read in order. */
export interface Setting {
  readonly language: Language;
  readonly zones: readonly Clocked[];
  readonly home: string | null;
  readonly topic: readonly string[];
  readonly agencies: readonly string[];
}

/** Kinds that a page may be reporting. */
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
  'relations-upgraded',
  'cooperation-established',
]);
/** What a sentence that goes on with a list of ambassadors does not tell itself. */
const CEREMONIES: ReadonlySet<string> = new Set(['credentials-presented', 'ambassador-received']);
const PREVIEW = 5;
const LISTED_WITHIN = 3;
const LISTED_ON = 2;
const MAX_EVENT = 20;
const DAYS_BEFORE = 8;
const DAYS_AFTER = 3;

const word = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** True when a dated draft is what the page reports: it happened about when the page was written. */
function isCurrent(made: Draft, clock: Clock | null): boolean {
  if (made.date === null || made.datedBy !== 'clause' || !NEWS.has(made.kind) || made.attributes.status === 'planned')
    return false;
  const span = parseEdtf(made.date);
  if (!span || span.earliest === null || span.latest === null || !clock) return false;
  if (span.latest - span.earliest > MAX_EVENT) return false;
  return span.latest >= clock.earliest - DAYS_BEFORE && span.earliest <= clock.latest + DAYS_AFTER;
}

const isDay = (edtf: string | null): boolean => edtf !== null && /^\d{4}-\d\d-\d\d$/.test(edtf);

/** The date in front of a colon or dash that opens a line. */
function lineDateOf(context: Context): string | null {
  const [tag] = datesOf(context);
  if (!tag || tag.start > 1 || !isEventDate(tag)) return null;
  const marks = [tag.end - 1, tag.end].map((at) => context.sentence.tokens[at]?.word.text ?? '');
  return marks.some((mark) => /^[:–—]$/.test(mark)) ? resolveTag(context, tag, 'past').edtf : null;
}

/** True when a dated draft lies before the day on which the text was written. */
function isBefore({ date }: Draft, clock: Clock | null): boolean {
  const latest = date === null ? null : parseEdtf(date)?.latest;
  return clock !== null && latest != null && latest < clock.earliest;
}

const tells = (outcome: Draft | Refused, kind: string): boolean => !isRefused(outcome) && outcome.kind === kind;

/** True when a happening of a kind between two states has been told before. */
function isTold(told: readonly Told[], kind: Draft['kind'], parties: readonly string[]): boolean {
  return told.some(
    ({ outcome }) =>
      !isRefused(outcome) && outcome.kind === kind && parties.every((code) => outcome.parties.includes(code)),
  );
}

/** "The documents were inked after talks on 26 August": what the sentences before left undated was signed then. */
function redate(told: Told[], sentence: Sentence, made: readonly Draft[]): void {
  const pointing = made.find((d) => d.kind === 'agreement-signed' && d.anaphoric && d.date !== null);
  if (!pointing || (pointing.datedBy !== 'clause' && pointing.datedBy !== 'discourse')) return;
  for (const [i, { outcome, sentence: of }] of told.entries()) {
    if (sentence.index - of.index > 2 || of === sentence || isRefused(outcome)) continue;
    const open = outcome.datedBy === 'clock' || outcome.datedBy === 'none';
    if (outcome.kind !== 'agreement-signed' || !open || outcome.parties.join() !== pointing.parties.join()) continue;
    const { date, dateBasis, datedBy } = pointing;
    told[i] = { outcome: { ...outcome, date, dateBasis, datedBy }, sentence: of };
  }
}

/** The two states that all of a sentence's happenings are between. */
function onePair(made: readonly Draft[]): Parties | null {
  const [first] = made;
  if (first?.parties.length !== 2 || first.partiedBy === 'discourse' || first.partiedBy === 'topic') return null;
  const key = [...first.parties].sort().join();
  return made.every((d) => [...d.parties].sort().join() === key) ? { codes: key.split(','), via: [] } : null;
}

const SUBJECT = 5;

/** Kinds that a sentence told, or that a question asks for ("And trade?"). */
function saidBy(sentence: Sentence, language: Language, made: readonly Draft[]): ReadonlySet<string> {
  const kinds = new Set<string>(made.map((d) => d.kind));
  // "Formal relations are younger. They were established in …": what a pronoun then stands for.
  if (sentence.tokens.some((_, at) => isClass(language, 'relationsword', sentence, at)))
    kinds.add('diplomatic-relations-established');
  // "And trade?", "Trade remains modest. It came to …": what the next sentence gives a figure of.
  const asks = sentence.tokens.at(-1)?.word.text === '?';
  const spoken = sentence.tokens.findIndex((_, at) => isClass(language, 'tradeword', sentence, at));
  if (spoken >= 0 && (asks || spoken < SUBJECT)) kinds.add('trade-volume');
  // "Preparations for the 8th session are under way. The one before was held in …"
  const nth = sentence.tags.some(
    (tag) => tag.type === TAG.ordinal && isClass(language, 'sessionword', sentence, tag.end),
  );
  if (nth) kinds.add('mechanism-session');
  return kinds;
}

/** The dated happening that a sentence leaves behind for "on that occasion". */
function lastToldOf(sentence: Sentence, made: readonly Draft[]): Context['told'] {
  const dated =
    made.find((d) => d.kind === 'visit' && d.date !== null) ??
    made.find((d) => NEWS.has(d.kind) && d.kind !== 'cooperation-established');
  if (!dated || dated.date === null || (dated.datedBy !== 'clause' && dated.datedBy !== 'discourse')) return null;
  const { index, paragraph, tokens } = sentence;
  const asked = tokens.at(-1)?.word.text === '?';
  return { kind: dated.kind, date: dated.date, index, paragraph, ahead: dated.attributes.status === 'planned', asked };
}

/** "Makes a tour of Africa from 9 to 16 January": a dated journey whose places the sentence leaves open. */
function journeyOf(context: Context): Context['told'] {
  const { sentence, triggers } = context;
  const visit = triggers.find(({ rule }) => rule.kind === 'visit');
  const tag = visit ? dateTagFor(context, visit) : null;
  if (!visit || tag?.value.shape !== 'range') return null;
  const date = resolveTag(context, tag, 'past').edtf;
  const { index, paragraph } = sentence;
  return date === null ? null : { kind: 'visit', date, index, paragraph, ahead: false, open: true };
}

/** The instrument that a sentence was about, when it was about one only. */
function instrumentOf(made: readonly Draft[]): Context['instrument'] {
  const titles = made.filter((d) => d.kind.startsWith('agreement-') && typeof d.attributes.instrument === 'string');
  const [one] = titles;
  if (!one || titles.some((d) => d.attributes.instrument !== one.attributes.instrument)) return null;
  if (one.attributes.count !== undefined) return null;
  return { title: String(one.attributes.instrument), type: String(one.attributes.type) };
}

/** Reads sentences in order, carrying over what they leave behind: parties, persons, the event being reported. */
export function tell(all: readonly ReadSentence[], setting: Setting): Told[] {
  const { language, zones, agencies } = setting;
  const told: Told[] = [];
  let before: Parties | null = null;
  let persons: Parties | null = null;
  let subject: Context['subject'] = null;
  let current: string | null = null;
  let currentVisit: Context['currentVisit'] = null;
  let lastYear: number | null = null;
  let lastDay: Context['lastDay'] = null;
  let lastDayAt = 0;
  let latter: Context['latter'] = null;
  let lineDate: Context['lineDate'] = null;
  let paragraph = -1;
  let lastTold: Context['told'] = null;
  let heading: FactRule['kind'] | null = null;
  let instrument: Context['instrument'] = null;
  let said: ReadonlySet<string> = new Set();
  let previewed = false;
  let zone = -1;
  let own: Pick<Context, 'home' | 'topic'> = setting;
  let list: { readonly receiver: string; readonly when: When; readonly trigger: Trigger; left: number } | null = null;
  let papers: Draft | null = null;
  let previous: Context | null = null;
  let posted: string | null | undefined;
  const accredited = (): string | null => {
    posted ??= all.map(({ sentence }) => accreditedIn({ sentence, language })).find((code) => code !== null) ?? null;
    return posted;
  };
  for (const read of all) {
    const { sentence } = read;
    const place = zones[sentence.zone] as Clocked;
    const { kind } = place.zone;
    if (sentence.zone !== zone && (kind === 'teaser' || kind === 'entry')) {
      before = null;
      persons = null;
      subject = null;
      current = null;
      currentVisit = null;
      lastDay = null;
      lastTold = null;
      instrument = null;
      said = new Set();
      list = null;
      papers = null;
      own = setting;
      if (kind === 'teaser') {
        const sentences = all.filter((r) => r.sentence.zone === sentence.zone).map((r) => r.sentence);
        const home = homeOf(sentences, language, agencies);
        own = { home, topic: topicOf(sentences, language, home) };
      }
    }
    zone = sentence.zone;
    if (kind === 'header' || kind === 'boilerplate' || sentence.dateline) continue;
    if (isHeading(sentence)) {
      before = null;
      persons = null;
    }
    heading = headedBy(sentence, language) ?? (isHeading(sentence) || isLabel(sentence) ? null : heading);
    const triggers = triggersOf(
      read,
      ({ follows, earlier, under }) =>
        (!under || (heading !== null && under.includes(heading) && !isFull(sentence, language))) &&
        (!follows || follows.some((kind) => said.has(kind))) &&
        (!earlier || earlier.some((kind) => told.some(({ outcome }) => tells(outcome, kind)))),
    );
    const earlier = previous === null ? null : { ...previous, listedBefore: () => [] };
    const context: Context = {
      language,
      sentence,
      place,
      triggers,
      home: own.home,
      topic: own.topic,
      before,
      persons,
      subject,
      lastYear,
      lastDay,
      lastDayAt,
      lineDate,
      latter,
      current,
      currentVisit,
      told: lastTold,
      instrument,
      ceremony: list,
      accredited,
      listedBefore: (receiver) => (earlier === null ? [] : listedSenders(earlier, receiver)),
    };
    const undated = place.section === 'body' && previewed ? 'null' : 'report';
    const made: Draft[] = [];
    const paper: Draft | null = papers === null ? null : paperOf(context, papers);
    if (paper) made.push(paper);
    if (paper) told.push({ outcome: paper, sentence });
    for (const trigger of paper ? [] : triggers) {
      const governed = governedBy(context, trigger, read.turns);
      for (const outcome of resolve(context, trigger, governed, undated)) {
        told.push({ outcome, sentence });
        if (!isRefused(outcome)) made.push(outcome);
        else if (outcome.opens) list = { ...outcome.opens, trigger, left: LISTED_WITHIN };
      }
    }
    papers = paper ? papers : announcesPapers(sentence, made);
    const credentials = made.find((d) => d.kind === 'credentials-presented');
    if (credentials) {
      const host = word(credentials.attributes.host);
      const home = credentials.parties.find((code) => code === context.home);
      const receiver = host ?? home ?? (credentials.parties[0] as string);
      const when = { date: credentials.date, basis: credentials.dateBasis, origin: 'discourse' as const };
      list = { receiver, when, trigger: credentials.trigger, left: LISTED_WITHIN };
    } else if (
      list &&
      (list.left > 0 || namesSenders(context, list.receiver)) &&
      !triggers.some(({ rule }) => CEREMONIES.has(rule.kind))
    ) {
      list.left--;
      const senders = listedSenders(context, list.receiver);
      const dated = datesOf(context).find((d) => isEventDate(d) && d.start < (senders[0]?.start ?? 0));
      const own = dated ? resolveTag(context, dated, 'past') : null;
      if (own?.edtf != null) list = { ...list, when: { date: own.edtf, basis: own.basis, origin: 'clause' } };
      for (const { code, name, start, end } of senders) {
        if (isTold(told, 'credentials-presented', [list.receiver, code])) continue;
        const sided = { codes: [list.receiver, code], via: [], origin: 'clause' as const };
        const attributes = { ambassador: name, sender: code, host: list.receiver };
        const plain = { mode: null, status: undefined, future: false };
        told.push({ outcome: draft(list.trigger, sided, list.when, plain, attributes, [start, end]), sentence });
      }
      // A line each, or one list after the other: the next may follow.
      if (senders.length > 0) list = { ...list, left: LISTED_ON };
    }
    const now = made.find((d) => isCurrent(d, place.clock));
    // Who arrived the day before is received, honoured and signs today.
    const begun = now?.kind === 'visit' && triggers.some(({ rule }) => rule.begins) && isBefore(now, place.clock);
    if (now && current === null && !begun) {
      current = now.date;
      currentVisit =
        now.kind === 'visit'
          ? {
              host: word(now.attributes.host),
              visitor: word(now.attributes.visitor),
              from: now.parties.find((code) => code !== now.attributes.host) ?? null,
            }
          : null;
    }
    // A page that opens with a visit to come tells of the past only as background.
    const announced = made.some(
      (d) => d.kind === 'visit' && d.attributes.status === 'planned' && d.datedBy === 'clause',
    );
    if (sentence.index < PREVIEW && current === null && announced) previewed = true;
    const union = made.find((d) => d.via.length > 0);
    const left = leavesBehind(sentence, language, context.home, context.topic);
    before = union
      ? { codes: union.parties, via: union.via }
      : made.filter((d) => d.kind === 'credentials-presented').length > 1 || isWithin(before, sentence, language)
        ? before
        : left === null
          ? (onePair(made) ?? before)
          : (onePair(made) ?? left);
    persons = personsOf(sentence, language) ?? persons;
    if (!isLine(sentence, language)) subject = subjectOf(sentence, language, subject, context.home);
    latter = mentionsIn(context, 0, sentence.tokens.length).findLast((m) => !m.locative)?.code ?? null;
    if (sentence.paragraph !== paragraph) lineDate = lineDateOf(context);
    paragraph = sentence.paragraph;
    if (made.some((d) => d.anaphoric)) redate(told, sentence, made);
    if (kind !== 'caption') said = saidBy(sentence, language, made);
    const days = made.filter((d) => d.datedBy === 'clause' && isDay(d.date));
    const day = (days.find((d) => isCurrent(d, place.clock)) ?? days.at(-1))?.date ?? null;
    if (day !== null) [lastDay, lastDayAt] = [day, sentence.index];
    const opened = made.length === 0 ? journeyOf(context) : null;
    lastTold = opened ?? (begun ? null : lastToldOf(sentence, made)) ?? lastTold;
    instrument = instrumentOf(made);
    previous = context;
    lastYear =
      datesOf({ sentence }).findLast((d) => d.value.year !== undefined && isEventDate(d))?.value.year ?? lastYear;
  }
  return told;
}

/** "Negotiators spent three days in Montevideo": a town of a union's member leaves the union spoken of. */
function isWithin(before: Parties | null, sentence: Sentence, language: Language): boolean {
  if (before === null || before.via.length === 0) return false;
  return mentionsIn({ sentence, language }, 0, sentence.tokens.length).every(
    ({ code, type }) => (type & (TAG.capital | TAG.city)) !== 0 && before.codes.includes(code),
  );
}
