/** A problem document as the API answers it. @see RFC 9457 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable code, such as `invalid-cursor`. */
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly in: string; readonly pointer: string; readonly detail: string }[];
  readonly [more: string]: unknown;
}

/** The API answered with a problem. */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  readonly problem: Problem;
  /** Seconds after which the API asks to try again; `null` when it says nothing. */
  readonly retryAfterSeconds: number | null;
  constructor(problem: Problem, retryAfterSeconds: number | null = null) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The API could not be reached, or what answered is not the API. */
export class ApiUnreachable extends Error {
  readonly code = 'api-unreachable';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiUnreachable';
  }
}

/** The problem that a response is. Never throws: what is no problem document becomes one of code `not-the-api`. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  return toProblem(await response.text(), response);
}

/** The problem of a response whose body was read already, as text or as what its JSON says. */
export function toProblem(body: unknown, response: Response): ApiProblem {
  const after = Number(response.headers.get('retry-after') ?? Number.NaN);
  const fallback: Problem = {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'not-the-api',
    detail: `status ${response.status} without a problem document`,
  };
  const value = typeof body === 'string' ? parsed(body) : body;
  return new ApiProblem(isProblem(value) ? { ...fallback, ...value } : fallback, Number.isFinite(after) ? after : null);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A body that is no JSON is as good as none: the status still says what happened.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('detail' in value)) return false;
  return typeof value.code === 'string' && typeof value.detail === 'string';
}
