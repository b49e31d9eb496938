import type { CompiledRule } from '../patterns/language.ts';
import { FORM } from '../patterns/lexicon.ts';
import { findAll } from '../patterns/match.ts';
import type { Modality } from '../patterns/pack.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Governed, Trigger } from './context.ts';

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
  'negated',
  'cancelled',
  'postponed',
  'hoped',
  'promised',
  'expected',
  'planned',
  'ongoing',
];

/** What governs a trigger: the strongest turn of phrase that reaches it, and the form of its own verb. */
export function governedBy(sentence: Sentence, trigger: Trigger, turns: readonly Turn[]): Governed {
  const { start, end } = trigger.match;
  let mode: Mode | null = null;
  for (const turn of turns) {
    if (turn.kinds && !turn.kinds.includes(trigger.rule.kind)) continue;
    const reaches =
      turn.reach === 0 ? turn.start < end && turn.end > start : turn.start < end && turn.end + turn.reach > start;
    if (!reaches) continue;
    if (turn.end <= start && sentence.tokens.slice(turn.end, start).some((t) => t.word.text === ';')) continue;
    if (mode === null || STRENGTH.indexOf(turn.mode) < STRENGTH.indexOf(mode)) mode = turn.mode;
  }
  const verb = trigger.match.captures.v;
  const forms = verb ? (sentence.tokens[verb[0]]?.word.forms ?? 0) : 0;
  const future = (forms & FORM.future) !== 0 && (forms & (FORM.past | FORM.present)) === 0;
  const conditional = (forms & FORM.conditional) !== 0 && (forms & (FORM.past | FORM.present | FORM.future)) === 0;
  if (mode === null && conditional) mode = 'expected';
  if (mode === null && future) mode = 'planned';
  const status =
    trigger.rule.status ??
    (mode === 'planned' || mode === 'expected'
      ? 'planned'
      : mode === 'ongoing' || mode === 'postponed' || mode === 'cancelled'
        ? mode
        : undefined);
  return { mode, status, future: status === 'planned' };
}
