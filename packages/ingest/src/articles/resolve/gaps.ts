import { type Kind, membersOn } from '@foedera/schema';
import type { Place } from '../tags/gazetteer.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import { type Context, type Draft, isRefused, type Outcome } from './context.ts';
import { type DateTag, datesOf, dayWithin, isEventDate } from './dated.ts';
import { termsIn, textOf } from './drafts.ts';
import { isClass, type Mention, mentionsIn } from './parties.ts';
import { resolveTag } from './when.ts';

/** A state of a list with a date of its own, whose verb was said before: "… and Hungary in 1955". */
interface Gap {
  readonly codes: readonly string[];
  readonly via: readonly string[];
  readonly type: number;
  readonly tag: DateTag;
  readonly mark: Mark;
  readonly from: number;
  readonly to: number;
}

/** How a state is tied to its verb. */
type Mark = 'with' | 'by' | 'in' | 'bare';

const MAX_JOIN = 3;
const MAX_LEAD = 6;
const MAX_DATE = 3;
const MARKED = 3;

const STATES = TAG.state | TAG.capital | TAG.people | TAG.person;

/** Words that may stand between a verb's list members and their states and dates. */
const SMALL = ['article', 'locative', 'with', 'by', 'genitive', 'to', 'titleprep', 'officer'] as const;

/** Kinds of which one verb tells several, each with a state and a date. Visits have their own chains of legs. */
const GAPPED: ReadonlySet<Kind> = new Set([
  'diplomatic-relations-established',
  'diplomatic-relations-resumed',
  'diplomatic-relations-severed',
  'relations-upgraded',
  'recognition',
  'mission-opened',
  'mission-closed',
  'agreement-signed',
  'agreement-in-force',
  'credentials-presented',
  'meeting',
]);

function markOf({ sentence, language }: Context, mention: Mention): Mark {
  for (let at = mention.start - 1; at >= Math.max(0, mention.start - MARKED); at--) {
    if (isClass(language, 'with', sentence, at)) return 'with';
    if (isClass(language, 'by', sentence, at)) return 'by';
    if (sentence.tokens[at]?.word.punctuation || isClass(language, 'and', sentence, at)) break;
  }
  return mention.locative ? 'in' : 'bare';
}

/** First token behind a comma, "and" or "then" that stand at a place; -1 where none does. */
function behindJoin({ sentence, language }: Context, at: number): number {
  let joined = false;
  let next = at;
  for (; next < at + MAX_JOIN; next++) {
    const joins = sentence.tokens[next]?.word.text === ',' || isClass(language, 'and', sentence, next);
    if (!joins && !isClass(language, 'also', sentence, next)) break;
    joined ||= joins;
  }
  return joined ? next : -1;
}

/** Only small words stand in a range. */
function isSmall({ sentence, language }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const word = sentence.tokens[at]?.word;
    if (!word || (word.punctuation && word.text !== '(')) return false;
    if (!SMALL.some((name) => isClass(language, name, sentence, at)) && word.text !== '(') return false;
  }
  return true;
}

/** A union that opens a range. */
function unionIn({ sentence }: Context, from: number): (Mention & { readonly via: true }) | undefined {
  const tag = sentence.tags.find((t) => t.type === TAG.union && t.start >= from && t.start < from + MAX_LEAD) as
    | Tag<Place>
    | undefined;
  return tag && { ...tag, code: tag.value.code, locative: false, via: true };
}

/** The members of a list behind the first one, in order: each a state and a date, in the order that the first one has. */
function gapsBehind(context: Context, first: DateTag, edge: number, dateFirst: boolean): Gap[] {
  const { sentence, triggers } = context;
  const dates = datesOf(context).filter(isEventDate);
  const found: Gap[] = [];
  let at = edge;
  for (;;) {
    if (sentence.tokens[at]?.word.text === ')') at++;
    const from = behindJoin(context, at);
    if (from < 0) return found;
    const tag = dates.find((d) => d.start >= from && d !== first);
    if (!tag) return found;
    const lead = dateFirst ? tag.end : from;
    const mention =
      mentionsIn(context, lead, Math.min(sentence.tokens.length, lead + MAX_LEAD)).find(
        (m) => (m.type & STATES) !== 0,
      ) ?? unionIn(context, lead);
    if (!mention || !isSmall(context, lead, mention.start)) return found;
    const gap = dateFirst ? [from, tag.start] : [mention.end, tag.start];
    const near = (gap[1] as number) - (gap[0] as number) <= MAX_DATE;
    if (!near || !isSmall(context, gap[0] as number, gap[1] as number)) return found;
    const to = Math.max(tag.end, mention.end);
    if (
      triggers.some(
        ({ match }) =>
          match.captures.v !== undefined && match.start < to && match.end > from && match.captures.v[0] >= from,
      )
    )
      return found;
    const union = 'via' in mention ? mention : null;
    found.push({
      codes: union ? [] : [mention.code],
      via: union ? [mention.code] : [],
      type: mention.type,
      tag,
      mark: markOf(context, mention),
      from,
      to,
    });
    at = to;
  }
}

/** Which of a happening's states the member of a list stands for. */
function slotOf(
  context: Context,
  { kind, parties, attributes }: Draft,
  first: DateTag,
  gap: Gap,
  dateFirst: boolean,
): string | null {
  const own = mentionsIn(context, 0, dateFirst ? gap.from : first.start).filter((m) => parties.includes(m.code));
  const last = own.at(-1);
  if (!last) return null;
  if (gap.mark !== 'bare') return own.findLast((m) => markOf(context, m) === gap.mark)?.code ?? null;
  // "France recognised Kosovo on 18 February, Germany on 20 February"
  if (kind === 'recognition' && typeof attributes.by === 'string') return attributes.by;
  // "With Peru in 1994, Chile in 1971" goes on with whom; "in Hanoi in 1954 and Hungary in 1955" with who.
  const there = markOf(context, last) === 'in' && (gap.type & TAG.capital) === 0;
  return there ? (parties.find((code) => code !== last.code) ?? null) : last.code;
}

function swapped(
  attributes: Readonly<Record<string, unknown>>,
  from: string,
  to: string,
): Readonly<Record<string, unknown>> {
  const kept = Object.entries(attributes).filter(([name]) => !SINGLE.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, value === from ? to : value]));
}

/** What is said of the first member alone. */
const SINGLE: ReadonlySet<string> = new Set(['city', 'persons', 'ambassador', 'partialDate']);

/**
 * Adds what a sentence tells behind a happening without saying its verb again: "Poland opened its embassy in Hanoi in
 * 1954 and Hungary in 1955", "with Peru in 1994, Chile in 1971 and Cuba in 1960".
 */
export function withGaps(context: Context, outcome: Outcome, future: boolean): Outcome {
  const [made, ...more] = outcome;
  if (!made || isRefused(made) || more.length > 0 || !GAPPED.has(made.kind)) return outcome;
  if (made.parties.length !== 2 || made.via.length > 0 || made.datedBy !== 'clause' || made.attributes.partialDate)
    return outcome;
  const { match } = made.trigger;
  const first = datesOf(context).find(
    (d) => isEventDate(d) && d.start >= match.start && d.start >= made.from && d.end <= made.to,
  );
  if (!first) return outcome;
  const beside = mentionsIn(context, first.end, Math.min(context.sentence.tokens.length, first.end + MAX_LEAD)).find(
    (m) => made.parties.includes(m.code) && isSmall(context, first.end, m.start),
  );
  const dateFirst = beside !== undefined;
  const gaps = gapsBehind(context, first, beside?.end ?? first.end, dateFirst);
  // "Free trade agreements with Chile in 2011, …": the others' are not with Chile.
  const [sort] = termsIn(context, TAG.instrument, made.from, made.to);
  const instrument = sort && made.attributes.instrument ? { instrument: textOf(context, sort.start, sort.end) } : {};
  const others = gaps.flatMap((gap): Draft[] => {
    const slot = slotOf(context, made, first, gap, dateFirst);
    const other = made.parties.find((code) => code !== slot);
    const { edtf, basis } = resolveTag(context, gap.tag, future ? 'future' : 'past');
    const members = gap.via.flatMap((code) => membersOn(code, dayWithin(edtf)));
    const [code = ''] = gap.via.length > 0 ? gap.via : gap.codes;
    const codes = [...gap.codes, ...members];
    if (slot === null || other === undefined || codes.length === 0 || codes.includes(other) || edtf === null) return [];
    return [
      {
        ...made,
        parties: [other, ...codes].sort(),
        via: gap.via,
        date: edtf,
        dateBasis: basis,
        attributes: { ...swapped(made.attributes, slot, code), ...instrument },
        from: gap.from,
        to: gap.to,
        another: true,
      },
    ];
  });
  return [made, ...others];
}
