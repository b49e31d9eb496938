import type { RecordedEvent } from '@foedera/schema';
import type { EventLog } from '../log.ts';
import type { EventPlace, LedgerDifference } from './difference.ts';

/** Adapters whose positions are 1, 2, 3 …: there a missing event leaves a gap. Elsewhere positions only grow. */
const DENSE: ReadonlySet<string> = new Set(['sqlite', 'memory']);

/** Streams whose last revision is remembered; more are looked up, so that memory has a bound. */
const MAX_STREAMS = 100_000;

/** Checks event after event that positions and revisions follow each other. */
export type OrderCheck = (
  place: EventPlace,
  event: RecordedEvent,
) => LedgerDifference | undefined | Promise<LedgerDifference | undefined>;

export function createOrderCheck(log: EventLog): OrderCheck {
  const dense = DENSE.has(log.adapter);
  const lastRevisions = new Map<string, number>();
  let last: string | undefined;

  return (place, event) => {
    const { stream, revision, position } = event;
    const before = last;
    last = position;
    const inOrder = dense
      ? position === String(place.seq)
      : before === undefined || log.comparePositions(before, position) < 0;
    if (!inOrder)
      return { ...place, kind: 'position-gap', position, expected: dense ? String(place.seq) : `one after ${before}` };
    const known = lastRevisions.get(stream);
    if (known === undefined && lastRevisions.size >= MAX_STREAMS) lastRevisions.clear();
    lastRevisions.set(stream, revision);
    if (known === undefined && revision > 0) return lookUp(log, place, event);
    const expected = known === undefined ? 0 : known + 1;
    return revision === expected ? undefined : { ...place, kind: 'revision-gap', expected };
  };
}

/** A stream that is not remembered, or begins in its middle: its event before this one must stand before it. */
async function lookUp(
  log: EventLog,
  place: EventPlace,
  { stream, revision, position }: RecordedEvent,
): Promise<LedgerDifference | undefined> {
  for await (const [before] of log.readStream(stream, { from: revision - 1, limit: 1 }))
    if (before?.revision === revision - 1 && log.comparePositions(before.position, position) < 0) return undefined;
  return { ...place, kind: 'revision-gap', expected: revision - 1 };
}
