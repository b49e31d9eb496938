/** Base of every error of this package: a stable `code` and data as fields. */
export class EventLogError extends Error {
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** The stream is not as the writer expected. `actual` is its last revision, `null` when there is no such stream. */
export class WrongExpectedRevision extends EventLogError {
  readonly stream: string;
  readonly expected: string | number;
  readonly actual: number | null;
  constructor(stream: string, expected: string | number, actual: number | null, options?: ErrorOptions) {
    super(
      'wrong-expected-revision',
      `stream ${stream}: expected ${expected}, found ${actual === null ? 'no stream' : `revision ${actual}`}`,
      options,
    );
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** What can be wrong with an append before the log is asked. */
export type AppendFault =
  | 'stream-name'
  | 'expected'
  | 'empty-batch'
  | 'event-id'
  | 'repeated-id'
  | 'event-type'
  | 'not-json'
  | 'too-large';

/** An append that no log takes, whatever it holds. `index` is the event's place in the batch, `null` for the batch as a whole. */
export class InvalidAppend extends EventLogError {
  readonly fault: AppendFault;
  readonly stream: string;
  readonly index: number | null;
  constructor(fault: AppendFault, stream: string, index: number | null, found: string, options?: ErrorOptions) {
    super('invalid-append', `stream ${stream}${index === null ? '' : `, event ${index}`}: ${found}`, options);
    this.fault = fault;
    this.stream = stream;
    this.index = index;
  }
}

/** A position that this log never gave. */
export class InvalidPosition extends EventLogError {
  readonly position: string;
  constructor(position: string, expected: string) {
    super('invalid-position', `position ${JSON.stringify(position)} is not of this log: expected ${expected}`);
    this.position = position;
  }
}

/** A stored event that cannot be read back: somebody, or a broken disk, changed it. */
export class CorruptEvent extends EventLogError {
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  constructor(
    event: { readonly position: string; readonly stream: string; readonly revision: number; readonly id: string },
    found: string,
    options?: ErrorOptions,
  ) {
    const { position, stream, revision, id } = event;
    super('corrupt-event', `position ${position}, stream ${stream}, revision ${revision}, id ${id}: ${found}`, options);
    this.position = position;
    this.stream = stream;
    this.revision = revision;
    this.id = id;
  }
}

/** The log was used after `close`, or closed while it was being read. */
export class LogClosed extends EventLogError {
  constructor(adapter: string) {
    super('log-closed', `the ${adapter} log is closed`);
  }
}

/** An append to a log that was opened for reading only. */
export class LogReadOnly extends EventLogError {
  constructor(adapter: string) {
    super('log-read-only', `the ${adapter} log is open for reading only`);
  }
}

/** A text that names no log that can be opened. */
export class UnknownLogTarget extends EventLogError {
  readonly target: string;
  constructor(target: string, found: string, options?: ErrorOptions) {
    super('unknown-log-target', `log ${JSON.stringify(target)}: ${found}`, options);
    this.target = target;
  }
}

/** The log that is copied into holds other events where the copy puts its own. */
export class CopyConflict extends EventLogError {
  readonly stream: string;
  /** First revision that could not be copied together with those after it. */
  readonly revision: number;
  /** Last revision of the stream in the target, `null` when there is no such stream. */
  readonly actual: number | null;
  constructor(stream: string, revision: number, actual: number | null, options?: ErrorOptions) {
    super(
      'copy-conflict',
      `stream ${stream}, revision ${revision}: the target ${actual === null ? 'has no such stream' : `has other events, up to revision ${actual}`}`,
      options,
    );
    this.stream = stream;
    this.revision = revision;
    this.actual = actual;
  }
}
