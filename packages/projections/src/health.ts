import type { EventLog } from '@foedera/event-log';
import type { Position } from '@foedera/schema';
import type { Runner, RunnerStatus } from './runner.ts';

/** How far behind the log a projection is, counted in the log itself. */
export interface Lag {
  /** Events that it has not applied; at least so many, where counting all of them would take too long. */
  readonly events: number;
  /** How long ago the first of them was recorded; 0 when there is none. */
  readonly seconds: number;
}

/** A projection as an operator sees it. `lag` is `null` while the log does not answer. */
export interface ProjectionHealth
  extends Pick<RunnerStatus, 'name' | 'epoch' | 'seq' | 'caughtUp' | 'failed' | 'rebuilding' | 'applied'> {
  readonly lag: Lag | null;
}

/** Whether requests can be answered from the read models, and whether the log that feeds them answers. */
export interface ProjectionsHealth {
  /** Every projection has had the head of the log and none has stopped: true while the log is away, too. */
  readonly ready: boolean;
  readonly log: { readonly reachable: boolean };
  readonly projections: readonly ProjectionHealth[];
}

/** Events that are counted at most, and how long for. */
const MOST_COUNTED = 10_000;
const TIMEOUT_MS = 1_000;

/** How the projections of a log are. Asks the log, and gives it a second to answer. */
export async function projectionsHealth(log: EventLog, runners: readonly Runner[]): Promise<ProjectionsHealth> {
  const projections = await Promise.all(
    runners.map(async (runner) => {
      const { name, epoch, seq, position, caughtUp, failed, rebuilding, applied } = runner.status();
      return { name, epoch, seq, caughtUp, failed, rebuilding, applied, lag: await lagAt(log, position) };
    }),
  );
  return {
    ready: projections.every(({ caughtUp, failed }) => caughtUp && failed === null),
    log: { reachable: projections.every(({ lag }) => lag !== null) },
    projections,
  };
}

async function lagAt(log: EventLog, position: Position | null): Promise<Lag | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let first: string | null = null;
  let events = 0;
  try {
    for await (const page of log.read({ after: position ?? undefined, limit: MOST_COUNTED, signal })) {
      first ??= page[0]?.recorded ?? null;
      events += page.length;
    }
  } catch {
    // Why the log does not answer is said where it is used; here it only matters that it does not.
    if (events === 0) return null;
  }
  const seconds = first === null ? 0 : Math.max(0, (Date.now() - Date.parse(first)) / 1_000);
  return { events, seconds };
}
