import { valueTables } from '../tags/values.ts';
import { TAG } from '../text/sentence.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { datesOf, dayWithin } from './dated.ts';
import { compact, draft, namesIn, refuse, termsIn, textOf } from './drafts.ts';
import { namesCompany } from './honours.ts';
import { isClass, isJoined, type Mention, mentionsIn, partiesOf, type Sided, segmentOf } from './parties.ts';
import { itemsOf, withGroups } from './spread.ts';
import { titleOf } from './titles.ts';
import { dateTagFor, resolveTag, type When, whenOf } from './when.ts';

/** A bilateral happening: relations founded or raised, negotiations, sessions, twinnings. */
export function pairKind(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { match, rule } = trigger;
  const tense = governed.future ? 'future' : 'past';
  const tag = dateTagFor(context, trigger);
  const day = tag ? dayWithin(resolveTag(context, tag, tense).edtf) : undefined;
  const found = eachOf(context, trigger) ?? partiesOf(context, match.start, match.end, day);
  // "The political dialogue between ECOWAS and the EU": of two unions.
  const unions = context.sentence.tags.filter((t) => t.type === TAG.union && t.start >= match.start);
  if (rule.kind === 'mechanism-session' && unions.length > 1) return [refuse(trigger, 'multilateral')];
  if (!found) return [refuse(trigger, 'no-parties')];
  const sided = notRivals(context, ofSubject(context, trigger, found));
  const [clause] = segmentOf(context, match.start, match.end);
  if (rule.kind === 'relations-upgraded' && namesCompany(context, clause, match.start))
    return [refuse(trigger, 'corporate')];
  const when = writtenIn(context, trigger) ?? whenOf(context, trigger, tense, rule.undated ?? undated);
  const level = termsIn(context, TAG.level, match.start, match.end).at(-1);
  if (level && isPlanned(context, level.start)) return [refuse(trigger, 'generic')];
  const attributes = compact({
    level: level?.value.value,
    wording: level ? textOf(context, level.start, level.end) : undefined,
    ...(rule.kind === 'mechanism-session' || rule.kind === 'agreement-negotiations-round'
      ? sessionAttributes(context, trigger)
      : {}),
  });
  return (
    spread(context, trigger, governed, sided, when, attributes) ?? [draft(trigger, sided, when, governed, attributes)]
  );
}

/** "The sixth meeting of the foreign ministers of A, X, of B, Y, and of C": all that are listed before a verb or a date. */
function eachOf(context: Context, { match }: Trigger): Sided | null {
  const first = match.captures.each;
  if (!first) return null;
  const { sentence, language } = context;
  const ends = datesOf(context).map((d) => d.start);
  let end = first[1];
  while (end < sentence.tokens.length && !isClass(language, 'finite', sentence, end) && !ends.includes(end)) end++;
  const all = mentionsIn(context, first[0], end).filter((m) => !m.locative && m.type !== TAG.person);
  const codes = [...new Set(all.map((m) => m.code))].sort();
  return codes.length > 1
    ? { codes, via: [], origin: 'clause', from: match.start, to: Math.max(match.end, ...all.map((m) => m.end)) }
    : null;
}

/** The first day of "(28 October 1962 – 28 October 2022)", whose second is that of the feast. */
function writtenIn({ sentence, language }: Context, { match }: Trigger): When | null {
  const range = match.captures.on;
  if (!range) return null;
  const words = sentence.tokens.slice(range[0], range[1]).map(({ word }) => word);
  const { months } = valueTables(language);
  const month = words.map((word) => months.get(word.lower)).find((n) => n !== undefined);
  const [day, year] = [...words]
    .map((word) => word.number)
    .filter((n) => n != null)
    .sort((a, b) => a - b);
  if (month === undefined || day === undefined || year === undefined) return null;
  const two = (n: number): string => String(n).padStart(2, '0');
  return { date: `${year}-${two(month)}-${two(day)}`, basis: 'stated', origin: 'clause' };
}

const MAX_OF = 4;

/** "The action plan of the strategic partnership": what is planned within a partnership does not found it. */
function isPlanned(context: Context, start: number): boolean {
  // "A declaration on strengthening their partnership"
  const { sentence, language } = context;
  if ([1, 2, 3].some((i) => isClass(language, 'deepening', sentence, start - i))) return true;
  return termsIn(context, TAG.instrument, Math.max(0, start - MAX_OF - 2), start).some(
    (tag) => tag.value.value === 'programme' && start - tag.end <= MAX_OF,
  );
}

/** "It broke with Taiwan and established relations with China": each "with" is beside the subject, not beside the other. */
function ofSubject(context: Context, { match }: Trigger, sided: Sided): Sided {
  const groups = withGroups(context, 0, context.sentence.tokens.length);
  if (groups.length < 2 || sided.via.length > 0 || sided.codes.length !== 2) return sided;
  if (!sided.codes.every((code) => groups.some((group) => group.codes.length === 1 && group.codes[0] === code)))
    return sided;
  const own = groups.find((group) => group.start >= match.end - 1 && group.start - match.end <= 1)?.codes[0];
  const grouped = new Set(groups.flatMap((group) => group.codes));
  const subject = mentionsIn(context, 0, match.start).find((m) => !m.locative && !grouped.has(m.code))?.code;
  const other = subject ?? (context.home !== null && !grouped.has(context.home) ? context.home : undefined);
  return own === undefined || other === undefined ? sided : { ...sided, codes: [own, other].sort() };
}

/** No two of these have ever had relations: one is named with whom a third one founds or severs its own. */
const RIVALS: ReadonlySet<string> = new Set(['CN', 'TW']);

/** "Its government severs its ties with Taiwan", behind a sentence about China and El Salvador: El Salvador's. */
function notRivals({ sentence, language, before, topic, subject }: Context, sided: Sided): Sided {
  if (sided.codes.length !== 2 || !sided.codes.every((code) => RIVALS.has(code))) return sided;
  const named = mentionsIn({ sentence, language }, 0, sentence.tokens.length).map((m) => m.code);
  const rival = named.findLast((code) => RIVALS.has(code));
  const third = [...named, ...(before?.codes ?? []), subject?.nation ?? null, ...topic].find(
    (code) => code != null && !RIVALS.has(code),
  );
  return rival === undefined || third == null ? sided : { ...sided, codes: [rival, third].sort() };
}

const SPREAD: ReadonlySet<string> = new Set([
  'diplomatic-relations-established',
  'diplomatic-relations-resumed',
  'diplomatic-relations-severed',
  'relations-upgraded',
]);

/** One relation with each of several states, each with the date behind it; `null` when there is only one. */
function spread(
  context: Context,
  trigger: Trigger,
  governed: Governed,
  sided: Sided,
  when: When,
  attributes: Record<string, unknown>,
): Outcome | null {
  if (!SPREAD.has(trigger.rule.kind) || sided.via.length > 0) return null;
  const { match } = trigger;
  const tense = governed.future ? 'future' : 'past';
  const items = itemsOf(context, match.start, match.end, when, tense);
  if (items === null) return null;
  return items.map(({ codes, date, range }) => draft(trigger, { ...sided, codes }, date, governed, attributes, range));
}

/** Where a mechanism's name begins: "the Vietnam-Laos Inter-Governmental Committee". */
function namedFrom({ sentence }: Context, start: number): number {
  let from = start;
  for (;;) {
    const before = sentence.tags.find(
      (tag) => (tag.type & (TAG.state | TAG.people)) !== 0 && tag.end <= from && from - tag.end <= 1,
    );
    const dash = before && before.end < from ? sentence.tokens[before.end]?.word.text : '-';
    if (!before || !/^[-–—]$/.test(dash ?? '')) return from;
    from = before.start;
  }
}

function sessionAttributes(context: Context, trigger: Trigger): Record<string, unknown> {
  const { match, rule } = trigger;
  const range = match.captures.n;
  const word = range ? context.sentence.tokens[range[0]]?.word : undefined;
  const ordinals = context.language.data.language.ordinals;
  const n = word ? (word.number ?? word.numeral ?? ordinals[word.lower] ?? undefined) : undefined;
  const mechanism = termsIn(context, TAG.mechanism, 0, context.sentence.tokens.length)[0];
  if (rule.kind === 'agreement-negotiations-round') return { round: n };
  return {
    ordinal: n,
    mechanism: mechanism
      ? titleOf(context, { ...mechanism, start: namedFrom(context, mechanism.start) }, context.sentence.tokens.length)
      : undefined,
  };
}

const MAX_STEP = 3;

/** States joined before a verb: "A, B and C recognised …". */
function listedBefore(context: Context, from: number, verb: number): string[] {
  const listed: string[] = [];
  let edge = verb;
  for (const mention of [...mentionsIn(context, from, verb)].reverse()) {
    if (mention.type !== TAG.state || mention.locative || edge - mention.end > MAX_STEP) break;
    if (!listed.includes(mention.code)) listed.unshift(mention.code);
    edge = mention.start;
  }
  return listed;
}

/** Who acts: the state named last before a verb, but no town where something is. */
function subjectBefore(mentions: readonly Mention[]): Mention | undefined {
  return mentions.findLast((m) => !m.locative) ?? mentions.at(-1);
}

/** The states listed behind "by", up to a date or a verb. */
function agentsOf(context: Context, by: readonly [number, number] | undefined, to: number): string[] {
  const found: Mention[] = [];
  if (!by) return [];
  for (const mention of mentionsIn(context, by[0], to)) {
    const last = found.at(-1);
    if (last ? !isJoined(context, last.end, mention.start) : mention.start - by[0] > MAX_STEP) break;
    found.push(mention);
  }
  return [...new Set(found.map((m) => m.code))];
}

/** Recognition: who recognised whom. */
export function recognition(context: Context, trigger: Trigger, governed: Governed): Outcome {
  const { match } = trigger;
  const [from, to] = segmentOf(context, match.start, match.end);
  const verb = match.captures.v?.[0] ?? match.start;
  // "An agreement on mutual recognition" of diplomas, licences, operators.
  const paper = termsIn(context, TAG.instrument, Math.max(0, match.start - MAX_STEP), match.start + 1);
  if (match.captures.v === undefined && paper.some((tag) => tag.end <= match.start + 1))
    return [refuse(trigger, 'sectoral')];
  // "… with Taiwan and that it recognised China": it is whom the sentence is about.
  const it = isClass(context.language, 'guest', context.sentence, verb - 1);
  // "Kosovo was recognised by France and Albania in 2008": who acts stands behind.
  const agents = agentsOf(context, match.captures.by, to);
  const subject = subjectBefore(mentionsIn(context, from, verb));
  // "The diploma of Vietnam is recognised by France"
  if (agents.length > 0 && subject && isClass(context.language, 'genitive', context.sentence, subject.start - 1))
    return [refuse(trigger, 'generic')];
  const whom = agents.length > 0 ? subject?.code : undefined;
  if (match.captures.by === undefined && isClass(context.language, 'by', context.sentence, verb + 1))
    return [refuse(trigger, 'generic')];
  if (whom !== undefined) {
    const when = whenOf(context, trigger, 'past', trigger.rule.undated ?? 'null');
    const made = agents
      .filter((code) => code !== whom)
      .map((code) =>
        draft(
          trigger,
          { codes: [code, whom], via: [], origin: 'clause', from: Math.min(match.start, from) },
          when,
          governed,
          { by: code, of: whom },
        ),
      );
    if (made.length > 0) return made;
  }
  const by = it ? mentionsIn(context, 0, verb)[0]?.code : subjectBefore(mentionsIn(context, from, verb))?.code;
  const of = mentionsIn(context, verb + 1, to).find((m) => m.code !== by)?.code;
  const sided = partiesOf(context, match.start, match.end);
  if (!sided) return [refuse(trigger, 'no-parties')];
  // "Only 17 countries recognise Taiwan": nobody in particular.
  const counted = context.sentence.tags.some((tag) => tag.type === TAG.number && tag.start >= from && tag.end <= verb);
  if (by === undefined && counted) return [refuse(trigger, 'generic')];
  const codes = by !== undefined && of !== undefined ? [by, of] : sided.codes;
  const when = whenOf(context, trigger, 'past', trigger.rule.undated ?? 'null');
  const others = of === undefined ? [] : listedBefore(context, from, verb).filter((code) => code !== of);
  if (of !== undefined && others.length > 1)
    return others.map((code) => draft(trigger, { ...sided, codes: [code, of] }, when, governed, { by: code, of }));
  return [
    draft(trigger, { ...sided, codes }, when, governed, {
      by: by ?? codes.find((c) => c !== of),
      of: of ?? codes.find((c) => c !== by),
    }),
  ];
}

/** Twinning and the like: localities, whose states are the parties. */
export function cooperation(context: Context, trigger: Trigger, governed: Governed): Outcome {
  const { match } = trigger;
  const sided = partiesOf(context, match.start, match.end);
  if (!sided) return [refuse(trigger, 'no-parties')];
  const [from, to] = segmentOf(context, match.start, match.end);
  const localities: string[] = [];
  for (let at = from; at < to; at++)
    for (const tag of context.sentence.tagsAt[at] ?? [])
      if ((tag.type & (TAG.city | TAG.capital)) !== 0) localities.push(textOf(context, tag.start, tag.end));
  for (const { name } of namesIn(context, from, to)) localities.push(name);
  const since = dateTagFor(context, trigger);
  const when = whenOf(context, trigger, 'past', 'null');
  return [
    draft(trigger, sided, since ? when : { ...when, date: null }, governed, { localities: [...new Set(localities)] }),
  ];
}
