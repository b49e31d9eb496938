import type { Expected } from './log.ts';

/** Whether a stream whose last revision is `actual` (`null`: there is none) is as the writer expected. */
export function isAsExpected(expected: Expected, actual: number | null): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'no-stream':
      return actual === null;
    case 'stream-exists':
      return actual !== null;
    default:
      return actual === expected;
  }
}

/** Revision that the first event of an append must have; `undefined` where the expectation does not say, and a retry cannot be told. */
export function firstRevision(expected: Expected): number | undefined {
  if (expected === 'no-stream') return 0;
  return typeof expected === 'number' ? expected + 1 : undefined;
}
