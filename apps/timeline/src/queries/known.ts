import { ApiError, parameterError, type RecordedPoint } from '@foedera/http';
import { FOREVER, type Runner } from '@foedera/projections';
import { type Day, dayOfMs } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { statement } from '../read-model/statements.ts';

/** Everything reported, however late. */
export const ALL_REPORTED: number = FOREVER - 1;

/** What was known where a question is asked, on both known axes. */
export interface Known {
  /** Everything reported up to this instant counts, epoch ms, inclusive. */
  readonly reportedMs: number;
  /** Everything recorded up to this `seq` counts, inclusive. */
  readonly seq: number;
  /** True when that is everything there is: the head view answers. */
  readonly head: boolean;
  /** The day that counts as today: that of `asReported`, else of `asRecorded`, else of the clock. */
  readonly today: Day;
  /** True when the address names epoch and seq, so that the answer can never change. */
  readonly pinned: boolean;
  readonly epoch: string;
}

/** Parameters that say what was known. */
export interface KnownParameters {
  readonly asReported?: number | undefined;
  readonly asRecorded?: RecordedPoint | undefined;
  readonly epoch?: string | undefined;
}

const SQL = {
  seqAt: `select seq from event_time where recorded_ms <= :ms order by recorded_ms desc limit 1`,
  msOf: `select recorded_ms as ms from event_time where seq >= :seq order by seq limit 1`,
};

/**
 * Places the parameters on the two known axes.
 * @throws ApiError `invalid-parameter` for a `seq` beyond the head, `epoch-changed` for a link made under other rules
 */
export function knownOf(runner: Runner, parameters: KnownParameters, now: Date): Known {
  const db = runner.db();
  const { seq: head, epoch } = runner.status();
  if (parameters.epoch !== undefined && parameters.epoch !== epoch)
    throw new ApiError('epoch-changed', `epoch: the link is of ${parameters.epoch}, the rules now of ${epoch}`, {
      extra: { epoch },
    });
  const { asReported, asRecorded } = parameters;
  const seq = asRecorded === undefined ? head : seqOf(db, asRecorded, head);
  const reportedMs = asReported ?? ALL_REPORTED;
  const recordedMs = asRecorded === undefined ? undefined : recordedMsOf(db, seq);
  return {
    reportedMs,
    seq,
    head: seq === head && reportedMs === ALL_REPORTED,
    today: dayOfMs(asReported ?? recordedMs ?? now.getTime()),
    pinned: parameters.epoch !== undefined && asRecorded !== undefined && 'seq' in asRecorded,
    epoch,
  };
}

/** The `seq` that a point on the recorded axis means: its own, or the last one recorded at or before an instant. */
export function seqOf(db: Database, point: RecordedPoint, head: number, parameter = 'asRecorded'): number {
  if ('seq' in point) {
    if (point.seq > head) throw parameterError('invalid-parameter', parameter, `seq ${point.seq} is beyond ${head}`);
    return point.seq;
  }
  return statement<{ seq: number }>(db, SQL.seqAt).get({ ms: point.ms })?.seq ?? 0;
}

/** When the event with a `seq` was recorded, epoch ms; `undefined` for 0 and beyond the head. */
export function recordedMsOf(db: Database, seq: number): number | undefined {
  return seq < 1 ? undefined : statement<{ ms: number }>(db, SQL.msOf).get({ seq })?.ms;
}

/** Parameters of the visibility condition in SQL. */
export function visibility(known: Known): { readonly reported: number; readonly seq: number } {
  return { reported: known.reportedMs, seq: known.seq };
}

/** True for what stands at a point: half-open on both axes. */
export const VISIBLE = `reported_from <= :reported and reported_to > :reported and seq_from <= :seq and seq_to > :seq`;
