/**
 * How every app speaks HTTP: problem documents, cursors, ETags, formats, API keys, limits, documentation, metrics.
 * Knows nothing about facts and stores nothing. Promises: what a client sends wrong is answered with a problem document
 * of a stable code, and nothing is clamped, dropped or guessed.
 */
export { type Cursor, decodeCursor, digestOf, encodeCursor } from './cursor.ts';
export { type ApiDescription, formatsResponse, problemResponse, problemSchema } from './documentation.ts';
export {
  ApiError,
  PROBLEMS,
  type ProblemCode,
  type ProblemDetail,
  type ProblemOptions,
  parameterError,
} from './errors.ts';
export { FORMATS, type Format, negotiate, splitSuffix } from './formats.ts';
export { type AnswerVersion, answeredFresh } from './freshness.ts';
export { type ApiKeyStore, newApiKey, requireKey, type StoredKey, verifyApiKey } from './keys.ts';
export { type Link, linkHeader, withParameters } from './links.ts';
export { openLogger } from './logger.ts';
export { addGauge, type GaugeReading } from './metrics.ts';
export { type ClosingLine, ndjsonChunks, sendNdjson } from './ndjson.ts';
export {
  boundParameter,
  dayParameter,
  knownTimeParameter,
  limitParameter,
  type NumberRange,
  numberParameter,
  type RecordedPoint,
  recordedParameter,
  wordsLike,
  wordsOf,
} from './parameters.ts';
export { PROBLEM_TYPE, type ProblemDocument, toApiError, toProblem } from './problem.ts';
export { addProjectionMetrics, type MeasuredProjection } from './projection-metrics.ts';
export type { Health } from './routes.ts';
export {
  contentTypeOf,
  createServer,
  DEFAULT_LIMITS,
  type HttpServer,
  type Limits,
  type ServerOptions,
} from './server.ts';
