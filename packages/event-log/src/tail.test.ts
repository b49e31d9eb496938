import { expect, it } from 'vitest';
import { createBell } from './tail.ts';

/** No poll comes to help. */
const NEVER_MS = 2 ** 31 - 1;

it('hears a bell that rang between the read and the wait', async () => {
  const bell = createBell();
  const heard = bell.rings;
  bell.ring();
  await bell.wait(heard, NEVER_MS, undefined);
  expect(bell.rings).toBe(heard + 1);
});

it('wakes everyone who waits, and nobody who has gone', async () => {
  const bell = createBell();
  const gone = new AbortController();
  const waits = [undefined, undefined, gone.signal].map((signal) => bell.wait(bell.rings, NEVER_MS, signal));
  gone.abort();
  await waits[2];
  bell.ring();
  await Promise.all(waits);
  expect(bell.rings).toBe(1);
});
