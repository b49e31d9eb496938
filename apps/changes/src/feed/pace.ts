/** When the next round of writing may begin; times in milliseconds of one clock. */
export interface Pace {
  /** Notes a round and answers the time before which no other is to begin. */
  after(startedMs: number, endedMs: number): number;
}

/** Longest pause: what gathering may delay a change at most. */
const MAX_PAUSE_MS = 250;
/** What rounds may take together before pauses follow. What passes between rounds is taken off again, at the same rate. */
const BURST_MS = 150;
const PAUSE_PER_MS = 2;

/**
 * One round after the other is followed by pauses, a single one only by `gatherMs`: under load two thirds of the event loop
 * are left to what brings changes, and the next round has more to write at once, which costs less than many small writes.
 */
export function openPace(gatherMs: number): Pace {
  let burstMs = 0;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    after: (startedMs, endedMs) => {
      burstMs = Math.max(0, burstMs - (startedMs - lastMs) / PAUSE_PER_MS) + endedMs - startedMs;
      lastMs = endedMs;
      const pauseMs = (burstMs - BURST_MS) * PAUSE_PER_MS;
      return endedMs + Math.min(MAX_PAUSE_MS, Math.max(gatherMs, pauseMs));
    },
  };
}
