import { z } from 'zod';
import { IngestError } from '../errors.ts';
import { ArticleRejected } from '../extraction.ts';
import { parseAnswer } from './question.ts';

/** Most bytes of an answer. */
const MAX_ANSWER_BYTES = 4 * 1_048_576;
const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

export interface EndpointOptions {
  /** Address under which `/chat/completions` is, such as `http://127.0.0.1:8080/v1`. */
  readonly endpoint: string;
  readonly key?: string | undefined;
  /** Time for one request, the reading of its answer included. */
  readonly timeoutMs: number;
  /** Further tries after a request that came to nothing. */
  readonly retries: number;
  /** Requests that may be sent in all, tries included. */
  readonly budget: number;
  readonly wait: (ms: number) => Promise<void>;
}

const completion = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().nullable() }), finish_reason: z.string().nullish() }))
    .min(1),
});

/** What one try came to: an answer, or why there is none and how long the server asks to wait. */
type Try =
  | { readonly content: string }
  | { readonly failure: string; readonly answered: boolean; readonly waitMs?: number };

/** A server that speaks the protocol of OpenAI's chat completions. */
export interface Endpoint {
  /**
   * @returns the content of an answer that is one to the question
   * @throws ArticleRejected when the budget is spent or what it answers is nonsense each time
   * @throws IngestError when it cannot be reached or refuses the request as such: the next article would fare no better
   */
  ask(body: object, name: string): Promise<string>;
}

/** Opens an endpoint; nothing is sent before the first question. */
export function openEndpoint(options: EndpointOptions): Endpoint {
  const { endpoint, key, timeoutMs, retries, budget, wait } = options;
  const url = `${endpoint.replace(/\/+$/, '')}/chat/completions`;
  let sent = 0;

  async function once(body: string): Promise<Try> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await boundedText(response);
      if (text === null) return nonsense(`an answer of more than ${MAX_ANSWER_BYTES} bytes`);
      const { status } = response;
      if (status === 408 || status === 429 || status >= 500) {
        const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
        return { failure: `status ${status}`, answered: false, ...(seconds >= 0 && { waitMs: seconds * 1000 }) };
      }
      if (!response.ok)
        throw new IngestError(
          'model-refused',
          `${url} refused the request with status ${status}: ${text.slice(0, 200)}`,
        );
      return contentOf(text);
    } catch (error) {
      if (error instanceof IngestError || !(error instanceof Error)) throw error;
      const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
      const failure = error.name === 'TimeoutError' ? `no answer within ${timeoutMs} ms` : `${error.message}${cause}`;
      return { failure, answered: false };
    }
  }

  return {
    async ask(question, name) {
      const body = JSON.stringify(question);
      let failure = '';
      let answered = false;
      for (let attempt = 0; attempt <= retries; attempt++) {
        if (sent >= budget)
          throw new ArticleRejected('model-budget', `${name}: not read, because ${budget} requests were sent already`);
        sent += 1;
        const result = await once(body);
        if ('content' in result) return result.content;
        ({ failure, answered } = result);
        const waitMs = Math.min(result.waitMs ?? FIRST_WAIT_MS * 2 ** attempt, MAX_WAIT_MS);
        if (attempt < retries) await wait(waitMs);
      }
      const what = `${name}: ${url} gave no answer in ${retries + 1} tries; the last: ${failure}`;
      throw answered ? new ArticleRejected('model-nonsense', what) : new IngestError('model-unavailable', what);
    },
  };
}

const nonsense = (failure: string): Try => ({ failure, answered: true });

function contentOf(text: string): Try {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return nonsense('an answer that is no JSON');
    throw error;
  }
  const choice = completion.safeParse(given).data?.choices[0];
  if (!choice) return nonsense('JSON that is no chat completion');
  const content = choice.message.content ?? '';
  if (choice.finish_reason === 'length') return nonsense('an answer that was cut off');
  return parseAnswer(content) ? { content } : nonsense(`an answer to another question: ${content.slice(0, 100)}`);
}

async function boundedText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    bytes += part.value.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
