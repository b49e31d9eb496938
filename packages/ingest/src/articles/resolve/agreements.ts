import type { AskedClass } from '../patterns/asked.ts';
import type { Tense } from '../tags/dates.ts';
import type { Term } from '../tags/tagger.ts';
import type { Quantity } from '../tags/values.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { Context, Draft, Governed, Outcome, Trigger } from './context.ts';
import { datesOf, dayWithin, isEventDate } from './dated.ts';
import { draft, refuse, termsIn, textOf } from './drafts.ts';
import { isClass, mentionsIn, partiesOf, type Sided, segmentOf } from './parties.ts';
import { dated, itemsOf, respectively } from './spread.ts';
import { MAX_INSTRUMENT, titleOf } from './titles.ts';
import { dateTagFor, resolveTag, type When, whenOf } from './when.ts';

const MAX_TOPIC = 14;

/** Instruments that a trigger is about: not those in another one's title ("amendement du Protocole"). */
function instrumentsOf(context: Context, trigger: Trigger): Tag<Term>[] {
  const { sentence, language } = context;
  const { match } = trigger;
  const all = termsIn(context, TAG.instrument, 0, sentence.tokens.length);
  const own = all.filter((tag) => {
    let before = tag.start - 1;
    if (tag.start > 0 && isClass(language, 'article', sentence, before)) before--;
    const inTitle =
      isClass(language, 'genitive', sentence, before) &&
      !isClass(language, 'and', sentence, before - 1) &&
      sentence.tokens[before - 1]?.word.text !== ',' &&
      all.some((other) => other.end <= tag.start && tag.start - other.end <= 6);
    // "… have signed, says a communiqué, the accord on …": where it was read.
    if (isClass(language, 'sayverb', sentence, before) || isClass(language, 'sayverb', sentence, before - 1))
      return false;
    return !inTitle && !isSort(context, tag, all);
  });
  // "the free trade agreement (FTA) between … was signed": the words, not their acronym.
  const named = own.filter((tag) => tag.end <= match.start && match.start - tag.end <= 2);
  const direct = own.filter((tag) => tag.start < match.end && tag.end > match.start);
  const inside = direct.length > 0 ? direct : named.slice(-1);
  if (inside.length === 0) return [];
  const last = inside.at(-1) as Tag<Term>;
  const first = inside[0] as Tag<Term>;
  const listed: Tag<Term>[] = [...inside];
  // A list goes on: "un accord sur …, et un protocole d'accord …; un programme …".
  let edge = last;
  for (const tag of own) {
    if (tag.start < edge.end) continue;
    if (otherVerbBetween(context, trigger, edge.end, tag.start)) break;
    // "…; a tax agreement has been in force since 2011": told of with a verb of its own.
    if (isOthers(context, trigger, tag) || hasFinite(context, tag.end, tag.end + 1)) break;
    if (!startsListItem(context, tag) || isSameItem(context, edge, tag)) continue;
    listed.push(tag);
    edge = tag;
  }
  const verb = match.captures.v?.[0] ?? match.start;
  if (first.start < verb) {
    // A list before a passive verb: "un accord … et un protocole … ont été signés".
    for (const tag of own.filter((t) => t.end <= first.start).reverse()) {
      const own = (other: Trigger): boolean =>
        other !== trigger &&
        other.rule.kind === trigger.rule.kind &&
        other.match.start <= tag.start &&
        other.match.end >= tag.end;
      if (context.triggers.some(own)) break;
      if (otherVerbBetween(context, trigger, tag.end, first.start) || isColonBetween(context, tag.end, first.start))
        break;
      if (hasFinite(context, tag.end, first.start) || isIncluded(context, tag.end, first.start)) break;
      if (!isJoined(context, tag.end, first.start)) break;
      listed.unshift(tag);
    }
  }
  return listed;
}

/** "Twenty texts (conventions, memoranda, protocols)", "a free trade agreement (FTA)": what stands in brackets behind another. */
function isSort({ sentence }: Context, tag: Tag, all: readonly Tag[]): boolean {
  for (let at = tag.start - 1; at >= 0; at--) {
    const text = sentence.tokens[at]?.word.text;
    if (text === ')') return false;
    if (text === '(') return at === tag.start - 1 || all.some((other) => other.end === at);
  }
  return false;
}

/** "A protocol amending the tax convention": one instrument about another, where nothing joins them. */
function isJoined({ sentence, language }: Context, from: number, to: number): boolean {
  return sentence.tokens
    .slice(from, to)
    .some(({ word }, i) => word.text === ',' || word.text === ';' || isClass(language, 'and', sentence, from + i));
}

/** True when an auxiliary stands between two places: what is before it was told of otherwise. */
function hasFinite({ sentence, language }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isClass(language, 'finite', sentence, at)) return true;
  return false;
}

/** "14 documents, including the agreement … (signed in 2001)": the number is not what was signed then. */
function isIncluded({ sentence, language }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (isClass(language, 'including', sentence, at)) return true;
  return false;
}

/** True for an instrument that another trigger of the same kind is about: it has a verb or a date of its own. */
function isOthers({ triggers }: Context, trigger: Trigger, tag: Tag): boolean {
  return triggers.some(
    (other) =>
      other !== trigger &&
      other.rule.kind === trigger.rule.kind &&
      other.match.start >= trigger.match.end &&
      other.match.start <= tag.start &&
      other.match.end >= tag.end,
  );
}

const MAX_BEFORE = 6;

/** True when an instrument opens with an indefinite word or a number behind a comma, a semicolon or "and". */
function startsListItem(context: Context, tag: Tag): boolean {
  const { sentence, language } = context;
  const is = (name: AskedClass, at: number): boolean => isClass(language, name, sentence, at);
  let counted = false;
  for (let at = tag.start - 1; at >= Math.max(0, tag.start - MAX_BEFORE); at--) {
    const word = sentence.tokens[at]?.word;
    if (!word) return false;
    if (
      /^[,;:]$/.test(word.text) ||
      is('and', at) ||
      is('including', at) ||
      is('joinedto', at) ||
      (is('andtail', at) && (is('and', at - 1) || is('andmiddle', at - 1)))
    )
      return true;
    const determiner = is('indefinite', at) || word.number !== null || word.numeral !== null;
    counted ||= determiner;
    if (determiner || is('genitive', at) || is('adjective', at)) continue;
    // "… and a cultural cooperation programme": an adjective between the article and the noun.
    const plain = !counted && !word.capital && !word.punctuation && !is('finite', at) && !is('locative', at);
    if (!plain || is('titleprep', at) || tag.start - at > 2) return false;
  }
  return false;
}

/** True for two sorts under one determiner: "plusieurs accords de coopération et mémorandums d'entente". */
function isSameItem(context: Context, first: Tag, second: Tag): boolean {
  return second.start - first.end === 1 && isClass(context.language, 'and', context.sentence, first.end);
}

/** "Two texts bind them: an agreement …": what stands before the colon is only what the list is called. */
function isColonBetween({ sentence }: Context, from: number, to: number): boolean {
  return sentence.tokens.slice(from, to).some(({ word }) => word.text === ':' || word.text === ';');
}

function otherVerbBetween(context: Context, trigger: Trigger, from: number, to: number): boolean {
  return context.triggers.some(
    (other) =>
      other !== trigger &&
      other.rule.kind !== trigger.rule.kind &&
      other.match.start >= from &&
      other.match.end <= to &&
      other.match.captures.v !== undefined,
  );
}

/** True for an instrument that was named before: "the communique", "cette déclaration", with no title of its own. */
function isAnaphoric(context: Context, instrument: Tag): boolean {
  const { sentence, language } = context;
  // "The declaration", "the eight memoranda"
  const counted = countBefore(context, instrument) !== undefined;
  if (![1, ...(counted ? [2] : [])].some((i) => isClass(language, 'definite', sentence, instrument.start - i)))
    return false;
  const titled =
    isClass(language, 'titleprep', sentence, instrument.end) &&
    sentence.tokens[instrument.end + 1]?.word.lower !== 'behalf';
  return !titled;
}

/** Words of a title behind its sort, up to whom it is between. */
function topicOf(context: Context, instrument: Tag, end: number): string {
  let to = instrument.end;
  const limit = Math.min(end, instrument.end + MAX_TOPIC);
  while (
    to < limit &&
    !isClass(context.language, 'between', context.sentence, to) &&
    !isClass(context.language, 'finite', context.sentence, to)
  )
    to++;
  // A title that is nothing but its parties is told apart by them.
  return textOf(context, instrument.end, to > instrument.end ? to : limit);
}

/** A contract with a supplier, a bank or the like, nobody who speaks for a state beside it. */
function isSupply(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  const [from, to] = segmentOf(context, match.start, match.end);
  const instruments = termsIn(context, TAG.instrument, match.start, match.end);
  if (instruments.length === 0 || instruments.some((tag) => tag.value.value !== 'contract')) return false;
  let company = false;
  for (let at = from; at < to; at++) {
    if (isClass(language, 'officer', sentence, at)) return false;
    if (sentence.tagsAt[at]?.some((tag) => (tag.type & (TAG.person | TAG.pair)) !== 0)) return false;
    company ||= isClass(language, 'company', sentence, at);
  }
  return company && new Set(mentionsIn(context, from, to).map((m) => m.code)).size < 2;
}

/** "Ethiopian Airlines signed an agreement with Boeing": the subject is a company, and no second state is named. */
function isCompany(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  if (match.captures.v === undefined) return false;
  // "Were signed by Belarusian manufacturers"
  const behind = [0, 1, 2].some((i) => isClass(language, 'company', sentence, match.end + i));
  if (behind && mentionsIn(context, match.end, match.end + 2).length === 1) return true;
  // "The French company Total signed a contract with Qatar Petroleum"
  const named = (i: number): boolean =>
    sentence.tokens.slice(match.start - i + 1, match.start).every(({ word }) => word.capital);
  if ([1, 2, 3].some((i) => isClass(language, 'company', sentence, match.start - i) && named(i))) return true;
  if (new Set(mentionsIn(context, 0, sentence.tokens.length).map((m) => m.code)).size > 1) return false;
  if ([1, 2].some((i) => isClass(language, 'company', sentence, match.start - i))) return true;
  // "Firms of the two countries have concluded …"
  return isClass(language, 'company', sentence, 0) || isClass(language, 'company', sentence, 1);
}

/** "…, concludes the communique": what a paper says at its end. */
function isSpeech({ sentence, language }: Context, { match }: Trigger): boolean {
  const verb = match.captures.v?.[0] ?? match.start;
  return (
    isClass(language, 'concludes', sentence, verb) &&
    sentence.tokens[verb - 1]?.word.text === ',' &&
    isClass(language, 'definite', sentence, verb + 1)
  );
}

/** "The Vienna Convention of 18 April 1961": one of all states, known by its town. */
function isConvention(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  return termsIn(context, TAG.instrument, match.start, match.end).some(
    (tag) =>
      isClass(language, 'conventioncity', sentence, tag.start - 1) ||
      (isClass(language, 'genitive', sentence, tag.end) && isClass(language, 'conventioncity', sentence, tag.end + 1)),
  );
}

/** True when a number stands in a range. */
function countedIn({ sentence }: Context, start: number, end: number): boolean {
  return sentence.tags.some((tag) => tag.type === TAG.number && tag.start >= start && tag.end <= end);
}

/** "Have signed more than 30 documents": what has come together over the years, and no day of one. */
function isTotal(context: Context, trigger: Trigger): boolean {
  const { sentence, language } = context;
  const { start, end } = trigger.match;
  const perfect = [1, 2, 3].some((i) => isClass(language, 'perfect', sentence, start - i));
  // "Have signed 14 agreements since 1992"
  const since = dateTagFor(context, trigger)?.value.role === 'since';
  if (perfect && since && countedIn(context, start, end)) return true;
  // "The two countries have signed many agreements"
  const many = Array.from({ length: end - start }, (_, i) => start + i).some((at) =>
    isClass(language, 'many', sentence, at),
  );
  // "Have exchanged delegations, held meetings and signed many agreements"
  const before = sentence.tokens.some((_, at) => at < start && isClass(language, 'perfect', sentence, at));
  if (before && many && !datesOf(context).some(isEventDate)) return true;
  if (!perfect || whenOf(context, trigger, 'past', 'null').date !== null) return false;
  return (sentence.tags as Tag[]).some(
    (tag) =>
      tag.type === TAG.number && tag.start >= start && tag.end <= end && (tag.value as Quantity).hedge !== undefined,
  );
}

/** "The signing of this convention shows …": the one told before. */
function isToldAgain(context: Context, { match }: Trigger): boolean {
  if (match.captures.v !== undefined || context.instrument === null) return false;
  const [instrument] = termsIn(context, TAG.instrument, match.start, match.end);
  return (
    instrument !== undefined &&
    isClass(context.language, 'pointing', context.sentence, instrument.start - 1) &&
    !datesOf(context).some(isEventDate)
  );
}

/** Signature, entry into force and the other steps of an instrument's life. */
export function agreementKind(
  context: Context,
  trigger: Trigger,
  governed: Governed,
  undated: 'report' | 'null',
): Outcome {
  const { match, rule } = trigger;
  const { sentence, language } = context;
  for (let at = Math.max(0, match.start - 8); at < Math.min(sentence.tokens.length, match.end + 10); at++)
    if (isClass(language, 'company', sentence, at) && mentionsIn(context, 0, sentence.tokens.length).length === 0)
      return [refuse(trigger, 'corporate')];
  if (isSupply(context, trigger) || isCompany(context, trigger)) return [refuse(trigger, 'corporate')];
  if (isSpeech(context, trigger)) return [refuse(trigger, 'generic')];
  if (isConvention(context, trigger)) return [refuse(trigger, 'multilateral')];
  if (rule.kind === 'agreement-signed' && (isTotal(context, trigger) || isToldAgain(context, trigger)))
    return [refuse(trigger, 'generic')];
  const tense = governed.future ? 'future' : 'past';
  const tag = dateTagFor(context, trigger);
  const day = tag ? dayWithin(resolveTag(context, tag, tense).edtf) : undefined;
  const sided = partiesOf(context, match.start, match.end, day);
  if (!sided) return [refuse(trigger, 'no-parties')];
  const when = whenOf(context, trigger, tense, rule.undated ?? undated);
  const items =
    rule.kind === 'agreement-signed' && sided.via.length === 0
      ? itemsOf(context, match.start, match.end, when, tense)
      : null;
  if (items)
    return items.map(({ codes, date, range }) =>
      draft(trigger, { ...sided, codes }, date, governed, itemAttributes(context, trigger), range),
    );
  const instruments =
    rule.kind === 'agreement-signed'
      ? instrumentsOf(context, trigger)
      : termsIn(context, TAG.instrument, match.start, match.end).slice(0, 1);
  if (instruments.length === 0) {
    // "Il est entré en vigueur le …": the instrument of the sentence before.
    const { instrument } = context;
    const carried = instrument ? { instrument: instrument.title, type: instrument.type } : {};
    return [draft(trigger, sided, when, governed, carried)];
  }
  // "Des documents, dont …" without a number is only what the list is called.
  // "27 agreements and memoranda": one count, one list.
  const shared = (tag: Tag, i: number): boolean =>
    i > 0 && tag.start - (instruments[i - 1] as Tag).end === 1 && isClass(language, 'and', sentence, tag.start - 1);
  const counted = countBefore(context, instruments[0] as Tag) !== undefined;
  const named = instruments.filter(
    (tag, i) =>
      (tag.value.value !== 'documents' || countBefore(context, tag) !== undefined) && !(counted && shared(tag, i)),
  );
  const ordered = respectively(context, instruments.length);
  return (named.length > 0 ? named : instruments.slice(0, 1)).map((instrument, i): Draft => {
    const end = instruments[instruments.indexOf(instrument) + 1]?.start ?? sentence.tokens.length;
    const title = titleOf(context, instrument, end);
    const attributes = { instrument: title, type: instrument.value.value, count: countBefore(context, instrument) };
    const range: [number, number] | undefined =
      i === 0 ? undefined : [instrument.start, Math.min(end, instrument.start + MAX_INSTRUMENT)];
    const given = ordered?.[instruments.indexOf(instrument)];
    const own = given
      ? dated(context, given, tense)
      : i === 0
        ? null
        : dateOfItem(context, instruments, instrument, tense);
    const made = draft(
      trigger,
      partiesOfItem(context, instrument, end, sided),
      own ?? when,
      governed,
      attributes,
      range,
    );
    return { ...made, topic: topicOf(context, instrument, end), anaphoric: isAnaphoric(context, instrument) };
  });
}

/** "In 2010 a treaty and, three years later, an agreement": the date set in front of an item of a list. */
function dateOfItem(context: Context, all: readonly Tag[], item: Tag, tense: Tense): When | null {
  const { sentence, language } = context;
  const previous = all[all.indexOf(item) - 1]?.end ?? 0;
  const tag = datesOf(context).find((d) => isEventDate(d) && d.start >= previous && d.end <= item.start);
  // "A protocol in 2014, and a memorandum on … in January": each has its own behind it.
  if (tag && item.start - tag.end <= 6) {
    const next = all[all.indexOf(item) + 1]?.start ?? sentence.tokens.length;
    const behind = datesOf(context).find((d) => isEventDate(d) && d.start >= item.end && d.end <= next);
    const plain =
      behind &&
      !Array.from({ length: behind.start - item.end }, (_, i) => item.end + i).some(
        (at) => isClass(language, 'finite', sentence, at) || isClass(language, 'clausebreak', sentence, at),
      );
    if (behind && plain) {
      const { edtf, basis } = resolveTag(context, behind, tense);
      if (edtf !== null) return { date: edtf, basis, origin: 'clause', tag: behind };
    }
  }
  if (!tag || item.start - tag.end > 3) return null;
  const led = [1, 2, 3].some((i) => isClass(language, 'and', sentence, tag.start - i));
  if (!led) return null;
  const { edtf, basis } = resolveTag(context, tag, tense);
  return edtf === null ? null : { date: edtf, basis, origin: 'clause', tag };
}

function itemAttributes(context: Context, trigger: Trigger): Record<string, unknown> {
  const instrument = termsIn(context, TAG.instrument, trigger.match.start, trigger.match.end)[0];
  return instrument
    ? { instrument: textOf(context, instrument.start, instrument.end), type: instrument.value.value }
    : {};
}

/** A list item that names its own two states ("entre les ministères vietnamien et biélorusse") is theirs. */
function partiesOfItem(context: Context, instrument: Tag, end: number, sided: Sided): Sided {
  if (sided.via.length > 0) return sided;
  // "With Chile in 2011, Korea in 2015": two agreements.
  const until = datesOf(context).find((d) => isEventDate(d) && d.start >= instrument.end)?.start ?? end;
  const codes = [
    ...new Set(
      mentionsIn(context, instrument.end, Math.min(end, until))
        .filter((m) => !m.locative)
        .map((m) => m.code),
    ),
  ];
  return codes.length === 2 ? { ...sided, codes: codes.sort(), origin: 'clause' } : sided;
}

function countBefore(context: Context, tag: Tag): number | undefined {
  for (let at = tag.start; at >= Math.max(0, tag.start - 2); at--) {
    const word = context.sentence.tokens[at]?.word;
    const n = word?.numeral ?? (word?.number != null && word.number < 200 ? word.number : null);
    if (n != null && n > 1) return n;
  }
  return undefined;
}
