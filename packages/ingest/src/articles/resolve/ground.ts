import { TAG } from '../text/sentence.ts';
import type { Context } from './context.ts';
import { isClass, type Mention } from './mentions.ts';

/** States named, but for a third one's town where the page's two meet or sign: "met in New York", "signé à Genève". */
export function withoutGround(
  { topic, before, sentence, language }: Pick<Context, 'topic' | 'before' | 'sentence' | 'language'>,
  named: readonly Mention[],
): readonly Mention[] {
  // "Signed under the auspices of Qatar": who brings two together is none of them.
  const lent = ({ start }: Mention): boolean => [1, 2, 3].some((i) => isClass(language, 'egis', sentence, start - i));
  const all = named.some(lent) ? named.filter((m) => !lent(m)) : named;
  const behind = sentence.tokens.findIndex((_, at) => isClass(language, 'behindword', sentence, at));
  const mentions = behind < 0 ? all : withoutCompared(all, behind);
  if (topic.length !== 2 || (before === null && !mentions.some((m) => topic.includes(m.code)))) return mentions;
  const isOwn = ({ code }: Mention): boolean => topic.includes(code) || (before?.codes.includes(code) ?? false);
  // "Held talks with the prime minister of Bangladesh at a hotel in Japan", on a page about Sri Lanka and Bangladesh.
  const own = mentions.some((m) => !m.locative && topic.includes(m.code));
  return mentions.filter((m) => !m.locative || isOwn(m) || (m.type === TAG.state && !own));
}

const MAX_GAP = 3;

/** "The fourth partner, behind Thailand, Indonesia and Malaysia": those it is compared with are a list of their own. */
function withoutCompared(mentions: readonly Mention[], behind: number): readonly Mention[] {
  let edge = behind + 1;
  const compared = new Set<Mention>();
  for (const mention of mentions) {
    if (mention.start < edge) continue;
    if (mention.start - edge > MAX_GAP) break;
    compared.add(mention);
    edge = mention.end;
  }
  return mentions.filter((m) => !compared.has(m));
}
