import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiUnreachable, problemOf } from './errors.ts';
import type { FeedSource } from './feed.ts';

/** One message of an event stream. */
export interface FeedMessage {
  /** `message` for a change; else `ready`, `keep-alive`, or why the stream ends. */
  readonly event: string;
  /** Cursor that can be resumed from; `null` when the message has none. */
  readonly cursor: string | null;
  readonly data: string;
  /** The server's `retry`, when it came with or before this message. */
  readonly retryMs: number | null;
}

/**
 * One connection to the feed, message by message, at the consumer's pace. Leaving the loop closes the connection.
 *
 * @param cursor resumed after; sent as `Last-Event-ID`, except `now`
 * @throws ApiProblem when refused; ApiUnreachable when it cannot be opened, breaks or stays silent for `silenceMs`
 */
export async function* openFeedStream(
  source: FeedSource,
  query: URLSearchParams,
  cursor: string,
  silenceMs: number,
  signal?: AbortSignal,
): AsyncGenerator<FeedMessage, void> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  signal?.addEventListener('abort', onAbort, { once: true });
  let timer = setTimeout(onAbort, silenceMs);
  try {
    const response = await opened(source, query, cursor, stop.signal);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    const messages: FeedMessage[] = [];
    let retryMs: number | null = null;
    const parser = createParser({
      onEvent: ({ event, id, data }: EventSourceMessage) => {
        messages.push({ event: event ?? 'message', cursor: id ?? null, data, retryMs });
        retryMs = null;
      },
      onRetry: (ms) => {
        retryMs = ms;
      },
    });
    for (;;) {
      clearTimeout(timer);
      timer = setTimeout(onAbort, silenceMs);
      const { done, value } = await chunkOf(reader);
      // A consumer that takes its time is no silence of the server's.
      clearTimeout(timer);
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* messages.splice(0);
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    stop.abort();
  }
}

async function opened(
  source: FeedSource,
  query: URLSearchParams,
  cursor: string,
  signal: AbortSignal,
): Promise<Response> {
  const url = new URL(source.url);
  for (const [name, value] of query) url.searchParams.set(name, value);
  url.searchParams.set('after', cursor);
  const headers = { accept: 'text/event-stream', ...(cursor === 'now' ? {} : { 'last-event-id': cursor }) };
  let response: Response;
  try {
    response = await source.fetch(new Request(url, { headers, signal }));
  } catch (error) {
    throw new ApiUnreachable(`GET ${url.pathname}: ${messageOf(error)}`, { cause: error });
  }
  if (!response.ok) throw await problemOf(response);
  if (response.body === null || !(response.headers.get('content-type') ?? '').startsWith('text/event-stream'))
    throw new ApiUnreachable(
      `GET ${url.pathname}: expected an event stream, found ${response.headers.get('content-type')}`,
    );
  return response;
}

async function chunkOf(reader: ReadableStreamDefaultReader<Uint8Array>) {
  try {
    return await reader.read();
  } catch (error) {
    throw new ApiUnreachable(`the stream broke: ${messageOf(error)}`, { cause: error });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
