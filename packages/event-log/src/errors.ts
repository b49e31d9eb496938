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
