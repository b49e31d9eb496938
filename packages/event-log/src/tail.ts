import type { Page } from './log.ts';
import { breathe, type Run } from './paging.ts';

/** Wakes those who wait for something new in this process. */
export interface Bell {
  /** How often it has rung: taken before a read, it tells whether something came since. */
  readonly rings: number;
  ring(): void;
  /** Resolves when it has rung more than `heard` times, after `timeoutMs`, or when the signal aborts. */
  wait(heard: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<void>;
}

/** A bell that many may wait for. */
export function createBell(): Bell {
  const waiting = new Set<() => void>();
  let rings = 0;
  return {
    get rings() {
      return rings;
    },
    ring: () => {
      rings++;
      for (const wake of [...waiting]) wake();
    },
    wait: (heard, timeoutMs, signal) =>
      new Promise((resolve) => {
        if (rings > heard || signal?.aborted) return resolve();
        const wake = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', wake);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        signal?.addEventListener('abort', wake, { once: true });
        waiting.add(wake);
      }),
  };
}

/**
 * Follows a log: one path for what is there and for what comes. Reads on; when there is nothing, waits for the bell or
 * the poll and reads on. A page that is caught up is given even when it is
 * empty, unless the one before it already was.
 *
 * @param next reads on after what it last gave, at most so many events
 */
export async function* follow(
  next: (most: number) => Run,
  options: {
    readonly pageSize: number;
    readonly bell: Bell;
    readonly pollMs: number;
    readonly signal?: AbortSignal | undefined;
  },
): AsyncGenerator<Page> {
  const { signal } = options;
  let told = false;
  while (!signal?.aborted) {
    const heard = options.bell.rings;
    const { events, more } = next(options.pageSize);
    if (events.length > 0 || told === more) {
      told = !more;
      yield { events, caughtUp: told };
    }
    if (more) await breathe();
    else await options.bell.wait(heard, options.pollMs, signal);
  }
}
