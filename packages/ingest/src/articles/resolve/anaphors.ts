import type { Term } from '../tags/tagger.ts';
import { TAG, type Tag } from '../text/sentence.ts';
import type { Context } from './context.ts';

/** True when the range says "the two countries" or the like. */
export function anaphorIn(context: Context, start: number, end: number): number {
  for (let at = start; at < end; at++) {
    for (const tag of context.sentence.tagsAt[at] ?? [])
      if (tag.type === TAG.pair && (tag as Tag<Term>).value.value !== 'several') return at;
  }
  return -1;
}

/** True when the range says "the four countries" or the like. */
export function isSeveral({ sentence }: Context, start: number, end: number): boolean {
  return sentence.tags.some(
    (tag) => tag.type === TAG.pair && (tag.value as Term).value === 'several' && tag.start >= start && tag.end <= end,
  );
}

/** True for "the two ministers" and the like, false for "the two countries". */
export function isPersonal({ sentence }: Context, at: number): boolean {
  return (
    sentence.tagsAt[at]?.some((tag) => tag.type === TAG.pair && (tag as Tag<Term>).value.value === 'persons') ?? false
  );
}

/** True for "the two countries" and the like, which are no union's members; false for "the two sides". */
export function isOfStates({ sentence }: Context, at: number): boolean {
  return (
    sentence.tagsAt[at]?.some((tag) => tag.type === TAG.pair && (tag as Tag<Term>).value.value === 'states') ?? false
  );
}
