import type { EventLog } from '@foedera/event-log';
import type { Position, RecordedEvent } from '@foedera/schema';
import { type Database, openDatabase } from '@foedera/sqlite';
import { ProjectionError } from './errors.ts';
import { type Checkpoint, createModelFile, moveCheckpoint, openModelFiles, readCheckpoint } from './model-file.ts';
import type { Projector, ReadModel, SequencedEvent } from './projector.ts';

/** Where a projection stands. */
export interface RunnerStatus {
  readonly name: string;
  readonly epoch: string;
  readonly seq: number;
  readonly position: Position | null;
  readonly recorded: string | null;
  /** True once the head of the log, as it was when last looked at, is in the read model. */
  readonly caughtUp: boolean;
  /** The event at which the projection stopped, and why; nothing is skipped. */
  readonly failed: { readonly seq: number | null; readonly position: Position | null; readonly message: string } | null;
  readonly rebuilding: { readonly seq: number } | null;
  /** Events applied since the runner was opened. */
  readonly applied: number;
}

export interface RunnerOptions {
  readonly log: EventLog;
  readonly model: ReadModel;
  /** Folder of the read model's files, made when missing. */
  readonly folder: string;
  /** Most events in one transaction while live; default 256, so that queries are not kept waiting. */
  readonly pageSize?: number;
}

/** Keeps one read model in step with the log. */
export interface Runner {
  /** The live database, for reading. Ask for it anew for each request: a rebuild puts another in its place. */
  db(): Database;
  /** Read model of the rules before these, if its file is still there; the caller closes it. */
  openEarlier(): Database | null;
  status(): RunnerStatus;
  /** Resolves when the event with this `seq` is in the read model. @throws ProjectionError when the projection has stopped */
  awaitSeq(seq: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when everything up to a position that an append returned is in the read model. */
  awaitPosition(position: Position, signal?: AbortSignal): Promise<void>;
  /** Calls the listener after every transaction that moved the checkpoint; returns how to stop that. */
  onAdvance(listener: (seq: number) => void): () => void;
  /** Starts following the log. A model of an earlier epoch is made anew first. */
  start(): void;
  /** Makes the model anew beside the live one, then puts it in its place in one step. */
  rebuild(onProgress?: (seq: number) => void): Promise<void>;
  close(): Promise<void>;
}

const LIVE_PAGE = 256;
const REBUILD_PAGE = 1_000;
const REBUILD_TRANSACTION = 10_000;

/** Opens the read model's live file (or an empty one) and returns its runner, not yet started. */
export function openRunner(options: RunnerOptions): Runner {
  const { log, model, folder } = options;
  const files = openModelFiles(folder, model);
  const listeners = new Set<(seq: number) => void>();
  let db = openLive();
  let projector = model.open(db);
  let at = readCheckpoint(db);
  let caughtUp = false;
  let failed: RunnerStatus['failed'] = null;
  let rebuilding: RunnerStatus['rebuilding'] = null;
  let applied = 0;
  let closed = false;
  let following: { stop: AbortController; done: Promise<void> } | null = null;

  function openLive(): Database {
    const live = files.live();
    if (live) return openDatabase(live, { durability: 'full' });
    const path = files.fresh();
    const made = createModelFile(path, model, 'full');
    made.exec(model.indexes);
    files.flip(path);
    return made;
  }

  function advanced(): void {
    for (const listener of [...listeners]) listener(at.seq);
  }

  function apply(events: readonly RecordedEvent[]): void {
    const before = at;
    const moved = db.transaction(() => {
      if (readCheckpoint(db).seq !== before.seq) throw new CheckpointMoved();
      const to = applyPage(projector, before.seq, events);
      if (!moveCheckpoint(db, before.seq, to)) throw new CheckpointMoved();
      return to;
    });
    at = moved;
    applied += events.length;
    advanced();
  }

  async function follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const page of log.subscribe({
          after: at.position ?? undefined,
          pageSize: options.pageSize ?? LIVE_PAGE,
          signal,
        })) {
          if (flippedElsewhere()) break;
          if (page.events.length > 0) apply(page.events);
          if (page.caughtUp !== caughtUp) {
            caughtUp = page.caughtUp;
            advanced();
          }
          // Requests get their turn between transactions.
          await new Promise((resolve) => setImmediate(resolve));
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof CheckpointMoved)) throw error;
        // Another process applied these events to the same file: go on from where it got to.
        at = readCheckpoint(db);
        // What the projector remembers of the file is no longer so.
        projector = model.open(db);
        advanced();
      }
    }
  }

  /** True after another process put a rebuilt file in this one's place: reads and writes move over to it. */
  function flippedElsewhere(): boolean {
    const live = files.live();
    if (live === null || live === db.path) return false;
    const old = db;
    db = openDatabase(live, { durability: 'full' });
    projector = model.open(db);
    at = readCheckpoint(db);
    old.close();
    advanced();
    return true;
  }

  function startFollowing(): void {
    if (following || closed || failed) return;
    const stop = new AbortController();
    const done = follow(stop.signal).catch((error: unknown) => {
      failed = failureOf(error, at);
      advanced();
    });
    following = { stop, done };
  }

  async function stopFollowing(): Promise<void> {
    if (!following) return;
    following.stop.abort();
    await following.done;
    following = null;
  }

  async function waitUntil(reached: () => boolean, signal?: AbortSignal): Promise<void> {
    if (reached()) return;
    await new Promise<void>((resolve, reject) => {
      const check = (): void => {
        if (failed)
          finish(() =>
            reject(new ProjectionError('projection-failed', null, `${model.name} stopped: ${failed?.message}`)),
          );
        else if (closed) finish(() => reject(new ProjectionError('closed', null, `${model.name} is closed`)));
        else if (reached()) finish(resolve);
      };
      const abort = (): void => finish(() => reject(signal?.reason));
      const finish = (settle: () => void): void => {
        listeners.delete(check);
        signal?.removeEventListener('abort', abort);
        settle();
      };
      listeners.add(check);
      signal?.addEventListener('abort', abort, { once: true });
      if (signal?.aborted) abort();
      else check();
    });
  }

  return {
    db: () => db,
    openEarlier: () => {
      const path = files.earlier();
      return path ? openDatabase(path, { durability: 'full', readonly: true }) : null;
    },
    status: () => ({ name: model.name, epoch: model.epoch, ...at, caughtUp, failed, rebuilding, applied }),
    awaitSeq: (seq, signal) => waitUntil(() => at.seq >= seq, signal),
    awaitPosition: (position, signal) =>
      waitUntil(() => at.position !== null && log.comparePositions(at.position, position) >= 0, signal),
    onAdvance: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: startFollowing,
    rebuild: async (onProgress) => {
      if (rebuilding) throw new ProjectionError('projection-failed', null, `${model.name} is already being rebuilt`);
      rebuilding = { seq: 0 };
      try {
        const path = files.fresh();
        const made = createModelFile(path, model, 'rebuild');
        const report = (seq: number): void => {
          rebuilding = { seq };
          onProgress?.(seq);
        };
        await fill(log, model, made, report);
        made.exec(model.indexes);
        const wasFollowing = following !== null;
        await stopFollowing();
        // What was appended meanwhile, so that no reader sees the model step back.
        await fill(log, model, made, report);
        made.flush();
        made.close();
        const old = db;
        db = openDatabase(path, { durability: 'full' });
        projector = model.open(db);
        at = readCheckpoint(db);
        failed = null;
        files.flip(path);
        old.close();
        advanced();
        if (wasFollowing) startFollowing();
      } finally {
        rebuilding = null;
      }
    },
    close: async () => {
      closed = true;
      await stopFollowing();
      advanced();
      db.close();
    },
  };
}

/** Another runner moved the checkpoint of the same file first. */
class CheckpointMoved extends Error {}

function failureOf(error: unknown, at: Checkpoint): RunnerStatus['failed'] {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ProjectionError) return { seq: error.seq, position: error.position, message };
  return { seq: at.seq, position: at.position, message };
}

function applyPage(projector: Projector, seq: number, events: readonly RecordedEvent[]): Checkpoint {
  let next = seq;
  for (const event of events) {
    next += 1;
    const sequenced: SequencedEvent = Object.assign({ seq: next }, event);
    try {
      projector.apply(sequenced);
    } catch (error) {
      if (error instanceof ProjectionError) throw error;
      throw new ProjectionError(
        'projection-failed',
        sequenced,
        error instanceof Error ? error.message : String(error),
        { cause: error },
      );
    }
  }
  projector.flush?.();
  const last = events[events.length - 1] as RecordedEvent;
  return { seq: next, position: last.position, recorded: last.recorded };
}

/** Brings a file that nobody reads yet up to the head, in large transactions. */
async function fill(log: EventLog, model: ReadModel, db: Database, onProgress: (seq: number) => void): Promise<void> {
  const projector = model.open(db);
  let at = readCheckpoint(db);
  let gathered: RecordedEvent[] = [];
  const write = (): void => {
    if (gathered.length === 0) return;
    const events = gathered;
    gathered = [];
    const before = at.seq;
    at = db.transaction(() => {
      const to = applyPage(projector, before, events);
      moveCheckpoint(db, before, to);
      return to;
    });
    onProgress(at.seq);
  };
  for await (const events of log.read({ after: at.position ?? undefined, pageSize: REBUILD_PAGE })) {
    gathered.push(...events);
    if (gathered.length >= REBUILD_TRANSACTION) write();
    await new Promise((resolve) => setImmediate(resolve));
  }
  write();
}
