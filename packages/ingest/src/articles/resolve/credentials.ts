import { TAG } from '../text/sentence.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { draft, namesIn, refuse } from './drafts.ts';
import { isClass, type Mention, mentionsIn, partiesOf, segmentOf } from './parties.ts';
import { whenOf } from './when.ts';

const NEAR = 7;

/** "Resident in Pretoria": where someone lives, not where credentials are presented. */
function resides({ sentence, language }: Context, { start }: Mention): boolean {
  return [1, 2, 3].some((i) => isClass(language, 'residing', sentence, start - i));
}

/**
 * The state to whose head credentials go: named behind "to" right after the words, or before a verb of receiving,
 * else home. The "to" of "ambassador to Belarus" stands before them.
 */
function receiverOf(context: Context, trigger: Trigger): string | null {
  const { sentence, language, home } = context;
  const { match } = trigger;
  for (let at = match.end; at < Math.min(sentence.tokens.length, match.end + 3); at++) {
    if (!isClass(language, 'to', sentence, at)) continue;
    const named = mentionsIn(context, at, Math.min(sentence.tokens.length, at + NEAR))[0];
    if (named) return named.code;
  }
  const verb = match.captures.v?.[0];
  if (verb !== undefined && isClass(language, 'receiving', sentence, verb)) {
    const subject = mentionsIn(context, 0, verb)
      .filter((m) => !m.locative)
      .at(-1);
    if (subject) return subject.code;
  }
  // "At a ceremony in Rashtrapati Bhavan": credentials go to who governs there.
  const towns = mentionsIn(context, ...segmentOf(context, match.start, match.end)).filter(
    (m) => m.type === TAG.capital && m.locative && !resides(context, m),
  );
  const seat = towns.every((m) => m.code === towns[0]?.code) ? towns[0]?.code : undefined;
  return seat ?? context.ceremony?.receiver ?? home;
}

/** Who of a list comes from a state: the name right behind it, in front of its bracket, or nearest without a comma. */
function ambassadorOf(context: Context, code: string, states: readonly Mention[]): string | undefined {
  const { sentence } = context;
  const names = namesIn(context, 0, sentence.tokens.length);
  let best: { readonly name: string; readonly cost: number } | undefined;
  for (const state of states) {
    if (state.code !== code) continue;
    for (const one of names) {
      const cost = apart(context, one, state);
      // A name that stands nearer to another state is of that one.
      const others = Math.min(...states.filter((m) => m.code !== code).map((m) => apart(context, one, m)));
      if (cost <= others && cost < (best?.cost ?? MAX_APART)) best = { name: one.name, cost };
    }
  }
  return best?.name;
}

const MAX_APART = 8;
const MAX_BETWEEN = 4;

/** How far a name and a state stand apart in words, a comma counting as more. */
function apart({ sentence }: Context, name: { start: number; end: number }, state: Mention): number {
  const behind = name.start >= state.end;
  const [from, to] = behind ? [state.end, name.start] : [name.end, state.start];
  if (to - from > MAX_BETWEEN) return Number.POSITIVE_INFINITY;
  const commas = sentence.tokens.slice(from, to).filter(({ word }) => word.text === ',').length;
  return to - from + (behind ? commas : 0.5 + 3 * commas);
}

/** True for the state behind "Ambassador of". */
function isSender({ sentence, language }: Context, { start }: Mention): boolean {
  let at = start - 1;
  let of = false;
  for (; at >= 0 && (isClass(language, 'article', sentence, at) || isClass(language, 'genitive', sentence, at)); at--)
    of ||= isClass(language, 'genitive', sentence, at);
  // "Ms Ryan of Ireland" as much as "the Ambassador of Ireland".
  const named = sentence.tags.some((tag) => tag.type === TAG.person && tag.end === at + 1);
  if (!of) return false;
  if (named) return true;
  // "Ambassadeur extraordinaire et plénipotentiaire de …"
  for (let back = 0; back <= MAX_TITLE; back++) {
    if (isClass(language, 'ambassador', sentence, at - back)) return true;
    if (sentence.tokens[at - back]?.word.punctuation) return false;
  }
  return false;
}

const MAX_TITLE = 3;

/** True for a state in a list of states: only commas and "and" between it and its neighbour. */
function isOneOf({ sentence, language }: Context, { code, start, end }: Mention, all: readonly Mention[]): boolean {
  const joins = (from: number, to: number): boolean =>
    to > from &&
    to - from <= 2 &&
    sentence.tokens
      .slice(from, to)
      .every(({ word }, i) => word.text === ',' || isClass(language, 'and', sentence, from + i));
  // "… of Niger, Mahamadou Issoufou": a state and its own president are no list.
  return all.some((m) => m.code !== code && (joins(end, m.start) || joins(m.end, start)));
}

/** Credentials: one fact per sending state of the sentence. */
export function credentials(
  context: Context,
  trigger: Trigger,
  governed: Governed,
  undated: 'report' | 'null',
): Outcome {
  const { match } = trigger;
  const { sentence } = context;
  if (
    mentionsIn(context, 0, sentence.tokens.length).length === 0 &&
    namesIn(context, 0, sentence.tokens.length).length === 0
  ) {
    // "They handed him their letters on 13 August. They are: …"
    const theirs = Array.from({ length: match.end - match.start }, (_, i) => match.start + i).some((at) =>
      isClass(context.language, 'theirs', sentence, at),
    );
    const receiver = context.ceremony?.receiver ?? context.home;
    const told = whenOf(context, trigger, governed.future ? 'future' : 'past', undated);
    return [
      { ...refuse(trigger, 'generic'), ...(theirs && receiver !== null ? { opens: { receiver, when: told } } : {}) },
    ];
  }
  const told = whenOf(context, trigger, governed.future ? 'future' : 'past', undated);
  const dated = told.origin !== 'clock' && told.origin !== 'none';
  const when = dated || !context.ceremony ? told : context.ceremony.when;
  const all = mentionsIn(context, 0, sentence.tokens.length).filter(
    (m) => m.type !== TAG.city && m.type !== TAG.capital,
  );
  // "The ambassadors of Peru, X, who has served in France, of …": where they were before sends nobody.
  const named = all.filter((m) => isSender(context, m));
  const codes = [
    ...new Set(all.filter((m) => named.length === 0 || !m.locative || m.type === TAG.person).map((m) => m.code)),
  ];
  const receiver = receiverOf(context, trigger) ?? (codes[0] as string | undefined) ?? null;
  const isOne = (at: number): boolean => isClass(context.language, 'ambassador', sentence, at);
  // "X as ambassador of Finland and Y, ambassador of Malaysia": two, one word each.
  const plural =
    Array.from(sentence.tokens.keys()).some((at) => isClass(context.language, 'ambassadors', sentence, at)) ||
    sentence.tokens.filter((_, at) => isOne(at)).length > 1;
  // "The ambassador of Israel …, since an accord that the United States had brought about": whose office it is.
  const own = plural ? [] : named.map((m) => m.code).filter((code) => code !== receiver);
  const senders = own.length > 0 ? [...new Set(own)] : codes.filter((code) => code !== receiver);
  if (receiver !== null && senders.length === 0 && plural)
    return [{ ...refuse(trigger, 'generic'), opens: { receiver, when } }];
  // "The envoys of Slovakia and Benin also presented theirs": to the host of the ceremony.
  const elsewhere = plural && receiver !== null && codes.length === 2 && !codes.includes(receiver);
  if ((codes.length <= 2 || own.length === 1) && !elsewhere) {
    const ambassador = namesIn(context, 0, sentence.tokens.length);
    const pair = receiver !== null && senders.length === 1 && named.length > 0 ? [receiver, ...senders] : codes;
    const sided =
      pair.length === 2
        ? {
            codes: pair,
            via: [],
            origin: 'clause' as const,
            from: Math.min(match.start, ...named.map((m) => m.start)),
            to: Math.max(match.end, ...named.map((m) => m.end)),
          }
        : partiesOf(context, match.start, match.end);
    if (sided?.codes.length !== 2) return [refuse(trigger, 'no-parties')];
    const [only] = senders;
    const beside = only === undefined ? undefined : ambassadorOf(context, only, all);
    const name = beside ?? ambassador.find((n) => n.nation !== receiver)?.name ?? ambassador[0]?.name;
    const sender = receiver === null ? undefined : sided.codes.find((code) => code !== receiver);
    const host = sender === undefined ? undefined : (receiver ?? undefined);
    return [draft(trigger, sided, when, governed, { ambassador: name, sender, host })];
  }
  if (receiver === null) return [refuse(trigger, 'no-parties')];
  // All that are named send one: to whom, the sentence does not say.
  const listed = all.filter((m) => m.code === receiver && (isOneOf(context, m, all) || isSender(context, m)));
  if (
    plural &&
    listed.length > 0 &&
    receiver === context.home &&
    all.filter((m) => m.code === receiver && m.type !== TAG.person).length === 1
  )
    return [refuse(trigger, 'no-parties')];
  return senders.map((code) => {
    const own = all.filter((m) => m.code === code);
    const name = ambassadorOf(context, code, all);
    return draft(
      trigger,
      { codes: [receiver, code], via: [], origin: 'clause' },
      when,
      governed,
      { sender: code, host: receiver, ambassador: name },
      [
        Math.min(match.start, ...own.map((m) => m.start)),
        Math.max(match.end, ...own.map((m) => m.end), when.tag?.end ?? 0),
      ],
    );
  });
}

/** Senders listed by name and state in the sentences behind ("They are X (Argentina), Y (Malawi) …"). */
export function listedSenders(
  context: Context,
  receiver: string,
): { code: string; name: string | undefined; start: number; end: number }[] {
  const { sentence } = context;
  const found: { code: string; name: string; start: number; end: number }[] = [];
  const names = namesIn(context, 0, sentence.tokens.length);
  // "X of Syria, Y of Tunisia": a list that begins with a name and its state goes on so.
  const [first] = names;
  const isOf = ({ end }: { end: number }): boolean =>
    isClass(context.language, 'genitive', sentence, end) &&
    mentionsIn(context, end, Math.min(sentence.tokens.length, end + 4)).length > 0;
  const ofState = first !== undefined && isOf(first);
  for (const name of names) {
    const open = sentence.tokens[name.end]?.word.text;
    const bracket = open === '(';
    // "(They are) the ambassadors of Nepal, X, of Georgia, Y": a name set behind its state.
    const ahead =
      ofState && isOf(name) ? undefined : (namedBehind(context, name.start) ?? possessedBy(context, name.start));
    if (ahead && ahead.code !== receiver) {
      found.push({ code: ahead.code, name: name.name, start: ahead.start, end: name.end });
      continue;
    }
    if (
      !bracket &&
      open !== '–' &&
      open !== '-' &&
      !isClass(context.language, 'genitive', sentence, name.end) &&
      !isClass(context.language, 'origin', sentence, name.end)
    )
      continue;
    const state = mentionsIn(context, name.end, Math.min(sentence.tokens.length, name.end + 4)).find(
      (m) => m.type === TAG.state,
    );
    if (state && state.code !== receiver)
      found.push({ code: state.code, name: name.name, start: name.start, end: state.end + (bracket ? 1 : 0) });
  }
  if (found.length > 0) return found;
  const listed = statesListed(context, receiver);
  return listed.length > 0 ? listed : ofOffice(context, receiver);
}

/** "- X, ambassador extraordinary and plenipotentiary of Côte d'Ivoire to the Gabonese Republic": one of a line each. */
function ofOffice(
  context: Context,
  receiver: string,
): { code: string; name: string | undefined; start: number; end: number }[] {
  const { sentence } = context;
  const sender = mentionsIn(context, 0, sentence.tokens.length).find((m) => isSender(context, m));
  const name = namesIn(context, 0, sentence.tokens.length)[0];
  if (!sender || !name || sender.code === receiver || name.start > OFFICE_OPENS || name.end > sender.start) return [];
  return [{ code: sender.code, name: name.name, start: name.start, end: sender.end }];
}

/** "They are those of Chile, Jamaica, Nepal and Togo": senders without their names. */
function statesListed(
  context: Context,
  receiver: string,
): { code: string; name: undefined; start: number; end: number }[] {
  const { sentence, language } = context;
  const opens = sentence.tokens.findIndex(
    (_, at) => isClass(language, 'ambassadors', sentence, at) || isClass(language, 'demonstrative', sentence, at),
  );
  const states = mentionsIn(context, 0, sentence.tokens.length).filter((m) => m.type === TAG.state);
  const [first] = states;
  if (
    opens < 0 ||
    opens >= LIST_OPENS ||
    states.length < 2 ||
    !first ||
    first.start < opens ||
    first.start - opens > NEAR
  )
    return [];
  // One list: nothing but commas and small words between one and the next.
  const apart = states.some((m, i) => i > 0 && m.start - (states[i - 1] as Mention).end > LIST_STEP);
  if (apart || states.some((m) => m.locative || m.code === receiver)) return [];
  return states.map(({ code, start, end }) => ({ code, name: undefined, start, end }));
}

const LIST_OPENS = 6;
const OFFICE_OPENS = 9;
const LIST_STEP = 4;

/** The state of "Trinidad and Tobago's X". */
function possessedBy(context: Context, at: number): Mention | undefined {
  if (at < 2 || !isClass(context.language, 'genitive', context.sentence, at - 1)) return undefined;
  return mentionsIn(context, Math.max(0, at - 6), at).find((m) => m.type === TAG.state && m.end === at - 1);
}

/** The state of "of Nepal, X" in front of a name in a list of ambassadors. */
function namedBehind(context: Context, at: number): Mention | undefined {
  const { sentence, language } = context;
  if (sentence.tokens[at - 1]?.word.text !== ',') return undefined;
  const state = mentionsIn(context, Math.max(0, at - 6), at).find((m) => m.type === TAG.state && m.end === at - 1);
  if (!state) return undefined;
  const before = isClass(language, 'article', sentence, state.start - 1) ? [1, 2] : [1];
  const owned = before.some((i) => isClass(language, 'genitive', sentence, state.start - i));
  const list = sentence.tokens.some((_, i) => isClass(language, 'ambassadors', sentence, i));
  return owned && list ? state : undefined;
}
