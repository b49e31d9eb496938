import type { Context } from './context.ts';
import { isClass, mentionsIn } from './parties.ts';

/** States behind one "with": `with Rwanda on 9 November`, `avec A, B et C`. */
export interface WithGroup {
  readonly codes: readonly string[];
  readonly start: number;
  readonly end: number;
}

const MAX_STEP = 4;

/** Groups of states that words of company open in a token range, in order. */
export function withGroups(context: Pick<Context, 'sentence' | 'language'>, from: number, to: number): WithGroup[] {
  const { sentence, language } = context;
  const groups: WithGroup[] = [];
  for (let at = from; at < to; at++) {
    if (!isClass(language, 'with', sentence, at)) continue;
    const codes: string[] = [];
    let edge = at + 1;
    for (const mention of mentionsIn(context, at + 1, to)) {
      const between = Array.from({ length: mention.start - edge }, (_, i) => edge + i);
      if (between.length > MAX_STEP || between.some((i) => isClass(language, 'with', sentence, i))) break;
      if (!codes.includes(mention.code)) codes.push(mention.code);
      edge = mention.end;
    }
    if (codes.length > 0) groups.push({ codes, start: at, end: edge });
    at = Math.max(at, edge - 1);
  }
  return groups;
}
