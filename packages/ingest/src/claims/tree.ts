import { pointerOf } from '../problems.ts';
import type { Problem } from '../rejections.ts';

/** Levels of arrays and objects inside each other that a line may have. */
const MAX_DEPTH = 32;

const HALF_PAIR = /\p{Cs}/u;

/** True when a text holds no half of a surrogate pair, so that UTF-8 can hold it. */
export function isWellFormed(text: string): boolean {
  return !HALF_PAIR.test(text);
}

/**
 * First thing in a parsed value that the log could not store as given: a number beyond what a double holds, half a
 * surrogate pair, too many levels. `null` when there is none.
 */
export function findUnstorable(value: unknown): Problem | null {
  const found = search(value, 0);
  return found && { pointer: pointerOf(found.path), reason: `found ${found.what}` };
}

interface Found {
  readonly what: string;
  /** Filled from the inside out: a path is only made for what is wrong. */
  readonly path: string[];
}

function search(value: unknown, depth: number): Found | null {
  if (typeof value === 'string') return isWellFormed(value) ? null : found('text with half a surrogate pair');
  if (typeof value === 'number') return Number.isFinite(value) ? null : found('a number too large to be kept');
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return found(`more than ${MAX_DEPTH} levels`);
  for (const key of Object.keys(value)) {
    if (!isWellFormed(key)) return found('a name with half a surrogate pair');
    const inside = search((value as Record<string, unknown>)[key], depth + 1);
    if (!inside) continue;
    inside.path.unshift(key);
    return inside;
  }
  return null;
}

function found(what: string): Found {
  return { what, path: [] };
}
