import type { Kind } from '@foedera/schema';
import type { CompiledRule } from '../patterns/language.ts';
import { findAll, type Match } from '../patterns/match.ts';
import type { FactRule } from '../patterns/pack.ts';
import type { Trigger } from '../resolve/context.ts';
import { oncePerSentence } from '../text/once.ts';
import type { Sentence } from '../text/sentence.ts';
import type { ReadSentence } from './sentences.ts';

/** Kinds whose words may also look like another kind: where both hold, the first is meant. */
const SAME_WORDS: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  'credentials-presented': ['ambassador-received', 'meeting', 'honour-conferred', 'message'],
  'ambassador-received': ['meeting', 'visit'],
  'agreement-negotiations-round': ['meeting', 'mechanism-session', 'agreement-signed', 'mission-opened'],
  'negotiations-concluded': ['agreement-signed', 'meeting'],
  'mechanism-session': ['meeting'],
  'cooperation-established': ['agreement-signed'],
  message: ['meeting', 'honour-conferred'],
  'mission-opened': ['diplomatic-relations-established', 'visit'],
  'diplomatic-relations-resumed': ['diplomatic-relations-established'],
  'investment-stock': ['trade-volume'],
  students: ['community-size'],
  'tourist-arrivals': ['community-size', 'visit'],
  'diplomatic-relations-established': ['relations-upgraded'],
};

const MAX_TRIGGERS = 40;

const overlaps = (a: Trigger, b: Trigger): boolean => a.match.start < b.match.end && b.match.start < a.match.end;

/** Where two matches of one kind overlap, the one with a verb stands, then the longer. */
function strength({ match, rule }: Trigger): number {
  return (match.captures.v ? 1000 : 0) + match.end - match.start - (rule.dated ? 100 : 0);
}

/** Matches of the rules that were tried on a sentence: its clock is told before its facts are, by the same rules. */
const tried = oncePerSentence(() => new Map<CompiledRule, readonly Match[]>());

function matchesOf(sentence: Sentence, rule: CompiledRule): readonly Match[] {
  const known = tried(sentence);
  const before = known.get(rule);
  if (before !== undefined) return before;
  const found = findAll(rule.program, sentence, true);
  known.set(rule, found);
  return found;
}

/**
 * Places of a sentence where a rule holds, in order.
 *
 * @param holds whether a rule's conditions on what was told before are met
 */
export function triggersOf(
  { sentence, rules }: ReadSentence,
  holds: (rule: FactRule) => boolean = ({ follows, earlier, under }) => !follows && !earlier && !under,
): Trigger[] {
  const found: Trigger[] = [];
  for (const rule of rules.get('fact') ?? []) {
    if (rule.stage !== 'fact' || !holds(rule.data)) continue;
    for (const match of matchesOf(sentence, rule)) found.push({ rule: rule.data, match });
  }
  const kept: Trigger[] = [];
  // "Serbia and Burundi reopened their embassies": what leans on nothing stands in nobody's way.
  const leans = ({ rule, match }: Trigger): boolean =>
    !rule.after || found.some((k) => k.match.start < match.start && rule.after?.includes(k.rule.kind));
  for (const trigger of found.filter(leans).sort((a, b) => strength(b) - strength(a) || a.match.start - b.match.start))
    if (!kept.some((k) => k.rule.kind === trigger.rule.kind && overlaps(k, trigger))) kept.push(trigger);
  const plain = kept.filter((t) => !kept.some((k) => SAME_WORDS[k.rule.kind]?.includes(t.rule.kind) && overlaps(k, t)));
  plain.sort((a, b) => a.match.start - b.match.start);
  // A rule that leans on another kind needs one of it before.
  return plain
    .filter(
      ({ rule, match }) =>
        !rule.after || plain.some((k) => k.match.start < match.start && rule.after?.includes(k.rule.kind)),
    )
    .slice(0, MAX_TRIGGERS);
}
