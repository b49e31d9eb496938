import type { Database } from '@foedera/sqlite';
import { DatabaseError } from '@foedera/sqlite';
import type { CheckedEvent } from '../batch.ts';
import { EventLogError, WrongExpectedRevision } from '../errors.ts';
import { firstRevision, isAsExpected } from '../expected.ts';
import type { AppendResult, Expected } from '../log.ts';
import { createReserve } from './reserve.ts';
import { toIdBytes } from './rows.ts';
import { type Head, INSERT_EVENT, INSERT_STREAM, SELECT_IDS, SELECT_STATE, type State, UPDATE_HEAD } from './schema.ts';

/** Most events that one transaction gathers from concurrent callers. */
const MAX_GROUP_EVENTS = 5_000;

/** An append that waits for its turn. */
interface Request {
  readonly stream: string;
  readonly events: readonly CheckedEvent[];
  readonly expected: Expected;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends with group commit: callers that are waiting at the same time share one transaction and one sync of the disk. */
export interface Writer {
  append(stream: string, events: readonly CheckedEvent[], expected: Expected): Promise<AppendResult>;
  /** Resolves when nothing waits any more. */
  idle(): Promise<void>;
}

/**
 * @param clock milliseconds since the epoch
 * @param committed called after each transaction that added events
 */
export function createWriter(db: Database, clock: () => number, committed: () => void): Writer {
  const appendOne = createAppendOne(db, clock);
  const updateHead = db.prepare(UPDATE_HEAD);
  const reserve = createReserve(db);
  let waiting: Request[] = [];
  let whenIdle: (() => void)[] = [];

  /** Answers of all requests in order; a conflict is an answer, so that it fails only its own caller. */
  const commit = (requests: readonly Request[]): Answer[] => {
    let head: Head | undefined;
    const answers = db.transaction(() => {
      const results = requests.map((request) => {
        const { answer, head: next } = appendOne(request, head);
        head = next ?? head;
        return answer;
      });
      if (head !== undefined) updateHead.run([head.position, head.recorded]);
      return results;
    });
    if (head !== undefined) {
      committed();
      reserve.committed();
    }
    return answers;
  };

  const settle = (requests: readonly Request[]): void => {
    try {
      const answers = commit(requests);
      answers.forEach((answer, i) => {
        if (answer instanceof WrongExpectedRevision) requests[i]?.reject(answer);
        else requests[i]?.resolve(answer);
      });
    } catch (error) {
      // What one caller brought may be what failed (a disk that has room for the others): alone, each gets its own answer.
      const together = requests.length > 1 && !(error instanceof DatabaseError && error.code === 'database-locked');
      if (together) for (const request of requests) settle([request]);
      else for (const request of requests) request.reject(error);
    }
  };

  const drain = (): void => {
    let count = 0;
    let events = 0;
    for (const request of waiting) {
      if (count > 0 && events + request.events.length > MAX_GROUP_EVENTS) break;
      events += request.events.length;
      count++;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    if (waiting.length > 0) setImmediate(drain);
    settle(group);
    if (waiting.length === 0) {
      for (const resolve of whenIdle) resolve();
      whenIdle = [];
    }
  };

  return {
    append: (stream, events, expected) =>
      new Promise((resolve, reject) => {
        waiting.push({ stream, events, expected, resolve, reject });
        // One turn of the event loop lets everyone who is ready, requests on sockets included, join the group.
        if (waiting.length === 1) setImmediate(drain);
      }),
    idle: () => new Promise((resolve) => (waiting.length === 0 ? resolve() : whenIdle.push(resolve))),
  };
}

type Answer = AppendResult | WrongExpectedRevision;

/**
 * Appends one request inside the open transaction.
 * @param head the head that earlier requests of the transaction left, `undefined` while there is none
 * @returns the answer, and the new head when something was added
 */
type AppendOne = (request: Request, head: Head | undefined) => { readonly answer: Answer; readonly head?: Head };

function createAppendOne(db: Database, clock: () => number): AppendOne {
  const selectState = db.prepare<State>(SELECT_STATE);
  const insertStream = db.prepare(INSERT_STREAM);
  const selectIds = db.prepare<{ position: number; id: Uint8Array }>(SELECT_IDS);
  const insertEvent = db.prepare(INSERT_EVENT);

  /** The first time's answer when all of the events stand at revision `first` and after; else `undefined`. */
  const alreadyAt = (stream: number, first: number, events: readonly CheckedEvent[]): AppendResult | undefined => {
    const revision = first + events.length - 1;
    const stored = selectIds.all([stream, first, revision]);
    const same =
      stored.length === events.length &&
      events.every((event, i) => Buffer.compare(toIdBytes(event.id), stored[i]?.id as Uint8Array) === 0);
    return same ? { revision, position: String(stored.at(-1)?.position), alreadyThere: true } : undefined;
  };

  return ({ stream: name, events, expected }, head) => {
    const state = selectState.get([name]);
    if (state === undefined) throw new EventLogError('corrupt-log', 'the log has lost its head row');
    const { stream: known, last: actual } = state;
    if (!isAsExpected(expected, actual)) {
      const first = firstRevision(expected);
      const stored = known !== null && first !== undefined ? alreadyAt(known, first, events) : undefined;
      return { answer: stored ?? new WrongExpectedRevision(name, expected, actual) };
    }
    const stream = known ?? insertStream.run([name]).lastInsertRowid;
    const before = head ?? state;
    const recorded = Math.max(clock(), before.recorded);
    let { position } = before;
    let revision = actual ?? -1;
    for (const { id, type, data, metadata } of events)
      insertEvent.run([++position, stream, ++revision, toIdBytes(id), type, recorded, data, metadata]);
    return { answer: { revision, position: String(position), alreadyThere: false }, head: { position, recorded } };
  };
}
