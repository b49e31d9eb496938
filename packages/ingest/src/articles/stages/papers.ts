import type { Context, Draft } from '../resolve/context.ts';
import { draft, termsIn, textOf } from '../resolve/drafts.ts';
import { isClass } from '../resolve/parties.ts';
import { type Sentence, TAG } from '../text/sentence.ts';

const PLAIN = { mode: null, status: undefined, future: false } as const;
const OPENS = 5;
const MAX_ITEM = 60;

/** "Eight documents were signed by the ministers:": what was signed follows, a line each. */
export function announcesPapers(sentence: Sentence, made: readonly Draft[]): Draft | null {
  const signed = made.filter((d) => d.kind === 'agreement-signed');
  return sentence.tokens.at(-1)?.word.text === ':' && signed.length === 1 ? (signed[0] as Draft) : null;
}

/** The instrument of such a line ("- a Protocol between the transport ministries;"), or null where the list is over. */
export function paperOf(context: Context, list: Draft): Draft | null {
  const { sentence, language, triggers } = context;
  const isMark = (at: number): boolean => sentence.tokens[at]?.word.punctuation === true;
  const small = (at: number): boolean =>
    isMark(at) || (['article', 'indefinite', 'and'] as const).some((name) => isClass(language, name, sentence, at));
  let from = 0;
  while (from < sentence.tokens.length && (small(from) || /^\d+$/.test(sentence.tokens[from]?.word.text ?? ''))) from++;
  let to = sentence.tokens.length;
  while (to > from && small(to - 1)) to--;
  if (from >= to || to - from > MAX_ITEM || triggers.some(({ rule }) => rule.kind === 'agreement-signed')) return null;
  const [instrument] = termsIn(context, TAG.instrument, from, Math.min(to, from + OPENS));
  const bullet = isMark(0) || /^\d+$/.test(sentence.tokens[0]?.word.text ?? '');
  const told = sentence.tokens.some((_, at) => isClass(language, 'finite', sentence, at));
  if (told || (!bullet && instrument === undefined)) return null;
  const when = { date: list.date, basis: list.dateBasis, origin: 'discourse' as const };
  const sided = { codes: [...list.parties], via: [...list.via], origin: 'discourse' as const };
  const attributes = { instrument: textOf(context, from, to), type: instrument?.value.value };
  return { ...draft(list.trigger, sided, when, PLAIN, attributes, [from, to]), topic: attributes.instrument };
}
