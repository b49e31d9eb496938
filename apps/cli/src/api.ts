import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpServer } from '@foedera/http';
import type { Runner } from '@foedera/projections';
import { CommandFailed, EXIT } from './exit-codes.ts';

/** The HTTP API, wherever it is answered. */
export interface Api {
  /** Sends a request; `path` begins with `/`. Any status is an answer here. */
  fetch(path: string, init?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
  /** Resolves when there may be something new: a signal where there is one, and at most a second later in any case. */
  news(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

const POLL_MS = 1_000;

/** The API of a server at an address, asked with a key where there is one. */
export function remoteApi(url: string, key?: string): Api {
  const base = url.replace(/\/+$/, '');
  return {
    fetch: (path, init = {}) => fetch(base + path, { ...init, headers: { ...init.headers, ...authorized(key) } }),
    news: (signal) => pause(POLL_MS, signal),
    close: async () => undefined,
  };
}

/** A server in this process. */
interface LocalServer {
  readonly app: HttpServer;
  readonly runners: readonly Runner[];
  /** Key of whoever runs this process. */
  readonly operatorKey: string;
  close(): Promise<void>;
}

/** The API of a server in this process: the same requests, handed to it without a network. */
export function injectedApi({ app, runners, operatorKey, close }: LocalServer): Api {
  return {
    fetch: async (path, init = {}) => {
      const { method = 'GET', headers = {}, body } = init;
      const reply = await app.inject({
        method: method as 'GET',
        url: path,
        headers: { ...headers, ...authorized(operatorKey) },
        payloadAsStream: true,
        ...(body === undefined ? {} : { payload: body }),
      });
      const sent = new Headers();
      for (const [name, value] of Object.entries(reply.headers))
        if (value !== undefined) sent.set(name, Array.isArray(value) ? value.join(', ') : String(value));
      const bodiless = reply.statusCode === 204 || reply.statusCode === 304;
      const stream = bodiless ? null : (Readable.toWeb(reply.stream()) as ReadableStream<Uint8Array>);
      return new Response(stream, { status: reply.statusCode, headers: sent });
    },
    news: async (signal) => {
      const advanced = new AbortController();
      const listening = runners.map((runner) => runner.onAdvance(() => advanced.abort()));
      await pause(POLL_MS, AbortSignal.any([signal, advanced.signal]));
      for (const stop of listening) stop();
    },
    close,
  };
}

function authorized(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { authorization: `Bearer ${key}` };
}

/** JSON of a successful answer. @throws CommandFailed with what the problem document says */
export async function json<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  throw await problemOf(response);
}

/** A failed answer as what the person at the terminal needs to know. */
export async function problemOf(response: Response): Promise<CommandFailed> {
  const text = await response.text();
  const problem = parsed(text);
  const message = problem?.detail ?? problem?.title ?? `${response.status} ${text.slice(0, 200)}`;
  const code = problem?.code === undefined ? '' : ` (${problem.code})`;
  const again = response.status === 429 || response.status === 503 || response.status === 412;
  const asked = response.status === 400 || response.status === 404 || response.status === 405;
  const exitCode = again ? EXIT.tryAgain : asked ? EXIT.usage : EXIT.failed;
  return new CommandFailed(`${message}${code}`, { exitCode: response.status === 404 ? EXIT.failed : exitCode });
}

function parsed(text: string): { detail?: string; title?: string; code?: string } | null {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A proxy in between may answer in its own words: they are shown as they are.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
