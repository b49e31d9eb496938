/**
 * Every problem that an API answers with: its code, status and title. Codes are stable; a test compares them with the
 * documentation. The document of a problem is at `/problems/CODE`.
 */
export const PROBLEMS = {
  'invalid-parameter': { status: 400, title: 'A parameter has a value that cannot be used' },
  'unknown-parameter': { status: 400, title: 'A parameter has a name that this address does not know' },
  'unknown-word': { status: 400, title: 'A value is outside its vocabulary' },
  'invalid-date': { status: 400, title: 'A value is not a date or time that can be used here' },
  'invalid-cursor': { status: 400, title: 'The cursor is malformed, of the future, or of another query' },
  'invalid-body': { status: 400, title: 'The body does not have the shape that is asked for' },
  'malformed-body': { status: 400, title: 'The body is not well-formed JSON' },
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  'key-required': { status: 401, title: 'An API key is needed' },
  'key-refused': { status: 401, title: 'The API key is unknown or revoked' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This address does not answer to this method' },
  'not-acceptable': { status: 406, title: 'None of the formats asked for is available here' },
  conflict: { status: 409, title: 'The request does not fit what stands' },
  'epoch-changed': { status: 410, title: 'The rules of the projection have changed since this link was made' },
  gone: { status: 410, title: 'What was here has been withdrawn' },
  'revision-changed': { status: 412, title: 'Somebody else decided in the meantime' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'unsupported-media-type': { status: 415, title: 'The body has a content type that is not accepted here' },
  'revision-required': { status: 428, title: 'If-Match must name the revision that the request is based on' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'headers-too-large': { status: 431, title: 'The header fields are too large' },
  'internal-error': { status: 500, title: 'Something went wrong here; the request may be fine' },
  'not-ready': { status: 503, title: 'Not ready to answer yet' },
  'behind-sequence': { status: 503, title: 'This replica has not yet reached the seq that was asked for' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

/** Stable code of a problem. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One thing that is wrong: where (a JSON pointer into that part of the request, RFC 6901 as a fragment) and what. */
export interface ProblemDetail {
  readonly in: 'query' | 'path' | 'header' | 'body';
  readonly pointer: string;
  readonly detail: string;
}

/** What a problem says beyond its code. `extra` members go into the document as they are. */
export interface ProblemOptions {
  readonly errors?: readonly ProblemDetail[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Thrown by a request's work, anywhere, to be answered as a problem document. */
export class ApiError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly ProblemDetail[];
  readonly headers: Readonly<Record<string, string>>;
  readonly extra: Readonly<Record<string, unknown>>;
  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ApiError';
    this.code = code;
    this.errors = options.errors ?? [];
    this.headers = options.headers ?? {};
    this.extra = options.extra ?? {};
  }
}

/** A problem with one query parameter. */
export function parameterError(code: ProblemCode, parameter: string, detail: string): ApiError {
  return new ApiError(code, `${parameter}: ${detail}`, {
    errors: [{ in: 'query', pointer: `#/${parameter}`, detail }],
  });
}
