import type { Database } from '@foedera/sqlite';
import { DatabaseError } from '@foedera/sqlite';
import type { CheckedEvent } from '../batch.ts';
import { EventLogError, WrongExpectedRevision } from '../errors.ts';
import { firstRevision, isAsExpected } from '../expected.ts';
import type { AppendResult, Expected } from '../log.ts';
import { toIdBytes } from './rows.ts';
import {
  type Head,
  INSERT_EVENT,
  INSERT_STREAM,
  SELECT_HEAD,
  SELECT_IDS,
  SELECT_LAST_REVISION,
  SELECT_STREAM,
  UPDATE_HEAD,
} from './schema.ts';

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
  const appendOne = createAppendOne(db);
  const selectHead = db.prepare<Head>(SELECT_HEAD);
  const updateHead = db.prepare(UPDATE_HEAD);
  let waiting: Request[] = [];
  let whenIdle: (() => void)[] = [];

  /** Answers of all requests in order; a conflict is an answer, so that it fails only its own caller. */
  const commit = (requests: readonly Request[]): (AppendResult | WrongExpectedRevision)[] => {
    let added = false;
    const answers = db.transaction(() => {
      const before = requireHead(selectHead.get());
      let head = before;
      const results = requests.map((request) => {
        const { answer, head: next } = appendOne(request, { ...head, recorded: Math.max(clock(), head.recorded) });
        if (next !== undefined) head = next;
        return answer;
      });
      added = head !== before;
      if (added) updateHead.run([head.position, head.recorded]);
      return results;
    });
    if (added) committed();
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

type Answer = { readonly answer: AppendResult | WrongExpectedRevision; readonly head?: Head };

/** Appends one request inside the open transaction. `time` is the head with the time that the new events get. */
function createAppendOne(db: Database): (request: Request, time: Head) => Answer {
  const selectStream = db.prepare<{ stream: number }>(SELECT_STREAM);
  const insertStream = db.prepare(INSERT_STREAM);
  const selectLast = db.prepare<{ revision: number | null }>(SELECT_LAST_REVISION);
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

  return ({ stream: name, events, expected }, { position, recorded }) => {
    const known = selectStream.get([name])?.stream;
    const actual = known === undefined ? null : (selectLast.get([known])?.revision ?? null);
    if (!isAsExpected(expected, actual)) {
      const first = firstRevision(expected);
      const last = known !== undefined && first !== undefined ? alreadyAt(known, first, events) : undefined;
      return { answer: last ?? new WrongExpectedRevision(name, expected, actual) };
    }
    const stream = known ?? insertStream.run([name]).lastInsertRowid;
    let revision = actual ?? -1;
    let last = position;
    for (const { id, type, data, metadata } of events)
      insertEvent.run([++last, stream, ++revision, toIdBytes(id), type, recorded, data, metadata]);
    return { answer: { revision, position: String(last), alreadyThere: false }, head: { position: last, recorded } };
  };
}

function requireHead(head: Head | undefined): Head {
  if (head === undefined) throw new EventLogError('corrupt-log', 'the log has lost its head row');
  return head;
}
