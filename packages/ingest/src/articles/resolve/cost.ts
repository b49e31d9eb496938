import type { Kind } from '@foedera/schema';
import { FORM } from '../patterns/lexicon.ts';
import type { Tense } from '../tags/dates.ts';
import type { Context, Trigger } from './context.ts';
import { type DateTag, datesOf, isEventDate } from './dated.ts';
import { asides, isClass, segmentOf } from './parties.ts';

const LATER = 8;

/** What is closed or broken off before it is opened or taken up again, each with its own date. */
const OPPOSITE: Readonly<Partial<Record<Kind, Kind>>> = {
  'mission-opened': 'mission-closed',
  'mission-closed': 'mission-opened',
  'diplomatic-relations-resumed': 'diplomatic-relations-severed',
  'diplomatic-relations-severed': 'diplomatic-relations-established',
};

/** A dash that opens an aside: " – which exceeded 1 billion last year – ". */
function isSpacedDash({ sentence }: Context, at: number): boolean {
  const [before, dash, after] = [sentence.tokens[at - 1], sentence.tokens[at], sentence.tokens[at + 1]];
  return (
    dash !== undefined && /^[-–—]$/.test(dash.word.text) && before?.end !== dash.start && after?.start !== dash.end
  );
}

/** "…, launched in 2011": a participle beside the noun has this date. */
function isAside({ sentence, language }: Context, tag: DateTag): boolean {
  return [1, 2].some((i) => isClass(language, 'asideverb', sentence, tag.start - i));
}

/** "The talks, launched in August 2022, …": the participle and its date stand between commas. */
function isSetAside({ sentence, language }: Context, tag: DateTag): boolean {
  const verb = [1, 2].map((i) => tag.start - i).find((at) => isClass(language, 'asideverb', sentence, at));
  return (
    verb !== undefined && sentence.tokens[verb - 1]?.word.text === ',' && sentence.tokens[tag.end]?.word.text === ','
  );
}

/** ", which had …": a relative clause with a verb of its own stands in a range. */
function isInRelative({ sentence, language }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++)
    if (isClass(language, 'relative', sentence, at) && sentence.tokens[at - 1]?.word.text === ',')
      return sentence.tokens.some(
        ({ word }, i) =>
          i > at &&
          i < to &&
          (isClass(language, 'finite', sentence, i) || (word.forms & (FORM.past | FORM.future)) !== 0),
      );
  return false;
}

/** "The fifth commission, which was held on 24 November": a relative clause that dates the happening itself. */
function isItsOwn({ sentence, language }: Context, from: number, to: number): boolean {
  // "The visit of X to India, which began on Sunday"
  const comma = sentence.tokens.findIndex(({ word }, at) => at >= from && at < to && word.text === ',');
  const opens = comma >= 0 && isClass(language, 'relative', sentence, comma + 1);
  return opens && sentence.tokens.some((_, at) => at > comma && at < to && isClass(language, 'heldword', sentence, at));
}

/** Cost of taking a date for a trigger: distance, and what stands between. */
export function cost(context: Context, trigger: Trigger, tag: DateTag, tense?: Tense): number {
  const { start, end } = trigger.match;
  const { sentence, triggers } = context;
  const verb = trigger.match.captures.v;
  // "The agreement, signed in 1981, entered into force the year after": the signature's date.
  const { kind } = trigger.rule;
  const others = kind !== 'agreement-signed' && kind.startsWith('agreement-') && isSignedOn(context, tag) ? 25 : 0;
  // "The talks, launched in August 2022, were concluded in January": their beginning's date.
  const begun = (kind === 'negotiations-concluded' || isSetAside(context, tag)) && isAside(context, tag) ? 25 : 0;
  // A pattern that ends with a date has it for its own.
  if (tag.start > start && tag.end === end) return others + begun;
  // "The embassy, opened in 1991, closed in 1995": the first year is the participle's.
  const ofParticiple = triggers.some((other) => {
    const v = other.match.captures.v;
    const near = v !== undefined && v[1] <= tag.start && tag.start - v[1] <= 1;
    return near && other !== trigger && OPPOSITE[kind] === other.rule.kind && v[0] !== verb?.[0];
  });
  if (tag.start >= start && tag.end <= end)
    return others + begun + (ofParticiple ? 25 : 0) + (verb ? Math.min(8, Math.abs(tag.start - verb[0])) / 2 : 0);
  const itsOwn = tag.start >= end && isItsOwn(context, end, tag.start);
  // "The resumption of their relations, severed in 1972": the year of the rupture.
  const broken =
    kind === 'diplomatic-relations-resumed' &&
    tag.start >= end &&
    [1, 2].some((i) => isClass(context.language, 'severing', sentence, tag.start - i));
  // "The president, who had arrived the day before, signed …": the day of the clause set aside.
  const aside = asides(sentence, context.language).some(
    ([a, b]) => tag.start >= a && tag.end <= b && (end <= a || start >= b),
  );
  const [from, to] = tag.start >= end ? [end, tag.start] : [tag.end, start];
  let sum = to - from + others + ((aside && !itsOwn) || broken ? 25 : 0);
  for (let at = from; at < to; at++) {
    const word = sentence.tokens[at]?.word;
    if (word?.text === ';' || word?.text === ':') sum += 25;
    if (tag.start >= end && isSpacedDash(context, at)) sum += 25;
    // "Met the speaker and will visit Plovdiv on Wednesday": the day is that of what is still to come.
    if (tense === 'past' && tag.start >= end && isClass(context.language, 'futureword', sentence, at)) sum += 25;
    if (!isClass(context.language, 'clausebreak', sentence, at)) continue;
    // "On a visit since Sunday" began then.
    const fromThen = kind === 'visit' && at === tag.start - 1 && isClass(context.language, 'since', sentence, at);
    if (fromThen && tag.value.shape !== 'year' && tag.value.shape !== 'month') continue;
    // "en 2009, quand …": the clause says what happened then; any other clause has its own time.
    if (tag.end <= start && at - tag.end <= 2 && isClass(context.language, 'when', sentence, at)) continue;
    // "Went to Ulan Bator in July for a summit, where he met …": there and then, unless the clause has a date of its own.
    const there = tag.end <= start && isClass(context.language, 'where', sentence, at);
    sum += there && !datesOf(context).some((d) => d.start > at && isEventDate(d)) ? 4 : 25;
  }
  // "…, and volunteers have served there since 1967": another main clause has its own time.
  if (tag.start >= end && tag.start >= segmentOf(context, start, end)[1]) sum += 20;
  // Words inside a name, a place or a sum are one step, not many.
  for (const other of sentence.tags)
    if (other.start >= from && other.end <= to) sum -= Math.max(0, other.end - other.start - 1);
  for (const other of triggers) {
    if (other === trigger) continue;
    // "An accord was signed, besides the one signed in 1963": the year is that of the participle beside it.
    const within = other.match.start <= tag.start && other.match.end >= tag.end;
    // "Closed in 1992, the embassy has reopened": the year is that of the participle in front.
    const inFront = other.match.start <= 1 && tag.end <= start && sentence.tokens[tag.end]?.word.text === ',';
    const apart = other.rule.kind === kind || (inFront && OPPOSITE[kind] === other.rule.kind);
    if (within && apart && other.match.captures.v !== undefined) sum += 25;
    if (other.rule.kind === trigger.rule.kind) continue;
    if (other.match.start >= from && other.match.end <= to) sum += 12;
  }
  // "Arrived on Wednesday, the first leg of a tour that will take him to …": the day is the arrival's.
  const taken = (other: Trigger): boolean =>
    other !== trigger && other.match.end <= tag.start && tag.start - other.match.end <= 2 && tag.end <= start;
  const there = isClass(context.language, 'where', sentence, tag.end + 1);
  if (tense === 'future' && sentence.tokens[tag.end]?.word.text === ',' && !there && triggers.some(taken)) sum += 20;
  // "Recognised it in 2011 and established ties with it in 2012": the first year is the first verb's.
  const owned = (other: Trigger): boolean =>
    other !== trigger && other.match.start < tag.start && other.match.end <= start && tag.end <= start;
  const joint = tag.end <= start && isClass(context.language, 'and', sentence, tag.end) && start - tag.end <= 2;
  const later = (d: DateTag): boolean => d.start >= end && d.start - end <= LATER && isEventDate(d);
  if (joint && triggers.some(owned) && datesOf(context).some(later)) sum += 12;
  // "Have wrapped up a fifth round, the ministry said yesterday": the day on which it was told.
  if (tag.start >= end && isTold(context, end, tag.start)) sum += 25;
  // "After attending a summit on April 1 in Washington, he headed to Mexico": the day of what came before.
  if (kind === 'visit' && tag.end <= start && isDoneBefore(context, tag.end, start)) return sum + 25;
  // "Recalling the visit of X in 2009, she invited him": the year of the visit.
  const ofVisit = triggers.some(
    (other) => other.rule.kind === 'visit' && other.match.end <= tag.start && tag.start - other.match.end <= 3,
  );
  if (kind === 'invitation' && tag.end <= start && ofVisit) sum += 25;
  // "A protocol on the second phase of the project, launched in 2011": the project's date.
  const ownVerb = verb !== undefined && [1, 2].some((i) => tag.start - i === verb[0]);
  if (isAside(context, tag) && tag.start >= end && !ownVerb && !itsOwn) sum += 25;
  // "Resumed its relations with Israel, which it had severed in 1967": the clause behind has its own time.
  if (tag.start >= end && isInRelative(context, end, tag.start) && !itsOwn) sum += 25;
  // "A plan for 2021" signed on Friday: the year is what the paper covers.
  if (trigger.rule.kind === 'agreement-signed' && isClass(context.language, 'coverprep', sentence, tag.start)) sum += 8;
  // "Thirty years after that of 1987": the other one's date.
  if (tag.end <= start)
    for (let at = Math.max(0, tag.start - 3); at < tag.start; at++)
      if (isClass(context.language, 'pronoun', sentence, at)) sum += 25;
  // A leading adverbial ("Le 27 décembre 1991, …") governs the whole sentence.
  const leading =
    tag.start <= OPENED &&
    tag.end <= start &&
    !datesOf(context).some((d) => d.start >= tag.end && d.end <= start && isEventDate(d));
  if (leading) return Math.min(sum, 9);
  return tag.start >= end ? sum : sum + 4;
}

/** "After attending …, ": a clause that opens the sentence and is over before a match. */
export function isDoneBefore({ sentence, language }: Context, from: number, to: number): boolean {
  const opens = isClass(language, 'clausebreak', sentence, 0) && isClass(language, 'havingdone', sentence, 1);
  return opens && sentence.tokens.some(({ word }, at) => at >= from && at < to && word.text === ',');
}

/** A comma and a verb of saying stand in a range. */
function isTold({ sentence, language }: Context, from: number, to: number): boolean {
  const comma = sentence.tokens.findIndex(({ word }, at) => at >= from && word.text === ',');
  return (
    comma >= 0 && sentence.tokens.some((_, at) => at > comma && at < to && isClass(language, 'sayverb', sentence, at))
  );
}

/** "C'est le 27 mai 1992, … que" opens with its date, too. */
const OPENED = 4;
const SIGNED_WITHIN = 6;

/** "… signed in 1981", "… ratified by parliament on 25 January": a participle that has this date. */
function isSignedOn({ sentence, language }: Context, tag: DateTag): boolean {
  for (let at = tag.start - 1; at >= Math.max(0, tag.start - SIGNED_WITHIN); at--) {
    if (isClass(language, 'signedword', sentence, at)) return true;
    if (isClass(language, 'finite', sentence, at) || sentence.tokens[at]?.word.text === ',') return false;
  }
  return false;
}
