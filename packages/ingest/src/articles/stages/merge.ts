import { fold, type Kind, parseEdtf, personKey, spansOverlap, spanWithin } from '@foedera/schema';
import type { Passage } from '../../extraction.ts';
import type { Draft } from '../resolve/context.ts';

/** A draft with its place in the raw text and in the document's order. */
export interface Placed {
  readonly draft: Draft;
  readonly section: 'body' | 'teaser';
  readonly zone: number;
  /** A headline: it counts only where no text says it. */
  readonly inTitle: boolean;
  readonly passage: Passage;
}

/** A fact with every passage that states it. */
export interface Merged {
  readonly best: Placed;
  readonly date: string | null;
  readonly dateBasis: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly all: readonly Placed[];
}

type Fit = 'equal' | 'inside' | 'overlap' | 'unknown' | 'none';

function fit(a: string | null, b: string | null): Fit {
  if (a === b) return 'equal';
  if (a === null || b === null) return 'unknown';
  const x = parseEdtf(a);
  const y = parseEdtf(b);
  if (!x || !y) return 'none';
  if (spanWithin(x, y) || spanWithin(y, x)) return 'inside';
  return spansOverlap(x, y) ? 'overlap' : 'none';
}

const STOP = 3;
/** A number of accords that two lots signed by the same states hardly share. */
const MANY = 4;
const MAX_TITLE_WORDS = 8;

/** Share of telling words that the shorter of two titles has in the longer. */
function likeness(a: string, b: string): number {
  const words = (text: string): Set<string> =>
    new Set(
      fold(text)
        .split(' ')
        .filter((w) => w.length > STOP)
        .slice(0, MAX_TITLE_WORDS),
    );
  const [x, y] = [words(a), words(b)];
  const [small, large] = x.size < y.size ? [x, y] : [y, x];
  if (small.size === 0) return 1;
  return [...small].filter((w) => large.has(w)).length / small.size;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function sameName(a: unknown, b: unknown): boolean | null {
  const [x, y] = [text(a), text(b)];
  if (x === null || y === null) return null;
  return personKey(x) === personKey(y);
}

const MAX_JOURNEY = 6;

/** A day beside another day or a span of one journey: same visitor to the same host within a week. */
function isSameJourney(a: Draft, b: Draft): boolean {
  const [x, y] = [a.date === null ? null : parseEdtf(a.date), b.date === null ? null : parseEdtf(b.date)];
  if (!x || !y || x.earliest === null || y.earliest === null || x.latest === null || y.latest === null) return false;
  if (!x.extent || !y.extent || (x.earliest !== x.latest && y.earliest !== y.latest)) return false;
  if (x.earliest - y.latest > MAX_JOURNEY || y.earliest - x.latest > MAX_JOURNEY) return false;
  return a.attributes.host === b.attributes.host && sameName(a.attributes.visitor, b.attributes.visitor) !== false;
}

/** "After their talks": points back to a meeting told before, whatever day it was given. */
function isUnnamed({ attributes, datedBy, another }: Draft): boolean {
  const { persons } = attributes;
  return (!Array.isArray(persons) || persons.length === 0) && datedBy !== 'clause' && !another;
}

/** "Its first diplomatic mission", "its mission": of whatever sort. */
function isPlainMission(mission: unknown): boolean {
  return mission === undefined || mission === 'diplomatic mission';
}

/** "The distinction": an honour that neither a name nor a day of its own sets apart. */
function isUntitled({ attributes, datedBy }: Draft): boolean {
  const name = text(attributes.honour);
  return name !== null && name === name.toLowerCase() && datedBy !== 'clause';
}

/** True when the date of one of two drafts is only taken over from what stands around it. */
function isLoose(x: Draft, y: Draft): boolean {
  if (x.kind === 'meeting') return isUnnamed(x) || isUnnamed(y);
  // A page that dates their beginning speaks of it elsewhere without a date.
  if (x.kind === 'diplomatic-relations-established') return x.datedBy === 'clock' || y.datedBy === 'clock';
  // "Signed 14 agreements", "the signing on Friday of 14 agreements"
  const { count } = x.attributes;
  const counted = x.kind === 'agreement-signed' && count !== undefined && count === y.attributes.count;
  return counted && (x.datedBy !== 'clause' || y.datedBy !== 'clause');
}

/** True when two drafts with the same kind and parties can be one happening. */
function same(a: Placed, b: Placed): boolean {
  const [x, y] = [a.draft, b.draft];
  const loose = isLoose(x, y);
  const dates = loose ? 'unknown' : fit(x.date, y.date);
  if (dates === 'none') return x.kind === 'visit' && isSameJourney(x, y);
  const [p, q] = [x.attributes, y.attributes];
  switch (x.kind) {
    case 'visit': {
      // Where one of two does not say who was the host, it may have been guessed wrongly.
      const guessed = x.partiedBy === 'discourse' || y.partiedBy === 'discourse';
      if (p.host !== undefined && q.host !== undefined && p.host !== q.host && !guessed) return false;
      const visitor = sameName(p.visitor, q.visitor);
      if (visitor === false) return false;
      if (dates === 'overlap') return visitor === true;
      return true;
    }
    case 'relations-upgraded':
      return p.level === q.level || p.level === undefined || q.level === undefined;
    case 'agreement-signed':
    case 'agreement-in-force':
    case 'agreement-ratified':
    case 'negotiations-concluded': {
      const pointing = x.anaphoric || y.anaphoric;
      const general = (x.anaphoric && p.type === 'documents') || (y.anaphoric && q.type === 'documents');
      if (p.type !== undefined && q.type !== undefined && p.type !== q.type && !general) return false;
      if (pointing && x.trigger !== y.trigger) return true;
      // Items of one list are different instruments, however alike their titles.
      if (x.trigger === y.trigger) return false;
      // "Quinze accords" are not "un accord commercial".
      if ((p.count === undefined) !== (q.count === undefined) && !pointing) return false;
      // "The signing of 13 accords", told twice in other words.
      if (loose && typeof p.count === 'number' && p.count >= MANY) return true;
      const [s, t] = [x.topic, y.topic];
      return s === undefined || t === undefined || likeness(s, t) >= 0.6;
    }
    case 'mission-opened':
      return (
        p.sender === q.sender && (p.mission === q.mission || isPlainMission(p.mission) || isPlainMission(q.mission))
      );
    case 'trade-volume':
    case 'investment-stock':
      return p.from === q.from && JSON.stringify(p.amount) === JSON.stringify(q.amount) && dates !== 'overlap';
    case 'community-size':
    case 'students':
    case 'tourist-arrivals':
      return p.count === q.count && p.of === q.of;
    case 'mechanism-session':
      return p.ordinal === q.ordinal || p.ordinal === undefined || q.ordinal === undefined;
    case 'agreement-negotiations-round':
      return p.round === q.round || p.round === undefined || q.round === undefined;
    case 'meeting': {
      const [s, t] = [p.persons, q.persons];
      if (!Array.isArray(s) || !Array.isArray(t) || s.length === 0 || t.length === 0) return !x.another && !y.another;
      const [few, many] = s.length < t.length ? [s, t] : [t, s];
      const keys = new Set(many.map((n) => personKey(String(n))));
      const shared = few.filter((n) => keys.has(personKey(String(n)))).length;
      return x.another || y.another ? shared === few.length : shared > 0;
    }
    case 'message':
    case 'invitation': {
      if (p.channel !== q.channel) return false;
      const sender = sameName(p.from, q.from);
      const receiver = sameName(p.to, q.to);
      return sender !== false && receiver !== false;
    }
    case 'honour-conferred':
      // "The distinction was handed to him by …": the one that was named.
      if (isUntitled(x) || isUntitled(y)) return true;
      return (
        sameName(p.to, q.to) !== false &&
        (text(p.honour) === null || text(q.honour) === null || likeness(p.honour as string, q.honour as string) >= 0.5)
      );
    case 'ambassador-received':
    case 'credentials-presented':
      return true;
    case 'joint-venture':
      return likeness(String(p.names ?? ''), String(q.names ?? '')) >= 0.5;
    default:
      return true;
  }
}

const PRECISION: readonly RegExp[] = [
  /^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/,
  /^\d{4}-\d\d-\d\d$/,
  /^\d{4}-\d\d\/\d{4}-\d\d$/,
  /^\d{4}-\d\d$/,
];

/** Lower is better: dated in its own words first, then the more precise date. */
function rank({ draft }: Placed): number {
  const origin = { clause: 0, sentence: 1, discourse: 2, topic: 3, clock: 4, none: 5 }[draft.datedBy];
  const precision = draft.date === null ? 9 : PRECISION.findIndex((p) => p.test(draft.date as string));
  return (draft.weak ? 1000 : 0) + origin * 20 + (precision < 0 ? 8 : precision);
}

/** Kinds that only repeat a more telling one of the same parties and days. */
const ECHOES: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  'ambassador-received': ['credentials-presented'],
};

const FAR = 90;

/** True for dates that are months apart. */
function isFar(a: string | null, b: string | null): boolean {
  const [x, y] = [a === null ? null : parseEdtf(a), b === null ? null : parseEdtf(b)];
  if (x?.earliest == null || x.latest == null || y?.earliest == null || y.latest == null) return false;
  return x.earliest - y.latest > FAR || y.earliest - x.latest > FAR;
}

/** A headline that a text below it says with other words: same kind, and no parties of its own that differ. */
function isHeadlineOf(group: readonly Placed[], groups: readonly Placed[][]): boolean {
  if (!group.every((one) => one.inTitle)) return false;
  const { kind, parties, partiedBy, date, datedBy } = (group[0] as Placed).draft;
  return groups.some((other) => {
    const told = other[0] as Placed;
    if (other === group || told.section === 'teaser' || other.every((one) => one.inTitle) || told.draft.kind !== kind)
      return false;
    // "X receives Y during his visit of September 2017", above the news of another one.
    if (datedBy === 'clause' && isFar(date, told.draft.date)) return false;
    const own = partiedBy === 'clause' || partiedBy === 'sentence';
    return !own || parties.every((code) => told.draft.parties.includes(code));
  });
}

function withoutEchoes(groups: readonly Placed[][]): Placed[][] {
  const head = (group: readonly Placed[]): Draft => (group[0] as Placed).draft;
  return groups.filter((group) => {
    if (isHeadlineOf(group, groups)) return false;
    const telling = ECHOES[head(group).kind];
    return (
      !telling ||
      !groups.some(
        (other) =>
          telling.includes(head(other).kind) &&
          head(other).parties.join() === head(group).parties.join() &&
          fit(head(other).date, head(group).date) !== 'none',
      )
    );
  });
}

/** Joins repeated statements of one happening within a document. Earlier statements come first; the best date wins. */
export function merge(placed: readonly Placed[]): Merged[] {
  const groups: Placed[][] = [];
  for (const one of [...placed].sort((a, b) => rank(a) - rank(b) || a.passage.start - b.passage.start)) {
    const key = (p: Placed): string =>
      `${p.section === 'teaser' ? p.zone : 'body'}|${p.draft.kind}|${p.draft.parties.join('-')}`;
    const group = groups.find((g) => {
      const head = g[0] as Placed;
      return key(head) === key(one) && g.every((other) => same(other, one));
    });
    if (group) group.push(one);
    else groups.push([one]);
  }
  const held = groups.filter((g) => g.some(({ draft }) => !draft.weak || draft.trigger.rule.implied));
  return withoutEchoes(held)
    .map((group) => {
      const best = group[0] as Placed;
      const attributes: Record<string, unknown> = {};
      for (const { draft } of group)
        for (const [name, value] of Object.entries(draft.attributes)) attributes[name] ??= value;
      if (attributes.visitKind === 'other') {
        const told = group
          .map((p) => p.draft.attributes.visitKind)
          .find((kind) => kind !== 'other' && kind !== undefined);
        if (told !== undefined) attributes.visitKind = told;
      }
      return { best, date: best.draft.date, dateBasis: best.draft.dateBasis, attributes, all: group };
    })
    .sort(
      (a, b) =>
        a.best.passage.start - b.best.passage.start ||
        a.best.passage.end - b.best.passage.end ||
        (a.best.draft.kind < b.best.draft.kind ? -1 : 1),
    );
}
