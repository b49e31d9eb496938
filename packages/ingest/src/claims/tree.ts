import { pointerOf } from '../problems.ts';
import type { Problem } from '../rejections.ts';

/** Levels of arrays and objects inside each other that a line may have. */
export const MAX_DEPTH = 32;

const HALF_PAIR = /\p{Cs}/u;

/** True when a text holds no half of a surrogate pair, so that UTF-8 can hold it. */
export function isWellFormed(text: string): boolean {
  return !HALF_PAIR.test(text);
}

/**
 * First thing in a parsed value that the log could not store as given: a number beyond what a double holds, half a
 * surrogate pair, too many levels. `null` when there is none.
 */
export function findUnstorable(value: unknown, path: readonly PropertyKey[] = []): Problem | null {
  if (typeof value === 'string') return isWellFormed(value) ? null : problem(path, 'text with half a surrogate pair');
  if (typeof value === 'number') return Number.isFinite(value) ? null : problem(path, 'a number too large to be kept');
  if (typeof value !== 'object' || value === null) return null;
  if (path.length >= MAX_DEPTH) return problem(path, `more than ${MAX_DEPTH} levels`);
  for (const [key, part] of Object.entries(value)) {
    if (typeof part === 'string' || typeof part === 'number' || (typeof part === 'object' && part !== null)) {
      const found = findUnstorable(part, [...path, key]);
      if (found) return found;
    }
    if (!isWellFormed(key)) return problem(path, 'a name with half a surrogate pair');
  }
  return null;
}

function problem(path: readonly PropertyKey[], found: string): Problem {
  return { pointer: pointerOf(path), reason: `found ${found}` };
}
