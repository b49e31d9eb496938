import { TAG } from '../text/sentence.ts';
import type { Context, Trigger } from './context.ts';
import { namesIn } from './drafts.ts';
import { isClass, type Mention, mentionsIn, segmentOf } from './parties.ts';

/** Who travels: named in the rule's capture, after the noun ("la visite de X"), else before the verb. */
export function visitorOf(
  context: Context,
  trigger: Trigger,
  limit: number,
  hosts: readonly Mention[],
): { nation: string | null; name: string | null; from: number; to: number } | null {
  const { match } = trigger;
  const isHost = (m: Mention): boolean => isLeg(context, m) || hosts.some((h) => h.start === m.start);
  const pick = (
    from: number,
    to: number,
    last: boolean,
  ): { nation: string | null; name: string | null; from: number; to: number } | null => {
    const nations = mentionsIn(context, from, to).filter((m) => !m.locative && !isHost(m) && m.type !== TAG.city);
    const names = namesIn(context, from, to);
    const nation = last ? nations.at(-1) : nations[0];
    const name = last ? names.at(-1) : names[0];
    if (!nation && !name) return null;
    // A nation and a name belong together unless another person is joined in between ("X et son homologue mauritanien").
    const apart =
      nation !== undefined &&
      name !== undefined &&
      (joined(context, Math.min(nation.end, name.end), Math.max(nation.start, name.start)) ||
        // "At the invitation of the prime minister of Laos, X, Prime Minister Y": X is of Laos.
        (last && nation.type === TAG.person && nation.start < name.start));
    const lead = apart ? (nation.start < name.start === last ? name : nation) : null;
    if (lead)
      return {
        nation: 'code' in lead ? lead.code : lead.nation,
        name: 'code' in lead ? null : lead.name,
        from: lead.start,
        to: lead.end,
      };
    const edges = [nation, name].filter((x) => x !== undefined);
    return {
      nation: name?.nation ?? nation?.code ?? null,
      name: name?.name ?? null,
      from: Math.min(...edges.map((e) => e.start)),
      to: Math.max(...edges.map((e) => e.end)),
    };
  };
  const captured = match.captures.visitor;
  if (captured) {
    const found = pick(captured[0], captured[1], false);
    if (found) return found;
  }
  const { sentence, language } = context;
  for (let at = match.end; at < limit; at++) if (isClass(language, 'since', sentence, at)) limit = at;
  for (let at = match.captures.v ? limit : match.start + 1; at < Math.min(limit, match.end + 14); at++) {
    if (!isClass(language, 'genitive', sentence, at) && !isClass(language, 'by', sentence, at)) continue;
    const found = pick(at, Math.min(verbBehind(context, match.start, limit), at + 16), false);
    // "A visit of 48 hours, has opened with his host Y …": beyond a verb stands someone else.
    // "A tour begun on 16 February by way of Ghana": a state alone is no traveller.
    const bare =
      isClass(language, 'by', sentence, at) &&
      found?.name === null &&
      mentionsIn(context, found.from, found.from + 1).some((m) => m.type === TAG.state);
    // "…, on a visit to Belgium, and of Prime Minister Y of Belgium": nobody visits at home.
    const atHome = found !== null && found.nation !== null && hosts.some((h) => h.code === found.nation);
    if (found && !bare && !atHome && !told(context, match.start, found.from)) return found;
  }
  const inside = pick(match.start, match.captures.v?.[0] ?? match.start, true);
  if (inside) return inside;
  // "X met his Estonian counterpart Y during a visit to Estonia": the traveller is not of the host's people.
  const theirs = agentPassed(context, match.start);
  if (theirs >= 0 && isPossessed(context, trigger)) {
    // "X est reçu par Y, lors de sa visite": his, not his host's.
    const guest = pick(0, theirs, true);
    if (guest) return guest;
  }
  if (isUnnamedOfficer(context, trigger)) return null;
  const before =
    pick(0, roleBefore(context, match.start), true) ??
    subjectBehind(context, trigger, hosts) ??
    spokenOf(context, match.captures.v?.[0]) ??
    possessorOf(context, trigger);
  if (before?.nation == null || !hosts.some((h) => h.code === before.nation)) return before;
  const guest = mentionsIn(context, 0, match.start).find(
    (m) => !m.locative && m.type !== TAG.city && !hosts.some((h) => h.code === m.code),
  );
  // "At the invitation of President X of the host's, his counterpart of …": X does not travel.
  const isOwn = (nation: string | null, start: number): boolean =>
    guest !== undefined &&
    (nation === guest.code ||
      (start - guest.end <= 6 && !(start < guest.start && hosts.some((h) => h.code === nation))));
  const name = namesIn(context, 0, match.start).find((n) => n.known && isOwn(n.nation, n.start));
  if (guest) return { nation: guest.code, name: name?.name ?? null, from: guest.start, to: guest.end };
  // "X met the Danish prime minister during his visit to Denmark", X being of the paper's own country.
  const own = namesIn(context, 0, match.start).find((n) => n.known && n.nation === null);
  if (own && context.home !== null && !hosts.some((h) => h.code === context.home))
    return { nation: context.home, name: own.name, from: own.start, to: own.end };
  // "At the kind invitation of President X, I have the pleasure to pay …": the host travels nowhere.
  for (let at = before.from - 1; at >= Math.max(0, before.from - INVITED); at--)
    if (isClass(context.language, 'invitation', context.sentence, at)) return null;
  return before;
}

/** Where ", as envoy of President X," opens in front of a place, else the place: for whom one travels does not travel. */
function roleBefore({ sentence, language }: Context, end: number): number {
  const isComma = (at: number): boolean => sentence.tokens[at]?.word.text === ',';
  let commas = 0;
  for (let at = end - 1; at > 0 && commas < MAX_COMMAS; at--) {
    if (!isComma(at)) continue;
    commas++;
    if ([1, 2, 3].some((i) => isClass(language, 'asrole', sentence, at + i))) return at;
  }
  return end;
}

const MAX_COMMAS = 3;

/** "The Russian leg and the Belarusian one": where a journey leads, not who travels. */
function isLeg({ sentence, language }: Context, { type, start, end }: Mention): boolean {
  return type === TAG.people && [end, start - 1].some((at) => isClass(language, 'legword', sentence, at));
}

/** "…, and the sultan paid a visit to Geneva": somebody else than whom the clause before named. */
function isUnnamedOfficer(context: Context, { match }: Trigger): boolean {
  const { sentence, language } = context;
  const [from] = segmentOf(context, match.start, match.end);
  if (from === 0 || mentionsIn(context, from, match.start).length > 0 || namesIn(context, from, match.start).length > 0)
    return false;
  for (let at = from; at < match.start; at++) if (isClass(language, 'officer', sentence, at)) return true;
  return false;
}

const PRONOUN = 4;
const INVITED = 6;

/** "He visited …": the person whom the sentence before was about. */
function spokenOf(
  context: Context,
  verb: number | undefined,
): { nation: string; name: string | null; from: number; to: number } | null {
  const { sentence, language, subject } = context;
  if (subject === null || verb === undefined) return null;
  // "She had been in Jakarta on Sunday and travels on to Singapore": nobody else was named in between.
  const alone = namesIn(context, 0, verb).length === 0 && mentionsIn(context, 0, verb).every((m) => m.locative);
  if (alone && isClass(language, 'hesubject', sentence, 0)) return { ...subject, from: 0, to: verb };
  for (let at = verb - 1; at >= Math.max(0, verb - PRONOUN); at--)
    if (isClass(language, 'hesubject', sentence, at)) return { ...subject, from: at, to: verb };
  return null;
}

/** "His official visit to Bulgaria aims to …": of whom the sentence before was about. */
function possessorOf(
  context: Context,
  trigger: Trigger,
): { nation: string; name: string | null; from: number; to: number } | null {
  const { subject } = context;
  const { start, end } = trigger.match;
  return subject !== null && start < PRONOUN && isPossessed(context, trigger)
    ? { ...subject, from: start, to: end }
    : null;
}

/** Token of the last "by" before a place, when a person stands behind it; -1 when there is none. */
function agentPassed(context: Context, end: number): number {
  for (let at = end - 1; at > 0; at--)
    if (isClass(context.language, 'by', context.sentence, at)) return namesIn(context, at, end).length > 0 ? at : -1;
  return -1;
}

/** "His visit": the words of the match, or the one before it, say whose. */
function isPossessed({ sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = Math.max(0, match.start - 1); at < match.end; at++)
    if (isClass(language, 'possessive', sentence, at)) return true;
  return false;
}

const LEAD = 6;
const SUBJECT = 14;

/** Who a leading phrase speaks of: "As part of his visit to India, Deputy Prime Minister X …", "Arrivé à Abidjan, M. X …". */
function subjectBehind(
  context: Context,
  { match }: Trigger,
  hosts: readonly Mention[],
): { nation: string | null; name: string | null; from: number; to: number } | null {
  const { sentence } = context;
  if (match.start > LEAD) return null;
  const edge = Math.max(match.end, ...hosts.map((h) => h.end));
  // "Arrivé à l'aéroport de Rabat à bord d'un vol spécial affrété par sa compagnie, le chef du gouvernement …"
  const reach = match.start === 0 ? SUBJECT : LEAD;
  const comma = sentence.tokens.findIndex((t, at) => at >= edge && at - edge <= reach && t.word.text === ',');
  if (comma < 0) return null;
  const end = Math.min(sentence.tokens.length, comma + SUBJECT);
  const name = namesIn(context, comma, end)[0];
  const nation = mentionsIn(context, comma, name?.start ?? end).find(
    (m) => !m.locative && !isLeg(context, m) && !hosts.some((h) => h.code === m.code),
  );
  // "As part of his visit, the speaker of Laos's assembly had talks with …": an office and its state, and then the verb.
  if (nation && (!name || told(context, match.start, name.start)) && !told(context, match.start, nation.start))
    return { nation: nation.code, name: null, from: match.start, to: match.end };
  if (!name || told(context, match.start, name.start)) return null;
  return { nation: name.nation ?? nation?.code ?? null, name: name.name, from: match.start, to: match.end };
}

/** Token of the verb that follows a comma in a range, where the sentence's own clause has begun; its end when none does. */
function verbBehind({ sentence, language }: Context, from: number, to: number): number {
  const comma = sentence.tokens.findIndex(({ word }, at) => at >= from && at < to && word.text === ',');
  for (let at = comma + 1; comma >= 0 && at < to; at++) if (isClass(language, 'finite', sentence, at)) return at;
  return to;
}

/** True when a comma and, behind it, an auxiliary stand in a range: the sentence's own verb has begun. */
function told(context: Context, from: number, to: number): boolean {
  return verbBehind(context, from, to) < to;
}

/** True when "and" stands in a range. */
function joined(context: Context, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const text = context.sentence.tokens[at]?.word.text;
    if (text !== '-' && text !== '–' && isClass(context.language, 'and', context.sentence, at)) return true;
  }
  return false;
}
