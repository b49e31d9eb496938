import { TAG } from '../text/sentence.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { draft, namesIn, refuse, textOf } from './drafts.ts';
import { termsIn } from './pairs.ts';
import { anaphorIn, isClass, mentionsIn, pairBefore, pairWith, partiesOf, type Sided, segmentOf } from './parties.ts';
import { dateTagFor, type When, whenOf } from './when.ts';

/** States of a happening between persons: those the persons speak for, then those named, then the pair spoken of. */
function sidesOf(context: Context, trigger: Trigger): Sided | null {
  const { match } = trigger;
  const { sentence } = context;
  const [from, to] = segmentOf(context, match.start, match.end);
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
  if (codes.length === 1) {
    const all = [...new Set(mentionsIn(context, 0, sentence.tokens.length).map((m) => m.code))];
    if (all.length === 2) return { codes: all.sort(), via: [], origin: 'sentence', ...wide };
    const pair = pairWith(context, codes[0] as string);
    return pair ? { ...pair, origin: 'discourse', ...wide } : null;
  }
  const everywhere = [...new Set(mentionsIn(context, 0, sentence.tokens.length).map((m) => m.code))];
  if (everywhere.length === 2) return { codes: everywhere.sort(), via: [], origin: 'sentence', ...at };
  const placed = mentionsIn(context, 0, sentence.tokens.length).every((m) => m.locative || m.start >= to);
  if (everywhere.length === 1 && !(placed && context.before)) {
    const pair = pairWith(context, everywhere[0] as string);
    if (pair) return { ...pair, origin: 'discourse', ...at };
  }
  const pair = pairBefore(context);
  return pair ? { ...pair, ...at } : null;
}

const MEDIA_WITHIN = 5;
const MAX_PERSONS = 8;

/** True when the one met is a newspaper or an agency: "lors de son entretien avec la VNA". */
function isInterview(context: Context, from: number): boolean {
  const { sentence, language } = context;
  for (let at = from; at < Math.min(sentence.tokens.length, from + MEDIA_WITHIN); at++)
    if (isClass(language, 'media', sentence, at) || sentence.tagsAt[at]?.some((tag) => tag.type === TAG.agency))
      return true;
  return false;
}

/** True when a word near the verb sets this beside another happening: "also met", "avait auparavant été reçu". */
function isAnother(context: Context, { match }: Trigger): boolean {
  const end = Math.min(context.sentence.tokens.length, match.end + 2);
  for (let at = Math.max(0, match.start - 3); at < end; at++)
    if (isClass(context.language, 'also', context.sentence, at)) return true;
  return false;
}

/** True for meetings in general: nobody named, no two states, no "their", no day. */
function isGeneral(context: Context, trigger: Trigger): boolean {
  const { sentence, language } = context;
  const { match } = trigger;
  const all = sentence.tokens.length;
  if (
    namesIn(context, 0, all).length > 0 ||
    new Set(mentionsIn(context, 0, all).map((m) => m.code)).size > 1 ||
    anaphorIn(context, 0, all) >= 0 ||
    sentence.tags.some((tag) => tag.type === TAG.pointer)
  )
    return false;
  for (let at = Math.max(0, match.start - 1); at < match.end; at++)
    if (isClass(language, 'possessive', sentence, at)) return false;
  return dateTagFor(context, trigger) === null;
}

/** One person who met several of other states, each a meeting: "a rencontré le chancelier allemand, le Premier ministre égyptien et …". */
function meetings(context: Context, trigger: Trigger, when: When, governed: Governed): Outcome | null {
  const { sentence, home } = context;
  const { match } = trigger;
  const [, to] = segmentOf(context, match.start, match.end);
  const own =
    mentionsIn(context, 0, match.start)
      .filter((m) => !m.locative)
      .at(0)?.code ?? home;
  const others = mentionsIn(context, match.end - 1, to).filter(
    (m) => !m.locative && m.type !== TAG.person && m.code !== own,
  );
  const codes = [...new Set(others.map((m) => m.code))];
  if (own === null || codes.length < 2) return null;
  // Offices stand beside each state of such a list; states named for other reasons have none.
  const held = codes.filter((code) =>
    others.some(
      (m) =>
        m.code === code &&
        [-4, -3, -2, -1, 0, 1, 2].some((i) =>
          isClass(context.language, 'officer', sentence, (i < 0 ? m.start : m.end) + i),
        ),
    ),
  );
  if (held.length < 2) return null;
  return held.map((code) => {
    const at = others.find((m) => m.code === code);
    const names = namesIn(context, at?.start ?? match.end, Math.min(to, (at?.end ?? match.end) + 8));
    return draft(trigger, { codes: [own, code], via: [], origin: 'clause' }, when, governed, {
      persons: names.slice(0, 1).map((n) => n.name),
    });
  });
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
      .at(-1)?.code ?? home;
  if (codes.length < 2 || receiver === null || codes.includes(receiver)) return null;
  return codes.map((code) =>
    draft(trigger, { codes: [receiver, code], via: [], origin: 'clause' }, when, governed, {
      sender: code,
      host: receiver,
    }),
  );
}

/** Talks, messages, invitations, receptions and honours. */
export function encounter(context: Context, trigger: Trigger, governed: Governed, undated: 'report' | 'null'): Outcome {
  const { match, rule } = trigger;
  const sided = sidesOf(context, trigger);
  if (!sided) return [refuse(trigger, 'no-parties')];
  if (sided.codes.length !== 2) return [refuse(trigger, sided.codes.length < 2 ? 'domestic' : 'multilateral')];
  const [from, to] = segmentOf(context, match.start, match.end);
  for (let at = from; at < to; at++)
    if (rule.kind === 'meeting' && isClass(context.language, 'local', context.sentence, at))
      return [refuse(trigger, 'local')];
  if (rule.kind === 'meeting' && isInterview(context, match.end)) return [refuse(trigger, 'media')];
  if (rule.kind === 'meeting' && isGeneral(context, trigger)) return [refuse(trigger, 'generic')];
  const when = whenOf(context, trigger, governed.future ? 'future' : 'past', rule.undated ?? undated);
  const names = namesIn(context, from, to);
  const before = names.filter((n) => n.end <= match.end).map((n) => n.name);
  const after = names.filter((n) => n.start >= match.start && n.end > match.end).map((n) => n.name);
  const captured = (name: string): string | undefined => {
    const range = match.captures[name];
    return range ? (namesIn(context, range[0], range[1])[0]?.name ?? textOf(context, range[0], range[1])) : undefined;
  };
  const first = captured('from') ?? before.at(-1);
  const second = captured('to') ?? after[0];
  switch (rule.kind) {
    case 'meeting': {
      const several = meetings(context, trigger, when, governed);
      if (several) return several;
      return [
        {
          ...draft(trigger, sided, when, governed, {
            persons: [...new Set(names.filter((n) => n.known || n.name.includes(' ')).map((n) => n.name))].slice(
              0,
              MAX_PERSONS,
            ),
          }),
          another: isAnother(context, trigger),
        },
      ];
    }
    case 'ambassador-received':
    case 'ambassador-appointed':
    case 'ambassador-recalled': {
      const several = rule.kind === 'ambassador-received' ? receptions(context, trigger, when, governed) : null;
      if (several) return several;
      const ambassador = captured('ambassador') ?? second ?? first;
      const by = captured('by') ?? names.map((n) => n.name).find((n) => n !== ambassador);
      return [draft(trigger, sided, when, governed, { ambassador, by })];
    }
    case 'honour-conferred': {
      const honour = termsIn(context, TAG.honour, from, to)[0];
      const end = honour ? Math.min(to, honour.end + 6) : 0;
      return [
        draft(trigger, sided, when, governed, {
          honour: honour ? textOf(context, honour.start, end) : undefined,
          to: second ?? first,
        }),
      ];
    }
    default:
      return [draft(trigger, sided, when, governed, { from: first, to: second })];
  }
}
