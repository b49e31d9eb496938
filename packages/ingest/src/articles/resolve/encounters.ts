import { TAG, type Tag } from '../text/sentence.ts';
import { anaphorIn } from './anaphors.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { datesOf, isEventDate } from './dated.ts';
import { draft, type NamedPerson, namesIn, refuse, termsIn, textOf } from './drafts.ts';
import { withoutGround } from './ground.ts';
import { endOfHonour, isForeign, namesCompany } from './honours.ts';
import { messages } from './messages.ts';
import {
  isAnother,
  isAudienceTold,
  isGeneral,
  isInterview,
  isOfMany,
  isPrivate,
  isUnion,
  isWelcome,
  metBesides,
  whenTold,
} from './met.ts';
import {
  isClass,
  type Mention,
  mentionsIn,
  pairBefore,
  pairWith,
  partiesOf,
  type Sided,
  segmentOf,
} from './parties.ts';
import { postOf } from './senders.ts';
import { dated } from './spread.ts';
import { type When, whenOf } from './when.ts';

/** States named in a sentence. */
function statesOf(context: Context): string[] {
  const mentions = mentionsIn(context, 0, context.sentence.tokens.length);
  return [...new Set(withoutGround(context, mentions).map((m) => m.code))];
}

/** States of a happening between persons: those the persons speak for, then those named, then the pair spoken of. */
function sidesOf(context: Context, trigger: Trigger): Sided | null {
  const { match } = trigger;
  const { sentence } = context;
  const [from, to] = segmentOf(context, match.start, match.end);
  // "Ties with Israel and a Kosovo-Serbia summit"
  const paired = match.captures.each ? mentionsIn(context, ...match.captures.each) : [];
  if (paired.length === 2)
    return { codes: paired.map((m) => m.code).sort(), via: [], origin: 'clause', from: match.start, to: match.end };
  if (anaphorIn(context, from, to) >= 0) return partiesOf(context, match.start, match.end);
  const mentions = mentionsIn(context, from, to).filter((m) => !m.locative);
  const before = mentions.filter((m) => m.start < match.end);
  const after = mentions.filter((m) => m.start >= match.start);
  const subject = before.filter((m) => m.end <= match.start).at(0)?.code;
  const codes = [...new Set(mentions.map((m) => m.code))];
  const wide = {
    from: Math.min(match.start, ...mentions.map((m) => m.start)),
    to: Math.max(match.end, ...mentions.map((m) => m.end)),
  };
  if (codes.length === 2) return { codes: codes.sort(), via: [], origin: 'clause', ...wide };
  if (codes.length > 2) {
    const object = after.find((m) => m.code !== subject)?.code ?? codes.find((c) => c !== subject);
    if (subject !== undefined && object !== undefined)
      return { codes: [subject, object].sort(), via: [], origin: 'clause', ...wide };
    return { codes: codes.slice(0, 2).sort(), via: [], origin: 'clause', ...wide };
  }
  const at = { from: match.start, to: match.end };
  const speaker = subject === undefined ? pronounIn(context, from, match.start) : null;
  if (speaker !== null) {
    // "… and then Latvia, where she met the president": of the place named last.
    const there = isClass(context.language, 'where', sentence, from - 1)
      ? mentionsIn(context, Math.max(0, from - 4), from).at(-1)
      : undefined;
    const told = withoutGround(context, mentionsIn(context, 0, to)).map((m) => m.code);
    const named = there ? [there.code] : [...codes, ...told];
    const others = [...new Set(named)].filter((code) => code !== speaker);
    if (others.length === 1)
      return { codes: [speaker, others[0] as string].sort(), via: [], origin: 'sentence', ...wide };
  }
  if (codes.length === 1) {
    // "X met Y and talked with the prime minister of Norway": whoever the sentence began with.
    const led = from > 0 && subject === undefined ? mentionsIn(context, 0, from).find((m) => !m.locative) : undefined;
    if (led && led.code !== codes[0])
      return { codes: [led.code, codes[0] as string].sort(), via: [], origin: 'sentence', ...wide };
    const all = statesOf(context);
    if (all.length === 2) return { codes: all.sort(), via: [], origin: 'sentence', ...wide };
    // "In Zagreb, the Cambodian leader was received by President X": by that town's.
    const ground = mentionsIn(context, 0, LEADING).find((m) => m.locative && m.type === TAG.capital);
    const received = [1, 2, 3].some((i) => isClass(context.language, 'by', sentence, match.end - 2 + i));
    if (ground && received && ground.code !== codes[0])
      return { codes: [ground.code, codes[0] as string].sort(), via: [], origin: 'sentence', ...wide };
    const pair = pairWith(context, codes[0] as string);
    return pair ? { ...pair, origin: 'discourse', ...wide } : null;
  }
  const everywhere = statesOf(context);
  if (everywhere.length === 2) return { codes: everywhere.sort(), via: [], origin: 'sentence', ...at };
  const placed = mentionsIn(context, 0, sentence.tokens.length).every((m) => m.locative || m.start >= to);
  if (everywhere.length === 1 && !(placed && context.before)) {
    const pair = pairWith(context, everywhere[0] as string);
    if (pair) return { ...pair, origin: 'discourse', ...at };
  }
  // "The minister will be in Budapest tomorrow for talks with X": with those whose town it is.
  const journey = context.triggers.some((t) => t.rule.kind === 'visit' && t.match.start < match.start);
  const reached = mentionsIn(context, from, to).filter(
    (m) => !isClass(context.language, 'origin', sentence, m.start - 1),
  );
  const grounds = [...new Set(reached.map((m) => m.code))];
  const there = journey && grounds.length === 1 ? pairWith(context, grounds[0] as string) : null;
  if (there) return { ...there, origin: 'discourse', ...at };
  const pair = pairBefore(context);
  return pair ? { ...pair, ...at } : null;
}

const LEADING = 3;
/** The state of whom the sentence before was about, where "he" or "she" stands in a range. */
function pronounIn({ sentence, language, subject }: Context, from: number, to: number): string | null {
  if (subject === null) return null;
  for (let at = from; at < to; at++) if (isClass(language, 'hesubject', sentence, at)) return subject.nation;
  return null;
}

const MEDIA_WITHIN = 5;
const MAX_PERSONS = 8;

/** One person who met several of other states, each a meeting: "a rencontré le chancelier allemand, le Premier ministre égyptien et …". */
function meetings(context: Context, trigger: Trigger, when: When, governed: Governed): Outcome | null {
  const { sentence, home } = context;
  const { match } = trigger;
  const [, to] = segmentOf(context, match.start, match.end);
  const own =
    mentionsIn(context, 0, match.start)
      .filter((m) => !m.locative)
      .at(0)?.code ??
    pronounIn(context, 0, match.end) ??
    home;
  const others = mentionsIn(context, match.captures.v?.[1] ?? match.end - 1, to).filter(
    (m) => !m.locative && m.type !== TAG.person && m.code !== own,
  );
  const codes = [...new Set(others.map((m) => m.code))];
  if (own === null || codes.length < 2) return null;
  // Offices stand beside each state of such a list; states named for other reasons have none.
  const many = (m: Mention): boolean =>
    isClass(context.language, 'officers', sentence, m.start - 1) ||
    isClass(context.language, 'officers', sentence, m.start - 2);
  const held = codes.filter((code) =>
    others.some(
      (m, i) =>
        m.code === code &&
        // "ses homologues comorien X, gabonais Y et mozambicain Z"
        (others.slice(0, i + 1).some(many) ||
          [-4, -3, -2, -1, 0, 1, 2].some((i) =>
            isClass(context.language, 'officer', sentence, (i < 0 ? m.start : m.end) + i),
          )),
    ),
  );
  if (held.length < 2) return null;
  // "Met A on Monday and B on Tuesday": as many days as there are others.
  const days = datesOf(context).filter((d) => isEventDate(d) && d.start >= match.start && d.end <= to);
  const told =
    days.length === held.length ? days.map((d) => dated(context, d, governed.future ? 'future' : 'past')) : [];
  return held.map((code, i) => {
    const at = others.find((m) => m.code === code);
    const names = namesIn(context, at?.start ?? match.end, Math.min(to, (at?.end ?? match.end) + 8));
    return draft(trigger, { codes: [own, code], via: [], origin: 'clause' }, told[i] ?? when, governed, {
      persons: names.slice(0, 1).map((n) => n.name),
    });
  });
}

/** "Ambassadors", in the words of a match. */
function isPlural({ sentence, language }: Context, { start, end }: Trigger['match']): boolean {
  for (let at = start; at < end; at++) if (isClass(language, 'ambassadors', sentence, at)) return true;
  return false;
}

/** Several ambassadors received: one fact per sending state. */
function receptions(context: Context, trigger: Trigger, when: When, governed: Governed): Outcome | null {
  const { sentence, home } = context;
  const { match } = trigger;
  const senders = mentionsIn(context, match.start, sentence.tokens.length).filter(
    (m) => !m.locative && m.type !== TAG.person,
  );
  const codes = [...new Set(senders.map((m) => m.code))];
  const receiver =
    mentionsIn(context, 0, match.start)
      .filter((m) => !m.locative)
      .at(-1)?.code ??
    context.accredited() ??
    home;
  if (codes.length < 2 || receiver === null || codes.includes(receiver)) return null;
  return codes.map((code) =>
    draft(trigger, { codes: [receiver, code], via: [], origin: 'clause' }, when, governed, {
      sender: code,
      host: receiver,
    }),
  );
}

const WITHIN = 7;

/** Who gives and who gets: told by "from", "to" and "by" before a name, else by its side of the verb. */
function rolesOf(
  context: Context,
  { match, rule }: Trigger,
  names: readonly NamedPerson[],
): { readonly first: string | undefined; readonly second: string | undefined } {
  const { sentence, language } = context;
  const pivot = match.captures.v?.[0] ?? match.start;
  const roleOf = (name: NamedPerson): 'from' | 'to' | null => {
    for (let at = name.start - 1; at >= Math.max(0, name.start - WITHIN); at--) {
      const word = sentence.tokens[at]?.word;
      if (!word || word.punctuation || isClass(language, 'finite', sentence, at) || at === pivot) return null;
      if (isClass(language, 'to', sentence, at)) return 'to';
      if (
        isClass(language, 'by', sentence, at) ||
        (name.start > pivot && rule.kind !== 'honour-conferred' && isClass(language, 'sender', sentence, at))
      )
        return 'from';
    }
    return null;
  };
  const roles = names.map((name) => ({ name, role: roleOf(name) }));
  const one = (role: 'from' | 'to'): NamedPerson | undefined => roles.find((r) => r.role === role)?.name;
  const open = roles.filter((r) => r.role === null).map((r) => r.name);
  const from = one('from') ?? (one('to') ? undefined : null);
  const before = open.filter((n) => n.end <= pivot).at(-1);
  const after = open.find((n) => n.start >= pivot);
  const giver = one('from') ?? (from === null || one('to') ? before : undefined);
  // "À l'occasion de l'élection de X, Y lui a adressé …": the one named first.
  const pronoun = [2, 1].some((i) => isClass(language, 'himher', sentence, pivot - i));
  const earlier = pronoun ? open.find((n) => n.end <= pivot && n !== giver) : undefined;
  const getter = one('to') ?? earlier ?? after ?? (one('from') ? before : undefined);
  return { first: giver?.name, second: getter === giver ? undefined : getter?.name };
}

/** The ambassador whom a clause names behind the office, and whose he or she is. */
function ambassadorIn(
  context: Context,
  from: number,
  to: number,
): { readonly name: string | undefined; readonly sender: string | undefined } | null {
  const { sentence, language } = context;
  for (let at = from; at < to; at++) {
    if (!isClass(language, 'ambassador', sentence, at)) continue;
    const behind = Array.from({ length: MAX_OFFICE }, (_, i) => at + 1 + i);
    // "The ambassador was received by President X": the name behind the verb is another's.
    const verb = behind.find((i) => isClass(language, 'finite', sentence, i)) ?? to;
    const name = namesIn(context, at + 1, Math.min(to, at + MAX_OFFICE, verb))[0];
    const states = mentionsIn(context, Math.max(from, at - 2), name?.start ?? Math.min(to, at + MAX_OFFICE));
    const sender = states.find((m) => m.type !== TAG.person && !m.locative)?.code ?? name?.nation ?? undefined;
    return { name: name?.name, sender };
  }
  return null;
}

const POSTS: ReadonlySet<string> = new Set(['ambassador-appointed', 'ambassador-recalled']);
const MAX_OFFICE = 10;
const NTH = 2;

const MAX_NAMED = 3;

/** "The Golden Star Order": where its name begins. */
function startOfHonour({ sentence, language }: Context, { start }: Tag): number {
  let from = start;
  while (from > 1 && start - from < MAX_NAMED) {
    const word = sentence.tokens[from - 1]?.word;
    const person = sentence.tags.some((tag) => tag.type === TAG.person && tag.start < from && tag.end >= from);
    if (!word?.capital || word.punctuation || person || isClass(language, 'officer', sentence, from - 1)) break;
    if (mentionsIn({ sentence, language }, from - 1, from).length > 0) break;
    from--;
  }
  return from;
}

const HABIT = 6;

/** "They often hold telephone conversations", "on a regular basis". */
function isHabit({ sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = Math.max(0, match.start - HABIT); at < match.end + HABIT; at++)
    if (isClass(language, 'habit', sentence, at)) return true;
  return false;
}

/** Talks, messages, invitations, receptions and honours. */
export function encounter(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { match, rule } = trigger;
  const sided = (POSTS.has(rule.kind) ? postOf(context, trigger) : null) ?? sidesOf(context, trigger);
  if (!sided) return [refuse(trigger, 'no-parties')];
  if (sided.codes.length !== 2) return [refuse(trigger, sided.codes.length < 2 ? 'domestic' : 'multilateral')];
  const [from, to] = segmentOf(context, match.start, match.end);
  for (let at = from; at < to; at++)
    if (
      rule.kind === 'meeting' &&
      isClass(context.language, 'local', context.sentence, at) &&
      // "La sous-région"
      context.sentence.tokens[at - 1]?.word.text !== '-' &&
      // "the People's Republic" and "the minister of regional integration" are none.
      !context.sentence.tags.some((tag) => tag.type === TAG.state && tag.start <= at && at < tag.end) &&
      ![1, 2, 3, 4].some((i) => isClass(context.language, 'officer', context.sentence, at - i))
    )
      return [refuse(trigger, 'local')];
  if (rule.kind === 'message' && isHabit(context, trigger)) return [refuse(trigger, 'generic')];
  if (rule.kind === 'meeting' && isInterview(context, match.end)) return [refuse(trigger, 'media')];
  if (rule.kind === 'ambassador-received' && isInterview(context, Math.max(0, match.start - MEDIA_WITHIN)))
    return [refuse(trigger, 'media')];
  // "The leaders we met in Washington": who speaks is nobody of office.
  const said = match.captures.v?.[0];
  if (
    rule.kind === 'meeting' &&
    said !== undefined &&
    isClass(context.language, 'firstperson', context.sentence, said - 1)
  )
    return [refuse(trigger, 'generic')];
  if (rule.kind === 'meeting' && isPrivate(context, match.end)) return [refuse(trigger, 'corporate')];
  if (rule.kind === 'meeting' && isUnion(context, match.end)) return [refuse(trigger, 'multilateral')];
  // "The ministers of Morocco and of twelve countries of the Pacific will meet": many will.
  if (rule.kind === 'meeting' && isOfMany(context, from, to)) return [refuse(trigger, 'multilateral')];
  // "The 18th BIMSTEC ministerial meeting": many met.
  const nth = context.sentence.tags.some(
    (tag) =>
      tag.type === TAG.ordinal &&
      tag.end <= match.start &&
      match.start - tag.end <= NTH &&
      !isClass(context.language, 'officer', context.sentence, tag.end),
  );
  if (rule.kind === 'meeting' && nth && match.captures.v === undefined) return [refuse(trigger, 'multilateral')];
  // "Yerevan received the Togolese minister in June": told as a visit, and who came with letters as their presentation.
  const told = ({ rule: other, match: { captures } }: Trigger): boolean =>
    (other.kind === 'visit' && captures.host !== undefined && captures.v?.[0] === match.captures.v?.[0]) ||
    (other.kind === 'credentials-presented' &&
      isClass(context.language, 'receiving', context.sentence, match.captures.v?.[0] ?? -1));
  if (rule.kind === 'meeting' && match.captures.v !== undefined && context.triggers.some(told))
    return [refuse(trigger, 'generic')];
  if (
    rule.kind === 'meeting' &&
    (isGeneral(context, trigger) || isWelcome(context, trigger) || isAudienceTold(context, trigger))
  )
    return [refuse(trigger, 'generic')];
  const when =
    (rule.kind === 'meeting' ? whenTold(context, trigger) : null) ??
    whenOf(context, trigger, governed.future ? 'future' : 'past', rule.undated ?? undated);
  const names = namesIn(context, from, to);
  const captured = (name: string): string | undefined => {
    const range = match.captures[name];
    const text = range === undefined ? undefined : textOf(context, range[0], range[1]);
    // "The Cuban ambassador", without a name.
    return range && (namesIn(context, range[0], range[1])[0]?.name ?? (/^\p{Lu}/u.test(text ?? '') ? text : undefined));
  };
  const { first, second } = rolesOf(context, trigger, names);
  switch (rule.kind) {
    case 'meeting': {
      const several = meetings(context, trigger, when, governed);
      if (several) return several;
      const other = metBesides(context, trigger, from, to);
      return [
        {
          ...draft(trigger, sided, when, governed, {
            persons: [
              ...new Set((other ?? names).filter((n) => n.known || n.name.includes(' ')).map((n) => n.name)),
            ].slice(0, MAX_PERSONS),
          }),
          another: other !== null || isAnother(context, trigger),
        },
      ];
    }
    case 'ambassador-received':
    case 'ambassador-appointed':
    case 'ambassador-recalled': {
      const several = rule.kind === 'ambassador-received' ? receptions(context, trigger, when, governed) : null;
      if (several) return several;
      // "Received newly appointed ambassadors": whose, another sentence tells.
      const nobody = mentionsIn(context, match.start, context.sentence.tokens.length).every(
        (m) => m.locative || m.code === context.home,
      );
      if (
        rule.kind === 'ambassador-received' &&
        nobody &&
        namesIn(context, match.start, to).length === 0 &&
        isPlural(context, match)
      ) {
        const opens = context.home === null ? {} : { opens: { receiver: context.home, when } };
        return [{ ...refuse(trigger, 'generic'), ...opens }];
      }
      const office = ambassadorIn(context, from, to);
      const sender = office?.sender !== undefined && sided.codes.includes(office.sender) ? office.sender : undefined;
      const host = sender === undefined ? undefined : sided.codes.find((code) => code !== sender);
      // "President Trong received the Cuban ambassador": the only one who is named is the host.
      const verb = match.captures.v?.[0] ?? match.start;
      const isEnvoy = (at: number): boolean => isClass(context.language, 'ambassador', context.sentence, at);
      const envoy = Array.from({ length: to }, (_, at) => at).findIndex((at) => at > verb && isEnvoy(at));
      const isBy = ({ start }: NamedPerson): boolean =>
        [1, 2, 3].some((i) => isClass(context.language, 'by', context.sentence, start - i));
      const isHost = (n: NamedPerson): boolean =>
        (n.nation ?? '') === host || (n.end <= verb && envoy > verb) || (n.start > verb && isBy(n));
      const other = second ?? (names.every(isHost) ? undefined : first);
      const ambassador = (office?.name ?? captured('ambassador') ?? other) || undefined;
      const by =
        rule.kind === 'ambassador-received'
          ? (captured('by') ?? names.map((n) => n.name).find((n) => n !== ambassador))
          : undefined;
      return [draft(trigger, sided, when, governed, { ambassador, by, sender, host })];
    }
    case 'honour-conferred': {
      if (!isForeign(context)) return [refuse(trigger, 'domestic')];
      if (namesCompany(context, from, match.start)) return [refuse(trigger, 'corporate')];
      const all = termsIn(context, TAG.honour, from, to);
      // "Russia's highest state award, the Order of St. Andrew": the name says more than the sort.
      const honour = all.find((tag) => endOfHonour(context, tag) > tag.end) ?? all[0];
      const end = honour ? endOfHonour(context, honour) : 0;
      const start = honour ? startOfHonour(context, honour) : 0;
      const people = names.filter((n) => !honour || n.end <= start || n.start >= end);
      const given = rolesOf(context, trigger, people);
      return [
        draft(trigger, sided, when, governed, {
          honour: honour ? textOf(context, start, end) : undefined,
          by: given.second === undefined ? undefined : given.first,
          to: given.second ?? given.first,
        }),
      ];
    }
    default: {
      const several = rule.kind === 'message' ? messages(context, trigger, when, governed) : null;
      return several ?? [draft(trigger, sided, when, governed, { from: first, to: second })];
    }
  }
}
