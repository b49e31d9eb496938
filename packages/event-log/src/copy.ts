import type { Position, RecordedEvent } from '@foedera/schema';
import { eventBytes, MAX_APPEND_BYTES } from './batch.ts';
import { CopyConflict, WrongExpectedRevision } from './errors.ts';
import type { EventLog } from './log.ts';

/** How far a copy is. */
export interface CopyProgress {
  /** Events gone through, those that already stood in the target among them. */
  readonly events: number;
  readonly alreadyThere: number;
  /** Position in the source of the last of them: a later copy may start after it. `null` before the first. */
  readonly position: Position | null;
}

export interface CopyOptions {
  /** Position in the source after which to start; default the beginning, where what is there is found to be there. */
  readonly after?: Position | undefined;
  /** Events that are read at a time, 1–10,000; default 1,000. No more than two such pages are held. */
  readonly pageSize?: number | undefined;
  /** Called after every page, and at the end. */
  readonly onProgress?: ((progress: CopyProgress) => void) | undefined;
  /** Stops between two appends; the copy then rejects with its reason, and the same call goes on. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Copies a log into another, up to the source's head: the same streams, revisions, ids, types, data and metadata, in the
 * same order across all streams. The times at which events were recorded are the target's own, for a log tells when *it*
 * learnt something. An interrupted copy is gone on with by the same call: what stands in the target is found there.
 *
 * @throws CopyConflict when the target holds other events at the same places
 */
export async function copyLog(from: EventLog, to: EventLog, options: CopyOptions = {}): Promise<CopyProgress> {
  const { after, pageSize, signal } = options;
  let progress: CopyProgress = { events: 0, alreadyThere: 0, position: after ?? null };
  for await (const page of from.read({ after, pageSize, signal })) {
    for (const run of runs(page)) {
      signal?.throwIfAborted();
      const alreadyThere = await append(to, run);
      const position = run[run.length - 1]?.position ?? progress.position;
      progress = { events: progress.events + run.length, alreadyThere: progress.alreadyThere + alreadyThere, position };
    }
    options.onProgress?.(progress);
  }
  options.onProgress?.(progress);
  return progress;
}

/** Neighbours of one stream, as many as fit into one append. */
function* runs(page: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let run: RecordedEvent[] = [];
  let bytes = 0;
  for (const event of page) {
    const size = eventBytes(event);
    if (run.length > 0 && (run[0]?.stream !== event.stream || bytes + size > MAX_APPEND_BYTES)) {
      yield run;
      run = [];
      bytes = 0;
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}

/** Appends a run where it stood. Says how many of its events were there. */
async function append(to: EventLog, run: readonly RecordedEvent[]): Promise<number> {
  const [first] = run;
  if (first === undefined) return 0;
  const { stream, revision } = first;
  const events = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  try {
    const { alreadyThere } = await to.append(stream, events, { expected: revision === 0 ? 'no-stream' : revision - 1 });
    return alreadyThere ? run.length : 0;
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
    // An interrupted copy may have ended within this run: its first part is there, and then comes the rest.
    const there = (error.actual ?? -1) + 1 - revision;
    if (there <= 0 || there >= run.length) throw new CopyConflict(stream, revision, error.actual, { cause: error });
    return (await append(to, run.slice(0, there))) + (await append(to, run.slice(there)));
  }
}
