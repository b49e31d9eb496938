import { TAG } from '../text/sentence.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { draft, namesIn, refuse } from './drafts.ts';
import { isClass, type Mention, mentionsIn, partiesOf, segmentOf } from './parties.ts';
import { accreditedIn, ambassadorOf, isOneOf, sendersIn } from './senders.ts';
import { whenOf } from './when.ts';

const NEAR = 7;

/** "Resident in Pretoria": where someone lives, not where credentials are presented. */
function resides({ sentence, language }: Context, { start }: Mention): boolean {
  return [1, 2, 3].some((i) => isClass(language, 'residing', sentence, start - i));
}

/**
 * The state to whose head credentials go: named behind "to" in or right after the words, where the ambassadors are
 * accredited, or before a verb of receiving, else home. The "to" of "ambassador to Belarus" stands before them.
 */
function receiverOf(context: Context, trigger: Trigger): string | null {
  const { sentence, language, home } = context;
  const { match } = trigger;
  for (let at = match.start + 1; at < Math.min(sentence.tokens.length, match.end + 3); at++) {
    if (!isClass(language, 'to', sentence, at)) continue;
    const named = mentionsIn(context, at, Math.min(sentence.tokens.length, at + NEAR)).filter(
      (m) => at >= match.end || m.end < match.end,
    )[0];
    if (named) return named.code;
  }
  const accredited = accreditedIn(context);
  if (accredited !== null) return accredited;
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
  return seat ?? context.ceremony?.receiver ?? context.accredited() ?? home;
}

/** "Their letters of credence". */
function saysTheirs({ sentence, language }: Context, { match }: Trigger): boolean {
  for (let at = match.start; at < match.end; at++) if (isClass(language, 'theirs', sentence, at)) return true;
  return false;
}

/** Credentials, or their copies for the foreign minister: one fact per sending state of the sentence. */
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
    const theirs = saysTheirs(context, trigger);
    const receiver = context.ceremony?.receiver ?? context.accredited() ?? context.home;
    const told = whenOf(context, trigger, governed.future ? 'future' : 'past', undated);
    return [
      { ...refuse(trigger, 'generic'), ...(theirs && receiver !== null ? { opens: { receiver, when: told } } : {}) },
    ];
  }
  const told = whenOf(context, trigger, governed.future ? 'future' : 'past', undated);
  const dated = told.origin !== 'clock' && told.origin !== 'none';
  const when = dated || !context.ceremony ? told : context.ceremony.when;
  const places = mentionsIn(context, 0, sentence.tokens.length);
  // "Ambassadors who reside in Havana, Cuba": neither sends them.
  const homes = places.filter((m) => [1, 2].some((i) => isClass(context.language, 'livesin', sentence, m.start - i)));
  const lives = (m: Mention): boolean => homes.some((h) => h === m || (m.start >= h.end && m.start - h.end <= 1));
  // "Those of Poland and Spain, who presented their credentials, and the ambassador of Mozambique, who bid farewell".
  const relative = [1, 2, 3].some(
    (i) =>
      isClass(context.language, 'relative', sentence, match.start - i) &&
      sentence.tokens[match.start - i - 1]?.word.text === ',',
  );
  const takesLeave = (m: Mention): boolean =>
    relative &&
    m.start >= match.end &&
    [1, 2, 3, 4, 5, 6].some((i) => isClass(context.language, 'relative', sentence, m.end + i));
  const all = places.filter((m) => m.type !== TAG.city && m.type !== TAG.capital && !lives(m) && !takesLeave(m));
  // "The ambassadors of Peru, X, who has served in France, of …": where they were before sends nobody.
  const named = sendersIn(context, all);
  // "They are X of Spain and Y of Canada. They all handed their letters to President Z."
  if (named.length === 0 && saysTheirs(context, trigger)) {
    const host = receiverOf(context, trigger);
    const before = host === null ? [] : context.listedBefore(host);
    if (host !== null && before.length > 1)
      return before.map(({ code, name }) =>
        draft(
          trigger,
          { codes: [host, code], via: [], origin: 'discourse' },
          when,
          governed,
          { sender: code, host, ambassador: name },
          [match.start, match.end],
        ),
      );
  }
  const codes = [
    ...new Set(all.filter((m) => named.length === 0 || !m.locative || m.type === TAG.person).map((m) => m.code)),
  ];
  const receiver = receiverOf(context, trigger) ?? (codes[0] as string | undefined) ?? null;
  // "Back from his stay in France, he received seventeen new ambassadors": a place alone sends nobody.
  const isFrom = ({ start }: Mention): boolean =>
    [1, 2].some((i) => isClass(context.language, 'origin', sentence, start - i));
  const sends = (code: string): boolean => all.some((m) => m.code === code && (!m.locative || isFrom(m)));
  const isOne = (at: number): boolean => isClass(context.language, 'ambassador', sentence, at);
  // "X as ambassador of Finland and Y, ambassador of Malaysia": two, one word each.
  const plural =
    Array.from(sentence.tokens.keys()).some((at) => isClass(context.language, 'ambassadors', sentence, at)) ||
    sentence.tokens.filter((_, at) => isOne(at)).length > 1;
  // "The ambassador of Israel …, since an accord that the United States had brought about": whose office it is.
  const own = plural ? [] : named.map((m) => m.code).filter((code) => code !== receiver);
  const senders = own.length > 0 ? [...new Set(own)] : codes.filter((code) => code !== receiver && sends(code));
  // "Back from France, he received those of five ambassadors accredited to Benin": who they are is told behind.
  const unnamed = named.length === 0 && senders.length === 1 && accreditedIn(context) === receiver;
  if (receiver !== null && (senders.length === 0 || unnamed) && plural)
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
  // "President X of Uzbekistan received those of the ambassadors of …": the one who receives is no sender.
  const verb = match.captures.v?.[0] ?? -1;
  const receives = isClass(context.language, 'receiving', sentence, verb);
  const listed = all.filter(
    (m) => m.code === receiver && (!receives || m.start > verb) && (isOneOf(context, m, all) || named.includes(m)),
  );
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
