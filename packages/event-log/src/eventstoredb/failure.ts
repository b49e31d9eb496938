import {
  EventStoreAccessDenied,
  type EventStoreError,
  EventStoreNoLeader,
  EventStoreReadOnly,
  EventStoreRefused,
  EventStoreTimeout,
  EventStoreUnavailable,
} from './errors.ts';

/** What a failed call tells. All but `denied` and `refused` may pass. */
export interface Failure {
  readonly kind: 'unavailable' | 'timeout' | 'read-only' | 'no-leader' | 'denied' | 'refused';
  readonly found: string;
  readonly leader?: string;
  readonly cause: unknown;
}

/** Our own timeout ran out before the client said anything. */
export class AttemptTimeout extends Error {
  constructor(what: string, ms: number) {
    super(`${what}: no answer within ${ms} ms`);
  }
}

/** The server ended a call that was not done, without an error. */
export class EndedEarly extends Error {
  constructor(what: string) {
    super(`${what}: the server ended the call before it was done`);
  }
}

/** gRPC statuses that no repetition mends: INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED. */
const LASTING_CODES: ReadonlySet<unknown> = new Set([3, 9, 11, 12]);
const PERMISSION_DENIED = 7;
const LASTING_TYPES: ReadonlySet<unknown> = new Set([
  'maximum-append-size-exceeded',
  'stream-deleted',
  'invalid-argument',
  'invalid-transaction',
  'missing-required-metadata-property',
  'unsupported',
]);
const TIMEOUT_TYPES: ReadonlySet<unknown> = new Set(['timeout', 'deadline-exceeded']);

/** Servers say it in one way or the other: "Unexpected ReadAllResult: InvalidPosition", "Trying to read from an invalid position". */
const INVALID_POSITION = /invalid ?position/i;

interface ClientError {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly leader?: { readonly address: string; readonly port: number };
}

/** The `type` of a client's error, by which it names what happened. */
export function errorType(error: unknown): unknown {
  return typeof error === 'object' && error !== null ? (error as ClientError).type : undefined;
}

/** Whether the server was asked to read at a place where nothing stands: a position from another log. */
export function isInvalidPosition(error: unknown): boolean {
  return error instanceof Error && INVALID_POSITION.test(error.message);
}

/** Sorts what a client throws. Whatever is unknown may pass: repeating is safe, and giving up says what it was. */
export function toFailure(cause: unknown): Failure {
  const { type, code, message, leader } = (typeof cause === 'object' && cause !== null ? cause : {}) as ClientError;
  const found = typeof message === 'string' && message !== '' ? message : String(cause);
  if (cause instanceof AttemptTimeout || TIMEOUT_TYPES.has(type)) return { kind: 'timeout', found, cause };
  if (type === 'access-denied' || code === PERMISSION_DENIED) return { kind: 'denied', found, cause };
  if (type === 'not-leader' && leader !== undefined)
    return { kind: 'read-only', found, leader: `${leader.address}:${leader.port}`, cause };
  if (found.includes('No leader info')) return { kind: 'no-leader', found, cause };
  if (LASTING_TYPES.has(type) || LASTING_CODES.has(code)) return { kind: 'refused', found, cause };
  return { kind: 'unavailable', found, cause };
}

export function isLasting(failure: Failure): boolean {
  return failure.kind === 'denied' || failure.kind === 'refused';
}

/** The error that a caller sees when nothing is left to try. */
export function toError(server: string, what: string, failure: Failure): EventStoreError {
  const found = `${what}: ${failure.found}`;
  const options = { cause: failure.cause };
  switch (failure.kind) {
    case 'unavailable':
      return new EventStoreUnavailable(server, found, options);
    case 'timeout':
      return new EventStoreTimeout(server, found, options);
    case 'denied':
      return new EventStoreAccessDenied(server, found, options);
    case 'read-only':
      return new EventStoreReadOnly(
        server,
        failure.leader ?? '',
        `${what}: this node takes no appends and names ${failure.leader} as the leader`,
        options,
      );
    case 'no-leader':
      return new EventStoreNoLeader(server, found, options);
    case 'refused':
      return new EventStoreRefused(server, found, options);
  }
}
