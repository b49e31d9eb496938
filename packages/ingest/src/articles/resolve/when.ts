import { parseEdtf } from '@foedera/schema';
import {
  type Clock,
  clockEdtf,
  type DateMention,
  isFresh,
  type ResolvedDate,
  resolveDate,
  type Tense,
} from '../tags/dates.ts';
import type { Term } from '../tags/tagger.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import { anaphorIn, isPersonal } from './anaphors.ts';
import type { Context, Origin, Trigger } from './context.ts';
import { cost, isDoneBefore } from './cost.ts';
import { type DateTag, datesOf, isDeadline, isEventDate } from './dated.ts';
import { isClass } from './parties.ts';

/** A date given to a fact. */
export interface When {
  readonly date: string | null;
  readonly basis: string;
  readonly partial?: string;
  readonly origin: Origin;
  /** The tag it was read from, for the quote. */
  readonly tag?: DateTag;
}

/**
 * Year for a day or month without one, from a date named before it in the sentence, else behind it. What is told later
 * happened later: behind "in November 2021", "on 1 April" is the next April.
 */
export function yearNear(context: Context, tag: DateTag): number | null {
  let best: { readonly distance: number; readonly other: DateTag } | null = null;
  for (const other of datesOf(context)) {
    const { year, role } = other.value;
    if (
      other === tag ||
      year === undefined ||
      role === 'period' ||
      role === 'target' ||
      role === 'anniversary' ||
      role === 'since'
    )
      continue;
    // "Announced on 20 January the resumption of their relations, severed in 1972"
    const apart =
      other.start >= tag.end &&
      (['asideverb', 'severing'] as const).some((name) =>
        [1, 2].some((i) => isClass(context.language, name, context.sentence, other.start - i)),
      );
    if (apart) continue;
    const distance = other.start >= tag.end ? 100 + other.start - tag.end : tag.start - other.end;
    if (!best || distance < best.distance) best = { distance, other };
  }
  if (!best) return null;
  const { year, year2, month } = best.other.value;
  const named = (year2 ?? year) as number;
  const behind =
    best.other.end <= tag.start && month !== undefined && tag.value.month !== undefined && tag.value.month < month;
  return behind ? named + 1 : named;
}

function yearOfClock({ place }: Context): number | null {
  return place.clock ? Number(clockEdtf(place.clock).slice(0, 4)) : null;
}

const MAX_AHEAD = 31;

/** True when a date lies beyond what a text written then can tell as past. */
function isLater(edtf: string | null, clock: Clock): boolean {
  const span = edtf === null ? null : parseEdtf(edtf);
  return span?.earliest != null && span.earliest > clock.latest + MAX_AHEAD;
}

/** The year last named before a date, in its sentence or before it; else the text's own. */
function yearTold(context: Context, tag: DateTag, tense: Tense): number | null {
  const named = datesOf(context)
    .filter((d) => d.end <= tag.start && (d.value.year !== undefined || d.value.shape === 'year'))
    .at(-1);
  const told = named && named.value.year === undefined ? Number(resolveTag(context, named, tense).edtf) : Number.NaN;
  return named?.value.year ?? (Number.isInteger(told) ? told : (context.lastYear ?? yearOfClock(context)));
}

const ONE_DAY = /^\d{4}-\d\d-\d\d$/;
const WITHIN_MONTH = /^(\d{4}-\d\d)(-\d\d)?(\/\1-\d\d)?$/;

/** "The same day", "the day before", "a month earlier": reckoned from the day last told. */
function fromDayTold(context: Context, tag: DateTag, tense: Tense): string | null {
  const { offset, unit, count } = tag.value;
  const known = unit === 'month' ? WITHIN_MONTH : ONE_DAY;
  const named = datesOf(context)
    .filter((d) => d.end <= tag.start && d.value.shape !== 'same-day')
    .map((d) => resolveTag(context, d, tense).edtf)
    .filter((edtf) => edtf !== null && known.test(edtf))
    .at(-1);
  // "Arrived the day before, he signed on 14 May": reckoned from the one day of its sentence.
  const behind = datesOf(context).filter(
    (d) => d.start >= tag.end && (d.value.shape === 'day' || d.value.shape === 'numeric'),
  );
  const beside =
    unit === undefined && offset === -1 && behind.length === 1
      ? resolveTag(context, behind[0] as DateTag, tense).edtf
      : null;
  const { clock } = context.place;
  const ahead = tense !== 'future' && offset === 1;
  const written = offset !== undefined && !ahead && clock && clock.earliest === clock.latest ? clockEdtf(clock) : null;
  const spoken = unit === 'month' && context.told && !context.told.ahead ? context.told.date : null;
  const base =
    named ??
    beside ??
    (spoken !== null && known.test(spoken) ? spoken : lastToldDay(context)) ??
    context.current ??
    written;
  if (offset === undefined || base === null) return base;
  const span = parseEdtf(base);
  if (span?.earliest == null || span.latest == null) return null;
  const from = { earliest: span.earliest, latest: span.latest, basis: '', inferred: false };
  const by = { role: undefined, offset: (count ?? 1) * offset };
  if (unit === 'month' && tag.value.day !== undefined)
    return `${base.slice(0, 7)}-${String(tag.value.day).padStart(2, '0')}`;
  if (unit === 'month' || unit === 'week')
    return resolveDate({ ...by, shape: 'unit-offset', unit }, from, tense, null).edtf;
  return resolveDate({ ...by, shape: 'day-offset' }, from, tense, null).edtf;
}

/** The day told last; behind a day of years ago and another sentence, that of the news. */
function lastToldDay({ lastDay, lastDayAt, current, sentence, place }: Context): string | null {
  const stale = lastDay !== null && sentence.index - lastDayAt > 1 && !isFresh(lastDay, place.clock);
  return stale && current !== null && ONE_DAY.test(current) ? current : lastDay;
}

/** Works a tag out by the clock of its zone. */
export function resolveTag(context: Context, tag: DateTag, tense: Tense): ResolvedDate {
  const { shape, year, offset, role } = tag.value;
  if (role === 'target' && shape === 'year' && offset !== 1) {
    const { edtf, basis } = resolveDate(tag.value, context.place.clock, tense, null);
    return { edtf: edtf === null ? null : tense === 'future' ? `../${edtf}-12-31` : edtf, basis };
  }
  if (role === 'told' && year === undefined) {
    const named = yearTold(context, tag, tense);
    return resolveDate(tag.value, context.place.clock, tense, named);
  }
  const bare =
    year === undefined &&
    offset === undefined &&
    (shape === 'day' || shape === 'range' || shape === 'month' || shape === 'month-range');
  const { clock } = context.place;
  if (bare && tense !== 'future') {
    // A day of the news is the clock's; an older one takes the year named before it ("in 2018, … from March 14-17").
    const plain = clock && !clock.inferred ? resolveDate(tag.value, clock, tense, null) : null;
    if (plain && isFresh(plain.edtf, clock)) return plain;
    const near = resolveDate(tag.value, clock, tense, yearNear(context, tag));
    return clock && isLater(near.edtf, clock) ? resolveDate(tag.value, clock, tense, null) : near;
  }
  if (shape === 'same-year' || shape === 'year-before') {
    const before = yearTold(context, tag, tense);
    const by = shape === 'year-before' ? (tag.value.count ?? 1) * (offset === 1 ? 1 : -1) : 0;
    return {
      edtf: before === null ? null : String(before + by),
      basis: before === null ? 'the year last named is not known' : 'the year last named',
    };
  }
  if (shape === 'same-day') {
    const edtf = fromDayTold(context, tag, tense);
    return { edtf, basis: edtf === null ? 'the day last named is not known' : 'the day last named' };
  }
  return resolveDate(tag.value, clock, tense, null);
}

const MOST = 28;

/** A weekday or "today" yields to a day with its month, "three years later" to the day named behind it. */
const VAGUE: Partial<Record<DateMention['shape'], number>> = { weekday: 3, 'day-offset': 3, 'year-before': 7 };

/** Kinds that are of one day, never "since" one. */
const MOMENTS: ReadonlySet<string> = new Set([
  'meeting',
  'ambassador-received',
  'message',
  'invitation',
  'ambassador-recalled',
]);

function isSince({ sentence, language }: Context, { start, value }: DateTag): boolean {
  return value.role === 'since' || [0, 1].some((i) => isClass(language, 'since', sentence, start - i));
}

/** "Depuis sa prise de fonction, le 2 avril": when someone took office. */
function isOfOffice({ sentence, language }: Context, { start }: DateTag): boolean {
  let at = start - 1;
  while (sentence.tokens[at]?.word.text === ',' || isClass(language, 'article', sentence, at)) at--;
  return at < start - 1 && sentence.tokens[start - 1]?.word.text !== '(' && isClass(language, 'inoffice', sentence, at);
}

/** The date tag that belongs to a trigger; `null` when none of its sentence does. */
export function dateTagFor(context: Context, trigger: Trigger, tense?: Tense, but?: DateTag): DateTag | null {
  let best: DateTag | null = null;
  let least = MOST;
  for (const tag of datesOf(context)) {
    if (tag === but || !(isEventDate(tag) || (tense === 'future' && isDeadline(tag)))) continue;
    // "Yesterday, Wednesday 16 August": the day that is written out.
    const spelt =
      tag.value.shape === 'day-offset' || tag.value.shape === 'weekday'
        ? datesOf(context).find((d) => d.start >= tag.end && d.start - tag.end <= 1)
        : undefined;
    if (spelt?.value.shape === 'day' || spelt?.value.shape === 'numeric') continue;
    // "The first visit since 1999" did not happen in 1999.
    // "On a visit since Sunday" began then.
    const begun = VAGUE[tag.value.shape] === 3 || tag.value.day !== undefined;
    if (tag.value.role === 'since' && trigger.rule.kind === 'visit' && !begun) continue;
    // "His first journey since he took office, on 2 April": not the day of the journey.
    if (isOfOffice(context, tag)) continue;
    // "To the 80th National Day (September 2, 1945 – 2025)"
    if (trigger.rule.kind === 'invitation' && context.sentence.tokens[tag.start - 1]?.word.text === '(') continue;
    // "Received by the president, in office since August"
    if (MOMENTS.has(trigger.rule.kind) && isSince(context, tag)) continue;
    const inside = tag.start >= trigger.match.start && tag.end <= trigger.match.end;
    const vague = inside ? 0 : (VAGUE[tag.value.shape] ?? 0);
    const c = cost(context, trigger, tag, tense) + vague;
    if (c < least) {
      best = tag;
      least = c;
    }
  }
  const ranged = trigger.rule.kind === 'visit' && best !== null && VAGUE[best.value.shape] === 3;
  return (ranged ? rangeBehind(context, trigger, tense) : null) ?? best;
}

/** "Ended on Tuesday his visit, made from 4 to 6 December": the days of the visit, not that of its end. */
function rangeBehind(context: Context, trigger: Trigger, tense: Tense | undefined): DateTag | null {
  const { match } = trigger;
  const ranges = datesOf(context).filter((d) => d.value.shape === 'range' && isEventDate(d) && d.start >= match.start);
  const [range] = ranges;
  return range && ranges.length === 1 && cost(context, trigger, range, tense) < MOST ? range : null;
}

const MAX_INFERRED = 40;

/** A clock as the date of an undated report: its month, for reports follow events by days. */
export function reportDate(context: Context): { date: string | null; basis: string } {
  const { clock } = context.place;
  if (!clock) return { date: null, basis: 'undated, no publication date' };
  if (clock.inferred && clock.latest - clock.earliest > MAX_INFERRED)
    return { date: null, basis: 'undated, publication date only roughly known' };
  const edtf = clockEdtf(clock);
  const month = /^(\d{4}-\d\d)-\d\d$/.exec(edtf);
  return { date: month ? (month[1] as string) : edtf, basis: `undated report (${clock.basis})` };
}

/** True for a sentence that names no day, month or year of a happening. */
function undatedIn(context: Context): boolean {
  return !datesOf(context).some((d) => isEventDate(d));
}

/** The one day that a sentence gives to another of its clauses, when that is news ("signed after talks on 26 August"). */
function besides(context: Context, tense: Tense): When | null {
  const days = datesOf(context).filter((d) => isEventDate(d) && d.value.role !== 'since' && d.value.day !== undefined);
  const [tag] = days;
  if (!tag || days.length > 1 || context.current !== null || tense === 'future') return null;
  const { edtf, basis } = resolveTag(context, tag, tense);
  if (edtf === null || !isFresh(edtf, context.place.clock)) return null;
  return { date: edtf, basis, origin: 'discourse', tag };
}

const MAX_BEHIND = 4;

/** "The president went there in April; accords were then signed": of the one date told before in the sentence. */
function toldThen(context: Context, { match }: Trigger, tense: Tense): When | null {
  const then = context.sentence.tags.some(
    (tag) => tag.type === TAG.pointer && tag.start >= match.start && tag.start <= match.end && tag.start > 0,
  );
  const [only, ...more] = then ? datesOf(context).filter((d) => isEventDate(d) && d.end <= match.start) : [];
  if (!only || more.length > 0) return null;
  const { edtf, basis } = resolveTag(context, only, tense);
  return edtf === null ? null : { date: edtf, basis, origin: 'sentence', tag: only };
}

/** "On that occasion", "s'y était entretenu": happened when what was told just before happened. */
function pointedTo(context: Context, trigger: Trigger, tense: Tense): When | null {
  const { told, sentence } = context;
  const then = toldThen(context, trigger, tense);
  if (then) return then;
  if (!told || told.ahead !== (tense === 'future') || sentence.index - told.index > 1) return null;
  if (told.paragraph !== sentence.paragraph && told.kind !== 'visit') return null;
  if (told.kind === trigger.rule.kind) return null;
  if (told.open) return null;
  const points = (sentence.tags as Tag[]).some(
    (tag) =>
      tag.type === TAG.pointer &&
      tag.start <= trigger.match.end + MAX_BEHIND &&
      // "After the talks": not after an earlier visit that was only recalled.
      !((tag.value as Term).value === 'talks' && told.kind === 'visit' && context.current !== null),
  );
  return points ? { date: told.date, basis: 'the event told before', origin: 'discourse' } : null;
}

const OPENING = 4;
const STAY = 5;

/** "She addressed parliament …", "In Accra she …". */
function opensWithPronoun({ sentence, language }: Context): boolean {
  for (let at = 0; at < OPENING; at++) if (isClass(language, 'hesubject', sentence, at)) return true;
  return false;
}

/** "He will be in Lima from 8 to 10 October. He will chair …": what the traveller is to do is of the journey's days. */
function onJourney(context: Context, { rule }: Trigger, tense: Tense): When | null {
  const { told, sentence } = context;
  if (tense !== 'future' || !told?.ahead || told.kind !== 'visit') return null;
  if (rule.kind !== 'meeting' && rule.kind !== 'mechanism-session') return null;
  // "During the stay in China, President Triet will hold talks …", some sentences later.
  const points = sentence.tags.some((tag) => tag.type === TAG.pointer && tag.start < OPENING);
  if (points && sentence.index - told.index <= STAY)
    return { date: told.date, basis: 'the journey told before', origin: 'discourse' };
  if (sentence.index - told.index !== 1 || told.paragraph !== sentence.paragraph) return null;
  if (!opensWithPronoun(context) && !isClass(context.language, 'guest', sentence, 0)) return null;
  return { date: told.date, basis: 'the journey told before', origin: 'discourse' };
}

/** What is signed or given right behind talks of the news is of their day: "… held talks on Monday. They oversaw the signing of …". */
function justTold(context: Context, { rule }: Trigger): When | null {
  const { told, sentence, place, current } = context;
  if (told === null || told.ahead || sentence.index - told.index !== 1) return null;
  if (told.paragraph !== sentence.paragraph && !told.asked) return null;
  // "What did the visit of January 2017 bring? X held talks with Y."
  if (told.asked && rule.kind !== told.kind)
    return { date: told.date, basis: 'the event asked for', origin: 'discourse' };
  const fresh = isFresh(told.date, place.clock);
  // "Mottley was in Accra in November 2019. She signed two agreements": an older visit goes on with its pronoun.
  // "The two leaders had witnessed the signing of …", behind a meeting of years ago.
  const pair = anaphorIn(context, 0, OPENING) >= 0 && isPersonal(context, anaphorIn(context, 0, OPENING));
  const older = (told.kind === 'visit' || told.kind === 'meeting') && !fresh && rule.kind !== told.kind;
  // "He visited India in June 2010. Agreements on … were signed."
  const signed = older && told.kind === 'visit' && rule.kind === 'agreement-signed' && undatedIn(context);
  const goesOn =
    signed || (older && (opensWithPronoun(context) ? told.kind === 'visit' : pair && rule.kind !== 'visit'));
  if (!goesOn && (current === null || !fresh || told.kind !== 'meeting' || rule.kind === 'meeting')) return null;
  return { date: told.date, basis: 'the talks told before', origin: 'discourse' };
}

/** "Invited him to a summit next month": the day lies behind the text, so it is not that of the invitation. */
function isAfter(context: Context, tag: DateTag, tense: Tense): boolean {
  const { clock } = context.place;
  // "Has invited him for a conference in May": a month without its year is the next one.
  if (tag.value.shape === 'month' && tag.value.year === undefined && tag.value.offset === undefined) return true;
  const span = parseEdtf(resolveTag(context, tag, tense).edtf ?? '');
  return clock !== null && span?.earliest != null && span.earliest > clock.latest;
}

/** Date of a fact that its sentence dates, else of the event being reported, else of the report, else none. */
export function whenOf(context: Context, trigger: Trigger, tense: Tense, undated: 'report' | 'null'): When {
  const nearest = dateTagFor(context, trigger, tense);
  const vain =
    (nearest?.value.shape === 'same-day' && resolveTag(context, nearest, tense).edtf === null) ||
    (trigger.rule.kind === 'invitation' && nearest !== null && isAfter(context, nearest, tense));
  const second = nearest !== null && vain ? dateTagFor(context, trigger, tense, nearest) : nearest;
  const tag = vain && second && trigger.rule.kind === 'invitation' && isAfter(context, second, tense) ? null : second;
  if (tag) {
    const resolved = resolveTag(context, tag, tense);
    if (resolved.edtf !== null || resolved.partial !== undefined)
      return {
        date: resolved.edtf,
        basis: resolved.basis,
        origin: 'clause',
        tag,
        ...(resolved.partial === undefined ? {} : { partial: resolved.partial }),
      };
    if (tag.value.shape !== 'weekday' && tag.value.shape !== 'day-offset')
      return { date: null, basis: resolved.basis, origin: 'none', tag };
  }
  // "On a tour from 9 to 16 January. He visits Ethiopia, Gabon and Egypt."
  const { told } = context;
  if (trigger.rule.kind === 'visit' && told?.open && context.sentence.index - told.index <= 2 && undatedIn(context))
    return { date: told.date, basis: 'the journey told before', origin: 'discourse' };
  if (context.lineDate !== null) return { date: context.lineDate, basis: 'the date of the line', origin: 'discourse' };
  const beside = besides(context, tense);
  const done = trigger.rule.kind === 'visit' && isDoneBefore(context, beside?.tag?.end ?? 0, trigger.match.start);
  if (beside && !done) return beside;
  const pointed = pointedTo(context, trigger, tense) ?? onJourney(context, trigger, tense);
  if (pointed) return pointed;
  // "He had met the president", beside the news: some time before it.
  const verb = trigger.match.captures.v?.[0];
  const earlier = verb !== undefined && isClass(context.language, 'pluperfect', context.sentence, verb - 1);
  if (undated === 'null' || earlier) return { date: null, basis: 'undated in the text', origin: 'none' };
  const just = tense === 'future' ? null : justTold(context, trigger);
  if (just) return just;
  // "On Monday he met A. On Tuesday he met B. He also met C": on one of the days, so in the month.
  const several =
    trigger.rule.kind === 'meeting' &&
    context.current !== null &&
    context.lastDay !== null &&
    context.lastDay !== context.current &&
    isFresh(context.lastDay, context.place.clock);
  if (context.current !== null && tense !== 'future' && !several)
    return { date: context.current, basis: 'the event being reported', origin: 'discourse' };
  const report = reportDate(context);
  return { ...report, origin: report.date === null ? 'none' : 'clock', ...(tag ? { tag } : {}) };
}
