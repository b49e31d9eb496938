import { type Kind, parseEdtf } from '@foedera/schema';
import { FORM } from '../patterns/lexicon.ts';
import { clockEdtf } from '../tags/dates.ts';
import type { Quantity } from '../tags/values.ts';
import { TAG } from '../text/sentence.ts';
import { agreementKind } from './agreements.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { credentials } from './credentials.ts';
import { datesOf, isEventDate } from './dated.ts';
import { draft, namesIn, refuse } from './drafts.ts';
import { encounter } from './encounters.ts';
import { money, people } from './figures.ts';
import { withGaps } from './gaps.ts';
import { missions } from './missions.ts';
import { cooperation, pairKind, recognition } from './pairs.ts';
import { isClass, partiesOf, segmentOf } from './parties.ts';
import { visits } from './visits.ts';
import { dateTagFor, resolveTag, whenOf } from './when.ts';

/** Kinds that are announced as such, so that what is planned of them is a fact with status `planned`. */
const ANNOUNCED: ReadonlySet<Kind> = new Set([
  'visit',
  'mechanism-session',
  'agreement-in-force',
  'meeting',
  'agreement-signed',
  'mission-opened',
  'trade-volume',
  'agreement-negotiations-round',
  'credentials-presented',
]);

/** Kinds that measure: their resolvers tell a figure from a target. */
const FIGURES: ReadonlySet<Kind> = new Set([
  'trade-volume',
  'investment-stock',
  'community-size',
  'students',
  'tourist-arrivals',
]);

const ONCE: ReadonlySet<Kind> = new Set([
  'diplomatic-relations-established',
  'relations-upgraded',
  'agreement-signed',
  'recognition',
  'mission-opened',
  'agreement-in-force',
  'diplomatic-relations-resumed',
]);
/** Kinds that are awaited for years: announced without a day they are no fact yet. */
const AWAITED: ReadonlySet<Kind> = new Set(['agreement-in-force', 'agreement-signed', 'mission-opened']);

const ANNIVERSARY = 9;
const MIN_JUBILEE = 5;

/** True where a happening is only what is celebrated ("le 45e anniversaire de …") and no date of its own stands beside it. */
function isAnniversary(context: Context, trigger: Trigger): boolean {
  const { sentence, language } = context;
  const { match } = trigger;
  const from = Math.max(0, match.start - ANNIVERSARY);
  let found = false;
  for (let at = from; at <= match.start; at++) if (isClass(language, 'anniversary', sentence, at)) found = true;
  // "… et du 70e de l'établissement": the word is said once for several.
  for (const tag of sentence.tags)
    if (
      tag.type === TAG.ordinal &&
      tag.end <= match.start &&
      match.start - tag.end <= 3 &&
      (tag.value as Quantity).value >= MIN_JUBILEE
    )
      found = true;
  if (!found) return false;
  const tag = dateTagFor(context, trigger);
  // "To celebrate the 40th anniversary of the establishment of ties in 2015", written in 2015: the year of the feast.
  const { clock } = context.place;
  const now = clock ? Number(clockEdtf(clock).slice(0, 4)) : Number.POSITIVE_INFINITY;
  const year = tag?.value.role === 'recent' ? undefined : tag?.value.year;
  return !(tag && year !== undefined && year < now && tag.start >= match.start);
}

/** "Two years after Zimbabwe opened an embassy": reckoned from a date that is another happening's. */
function isReckoned(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  const [from, to] = segmentOf(context, match.start, match.end);
  // "Since 2012, the year in which it opened …" tells the year itself.
  if (isClass(language, 'where', sentence, from - 1)) return false;
  if (!isClass(language, 'clausebreak', sentence, from - 1) || !isClass(language, 'periodword', sentence, from - 2))
    return false;
  const comma = sentence.tokens.findIndex((t, at) => at >= match.end && t.word.text === ',');
  const end = comma < 0 ? to : Math.min(comma, to);
  return !datesOf(context).some((d) => d.start >= from && d.end <= end && isEventDate(d));
}

const JUST_AHEAD = 60;
const LONG_AGO = 200;
/** Kinds that are told of before they happen in the present tense. */
const SOON: ReadonlySet<Kind> = new Set(['visit', 'mechanism-session', 'meeting']);

/** "Travels to Qatar from 16 to 18 January", written in December: next month, not eleven months ago. */
function isSoon(context: Context, trigger: Trigger, { mode, status }: Governed): boolean {
  const { clock } = context.place;
  const tag =
    SOON.has(trigger.rule.kind) && mode === null && status === undefined ? dateTagFor(context, trigger) : null;
  if (!tag || !clock || tag.value.year !== undefined || !BARE.has(tag.value.shape)) return false;
  const told = context.sentence.tokens.some(
    ({ word }, at) =>
      ((word.forms & FORM.past) !== 0 && (word.forms & FORM.present) === 0) ||
      isClass(context.language, 'toldverb', context.sentence, at),
  );
  if (told) return false;
  const past = parseEdtf(resolveTag(context, tag, 'past').edtf ?? '');
  const future = parseEdtf(resolveTag(context, tag, 'future').edtf ?? '');
  if (past?.latest == null || future?.earliest == null) return false;
  return clock.earliest - past.latest > LONG_AGO && future.earliest - clock.latest <= JUST_AHEAD;
}

const BARE: ReadonlySet<string> = new Set(['day', 'range', 'month']);

/** Hands a trigger to the resolver of its kind, unless the words around it make it less than a fact. */
export function resolve(context: Context, trigger: Trigger, found: Governed, told: 'report' | 'null'): Outcome {
  const { kind } = trigger.rule;
  // "It would be the first since that of X in 1987": that one took place.
  // "To celebrate the anniversary of ties (8 February 1950 – 2025)": the day is told, whatever is wished.
  const { captures } = trigger.match;
  const earlier =
    captures.earlier !== undefined ||
    (captures.on !== undefined && trigger.rule.kind === 'diplomatic-relations-established');
  const governed: Governed = earlier
    ? { ...found, mode: null, status: undefined, future: false }
    : isSoon(context, trigger, found)
      ? { ...found, mode: 'planned', status: 'planned', future: true }
      : found;
  // "The first country to establish ties with …": long ago, not today.
  const undated = governed.background ? 'null' : told;
  const figure = FIGURES.has(kind);
  if (governed.mode === 'negated') return [refuse(trigger, 'negated')];
  if (governed.mode === 'hoped' && !figure) return [refuse(trigger, 'hoped')];
  if (governed.mode === 'promised' && !figure) return [refuse(trigger, 'promised')];
  if (governed.mode === 'expected' && !figure && !ANNOUNCED.has(kind)) return [refuse(trigger, 'hoped')];
  if (governed.mode === 'planned' && !ANNOUNCED.has(kind) && !figure && kind !== 'invitation')
    return [refuse(trigger, 'promised')];
  // "Which is to take effect after ratification": no day, no fact yet.
  if (AWAITED.has(kind) && governed.future && dateTagFor(context, trigger, 'future') === null)
    return [refuse(trigger, 'undated')];
  if (trigger.rule.dated && dateTagFor(context, trigger) === null) return [refuse(trigger, 'undated')];
  if (ONCE.has(kind) && isReckoned(context, trigger)) return [refuse(trigger, 'undated')];
  if (ONCE.has(kind) && !trigger.match.captures.on && isAnniversary(context, trigger))
    return [refuse(trigger, 'anniversary')];
  return withGaps(context, resolveKind(context, trigger, governed, undated), governed.future);
}

function resolveKind(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { kind } = trigger.rule;
  switch (kind) {
    case 'visit':
      return visits(context, trigger, governed, undated);
    case 'recognition':
      return recognition(context, trigger, governed);
    case 'cooperation-established':
      return cooperation(context, trigger, governed);
    case 'mission-opened':
    case 'mission-closed':
      return missions(context, trigger, governed, undated);
    case 'credentials-presented':
      return credentials(context, trigger, governed, undated);
    case 'agreement-signed':
    case 'agreement-ratified':
    case 'agreement-in-force':
    case 'agreement-amended':
    case 'agreement-terminated':
    case 'negotiations-concluded':
      return agreementKind(context, trigger, governed, kind === 'agreement-in-force' ? 'null' : undated);
    case 'meeting':
    case 'message':
    case 'invitation':
    case 'honour-conferred':
    case 'ambassador-received':
    case 'ambassador-appointed':
    case 'ambassador-recalled':
      return encounter(context, trigger, governed, undated);
    case 'trade-volume':
    case 'investment-stock':
      return money(context, trigger, governed);
    case 'community-size':
    case 'students':
    case 'tourist-arrivals':
      return people(context, trigger, governed);
    case 'joint-venture': {
      const sided = partiesOf(context, trigger.match.start, trigger.match.end);
      if (!sided) return [refuse(trigger, 'no-parties')];
      const names = namesIn(context, trigger.match.start, context.sentence.tokens.length).map((n) => n.name);
      return [draft(trigger, sided, whenOf(context, trigger, 'past', 'null'), governed, { names })];
    }
    default:
      return pairKind(context, trigger, governed, undated);
  }
}
