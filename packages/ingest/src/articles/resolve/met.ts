import type { Term } from '../tags/tagger.ts';
import { TAG } from '../text/sentence.ts';
import { anaphorIn } from './anaphors.ts';
import type { Context, Trigger } from './context.ts';
import { type NamedPerson, namesIn } from './drafts.ts';
import { isClass, mentionsIn, segmentOf } from './parties.ts';
import { dateTagFor, type When } from './when.ts';

const MEDIA_WITHIN = 5;

/** True when the one met is a newspaper or an agency: "lors de son entretien avec la VNA". */
export function isInterview(context: Context, from: number): boolean {
  const { sentence, language } = context;
  for (let at = from; at < Math.min(sentence.tokens.length, from + MEDIA_WITHIN); at++) {
    // "Are holding talks in Minsk, BelTA reports"
    if (sentence.tokens[at]?.word.text === ',') return false;
    if (isClass(language, 'media', sentence, at) || sentence.tagsAt[at]?.some((tag) => tag.type === TAG.agency))
      return true;
  }
  return false;
}

const MAX_WHOM = 3;

/** "Held talks with Vietnamese companies", "met with the diaspora": nobody who speaks for a state. */
export function isPrivate({ sentence, language }: Context, end: number): boolean {
  const near = [-1, 0, 1].find((i) => isClass(language, 'with', sentence, end + i));
  if (near === undefined) return false;
  for (let at = end + near + 1; at <= end + near + MAX_WHOM; at++) {
    if (isClass(language, 'officer', sentence, at)) return false;
    if (isClass(language, 'company', sentence, at) || isClass(language, 'audience', sentence, at)) return true;
  }
  return false;
}

/** True when the one met speaks for a union: "received by the UN Secretary-General". */
export function isUnion({ sentence, language }: Context, end: number): boolean {
  return sentence.tags.some(
    (tag) =>
      tag.type === TAG.union &&
      tag.start >= end - 1 &&
      tag.start - end <= 2 &&
      isClass(language, 'unionhead', sentence, tag.end),
  );
}

/** "Twelve countries of the Pacific", joined with others by "and of"; "the leaders of the three countries". */
export function isOfMany({ sentence, language }: Context, from: number, to: number): boolean {
  return sentence.tags.some(
    (tag) =>
      (tag.type === TAG.pair &&
        (tag.value as Term).value === 'several' &&
        tag.start >= from &&
        tag.end <= to &&
        [0, 1].some((i) => isClass(language, 'genitive', sentence, tag.start - i))) ||
      (tag.type === TAG.number &&
        tag.start >= from &&
        tag.end <= to &&
        isClass(language, 'countryword', sentence, tag.end) &&
        isClass(language, 'genitive', sentence, tag.start - 1) &&
        isClass(language, 'and', sentence, tag.start - 2)),
  );
}

/** True when a word near the verb sets this beside another happening: "also met", "avait auparavant été reçu". */
export function isAnother(context: Context, { match }: Trigger): boolean {
  // "Earlier, President X met with …"
  if (isClass(context.language, 'also', context.sentence, 0)) return true;
  // "The same day, he was received by …"
  if ([0, 1, 2].some((at) => isClass(context.language, 'sameword', context.sentence, at))) return true;
  const end = Math.min(context.sentence.tokens.length, match.end + 2);
  for (let at = Math.max(0, match.start - 3); at < end; at++)
    if (isClass(context.language, 'also', context.sentence, at)) return true;
  return false;
}

/** "The Belarusian guest": someone of whom the text spoke before, though it does not repeat the name. */
function namesGuest({ sentence, language }: Context): boolean {
  return sentence.tags.some(
    (tag) =>
      tag.type === TAG.people &&
      isClass(language, 'definite', sentence, tag.start - 1) &&
      [0, 1, 2].some((i) => isClass(language, 'guestword', sentence, tag.end + i)),
  );
}

/** "Was received by X and met Y": whom this verb of several names itself; `null` when it is the only one. */
export function metBesides(context: Context, trigger: Trigger, from: number, to: number): NamedPerson[] | null {
  // "Held talks with Y" names its own too; "at the end of the talks, Z …" does not.
  const withWhom = (end: number): boolean =>
    [-1, 0, 1].some((i) => isClass(context.language, 'with', context.sentence, end + i));
  const verbs = context.triggers.filter(
    ({ rule, match }) =>
      rule.kind === 'meeting' &&
      match.start >= from &&
      match.end <= to &&
      (match.captures.v !== undefined || withWhom(match.end)),
  );
  if (verbs.length < 2 || !verbs.includes(trigger)) return null;
  const objects = verbs.map(({ match }, i) =>
    namesIn(context, match.captures.v?.[1] ?? match.end, verbs[i + 1]?.match.start ?? to),
  );
  return objects.every((names) => names.length > 0) ? (objects[verbs.indexOf(trigger)] ?? null) : null;
}

/** "He … later called on the president": whom the sentence before was about, while the visit of the news is told. */
function isSpokenOf({ sentence, language, subject, current }: Context, end: number): boolean {
  if (subject === null || current === null) return false;
  for (let at = 0; at < end; at++) if (isClass(language, 'hesubject', sentence, at)) return true;
  return false;
}

const OPENS = 3;

/** True for meetings in general: nobody named, no two states, no "their", no day. */
export function isGeneral(context: Context, trigger: Trigger): boolean {
  const { sentence, language } = context;
  const { match } = trigger;
  const all = sentence.tokens.length;
  // "Both sides have held meetings and exchanged delegations": some, on no day.
  const plural = Array.from({ length: match.end - match.start }, (_, i) => match.start + i).some((at) =>
    isClass(language, 'meetings', sentence, at),
  );
  const perfect = sentence.tokens.some((_, at) => at < match.end && isClass(language, 'perfect', sentence, at));
  if (plural && perfect && dateTagFor(context, trigger) === null) return true;
  // "During the meetings, the president said …", behind several receptions.
  if (plural && match.start < OPENS && isClass(language, 'definite', sentence, match.end - 2)) return true;
  if (
    namesIn(context, 0, all).length > 0 ||
    new Set(mentionsIn(context, 0, all).map((m) => m.code)).size > 1 ||
    anaphorIn(context, 0, all) >= 0 ||
    (context.told !== null && sentence.tags.some((tag) => tag.type === TAG.pointer)) ||
    namesGuest(context) ||
    isSpokenOf(context, match.start)
  )
    return false;
  for (let at = Math.max(0, match.start - 1); at < match.end; at++)
    if (isClass(language, 'possessive', sentence, at)) return false;
  return dateTagFor(context, trigger) === null;
}

/** "At the meeting, the Cuban diplomat said …": the audience of an ambassador that was just told. */
export function isAudienceTold({ sentence, told }: Context, { match }: Trigger): boolean {
  return (
    told?.kind === 'ambassador-received' &&
    sentence.tags.some((tag) => tag.type === TAG.pointer && tag.start < match.end && tag.end > match.start)
  );
}

/** "During the meeting, X said that the partnership forged in 2010 …": the talks are of the day that was just told. */
export function whenTold(context: Context, trigger: Trigger): When | null {
  const { sentence, told } = context;
  const { match } = trigger;
  if (!told || told.open || sentence.index - told.index > RECALLED || !ENCOUNTERS.has(told.kind)) return null;
  // "During his meeting with X, which took place in March"
  if (dateTagFor(context, trigger) !== null) return null;
  const points = sentence.tags.some(
    (tag) =>
      tag.type === TAG.pointer &&
      (tag.value as Term).value === 'talks' &&
      tag.start < match.end &&
      tag.end > match.start,
  );
  return points ? { date: told.date, basis: 'the event told before', origin: 'discourse' } : null;
}

const RECALLED = 3;
/** What "after the talks" can point back to. */
const ENCOUNTERS: ReadonlySet<string> = new Set([
  'meeting',
  'visit',
  'ambassador-received',
  'credentials-presented',
  'mechanism-session',
  'agreement-signed',
  'message',
  'honour-conferred',
]);

/** "He was welcomed at the airport by the minister of education": no talks. */
export function isWelcome(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  const verb = match.captures.v?.[0];
  if (verb === undefined) return false;
  const [from, to] = segmentOf(context, match.start, match.end);
  for (let at = from; at < to; at++)
    if (isClass(language, 'airport', sentence, at))
      return Array.from({ length: match.end - verb }, (_, i) => verb + i).some((i) =>
        isClass(language, 'welcomed', sentence, i),
      );
  return false;
}
