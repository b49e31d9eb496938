/** How long to wait between attempts; times in milliseconds. */
export interface Backoff {
  /** First wait; the server's `retry` takes its place. */
  readonly baseMs: number;
  readonly mostMs: number;
  /** 0 to 1: waits are spread over their upper half, so that clients do not come back all at once. */
  readonly random: () => number;
}

export const DEFAULT_BACKOFF: Backoff = { baseMs: 1_000, mostMs: 30_000, random: Math.random };

/** A series of waits, each twice the one before. */
export interface Waits {
  /** The next wait, in milliseconds. */
  next(): number;
  /** After a success the series begins again. */
  reset(): void;
  /** Sets the first wait. */
  base(ms: number): void;
}

export function openBackoff({ baseMs, mostMs, random }: Backoff): Waits {
  let base = baseMs;
  let attempts = 0;
  return {
    next: () => {
      const full = Math.min(mostMs, base * 2 ** Math.min(attempts, 20));
      attempts++;
      return Math.round(full * (0.5 + random() / 2));
    },
    reset: () => {
      attempts = 0;
    },
    base: (ms) => {
      base = ms;
    },
  };
}

/** Resolves after a while, or as soon as the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done, { once: true });
    if (signal?.aborted) done();
  });
}
