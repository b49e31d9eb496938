import type { FastifyError } from 'fastify';
import { ApiError, PROBLEMS, type ProblemCode, type ProblemDetail } from './errors.ts';

/** Media type of problem documents. @see RFC 9457 */
export const PROBLEM_TYPE = 'application/problem+json';

/** A problem document. Members of `ApiError.extra` stand beside these. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly ProblemDetail[];
}

/** Codes of Fastify's own errors, as ours; what is not listed goes by its status. */
const FASTIFY_CODES: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad-request',
  FST_ERR_BAD_URL: 'bad-request',
  FST_ERR_ASYNC_CONSTRAINT: 'bad-request',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
};

/** Details of Fastify's own errors that do not say what was expected. */
const FASTIFY_DETAILS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'expected a body with content-type: application/json',
};

const STATUS_CODES: Readonly<Record<number, ProblemCode>> = {
  404: 'not-found',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

/** Any error as the error that is answered: ours as it is, Fastify's and zod's mapped, everything else a bare 500. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error)) return new ApiError('internal-error', 'The request could not be answered.');
  const { code, statusCode, validation, validationContext } = error as Partial<FastifyError>;
  if (validation) return validationProblem(validation, validationContext ?? 'body');
  const known = (code === undefined ? undefined : FASTIFY_CODES[code]) ?? STATUS_CODES[statusCode ?? 500];
  if (known) return new ApiError(known, FASTIFY_DETAILS[code ?? ''] ?? error.message, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new ApiError('bad-request', error.message, { cause: error });
  return new ApiError('internal-error', 'The request could not be answered. The log of the server says why.', {
    cause: error,
  });
}

/** The document of an error. */
export function toProblem(error: ApiError): ProblemDocument {
  const { status, title } = PROBLEMS[error.code];
  return {
    type: `/problems/${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.message,
    ...(error.errors.length > 0 ? { errors: error.errors } : {}),
    ...error.extra,
  };
}

const PLACES: Readonly<Record<string, ProblemDetail['in']>> = {
  querystring: 'query',
  params: 'path',
  headers: 'header',
  body: 'body',
};

interface Issue {
  readonly keyword: string;
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** zod's issues, in the order in which they were found; the first decides the code. */
function validationProblem(validation: FastifyError['validation'], context: string): ApiError {
  const place = PLACES[context] ?? 'body';
  const issues = (validation ?? []) as unknown as readonly Issue[];
  const found = issues.flatMap((issue) => detailsOf(issue, place));
  const first = found[0] ?? { code: 'invalid-body' as const, error: { in: place, pointer: '#', detail: 'invalid' } };
  const where = first.error.pointer.slice(2);
  return new ApiError(first.code, where === '' ? first.error.detail : `${where}: ${first.error.detail}`, {
    errors: found.map((f) => f.error),
  });
}

function detailsOf(issue: Issue, place: ProblemDetail['in']): { code: ProblemCode; error: ProblemDetail }[] {
  const base = issue.instancePath === '/' ? '' : issue.instancePath;
  const detail = inWords(issue.message ?? 'invalid');
  if (issue.keyword === 'unrecognized_keys') {
    const code = place === 'body' ? 'invalid-body' : 'unknown-parameter';
    const keys = Array.isArray(issue.params.keys) ? issue.params.keys.map(String) : [];
    return keys.map((key) => ({
      code,
      error: { in: place, pointer: `#${base}/${escapePointer(key)}`, detail: 'not a name that is known here' },
    }));
  }
  return [{ code: codeOf(issue, place), error: { in: place, pointer: `#${base}`, detail } }];
}

/** zod's wording of what is absent, in words of people who write JSON. */
function inWords(message: string): string {
  return message.replace(/^Invalid input: (expected .*), received undefined$/, 'missing: $1');
}

function codeOf(issue: Issue, place: ProblemDetail['in']): ProblemCode {
  if (place === 'body') return 'invalid-body';
  if (issue.keyword === 'invalid_value') return 'unknown-word';
  const params = issue.params.params;
  const named = typeof params === 'object' && params !== null && 'problem' in params ? params.problem : undefined;
  if (typeof named === 'string' && Object.hasOwn(PROBLEMS, named)) return named as ProblemCode;
  return place === 'path' ? 'not-found' : 'invalid-parameter';
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
