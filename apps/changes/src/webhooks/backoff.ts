/** When a message that failed is tried again; times in milliseconds. */
export interface RetryPolicy {
  /** Attempts in all, after which the message is parked. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/** 5 s, 10 s, 20 s … up to two hours: about a day in all. */
export const DEFAULT_RETRIES: RetryPolicy = { attempts: 25, baseMs: 5_000, capMs: 7_200_000 };

/**
 * Time until the next attempt: doubled each time, capped, and between half and all of that at random, so that endpoints
 * that failed together do not come back together.
 *
 * @param attempts made so far, at least 1
 * @param random 0 to 1
 * @param askedMs how long the endpoint asked for, which counts as long as it is not above the cap
 */
export function retryDelayMs(
  policy: RetryPolicy,
  attempts: number,
  random: number,
  askedMs: number | null = null,
): number {
  const full = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempts - 1, 40));
  return Math.max(full * (0.5 + random / 2), Math.min(askedMs ?? 0, policy.capMs));
}
