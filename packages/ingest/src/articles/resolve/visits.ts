import { parseEdtf, personKey } from '@foedera/schema';
import type { AskedClass } from '../patterns/asked.ts';
import { TAG } from '../text/sentence.ts';
import type { Context, Draft, Governed, Outcome, Trigger } from './context.ts';
import { type DateTag, datesOf, isEventDate } from './dated.ts';
import { dayAhead, hostsOf, isOrigin, isTour, limitOf } from './destinations.ts';
import { draft, namesIn, refuse } from './drafts.ts';
import { isClass, isLatter, type Mention, mentionsIn, pairBefore, pairWith } from './parties.ts';
import { dated } from './spread.ts';
import { isCall, isFirstOf, isMetaphor, isOffice, isPostedThere, isRelative, isRepeated, isSport } from './travel.ts';
import { visitorOf } from './visitors.ts';
import { dateTagFor, resolveTag, type When, whenOf } from './when.ts';

interface Leg {
  readonly when: When;
  readonly host: string | null;
  /** All hosts of the journey: none of them is the visitor's own state. */
  readonly hosts: readonly string[];
  readonly visitor: string | null;
  readonly person: string | null;
  readonly from: number;
  readonly to: number;
}

/** Kind of visit out of the words beside the trigger. */
function visitKindOf(context: Context, trigger: Trigger): string {
  const { sentence, language } = context;
  const from = Math.max(0, trigger.match.start - 2);
  const to = Math.min(sentence.tokens.length, trigger.match.end + 4);
  const has = (name: AskedClass): boolean => {
    for (let at = from; at < to; at++) if (isClass(language, name, sentence, at)) return true;
    return false;
  };
  const official = has('visit.official');
  const working = has('visit.working');
  for (let at = from; at < to; at++)
    if (isClass(language, 'visit.state', sentence, at) && !isClass(language, 'visit.nostate', sentence, at - 1))
      return 'state';
  if (official && working) return 'official-working';
  if (official) return 'official';
  if (working) return 'working';
  return has('visit.private') ? 'private' : 'other';
}

/** Dates of a chain of legs ("du 12 au 15 mai en Russie et du 15 au 17 mai en Biélorussie"), no verb between them. */
function chainOf(context: Context, trigger: Trigger, limit: number): DateTag[] {
  const chain: DateTag[] = [];
  const dates = datesOf(context).filter(
    (tag) =>
      isEventDate(tag) &&
      tag.start >= trigger.match.start &&
      tag.end <= limit &&
      tag.value.shape !== 'weekday' &&
      tag.value.role !== 'since',
  );
  for (const tag of dates) {
    const previous = chain.at(-1);
    if (previous) {
      let broken = false;
      for (let at = previous.end; at < tag.start; at++)
        if (isClass(context.language, 'finite', context.sentence, at)) broken = true;
      if (broken) break;
    }
    chain.push(tag);
  }
  // "Left on 11 March for visits to New Zealand from 11 to 14 March and to …": the day of departure is no leg.
  const [departure, leg] = chain.map(({ value }) => value);
  const leaves = departure?.shape === 'day' && leg?.shape === 'range' && departure.day === leg.day;
  return leaves ? chain.slice(1) : chain;
}

/** "From 17 to 19 June he visited Serbia and, in March, Poland": a date in front of each place. */
function gapped(context: Context, trigger: Trigger, [first, second]: readonly Mention[]): DateTag[] | null {
  const ahead = dayAhead(context, trigger);
  if (!ahead || !first || !second) return null;
  const between = datesOf(context).find((d) => isEventDate(d) && d.start >= first.end && d.end <= second.start);
  return between ? [ahead, between] : null;
}

/** Date of a visit: an undated one is the visit being reported only if it is the same journey, and not "since" it. */
function whenOfVisit(
  context: Context,
  trigger: Trigger,
  tense: 'past' | 'future',
  undated: 'report' | 'null',
  visitor: string | null,
  hosts: readonly string[],
): When {
  const { sentence, language, current, currentVisit } = context;
  for (let at = Math.max(0, trigger.match.start - 3); at < trigger.match.start; at++)
    if (isClass(language, 'since', sentence, at)) return whenOf(context, trigger, tense, 'null');
  // "After this visit, Madagascar will host the summit in August": what follows has its own time.
  const tag = isClass(language, 'pointing', sentence, trigger.match.start) ? dateTagFor(context, trigger, tense) : null;
  const comma = sentence.tokens.findIndex(({ word }, at) => at >= trigger.match.end && word.text === ',');
  if (tag && comma >= 0 && tag.start > comma) return { date: null, basis: 'undated in the text', origin: 'none' };
  const other =
    current !== null &&
    currentVisit !== null &&
    ((currentVisit.host !== null && hosts.length > 0 && !hosts.includes(currentVisit.host)) ||
      !sameVisitor(visitor, currentVisit.visitor));
  return whenOf(context, trigger, tense, other ? 'null' : undated);
}

function legsOf(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Leg[] {
  const limit = limitOf(context, trigger);
  const { match } = trigger;
  // "Planned for June, it has been put off": a June that lay ahead.
  const ahead = governed.future || governed.status === 'postponed' || governed.status === 'cancelled';
  const tense = ahead ? 'future' : 'past';
  const hosts = hostsOf(context, trigger, limit);
  const chain = gapped(context, trigger, hosts) ?? chainOf(context, trigger, limit);
  if (chain.length < 2) {
    const visitor = visitorOf(context, trigger, limit, hosts);
    const when = whenOfVisit(
      context,
      trigger,
      tense,
      undated,
      visitor?.name ?? null,
      hosts.map((h) => h.code),
    );
    const codes = [...new Set(hosts.map((h) => h.code))];
    const own = codes.filter((code) => code !== visitor?.nation);
    const from = Math.min(match.start, visitor?.from ?? match.start, hosts[0]?.start ?? match.start);
    const to = Math.max(match.end, visitor?.to ?? 0, when.tag?.end ?? 0, ...hosts.map((h) => h.end));
    const leg = { when, hosts: codes, visitor: visitor?.nation ?? null, person: visitor?.name ?? null, from, to };
    if (own.length === 0) return [{ ...leg, host: codes[0] ?? null }];
    return own.map((host) => ({ ...leg, host }));
  }
  // "Minister X and Minister Y came in June and August 2018, respectively": a guest and a date each.
  const guests = match.captures.v ? namesIn(context, 0, match.captures.v[0]).slice(-chain.length) : [];
  const last = chain.at(-1)?.end ?? 0;
  const each = [0, 1].some((i) => isClass(context.language, 'respectively', context.sentence, last + i));
  if (each && guests.length === chain.length)
    return guests.map((guest, i) => ({
      when: dated(context, chain[i] as DateTag, tense),
      host: hosts[0]?.code ?? null,
      hosts: hosts.map((h) => h.code),
      visitor: guest.nation ?? mentionsIn(context, 0, guest.start).findLast((m) => !m.locative)?.code ?? null,
      person: guest.name,
      from: guest.start,
      to: Math.max(match.end, (chain[i] as DateTag).end),
    }));
  const first = chain[0] as DateTag;
  const dateFirst = !hosts.some((h) => h.end <= first.start);
  const legs: Leg[] = [];
  let person = visitorOf(context, trigger, first.start, hosts);
  chain.forEach((tag, i) => {
    const previous = chain[i - 1]?.end ?? match.start;
    const next = chain[i + 1]?.start ?? limit;
    const between = i === 0 ? [] : namesIn(context, previous, tag.start);
    const named = between.at(-1);
    if (named) {
      const other = mentionsIn(context, previous, tag.start).filter((m) => !m.locative)[0]?.code;
      const again = person !== null && person.name === named.name;
      const nation = named.nation ?? (again ? null : other) ?? person?.nation ?? null;
      person = { nation, name: named.name, from: named.start, to: named.end };
    }
    const reached = hosts.filter((h) => (dateFirst ? h.start >= tag.end && h.start < next : h.end <= tag.start));
    const reachedFirst = (dateFirst ? reached[0] : reached.at(-1)) ?? hosts.at(-1);
    // "Visits of Chile's X in 2008 and of Nepal's Y to Santiago in 2012": nobody travels to where he or she is from.
    const host = reachedFirst?.code === person?.nation ? undefined : reachedFirst;
    const resolved = resolveTag(context, tag, tense);
    const when: When = {
      date: resolved.edtf,
      basis: resolved.basis,
      origin: 'clause',
      tag,
      ...(resolved.partial === undefined ? {} : { partial: resolved.partial }),
    };
    const from = named ? named.start : i === 0 ? Math.min(match.start, person?.from ?? match.start) : tag.start;
    // "…; Vice President X and Minister Y in 2013": two came, each a visit.
    const other = between.at(-2);
    if (other?.known && named?.known && isAnd(context, other.end, named.start))
      legs.push({
        when,
        host: host?.code ?? null,
        hosts: hosts.map((h) => h.code),
        visitor: other.nation ?? person?.nation ?? null,
        person: other.name,
        from: other.start,
        to: tag.end,
      });
    legs.push({
      when,
      host: host?.code ?? null,
      hosts: hosts.map((h) => h.code),
      visitor: person?.nation ?? null,
      person: person?.name ?? null,
      from,
      to: Math.max(tag.end, dateFirst ? (host?.end ?? 0) : 0),
    });
  });
  return legs;
}

/** True when "and", and no comma, stands between two persons. */
function isAnd({ sentence, language }: Context, from: number, to: number): boolean {
  const between = sentence.tokens.slice(from, to);
  return (
    between.every(({ word }) => word.text !== ',' && word.text !== ';') &&
    between.some((_, i) => isClass(language, 'and', sentence, from + i))
  );
}

/** The state a leg leads to or comes from when the words leave one of the two open. */
function complete(
  context: Context,
  leg: Leg,
  isTravelling: boolean,
): { host: string; visitor: string; guessed: boolean; open?: boolean } | null {
  const { host, visitor } = leg;
  const [one, two] = context.topic;
  // A list of visits names the guest and the day; the page tells between whom.
  const named = mentionsIn(context, 0, context.sentence.tokens.length).filter((m) => context.topic.includes(m.code));
  const spoken = context.before?.codes.length === 2 && context.before.via.length === 0;
  const between =
    isTravelling || spoken || leg.when.origin === 'clause' || new Set(named.map((m) => m.code)).size === 2;
  if (host === null && visitor === null && leg.person !== null && between)
    return one !== undefined && two !== undefined && context.topic.length === 2
      ? { host: one, visitor: two, guessed: true, open: true }
      : null;
  if (host !== null && visitor !== null && host !== visitor) return { host, visitor, guessed: false };
  if (host !== null && visitor === null) {
    const latter = isLatter(context) ? context.latter : null;
    if (latter !== null && latter !== host) return { host, visitor: latter, guessed: true };
    // "Negotiators spent three days in Montevideo", told of a union: a town of one member makes no pair.
    if (context.before !== null && context.before.codes.length > 2 && context.before.codes.includes(host)) return null;
    const pair = host === context.home ? pairBefore(context) : pairWith(context, host);
    const known = pair?.codes.length === 2 ? pair.codes : [];
    // Someone else of the visitors' country went elsewhere before: "Ahmadinejad had visited Benin in 2013".
    const from = context.currentVisit?.from;
    if (
      leg.person !== null &&
      from != null &&
      from !== host &&
      !context.topic.includes(host) &&
      !leg.hosts.includes(from)
    )
      return { host, visitor: from, guessed: true };
    const other = [...known, ...context.topic].find((code) => code !== host && !leg.hosts.includes(code));
    return other === undefined ? null : { host, visitor: other, guessed: true };
  }
  if (visitor !== null && host === null) {
    const own = mentionsIn(context, 0, context.sentence.tokens.length).find(
      (m) => m.code !== visitor && !isOrigin(context, m),
    )?.code;
    if (own !== undefined && leg.person !== null) return { host: own, visitor, guessed: false };
    const pair = own !== undefined ? { codes: [own, visitor] } : pairWith(context, visitor);
    const other = pair?.codes.length === 2 ? pair.codes.find((code) => code !== visitor) : undefined;
    return other === undefined ? null : { host: other, visitor, guessed: true };
  }
  return null;
}

/** A visit that is over when the text is written. */
function over({ place }: Context, when: When, governed: Governed): { readonly status?: 'completed' } {
  if (governed.status !== undefined || governed.future || when.date === null || when.origin !== 'clause') return {};
  const span = parseEdtf(when.date);
  return place.clock && span?.latest != null && span.latest < place.clock.earliest ? { status: 'completed' } : {};
}

/** Visits: one fact per leg. */
export function visits(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  if (
    isCall(context, trigger) ||
    isRelative(context, trigger) ||
    isRepeated(context, trigger) ||
    isFirstOf(context, trigger) ||
    isSport(context, trigger) ||
    isOffice(context, trigger) ||
    isPostedThere(context, trigger) ||
    isMetaphor(context, trigger)
  )
    return [refuse(trigger, 'generic')];
  const legs = legsOf(context, trigger, governed, undated);
  const outcomes = legs.map((leg): Draft | ReturnType<typeof refuse> => {
    if (leg.host !== null && leg.host === leg.visitor) return refuse(trigger, 'domestic', leg.from, leg.to);
    const isTravelling = trigger.match.captures.now !== undefined && leg.person !== null;
    const sides = complete(context, leg, isTravelling);
    if (!sides) return refuse(trigger, 'no-parties', leg.from, leg.to);
    if (leg.host === null && sides.guessed && leadsElsewhere(context, trigger))
      return refuse(trigger, 'no-parties', leg.from, leg.to);
    // "A tour of Africa": it leads to several, whom another sentence names.
    if (leg.host === null && sides.guessed && isTour(context, trigger.match))
      return refuse(trigger, 'no-parties', leg.from, leg.to);
    const generic = leg.person === null && leg.when.origin !== 'clause' && leg.visitor === null;
    if (generic) return refuse(trigger, 'generic', leg.from, leg.to);
    const made = draft(
      trigger,
      { codes: [sides.host, sides.visitor], via: [], origin: sides.guessed ? 'discourse' : 'clause' },
      leg.when,
      governed,
      {
        visitKind: visitKindOf(context, trigger),
        visitor: leg.person ?? undefined,
        host: sides.open ? undefined : sides.host,
        ...over(context, leg.when, governed),
      },
      [leg.from, leg.to],
    );
    return {
      ...made,
      weak:
        made.weak ||
        (sides.guessed && leg.host === null && leg.when.origin !== 'clause' && !isTravelling && !isLead(context, leg)),
    };
  });
  return outcomes;
}

const ELSEWHERE = 14;

/** "Effectue une visite dans la Marahoué": to a place that no list of states or towns has. */
function leadsElsewhere({ sentence, language }: Context, { match }: Trigger): boolean {
  return sentence.tags.some(
    (tag) =>
      tag.type === TAG.name &&
      tag.start >= match.end &&
      tag.start - match.end <= ELSEWHERE &&
      isClass(language, 'article', sentence, tag.start - 1) &&
      isClass(language, 'locative', sentence, tag.start - 2),
  );
}

const LEAD = 4;

/** "The official visit of X aims to …", at the head of a page about X's country and one other. */
function isLead({ sentence, topic }: Context, { visitor }: Leg): boolean {
  return sentence.index < LEAD && topic.length === 2 && visitor !== null && topic.includes(visitor);
}

/** Names of two visitors meet when their last words do. */
export function sameVisitor(a: unknown, b: unknown): boolean {
  return typeof a !== 'string' || typeof b !== 'string' || personKey(a) === personKey(b);
}
