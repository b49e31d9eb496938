import { TAG } from '../text/sentence.ts';
import type { Context, Governed, Outcome, Trigger } from './context.ts';
import { draft, namesIn } from './drafts.ts';
import { isClass, isJoined, type Mention, mentionsIn, segmentOf } from './parties.ts';
import type { When } from './when.ts';

const MAX_VERB = 6;
const GENITIVE = 4;

/** Who sent one of several messages: the state, and the name beside it. */
interface From {
  readonly mention: Mention;
  readonly name: string | undefined;
}

/** States of a list that stands before a verb: "leaders of Malaysia, Germany and Canada sent …". */
function listedBefore(context: Context, verb: number): From[] {
  const listed: From[] = [];
  let edge = verb;
  for (const mention of [...mentionsIn(context, 0, verb)].reverse()) {
    const apart = listed.length === 0 ? edge - mention.end > MAX_VERB : !isJoined(context, mention.end, edge);
    if (mention.type !== TAG.state || mention.locative || apart) break;
    listed.unshift({ mention, name: undefined });
    edge = mention.start;
  }
  return listed;
}

/** Offices behind "of": "received messages from President X of Algeria and from the Kuwaiti emir Y". */
function listedBehind(context: Context, from: number, to: number): From[] {
  const { sentence, language } = context;
  const all = mentionsIn(context, from, to).filter((m) => !m.locative && m.type !== TAG.person);
  return all
    .filter((m) =>
      Array.from({ length: GENITIVE }, (_, i) => m.start - 1 - i).some(
        (at) =>
          at >= from && (isClass(language, 'genitive', sentence, at) || isClass(language, 'sender', sentence, at)),
      ),
    )
    .map((mention, i, kept) => ({
      mention,
      name: namesIn(context, mention.end, kept[i + 1]?.start ?? to)[0]?.name,
    }));
}

/** Messages of several to one, or that one had from several: a fact each; `null` when there is only one sender. */
export function messages(context: Context, trigger: Trigger, when: When, governed: Governed): Outcome | null {
  const { sentence, language, home } = context;
  const { match } = trigger;
  const [, to] = segmentOf(context, match.start, match.end);
  const verb = match.captures.v?.[0] ?? match.start;
  const received = [verb, match.start].some((at) => isClass(language, 'receiving', sentence, at));
  const senders = received ? listedBehind(context, match.start + 1, to) : listedBefore(context, verb);
  const codes = new Set(senders.map(({ mention }) => mention.code));
  const receiver =
    mentionsIn(context, received ? 0 : verb, received ? verb : to).find((m) => !m.locative && !codes.has(m.code))
      ?.code ?? (home !== null && !codes.has(home) ? home : null);
  if (codes.size < 2 || receiver === null || codes.has(receiver)) return null;
  return [...codes].map((code) => {
    const from = senders.find(({ mention }) => mention.code === code) as From;
    return draft(trigger, { codes: [receiver, code], via: [], origin: 'clause' }, when, governed, { from: from.name });
  });
}
