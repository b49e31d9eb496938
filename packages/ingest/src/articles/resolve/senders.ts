import { TAG } from '../text/sentence.ts';
import type { Context, Sender, Trigger } from './context.ts';
import { type NamedPerson, namesIn } from './drafts.ts';
import { isClass, isJoined, type Mention, mentionsIn, type Sided } from './parties.ts';

/** Who of a list comes from a state: the name right behind it, in front of its bracket, or nearest without a comma. */
export function ambassadorOf(context: Context, code: string, states: readonly Mention[]): string | undefined {
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
const NEAR = 7;

/** How far a name and a state stand apart in words, a comma counting as more. */
function apart({ sentence }: Context, name: { start: number; end: number }, state: Mention): number {
  const behind = name.start >= state.end;
  const [from, to] = behind ? [state.end, name.start] : [name.end, state.start];
  if (to - from > MAX_BETWEEN) return Number.POSITIVE_INFINITY;
  const commas = sentence.tokens.slice(from, to).filter(({ word }) => word.text === ',').length;
  return to - from + (behind ? commas : 0.5 + 3 * commas);
}

/** True for the state behind "Ambassador of". */
export function isSender({ sentence, language }: Pick<Context, 'sentence' | 'language'>, { start }: Mention): boolean {
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
const TITLED = 7;
const BEYOND = 12;

/** States behind "Ambassador of", with those listed behind one of them ("of Nigeria, of Chad and of Botswana"). */
export function sendersIn(context: Context, all: readonly Mention[]): readonly Mention[] {
  const found: Mention[] = [];
  for (const mention of all) {
    const last = found.at(-1);
    const listed = last !== undefined && last.code !== mention.code && isJoined(context, last.end, mention.start);
    if (listed || isSender(context, mention)) found.push(mention);
  }
  return found;
}

const ACCREDITED = 8;

/** The state where "ambassadors accredited to Benin", "ambassador of France in Mali" are at their post. */
export function accreditedIn(context: Pick<Context, 'sentence' | 'language'>): string | null {
  const { sentence, language } = context;
  const all = mentionsIn(context, 0, sentence.tokens.length);
  for (const { code, start, locative, type } of all) {
    const named = (type & (TAG.state | TAG.capital)) !== 0;
    if (!named || (!locative && !isClass(language, 'to', sentence, start - 1))) continue;
    // "Ambassador of Colombia to Mongolia"
    const sender = all.findLast((m) => m.end <= start);
    if (sender && start - sender.end <= 2 && isSender({ sentence, language }, sender)) return code;
    for (let at = start - 1; at >= Math.max(0, start - ACCREDITED); at--) {
      if (isClass(language, 'accredited', sentence, at)) return code;
      if (isClass(language, 'finite', sentence, at) || mentionsIn(context, at, at + 1).length > 0) break;
    }
  }
  return null;
}

/** True for a state in a list of states: only commas and "and" between it and its neighbour. */
export function isOneOf(
  { sentence, language }: Context,
  { code, start, end }: Mention,
  all: readonly Mention[],
): boolean {
  const joins = (from: number, to: number): boolean =>
    to > from &&
    to - from <= 2 &&
    sentence.tokens
      .slice(from, to)
      .every(({ word }, i) => word.text === ',' || isClass(language, 'and', sentence, from + i));
  // "… of Niger, Mahamadou Issoufou": a state and its own president are no list.
  return all.some((m) => m.code !== code && (joins(end, m.start) || joins(m.end, start)));
}

/** Senders listed by name and state in the sentences behind ("They are X (Argentina), Y (Malawi) …"). */
export function listedSenders(context: Context, receiver: string): Sender[] {
  const { sentence } = context;
  const offices = byOffice(context, receiver);
  if (offices.length > 0) return offices;
  const found: Sender[] = [];
  const names = namesIn(context, 0, sentence.tokens.length);
  // "X of Syria, Y of Tunisia": a list that begins with a name and its state goes on so.
  const [first] = names;
  // "X, du Portugal, Y, du Soudan du Sud", where no state stands in front of the first.
  const leads = first !== undefined && mentionsIn(context, 0, first.start).length === 0;
  const isOf = ({ end }: { end: number }): boolean => {
    const at = leads && sentence.tokens[end]?.word.text === ',' ? end + 1 : end;
    return (
      isClass(context.language, 'genitive', sentence, at) &&
      mentionsIn(context, at, Math.min(sentence.tokens.length, at + 4)).length > 0
    );
  };
  const ofState = first !== undefined && isOf(first);
  for (const name of names) {
    const open = sentence.tokens[name.end]?.word.text;
    const bracket = open === '(';
    // "(They are) the ambassadors of Nepal, X, of Georgia, Y": a name set behind its state.
    const ahead =
      (ofState && isOf(name)) || (bracket && mentionsIn(context, name.end, name.end + 4).length > 0)
        ? undefined
        : (dashedTo(context, name.start) ?? namedBehind(context, name.start) ?? possessedBy(context, name.start));
    if (ahead && ahead.code !== receiver) {
      found.push({ code: ahead.code, name: name.name, start: ahead.start, end: name.end });
      continue;
    }
    const state =
      bracket ||
      open === '–' ||
      open === '-' ||
      isClass(context.language, 'genitive', sentence, name.end) ||
      isClass(context.language, 'origin', sentence, name.end) ||
      isClass(context.language, 'onbehalf', sentence, name.end)
        ? mentionsIn(context, name.end, Math.min(sentence.tokens.length, name.end + 4)).find(
            (m) => m.type === TAG.state || (bracket && m.type === TAG.people),
          )
        : (besides(context, name) ??
          styled(context, name) ??
          titled(context, name) ??
          representing(context, name) ??
          (ofState && leads && isOf(name) ? ofComma(context, name) : undefined) ??
          becoming(context, name));
    if (state && state.code !== receiver)
      found.push({ code: state.code, name: name.name, start: name.start, end: state.end + (bracket ? 1 : 0) });
  }
  if (found.length > 0) return found;
  const listed = statesListed(context, receiver);
  return listed.length > 0 ? listed : ofOffice(context, receiver);
}

/**
 * "They are the ambassador of Algeria, X, the ambassador of Suriname to Ghana, Y, and Gambian High Commissioner Z": each
 * office with the name behind it, where an office stands in front of the first name and there are several, or a list
 * of few goes on ("The rest are …").
 */
function byOffice(context: Context, receiver: string): Sender[] {
  const { sentence, language } = context;
  const names = namesIn(context, 0, sentence.tokens.length);
  const all = mentionsIn(context, 0, sentence.tokens.length);
  const isEnvoy = (at: number): boolean => isClass(language, 'ambassador', sentence, at);
  const offices = all.filter(
    (m) =>
      m.code !== receiver &&
      (isSender(context, m) || (m.type === TAG.people && [0, 1].some((i) => isEnvoy(m.end + i)))),
  );
  const [first] = offices;
  if (!first || offices.length < 2) return [];
  if (names[0] && names[0].start < first.start) return [];
  return offices.map((office, i) => {
    const next = offices[i + 1]?.start ?? sentence.tokens.length;
    const name = names.find((n) => n.start >= office.end && n.end <= next);
    return { code: office.code, name: name?.name, start: office.start, end: Math.max(office.end, name?.end ?? 0) };
  });
}

/** "Ambassador X, Republic of Korea": a state that stands alone behind the comma, on a line of an ambassador's own. */
function besides(context: Context, { end }: NamedPerson): Mention | undefined {
  const { sentence, language } = context;
  if (sentence.tokens[end]?.word.text !== ',') return undefined;
  const opens = Array.from({ length: TITLED }, (_, at) => at);
  const titled = opens.some((at) =>
    (['ambassador', 'mister'] as const).some((c) => isClass(language, c, sentence, at)),
  );
  const state = mentionsIn(context, end + 1, end + 3).find((m) => m.type === TAG.state && m.start <= end + 2);
  // "- H.E. Mr X, Kingdom of Spain, resident in Libreville ;"
  const resides = (from: number): boolean =>
    [1, 2, 3, 4].some((i) => isClass(language, 'residing', sentence, from + i)) ||
    namesIn(context, from, Math.min(sentence.tokens.length, from + BEYOND)).length > 0;
  const closes =
    state !== undefined &&
    (sentence.tokens.slice(state.end).every(({ word }) => word.punctuation) ||
      sentence.tokens[state.end]?.word.text === ';' ||
      (sentence.tokens[state.end]?.word.text === ',' && resides(state.end)));
  return titled && closes ? state : undefined;
}

/** "X, Australian Ambassador", "Y, Ambassador of Angola": a style of its own behind the comma. */
function styled({ sentence, language }: Context, { end }: NamedPerson): Mention | undefined {
  if (sentence.tokens[end]?.word.text !== ',') return undefined;
  const state = mentionsIn({ sentence, language }, end + 1, Math.min(sentence.tokens.length, end + STYLE)).find(
    (m) => (m.type & (TAG.people | TAG.state)) !== 0,
  );
  return state && [0, 1].some((i) => isClass(language, 'ambassador', sentence, state.end + i)) ? state : undefined;
}

const STYLE = 5;

/** "X, ambassadeur de l'Inde", "Y, le nouvel ambassadeur extraordinaire et plénipotentiaire du Togo": up to the next name. */
function titled(context: Context, { end }: NamedPerson): Mention | undefined {
  const { sentence, language } = context;
  if (sentence.tokens[end]?.word.text !== ',') return undefined;
  const office = [1, 2, 3].map((i) => end + i).find((at) => isClass(language, 'ambassador', sentence, at));
  if (office === undefined) return undefined;
  const next = namesIn(context, office, sentence.tokens.length)[0]?.start ?? sentence.tokens.length;
  const state = mentionsIn(context, office, Math.min(next, office + TITLED + 1)).find((m) => m.type === TAG.state);
  return state && isSender(context, state) ? state : undefined;
}

/** "X, representing the Republic of Benin". */
function representing(context: Context, { end }: NamedPerson): Mention | undefined {
  const { sentence, language } = context;
  if (sentence.tokens[end]?.word.text !== ',' || !isClass(language, 'representing', sentence, end + 1))
    return undefined;
  return mentionsIn(context, end + 2, Math.min(sentence.tokens.length, end + 6)).find((m) => m.type === TAG.state);
}

/** The state of "X, du Portugal". */
function ofComma(context: Context, { end }: NamedPerson): Mention | undefined {
  return mentionsIn(context, end + 1, Math.min(context.sentence.tokens.length, end + 5)).find(
    (m) => m.type === TAG.state,
  );
}

/** "X became the first ambassador to Washington from Tajikistan": the state behind, up to the next name. */
function becoming(context: Context, { end }: NamedPerson): Mention | undefined {
  const { sentence, language } = context;
  const next = namesIn(context, end, sentence.tokens.length)[0]?.start ?? sentence.tokens.length;
  const envoy = sentence.tokens.findIndex(
    (_, at) => at >= end && at < next && isClass(language, 'ambassador', sentence, at),
  );
  if (envoy < 0) return undefined;
  return mentionsIn(context, envoy, next).find(
    (m) => m.type === TAG.state && isClass(language, 'origin', sentence, m.start - 1),
  );
}

/** "- X, ambassador extraordinary and plenipotentiary of Côte d'Ivoire to the Gabonese Republic": one of a line each. */
function ofOffice(context: Context, receiver: string): Sender[] {
  const { sentence } = context;
  const sender = mentionsIn(context, 0, sentence.tokens.length).find((m) => isSender(context, m));
  const name = namesIn(context, 0, sentence.tokens.length)[0];
  // "The first is the new ambassador of Switzerland, Y": told one by one.
  const counted = sentence.tags.some((tag) => tag.type === TAG.ordinal && tag.start < COUNTED);
  if (counted && sender && sender.code !== receiver && sender.start <= OFFICE_OPENS)
    return [{ code: sender.code, name: name?.name, start: sender.start, end: Math.max(sender.end, name?.end ?? 0) }];
  if (!sender || !name || sender.code === receiver || name.start > OFFICE_OPENS || name.end > sender.start) return [];
  return [{ code: sender.code, name: name.name, start: name.start, end: sender.end }];
}

/** "They are those of Chile, Jamaica, Nepal and Togo": senders without their names. */
function statesListed(context: Context, receiver: string): Sender[] {
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

/** "The ambassadors accredited include those of …": a list of senders, however far behind the ceremony. */
export function namesSenders(context: Context, receiver: string): boolean {
  const { sentence, language } = context;
  const named = Array.from({ length: LIST_OPENS }, (_, at) => at).some((at) =>
    isClass(language, 'ambassadors', sentence, at),
  );
  return named && statesListed(context, receiver).length > 0;
}

const LIST_OPENS = 6;
const OFFICE_OPENS = 9;
const COUNTED = 3;
const LIST_STEP = 4;

/** The state of "Trinidad and Tobago's X". */
function possessedBy(context: Context, at: number): Mention | undefined {
  if (at < 2 || !isClass(context.language, 'genitive', context.sentence, at - 1)) return undefined;
  return mentionsIn(context, Math.max(0, at - 6), at).find((m) => m.type === TAG.state && m.end === at - 1);
}

/** The state of "Burundi – X" in front of a name. */
function dashedTo({ sentence, language }: Context, at: number): Mention | undefined {
  if (!/^[–—-]$/.test(sentence.tokens[at - 1]?.word.text ?? '')) return undefined;
  return mentionsIn({ sentence, language }, Math.max(0, at - NEAR), at).find(
    (m) => m.type === TAG.state && m.end === at - 1,
  );
}

/** The state of "of Nepal, X" in front of a name in a list of ambassadors. */
function namedBehind(context: Context, at: number): Mention | undefined {
  const { sentence, language } = context;
  if (sentence.tokens[at - 1]?.word.text !== ',') return undefined;
  const state = mentionsIn(context, Math.max(0, at - 6), at).find((m) => m.type === TAG.state && m.end === at - 1);
  if (!state) return undefined;
  const before = isClass(language, 'article', sentence, state.start - 1) ? [1, 2] : [1];
  const owned = before.some((i) => isClass(language, 'genitive', sentence, state.start - i));
  // "The ambassadors of Uganda, X, Vietnam, Y, and Senegal, Z"
  const joined = before.some(
    (i) => sentence.tokens[state.start - i]?.word.text === ',' || isClass(language, 'and', sentence, state.start - i),
  );
  const list = sentence.tokens.some((_, i) => i < state.start && isClass(language, 'ambassadors', sentence, i));
  return (owned || joined) && list ? state : undefined;
}

const POST = 3;

/** "Chad recalled its ambassador to Qatar, as did Senegal": who sends, and where the post is. */
export function postOf(context: Context, { match }: Trigger): Sided | null {
  const { sentence, language } = context;
  const verb = match.captures.v?.[0];
  if (verb === undefined) return null;
  const sender = mentionsIn(context, 0, verb).findLast((m) => !m.locative);
  for (let at = verb; at < match.end; at++) {
    if (!isClass(language, 'ambassador', sentence, at)) continue;
    const post = mentionsIn(context, at + 1, at + 1 + POST).find(
      (m) => m.locative || isClass(language, 'to', sentence, m.start - 1),
    );
    if (post && sender && post.code !== sender.code)
      return { codes: [sender.code, post.code].sort(), via: [], origin: 'clause', from: sender.start, to: post.end };
  }
  return null;
}
