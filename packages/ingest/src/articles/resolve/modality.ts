import type { CompiledRule } from '../patterns/language.ts';
import { FORM } from '../patterns/lexicon.ts';
import { findAll } from '../patterns/match.ts';
import type { Modality } from '../patterns/pack.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Context, Governed, Trigger } from './context.ts';
import { isClass } from './parties.ts';

export type Mode = Modality['mode'];

/** A turn of phrase found in a sentence. */
export interface Turn {
  readonly mode: Mode;
  readonly start: number;
  readonly end: number;
  readonly reach: number;
  readonly kinds: Modality['kinds'];
}

/** Turns of phrase of a sentence. */
export function turnsOf(sentence: Sentence, rules: readonly CompiledRule[]): Turn[] {
  const turns: Turn[] = [];
  for (const rule of rules) {
    if (rule.stage !== 'modality') continue;
    const { mode, reach, kinds } = rule.data;
    for (const match of findAll(rule.program, sentence))
      turns.push({ mode, start: match.start, end: match.end, reach, kinds });
  }
  return turns;
}

const STRENGTH: readonly Mode[] = [
  'done',
  'negated',
  'cancelled',
  'postponed',
  'hoped',
  'promised',
  'expected',
  'planned',
  'ongoing',
];

/** A past verb behind a "when" that stands between a turn of phrase and a trigger. */
function isThen(
  { sentence, language }: Pick<Context, 'sentence' | 'language'>,
  { match }: Trigger,
  from: number,
): boolean {
  const verb = match.captures.v?.[0];
  const forms = verb === undefined ? 0 : (sentence.tokens[verb]?.word.forms ?? 0);
  if ((forms & FORM.past) === 0) return false;
  for (let at = from; at < match.start; at++) if (isClass(language, 'when', sentence, at)) return true;
  return false;
}

const SAID_OF: ReadonlySet<Mode> = new Set(['postponed', 'cancelled']);
const MAX_SAID = 18;

/** "The visit of X, planned for June, has been put off": said behind a noun, with no verb of another happening between. */
function isSaidOf(
  { sentence, triggers }: Pick<Context, 'sentence' | 'triggers'>,
  trigger: Trigger,
  turn: Turn,
): boolean {
  const { match } = trigger;
  if (!SAID_OF.has(turn.mode) || match.captures.v !== undefined) return false;
  if (turn.start < match.end || turn.start - match.end > MAX_SAID) return false;
  if (sentence.tokens.slice(match.end, turn.start).some(({ word }) => word.text === ';')) return false;
  return !triggers.some(
    (other) => other !== trigger && other.match.start >= match.end && other.match.start < turn.start,
  );
}

/** What governs a trigger: the strongest turn of phrase that reaches it, and the form of its own verb. */
export function governedBy(
  context: Pick<Context, 'sentence' | 'language' | 'triggers'>,
  trigger: Trigger,
  turns: readonly Turn[],
): Governed {
  const { sentence } = context;
  const { start, end } = trigger.match;
  let mode: Mode | null = null;
  // "Will be the first leader to visit Latvia": the first to, but still to come.
  const isAheadOf = (turn: Turn): boolean =>
    turn.mode === 'done' && turns.some((t) => t.mode === 'planned' && t.start < turn.start && t.end > turn.start);
  for (const turn of turns) {
    if (isAheadOf(turn)) continue;
    if (turn.kinds && !turn.kinds.includes(trigger.rule.kind)) continue;
    // "Renewed the invitation with a view to a visit": what is hoped for is the visit.
    if (trigger.rule.kind === 'invitation' && turn.mode === 'hoped' && turn.start > start) continue;
    const reaches =
      turn.reach === 0 ? turn.start < end && turn.end > start : turn.start < end && turn.end + turn.reach > start;
    if (!reaches && !isSaidOf(context, trigger, turn)) continue;
    if (turn.end <= start && sentence.tokens.slice(turn.end, start).some((t) => t.word.text === ';')) continue;
    // "Promised to open an embassy when it established relations": that is done.
    if (turn.mode !== 'negated' && turn.end <= start && isThen(context, trigger, turn.end)) continue;
    if (mode === null || STRENGTH.indexOf(turn.mode) < STRENGTH.indexOf(mode)) mode = turn.mode;
  }
  const verb = trigger.match.captures.v;
  const forms = verb ? (sentence.tokens[verb[0]]?.word.forms ?? 0) : 0;
  const future = (forms & FORM.future) !== 0 && (forms & (FORM.past | FORM.present)) === 0;
  const conditional = (forms & FORM.conditional) !== 0 && (forms & (FORM.past | FORM.present | FORM.future)) === 0;
  if (mode === null && conditional) mode = 'expected';
  // "Opening a consulate is no priority", "Ouvrir un consulat …": spoken of, not done.
  if (mode === null && verb && verb[0] <= OPENING && (forms & INFINITIVE) !== 0 && (forms & TOLD) === 0) mode = 'hoped';
  // "He will meet the president before flying on to Beijing": the verb that is told lies ahead, so does this one.
  const gerund = verb !== undefined && (forms & FORM.gerund) !== 0 && (forms & TOLD) === 0;
  if (mode === null && gerund && context.sentence.tokens.some((_, at) => at < start && isAheadWord(context, at)))
    mode = 'planned';
  if (mode === 'ongoing' && future) mode = 'planned';
  if (mode === null && (future || (!verb && isAhead(context, trigger)))) mode = 'planned';
  const background = mode === 'done';
  if (mode === 'done') mode = null;
  const status =
    trigger.rule.status ??
    (mode === 'planned' || mode === 'expected'
      ? 'planned'
      : mode === 'ongoing' || mode === 'postponed' || mode === 'cancelled'
        ? mode
        : undefined);
  return { mode, status, future: status === 'planned', background };
}

function isAheadWord({ sentence, language }: Pick<Context, 'sentence' | 'language'>, at: number): boolean {
  return isClass(language, 'futureword', sentence, at);
}

const REACH = 8;
const OPENING = 1;
const INFINITIVE = FORM.infinitive;
const TOLD = FORM.past | FORM.present | FORM.future;

/** A happening named by a noun lies ahead when a verb in the future carries it, or is said of it ("se tiendra"). */
function isAhead(context: Pick<Context, 'sentence' | 'language'>, { match }: Trigger): boolean {
  const { sentence, language } = context;
  const isFuture = (at: number): boolean => {
    const forms = sentence.tokens[at]?.word.forms ?? 0;
    return (forms & FORM.future) !== 0 && (forms & (FORM.present | FORM.past)) === 0;
  };
  // "… will be held": the word of the future and that of the happening are two.
  const isTold = (at: number): boolean =>
    isClass(language, 'futureword', sentence, at) &&
    [1, 2, 3].some((i) => isClass(language, 'happening', sentence, at + i));
  for (let at = match.end; at < match.end + REACH; at++) if (isTold(at)) return true;
  for (let at = Math.max(0, match.start - REACH); at < match.end; at++) if (isFuture(at)) return true;
  for (let at = match.end; at < match.end + REACH; at++)
    if (isFuture(at) && isClass(language, 'happening', sentence, at)) return true;
  return false;
}

/** "Trade stands at 2 million": told in the present, as of the day of writing. */
export function isOfNow(
  { sentence, language }: Pick<Context, 'sentence' | 'language'>,
  from: number,
  to: number,
): boolean {
  for (let at = from; at < to; at++) {
    // "Est passé de 175 millions": an auxiliary.
    const next = sentence.tokens[at + 1]?.word.forms ?? 0;
    const auxiliary = (next & FORM.past) !== 0 && (next & FORM.present) === 0;
    if (!auxiliary && isClass(language, 'nowverb', sentence, at)) return true;
  }
  return false;
}
