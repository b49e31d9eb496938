import { get, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Change } from '../read-model/change.ts';

/** An event stream read by hand, so that tests see every message, header and end. */
export interface RawStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Messages as they came, oldest first. */
  readonly messages: readonly EventSourceMessage[];
  /** `retry` as the server set it. */
  readonly retryMs: () => number | null;
  /** Resolves with the first message that answers yes, also among those that came before. */
  until(yes: (message: EventSourceMessage) => boolean): Promise<EventSourceMessage>;
  /** Resolves when the server ended the stream. */
  readonly ended: Promise<void>;
  pause(): void;
  resume(): void;
  close(): void;
}

/** Opens a stream; `lastEventId` as a client that reconnects sends it. */
export async function openStream(url: string, lastEventId?: string): Promise<RawStream> {
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const { response, drop } = await new Promise<{ response: IncomingMessage; drop: () => void }>((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (r) => resolve({ response: r, drop: () => request.destroy() }));
    request.on('error', reject);
  });
  const messages: EventSourceMessage[] = [];
  const waiting = new Set<() => void>();
  let retryMs: number | null = null;
  const parser = createParser({
    onEvent: (message) => {
      messages.push(message);
      for (const check of [...waiting]) check();
    },
    onRetry: (ms) => {
      retryMs = ms;
    },
  });
  response.setEncoding('utf8');
  response.on('data', (text: string) => parser.feed(text));
  const ended = new Promise<void>((resolve) => {
    response.once('end', () => resolve());
    response.once('close', () => resolve());
  });
  // A connection that is cut is an end like another; what came before it counts.
  response.on('error', () => undefined);
  return {
    status: response.statusCode as number,
    headers: response.headers,
    messages,
    retryMs: () => retryMs,
    until: (yes) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const found = messages.find(yes);
          if (!found) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
        ended.then(() =>
          reject(new Error(`the stream ended first, with ${messages.at(-1)?.event} ${messages.at(-1)?.id}`)),
        );
      }),
    ended,
    pause: () => response.pause(),
    resume: () => response.resume(),
    close: drop,
  };
}

/** The changes among messages. */
export function changesIn(messages: readonly EventSourceMessage[]): Change[] {
  return messages.filter((m) => m.event === undefined).map((m) => JSON.parse(m.data) as Change);
}
