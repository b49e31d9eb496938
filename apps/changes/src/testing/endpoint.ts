import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message that an endpoint got. */
export interface Received {
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What an endpoint does with a message: a status, or nothing at all. */
export type Answer = (message: Received, response: ServerResponse) => void;

/** A receiver of webhooks on this machine. */
export interface Endpoint {
  readonly url: string;
  /** Every call, in order. */
  readonly received: readonly Received[];
  /** How it answers from now on. */
  answer(how: Answer): void;
  /** Resolves when it got so many calls. */
  calls(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Answers with a status and headers. */
export function answering(status: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => response.writeHead(status, headers).end();
}

/** Opens an endpoint that takes everything. */
export async function openEndpoint(): Promise<Endpoint> {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let how: Answer = answering(204);
  const server = createServer(async (request, response) => {
    const message = await messageOf(request);
    received.push(message);
    how(message, response);
    for (const check of [...waiting]) check();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: (next) => {
      how = next;
    },
    calls: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (received.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function messageOf(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return { id: headers['webhook-id'] ?? '', headers, body: Buffer.concat(chunks).toString('utf8') };
}
