import type { Term } from '../tags/tagger.ts';
import { TAG } from '../text/sentence.ts';
import type { Context, Trigger } from './context.ts';
import { type DateTag, datesOf, isEventDate } from './dated.ts';
import { isClass, type Mention, mentionsIn, segmentOf } from './parties.ts';

const LAND = TAG.state | TAG.capital | TAG.city;

/** Places that a journey leads to: after a word of direction, captured by the rule, or listed behind such a one. */
export function hostsOf(context: Context, trigger: Trigger, limit: number): Mention[] {
  const { sentence } = context;
  const { match } = trigger;
  // "X returned the visit": to whoever was the guest before.
  if (match.captures.returns) return [];
  const captured = match.captures.host;
  const isGiven = (m: Mention): boolean => captured !== undefined && m.start >= captured[0] && m.end <= captured[1];
  const all = mentionsIn(context, match.start, limit).filter(
    (m) => ((m.type & LAND) !== 0 || isGiven(m)) && !isPosting(context, m),
  );
  const hosts: Mention[] = [];
  const dates = datesOf(context).filter((d) => isEventDate(d) && d.start >= match.start && d.end <= limit);
  for (const mention of all) {
    const previous = hosts.at(-1);
    // "Had been to Nigeria in 2016, Luanda and Lomé are new to him": a date ends the list that it does not go through.
    const dated = previous && dates.some((d) => d.start >= previous.end && d.end <= mention.start);
    const led = dates.some((d) => d.end <= (hosts[0]?.start ?? 0)) || dayAhead(context, trigger) !== undefined;
    if (dated && !led && !dates.some((d) => d.start >= mention.end)) break;
    const given = isGiven(mention);
    if (
      previous === undefined
        ? given || (mention.locative && !isOrigin(context, mention))
        : isListed(context, previous.end, mention.start)
    )
      hosts.push(mention);
  }
  if (hosts.length > 0) return hosts;
  // "une tournée dans ces trois pays": those named just before.
  const several = sentence.tags.find(
    (tag) =>
      tag.type === TAG.pair && (tag.value as Term).value === 'several' && tag.start >= match.start && tag.end <= limit,
  );
  if (several) {
    const named = mentionsIn(context, 0, several.start).filter((m) => m.type === TAG.state);
    if (named.length > 1) return named;
  }
  // "The next stop is Azerbaijan, where he will pay a visit"
  const there = whereOf(context, match.start);
  if (there) return [there];
  // "les visites en Russie de X …, celles de Y …": the journey told before led to the same place.
  const earlier = context.triggers.filter((t) => t.rule.kind === 'visit' && t.match.end <= match.start).at(-1);
  // "In Poland, second stage of a tour of three countries": what the tour leads to is not said.
  if (earlier) return isTour(context, match) ? [] : hostsOf(context, earlier, match.start);
  // "…, en visite à …" may stand before its verb; a place ahead of the trigger counts only if nothing follows.
  return mentionsIn(context, 0, match.start).filter(
    (m) => m.locative && (m.type & LAND) !== 0 && match.start - m.end <= 12,
  );
}

/** "A tour of three countries". */
export function isTour({ sentence, language }: Context, { start, end }: { start: number; end: number }): boolean {
  for (let at = start; at < end; at++) if (isClass(language, 'tourword', sentence, at)) return true;
  return false;
}

/** The date that opens a trigger's clause: "From 17 to 19 June he visited Serbia and, in March, Poland". */
export function dayAhead(context: Context, { match }: Trigger): DateTag | undefined {
  const [from] = segmentOf(context, match.start, match.end);
  return datesOf(context).find(
    (d) =>
      isEventDate(d) && d.value.role !== 'since' && d.start >= from && d.start - from <= OPENS && d.end <= match.start,
  );
}

const OPENS = 2;

/** The place in front of a "where" that opens a trigger's clause. */
function whereOf(context: Context, start: number): Mention | undefined {
  const { sentence, language } = context;
  for (let at = start - 1; at >= Math.max(1, start - WHERE); at--)
    if (isClass(language, 'where', sentence, at))
      return mentionsIn(context, 0, at).findLast((m) => (m.type & LAND) !== 0 && at - m.end <= 1);
  return undefined;
}

const WHERE = 5;

/** "Will continue her work as ambassador to Armenia": where someone is accredited. */
function isPosting({ sentence, language }: Context, { start }: Mention): boolean {
  return isClass(language, 'to', sentence, start - 1) && isClass(language, 'ambassador', sentence, start - 2);
}

/** "Arrived on Sunday from Luanda": where a journey comes from. */
export function isOrigin({ sentence, language }: Context, { start }: Mention): boolean {
  return isClass(language, 'origin', sentence, start - 1);
}

/** True when only "and", commas, small words and dates stand between two places: they are one list. */
function isListed(context: Context, from: number, to: number): boolean {
  const { sentence, language } = context;
  for (let at = from; at < to; at++) {
    const date = sentence.tags.find((tag) => tag.type === TAG.date && tag.start <= at && at < tag.end);
    const small = (['and', 'locative', 'article', 'dateprep'] as const).some((name) =>
      isClass(language, name, sentence, at),
    );
    if (!date && !small && !/^[,()]$/.test(sentence.tokens[at]?.word.text ?? '')) return false;
  }
  return true;
}

/** End of the stretch in which a trigger's places, persons and dates lie. */
export function limitOf(context: Context, trigger: Trigger): number {
  const { sentence, triggers } = context;
  let limit = sentence.tokens.length;
  for (const other of triggers) {
    if (other === trigger || other.match.start < trigger.match.end) continue;
    if (other.rule.kind === trigger.rule.kind || other.match.captures.v)
      limit = Math.min(limit, Math.max(trigger.match.end, other.match.start));
  }
  // Who invites is no traveller, and what follows an invitation is no destination.
  for (let at = trigger.match.end; at < limit; at++)
    if (
      (sentence.tokens[at]?.word.text === ';' && !goesOn(context, at)) ||
      isClass(context.language, 'invitation', sentence, at) ||
      // "X, alors président, en 2007": what someone was then opens no clause.
      (isClass(context.language, 'clausebreak', sentence, at) &&
        !isClass(context.language, 'officer', sentence, at + 1))
    )
      return at;
  return limit;
}

/** "Visits of X in 2007; of Y in 2009; …": an item with a date and no verb of its own behind a semicolon. */
function goesOn(context: Context, mark: number): boolean {
  const { sentence, language } = context;
  const next = sentence.tokens.findIndex(({ word }, at) => at > mark && word.text === ';');
  const end = next < 0 ? sentence.tokens.length : next;
  for (let at = mark; at < end; at++) if (isClass(language, 'finite', sentence, at)) return false;
  return datesOf(context).some((d) => isEventDate(d) && d.start > mark && d.end <= end);
}
