import type { Term } from '../tags/tagger.ts';
import { TAG } from '../text/sentence.ts';
import type { Context, Trigger } from './context.ts';
import { datesOf, isEventDate } from './dated.ts';
import { isClass, mentionsIn, segmentOf } from './parties.ts';
import { whenOf } from './when.ts';

const NEAR = 8;
const EVENT = 12;

/** "Travelled to Cuba six times between 1991 and 2004", "paid four visits": no one visit, and no day of one. */
export function isRepeated(context: Context, trigger: Trigger): boolean {
  const { sentence, language } = context;
  const { start, end } = trigger.match;
  const said =
    sentence.tokens.some(
      (_, at) => at >= start - NEAR && at < end + NEAR && isClass(language, 'times', sentence, at),
    ) || isCounted(context, start, end);
  // "Many leaders have since made visits"
  const since = sentence.tokens.some(
    (_, at) => at >= start - NEAR && at < end && isClass(language, 'since', sentence, at),
  );
  const many = sentence.tokens.some((_, at) => at < start && isClass(language, 'many', sentence, at));
  if (
    since &&
    many &&
    sentence.tokens.some((_, at) => at >= start && at < end && isClass(language, 'visits', sentence, at))
  )
    return true;
  return said && whenOf(context, trigger, 'past', 'null').date === null;
}

/** "Four official visits". */
function isCounted({ sentence, language }: Context, start: number, end: number): boolean {
  for (let at = start; at < end; at++)
    if (isClass(language, 'visits', sentence, at))
      return sentence.tags.some((tag) => tag.type === TAG.number && tag.start > start && tag.end <= at);
  return false;
}

/** "Tanzania's football team arrived in Nairobi", "holidaymakers came to Malta": others travel, too. */
const SUM = 3;

export function isSport({ sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = Math.max(0, match.start - NEAR); at < match.end; at++)
    if (isClass(language, 'sportsword', sentence, at)) return true;
  // "Only 295 million of it came to Turkey"
  const verb = match.captures.v?.[0] ?? match.start;
  const sums = sentence.tags.some((tag) => tag.type === TAG.money && tag.end <= verb && verb - tag.end <= SUM);
  if (sums && isClass(language, 'camewords', sentence, verb)) return true;
  // "Bangladesh will visit Sri Lanka for a cricket series"
  for (let at = match.start; at < match.end + EVENT; at++)
    if (isClass(language, 'sportevent', sentence, at)) return true;
  return false;
}

/** "A visit during which the king chaired …": the visit told just before. */
export function isRelative(context: Context, { match }: Trigger): boolean {
  const { sentence, told } = context;
  if (told?.kind !== 'visit') return false;
  const pointer = sentence.tags.find(
    (tag) => tag.type === TAG.pointer && tag.start < match.end && tag.end > match.start,
  );
  const value = (pointer?.value as Term | undefined)?.value;
  // "At the end of his visit, he sent …", with no place behind it.
  const place = mentionsIn(context, match.start, match.end + NEAR).some((m) => m.locative);
  const dated = datesOf(context).some((d) => isEventDate(d));
  return value === 'within' || (value === 'event' && !place && !dated);
}

/** "With the arrival of the head of the mission": who comes to take up a post. */
export function isPostedThere({ sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = match.start; at < Math.min(sentence.tokens.length, match.end + 2); at++)
    if (isClass(language, 'arrival', sentence, at))
      return Array.from({ length: NEAR }, (_, i) => at + 1 + i).some(
        (i) => isClass(language, 'ambassador', sentence, i) || isClass(language, 'accredited', sentence, i),
      );
  return false;
}

/** "A rendu visite au président", "pour une visite d'adieu": a call on somebody, told as a meeting. */
export function isCall({ triggers, sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = match.start; at < match.end + 2; at++) if (isClass(language, 'callword', sentence, at)) return true;
  return triggers.some(({ match: { captures } }) => captures.call && captures.v?.[0] === match.captures.v?.[0]);
}

/** "Since his arrival in power": no journey. */
export function isOffice({ sentence, language }: Context, { match }: Trigger): boolean {
  return [0, 1].some((i) => isClass(language, 'inoffice', sentence, match.end + i));
}

/** "It was the first time that a French president went to Laos", behind the visit that it speaks of. */
export function isFirstOf({ sentence, language, triggers, told }: Context, trigger: Trigger): boolean {
  const { start } = trigger.match;
  const spoken = triggers.some((t) => t.rule.kind === 'visit' && t.match.end <= start) || told?.kind === 'visit';
  if (!spoken) return false;
  for (let at = Math.max(1, start - NEAR); at < start; at++) {
    if (!isClass(language, 'occasionword', sentence, at)) continue;
    return (
      sentence.tags.some((tag) => tag.type === TAG.ordinal && tag.end === at) &&
      isClass(language, 'andtail', sentence, at + 1)
    );
  }
  return false;
}

/** "Nauru went back to Taipei": a state that travels only changes sides. */
export function isMetaphor(context: Context, { match, rule }: Trigger): boolean {
  if (!rule.begins || match.captures.v === undefined) return false;
  const { sentence, language } = context;
  const verb = match.captures.v[0];
  const [from] = segmentOf(context, match.start, match.end);
  const before = mentionsIn(context, from, verb).filter((m) => !m.locative);
  if (before.length === 0 || before.some((m) => m.type !== TAG.state)) return false;
  for (let at = from; at < verb; at++) {
    const who = (['officer', 'fromwhom', 'guestword', 'hesubject'] as const).some((name) =>
      isClass(language, name, sentence, at),
    );
    if (who || sentence.tagsAt[at]?.some((tag) => (tag.type & (TAG.name | TAG.person)) !== 0)) return false;
  }
  return true;
}
