/** Time and chance, as arguments. */
export interface Timing {
  /** Milliseconds, never going back. */
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

export const MACHINE_TIMING: Timing = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
  random: Math.random,
};

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 5_000;

/** How long to wait before the next attempt, the first after `attempt` 0: doubling, and half of it left to chance. */
export function backoffMs(attempt: number, random: () => number): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 30));
  return whole / 2 + (whole / 2) * random();
}
