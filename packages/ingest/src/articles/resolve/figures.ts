import { FORM } from '../patterns/lexicon.ts';
import { clockEdtf } from '../tags/dates.ts';
import type { Term } from '../tags/tagger.ts';
import type { Quantity } from '../tags/values.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { Context, Draft, Governed, Outcome, Trigger } from './context.ts';
import { type DateTag, datesOf } from './dated.ts';
import { compact, draft, refuse, textOf } from './drafts.ts';
import { namesCompany } from './honours.ts';
import { isOfNow } from './modality.ts';
import { isClass, type Mention, mentionsIn, partiesOf, type Sided } from './parties.ts';
import { respectively, withGroups } from './spread.ts';
import { isTarget } from './targets.ts';
import { resolveTag, type When, yearNear } from './when.ts';

const BEFORE = 14;
const CLOSE = 6;
const LEADING = 3;

function quantities(context: Context, type: number, from: number, to: number): Tag<Quantity>[] {
  return (context.sentence.tags as Tag[])
    .filter((tag): tag is Tag<Quantity> => tag.type === type && tag.start >= from && tag.end <= to)
    .sort((a, b) => a.start - b.start);
}

/** True for a part of a total ("dont 418 millions d'exportations") or of one direction only. */
function isShare(context: Context, tag: Tag): boolean {
  const { sentence, language } = context;
  for (let at = tag.start - 1; at >= Math.max(0, tag.start - 7); at--) {
    // "In the first half of this year": words of a date are no mark of a part.
    const inDate = datesOf(context).some((d) => d.start < at && at < d.end);
    const mark = inDate ? undefined : (sentence.tagsAt[at]?.find((t) => t.type === TAG.share) as Tag<Term> | undefined);
    // "…, contre 71 millions en 2019": another year's total, when its year stands beside it.
    // "…, dont les échanges ont atteint 6 milliards": the trade of which is told, not a part of it.
    if (mark && isTradeOf(context, mark.end)) continue;
    if (mark && isComparedYear(context, mark, tag)) continue;
    if (mark) return mark.value.value !== 'comparison' || !hasOwnPeriod(context, tag);
    if (
      sentence.tokens[at]?.word.text === ';' ||
      sentence.tagsAt[at]?.some((t) => t.type === TAG.money && t.end <= tag.start)
    )
      break;
  }
  for (let at = tag.end; at < Math.min(sentence.tokens.length, tag.end + 4); at++) {
    if (isClass(language, 'direction', sentence, at)) return true;
    if (sentence.tokens[at]?.word.punctuation) break;
  }
  return false;
}

/** "Rose last year compared to 2022, to 300 million": the year it is compared with, and then the sum. */
function isComparedYear(context: Context, mark: Tag<Term>, tag: Tag): boolean {
  if (mark.value.value !== 'comparison') return false;
  const { tokens } = context.sentence;
  const year = datesOf(context).find((d) => d.start >= mark.end && d.start - mark.end <= 1 && d.end < tag.start);
  const end = year?.end ?? (/^(19|20)\d\d$/.test(tokens[mark.end]?.word.text ?? '') ? mark.end + 1 : tag.start);
  return end < tag.start && tokens[end]?.word.text === ',';
}

function isTradeOf({ sentence, language }: Context, at: number): boolean {
  const from = isClass(language, 'article', sentence, at) ? at + 1 : at;
  return from > at && isClass(language, 'tradeword', sentence, from);
}

const OWN_PERIOD = 5;

function hasOwnPeriod(context: Context, tag: Tag): boolean {
  return datesOf(context).some((d) => d.start >= tag.end && d.start - tag.end <= OWN_PERIOD);
}

const isPeriod = (tag: DateTag): boolean => tag.value.role !== 'anniversary';
/** "…, the ministry reported on Friday": no sum is that of a day of the week. */
const isLong = ({ value }: DateTag): boolean => value.shape !== 'weekday' && value.shape !== 'day-offset';

/** The period that a figure measures: the one behind it before the next figure, else the one before it. */
function periodOf(context: Context, tag: Tag, from: number, to: number): DateTag | null {
  // "Compared to 2022, …": no period of what is measured.
  const compared = (d: DateTag): boolean =>
    (context.sentence.tags as Tag[]).some(
      (t) =>
        t.type === TAG.share &&
        (t as Tag<Term>).value.value === 'comparison' &&
        t.start <= d.start &&
        d.start - t.end <= 1,
    ) && d.end <= tag.start;
  const dates = datesOf(context).filter((d) => isPeriod(d) && isLong(d) && !compared(d));
  const within = dates.filter((d) => d.start >= tag.start && d.end > tag.end && d.end <= to);
  // "…, up 18 percent on the same period of 2012": the year compared with is not the year measured.
  const grown = (d: DateTag): boolean =>
    context.sentence.tags.some(
      (t) => (t.type === TAG.percent || t.type === TAG.share) && t.start >= tag.end && t.end <= d.start,
    );
  const behind = within.find((d) => !grown(d));
  if (behind && behind.start - tag.end <= 10) return behind;
  const isNear = (d: DateTag): boolean => {
    if (d.start <= LEADING) return true;
    for (let at = d.end; at < tag.start; at++)
      if (isClass(context.language, 'clausebreak', context.sentence, at)) return false;
    return true;
  };
  const ahead = dates.filter((d) => d.end <= tag.start && d.start >= from && isNear(d)).at(-1);
  return ahead ?? behind ?? dates.filter((d) => d.end <= tag.start && isNear(d)).at(-1) ?? null;
}

function figureWhen(context: Context, period: DateTag | null, exact: boolean): When {
  if (period) {
    const partial =
      period.value.shape === 'quarter' || period.value.shape === 'half' || period.value.shape === 'first-months';
    const open = period.value.year === undefined && period.value.offset === undefined;
    const near = open && !(partial && context.place.clock) ? yearNear(context, period) : null;
    const resolved =
      near !== null
        ? resolveTag(context, { ...period, value: { ...period.value, year: near } }, 'past')
        : resolveTag(context, period, 'past');
    if (resolved.edtf !== null) return { date: resolved.edtf, basis: resolved.basis, origin: 'clause', tag: period };
  }
  const { clock } = context.place;
  if (!exact || !clock) return { date: null, basis: 'undated in the text', origin: 'none' };
  return { date: clockEdtf(clock), basis: `as of publication (${clock.basis})`, origin: 'clock' };
}

function hedge(quantity: Quantity): Record<string, unknown> {
  return compact({
    approx: quantity.hedge === 'approx' ? true : undefined,
    atLeast: quantity.hedge === 'atLeast' ? true : undefined,
  });
}

/** Sums of money that a sentence about trade or investment gives, one fact per total and period. */
export function money(context: Context, trigger: Trigger, governed: Governed): Outcome {
  const { sentence, triggers } = context;
  const { match, rule } = trigger;
  const following = triggers.filter(
    (t) =>
      t !== trigger &&
      t.match.start >= match.end &&
      (t.rule.kind === 'trade-volume' || t.rule.kind === 'investment-stock'),
  );
  const to = Math.min(sentence.tokens.length, ...following.map((t) => t.match.start));
  // "1.9 billion of trade in 2016, against 2.4 billion the year before": the first stands in front.
  const ahead = quantities(context, TAG.money, Math.max(0, match.start - BEFORE), match.start).filter(
    // "From 122 million in 2008, trade fell to 95 million"
    (t) => match.start - t.end <= 1 || (t.start <= 1 && hasOwnPeriod(context, t)),
  );
  const inside = [...ahead, ...quantities(context, TAG.money, match.start, to)];
  const all =
    inside.length > 0
      ? inside
      : quantities(context, TAG.money, Math.max(0, match.start - BEFORE), match.start).slice(-1);
  if (all.length === 0) return [];
  const sided = partiesOf(context, match.start, match.end);
  if (!sided || sided.codes.length < 2) return [refuse(trigger, 'no-parties')];
  if (sided.via.length === 0 && isWithMany(context, match.start, to)) return [refuse(trigger, 'multilateral')];
  // "This investment of two billion is to …": one project.
  if (rule.kind === 'investment-stock' && isClass(context.language, 'pointing', sentence, match.start - 1))
    return [refuse(trigger, 'generic')];
  // "Seven investment agreements worth 20 billion": what was signed, not what is invested.
  const papers = sentence.tags.some(
    (t) => t.type === TAG.instrument && t.end <= match.start && match.start - t.end <= 2,
  );
  if (rule.kind === 'investment-stock' && papers) return [refuse(trigger, 'share')];
  const outcomes: (Draft | ReturnType<typeof refuse>)[] = [];
  const measured = new Set<DateTag>();
  // "162 million and 230 million in 2005 and 2006 respectively"
  const ordered = respectively(context, all.length);
  const shared = eachWith(context, match.start, all, sided);
  all.forEach((tag, i) => {
    const from = i === 0 ? 0 : (all[i - 1] as Tag).end;
    const end = all[i + 1]?.start ?? sentence.tokens.length;
    if (isShare(context, tag)) {
      outcomes.push(refuse(trigger, 'share', tag.start, tag.end));
      return;
    }
    // "With Russia 4.5 billion in 2018, with Belarus 120 million": of the same year.
    const beside = i > 0 && withGroups(context, from, tag.start).some((group) => tag.start - group.end <= 1);
    const told = ordered?.[i] ?? periodOf(context, tag, from, shared ? sentence.tokens.length : end);
    const period = told ?? (beside ? ([...measured].at(-1) ?? null) : null);
    if (isTarget(context, tag, governed, period)) {
      outcomes.push(targetOf(context, trigger, governed, sided, tag, period));
      return;
    }
    // "Reached 18.6 billion in 2011 and could reach 20 billion in 2012"
    if (i > 0 && isConditional(context, from, tag.start)) {
      outcomes.push(refuse(trigger, 'hoped', tag.start, tag.end));
      return;
    }
    const quantity = tag.value;
    const when = figureWhen(
      context,
      period,
      rule.kind === 'investment-stock' || isOfNow(context, match.start, tag.start),
    );
    // A second sum needs a period of its own, else it only explains the first.
    const fresh = period !== null && (period.start >= tag.start || (period.start >= from && !measured.has(period)));
    if (period) measured.add(period);
    if (i > 0 && rule.kind === 'trade-volume' && !fresh && !beside && !shared && outcomes.length > 0) {
      outcomes.push(refuse(trigger, 'share', tag.start, tag.end));
      return;
    }
    // "From 150 million in 2008, investment has come to 390 million in 2015": each has its year.
    if (i > 0 && rule.kind === 'investment-stock' && !(fresh && period?.value.shape === 'year')) {
      outcomes.push(refuse(trigger, 'share', tag.start, tag.end));
      return;
    }
    const attributes = {
      amount: quantity.value,
      amountUpTo: quantity.upper,
      unit: quantity.unit,
      ...hedge(quantity),
      ...(rule.kind === 'investment-stock' ? investment(context, trigger) : {}),
    };
    const estimate =
      governed.mode === 'expected' || governed.mode === 'planned'
        ? { ...governed, status: undefined }
        : { ...governed, status: undefined };
    const range: [number, number] =
      i === 0
        ? [
            Math.min(match.start, tag.start, period && period.start < tag.start ? period.start : Infinity),
            Math.max(match.end, tag.end, period?.end ?? 0),
          ]
        : [tag.start, Math.max(tag.end, period?.end ?? 0)];
    outcomes.push(
      draft(
        trigger,
        shared?.[i] ?? sidesOf(context, i === 0 ? match.start : from, tag.start, sided),
        when,
        estimate,
        attributes,
        range,
      ),
    );
  });
  return outcomes;
}

/** A verb that stands between two sums only says what might be. */
function isConditional({ sentence, language }: Context, from: number, to: number): boolean {
  const told = FORM.past | FORM.present | FORM.future;
  return sentence.tokens
    .slice(from, to)
    .some(
      ({ word }, i) =>
        ((word.forms & FORM.conditional) !== 0 && (word.forms & told) === 0) ||
        isClass(language, 'might', sentence, from + i),
    );
}

/** "Vietnam's trade with Chile and Peru came to 1.2 billion and 500 million, respectively": a pair for each sum. */
function eachWith(context: Context, from: number, sums: readonly Tag[], sided: Sided): Sided[] | null {
  const { sentence, language } = context;
  if (sums.length < 2 || !sentence.tokens.some((_, at) => isClass(language, 'respectively', sentence, at))) return null;
  const [group] = withGroups(context, from, sums[0]?.start ?? from);
  if (group?.codes.length !== sums.length) return null;
  const own =
    mentionsIn(context, 0, group.start).find((m) => !m.locative && !group.codes.includes(m.code))?.code ?? context.home;
  if (own === null || group.codes.includes(own)) return null;
  return group.codes.map((code) => ({ ...sided, codes: [own, code].sort() }));
}

/** "Turkey's trade with Africa as a whole", "between the country and Africa", "first partner of the continent". */
function isWithMany({ sentence, language }: Context, from: number, to: number): boolean {
  const isWider = (at: number): boolean =>
    isClass(language, 'wider', sentence, at) && mentionsIn({ sentence, language }, at, at + 1).length === 0;
  const pair = new Set(mentionsIn({ sentence, language }, 0, sentence.tokens.length).map((m) => m.code)).size > 1;
  // "The continent", "Africa", and not "African peoples" where the words tell two states.
  const named = (at: number): boolean =>
    isWider(at) && (sentence.tokens[at]?.word.capital === true || isClass(language, 'continent', sentence, at));
  const of = (at: number): boolean =>
    isClass(language, 'genitive', sentence, at) || isClass(language, 'locative', sentence, at);
  if (!pair && sentence.tokens.some((_, at) => at < to && of(at) && (named(at + 1) || named(at + 2)))) return true;
  let between = false;
  for (let at = from; at < to; at++) {
    between ||= isClass(language, 'between', sentence, at);
    if (isClass(language, 'with', sentence, at)) return [1, 2, 3, 4, 5].some((i) => isWider(at + i));
    if (between && isClass(language, 'and', sentence, at) && [1, 2].some((i) => isWider(at + i))) return true;
  }
  return false;
}

/** A figure that is aimed at is a target, never a volume. */
function targetOf(
  context: Context,
  trigger: Trigger,
  governed: Governed,
  sided: Sided,
  tag: Tag<Quantity>,
  period: DateTag | null,
): Draft {
  const { match } = trigger;
  const aimed = period?.value.role === 'target' || period?.value.shape === 'year' ? period : null;
  // "D'ici 2030", "dans les deux prochaines années": a year where one can be told; "in the coming years" stays words.
  const exact = aimed !== null && (aimed.value.year !== undefined || aimed.value.count !== undefined);
  const year = exact ? resolveTag(context, aimed, 'past').edtf : null;
  const horizon = aimed ? (year ?? textOf(context, aimed.start, aimed.end)) : undefined;
  const attributes = { figure: trigger.rule.kind, amount: tag.value.value, unit: tag.value.unit, horizon };
  const when: When = { date: null, basis: 'a target, not a happening', origin: 'none' };
  const range: [number, number] = [Math.min(match.start, tag.start), Math.max(match.end, tag.end, period?.end ?? 0)];
  return {
    ...draft(trigger, sided, when, { ...governed, status: undefined }, attributes, range),
    kind: 'target-stated',
  };
}

/** States of one sum: those named beside it ("ceux avec le Cameroun à 219,7 millions"), else the sentence's. */
function sidesOf(context: Context, from: number, to: number, sided: Sided): Sided {
  if (sided.via.length > 0) return sided;
  const group = withGroups(context, from, to).at(-1);
  if (group?.codes.length === 1) {
    const code = group.codes[0] as string;
    const other = [
      ...mentionsIn(context, 0, group.start)
        .filter((m) => !m.locative)
        .map((m) => m.code),
      ...(context.home === null ? [] : [context.home]),
    ].find((c) => c !== code);
    const several = withGroups(context, 0, context.sentence.tokens.length).length > 1;
    const first = several && context.home !== null && context.home !== code ? context.home : other;
    return first === undefined ? sided : { ...sided, codes: [first, code].sort() };
  }
  const named = [...new Set(mentionsIn(context, from, to).map((m) => m.code))];
  return named.length === 2 ? { ...sided, codes: named.sort() } : sided;
}

/** Whose investment it is and where, with the number of projects. */
function investment(context: Context, trigger: Trigger): Record<string, unknown> {
  const { sentence, language } = context;
  const mentions = mentionsIn(context, 0, sentence.tokens.length);
  const host = mentions.find((m) => m.locative)?.code;
  const from = mentions.find((m) => m.code !== host && !m.locative)?.code;
  let projects: number | undefined;
  for (let at = 0; at + 1 < sentence.tokens.length; at++) {
    const number = sentence.tokens[at]?.word.number;
    if (number == null) continue;
    if (
      [1, 2, 3].some((i) => isClass(language, 'project', sentence, at + i)) &&
      !sentence.tagsAt[at]?.some((t) => t.type === TAG.money || t.type === TAG.date)
    )
      projects = number;
  }
  return compact({
    from,
    in: host,
    projects,
    rank: undefined,
    rule: undefined,
    trigger: trigger.match.captures.rank ? true : undefined,
  });
}

/** "2,100 Filipinos live in Iceland and are many, behind Poles and Lithuanians": who is counted, and where they are. */
function livingIn(mentions: readonly Mention[], { match }: Trigger): Sided | null {
  const people = mentions.find((m) => m.type === TAG.people && m.end <= match.end);
  const place = mentions.find((m) => m.locative && people !== undefined && m.start >= people.end);
  if (!people || !place || people.code === place.code) return null;
  const codes = [people.code, place.code].sort();
  return { codes, via: [], origin: 'clause', from: Math.min(match.start, people.start), to: place.end };
}

/** People counted: a community, students, visitors. */
export function people(context: Context, trigger: Trigger, governed: Governed): Outcome {
  const { sentence } = context;
  const { match, rule } = trigger;
  const range = match.captures.n;
  const near = range ? quantities(context, TAG.number, range[0], range[1] + 1)[0] : undefined;
  const all = quantities(context, TAG.number, 0, sentence.tokens.length);
  const tag = rule.after
    ? all.filter((t) => t.end <= match.start).at(-1)
    : (near ??
      all.find((t) => t.start >= match.start && t.end <= match.end) ??
      (range ? undefined : all.find((t) => t.start >= match.end && t.start - match.end <= 8)));
  if (!tag && !range) return [];
  // "114 Israeli companies work in Azerbaijan"
  if (namesCompany(context, match.start, match.end)) return [refuse(trigger, 'corporate')];
  // "43 students from both universities": of no state, where the sentence names none.
  const nowhere =
    mentionsIn(context, 0, sentence.tokens.length).length === 0 &&
    !sentence.tags.some((t) => t.type === TAG.pair) &&
    !sentence.tokens.some((_, at) => isClass(context.language, 'thereword', sentence, at));
  if (rule.kind === 'students' && nowhere) return [refuse(trigger, 'no-parties')];
  const mentions = mentionsIn(context, match.start, Math.min(sentence.tokens.length, match.end + 8));
  const sided = livingIn(mentions, trigger) ?? partiesOf(context, match.start, match.end);
  if (sided?.codes.length !== 2) return [refuse(trigger, 'no-parties')];
  const place = mentions.find((m) => m.locative)?.code ?? mentions.find((m) => m.type === TAG.state)?.code;
  const of =
    mentions.find((m) => m.type === TAG.people && m.code !== place)?.code ?? sided.codes.find((c) => c !== place);
  const inside = place !== undefined && place !== of ? place : sided.codes.find((c) => c !== of);
  const period =
    rule.kind === 'tourist-arrivals'
      ? periodOf(context, tag ?? { ...match, type: 0, value: null }, 0, sentence.tokens.length)
      : nearestTo(
          match,
          datesOf(context).filter(
            (d) =>
              isPeriod(d) &&
              d.value.shape !== 'day' &&
              d.value.role !== 'since' &&
              d.value.role !== 'target' &&
              (d.start <= match.end || d.start - match.end <= CLOSE) &&
              (d.start <= LEADING || d.end > match.start || !isQuoteEnd(context, d.end, match.start)) &&
              !context.triggers.some((t) => t !== trigger && t.match.start <= d.start && t.match.end >= d.end),
          ),
        );
  const when = figureWhen(context, period, rule.kind !== 'tourist-arrivals');
  const written = tag?.value ?? null;
  const plain = { ...governed, status: undefined };
  const counted = { count: written?.value, ...(written ? hedge(written) : {}), of, in: inside };
  return [draft(trigger, sided, when, plain, counted), ...livingElsewhere(context, trigger, when, plain, all)];
}

const GAP = 5;

/** "130,000 Koreans live in Vietnam and 120,000 Vietnamese in Korea": the verb is said once. */
function livingElsewhere(
  context: Context,
  trigger: Trigger,
  when: When,
  governed: Governed,
  all: readonly Tag<Quantity>[],
): Draft[] {
  const { sentence, language } = context;
  if (trigger.rule.kind === 'tourist-arrivals') return [];
  return all.flatMap((tag): Draft[] => {
    if (tag.start < trigger.match.end || !isClass(language, 'and', sentence, tag.start - 1)) return [];
    const told = context.triggers.some((t) => t !== trigger && t.match.start < tag.end && t.match.end > tag.start);
    const [who, where] = mentionsIn(context, tag.end, Math.min(sentence.tokens.length, tag.end + GAP));
    const verb = sentence.tokens.some(
      (_, at) => at >= tag.end && at < (where?.start ?? 0) && isClass(language, 'finite', sentence, at),
    );
    if (told || verb || who?.type !== TAG.people || !where?.locative || who.code === where.code) return [];
    const sided = { codes: [who.code, where.code].sort(), via: [], origin: 'clause' as const };
    const counted = { count: tag.value.value, ...hedge(tag.value), of: who.code, in: where.code };
    return [draft(trigger, sided, when, governed, counted, [tag.start, where.end])];
  });
}

/** "Today 600 live here, and last year 45 students …": each figure has the date nearest to it. */
function nearestTo(
  { start, end }: { readonly start: number; readonly end: number },
  dates: readonly DateTag[],
): DateTag | null {
  const steps = (d: DateTag): number => (d.start >= end ? d.start - end : Math.max(0, start - d.end));
  return [...dates].sort((a, b) => steps(a) - steps(b))[0] ?? null;
}

/** True when somebody's words end between two places: what was dated there is another matter. */
function isQuoteEnd({ sentence }: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (/^[»"”]$/.test(sentence.tokens[at]?.word.text ?? '')) return true;
  return false;
}
