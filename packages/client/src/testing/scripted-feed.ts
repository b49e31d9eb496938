import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What one connection to the scripted feed gets: written as it is, then ended, cut, or kept open. */
export interface Turn {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  readonly close: 'end' | 'cut' | 'stay';
}

/** A feed that plays turns, one for each connection: for what a sound server never does, such as leaving a change out. */
export interface ScriptedFeed {
  readonly url: string;
  /** `Last-Event-ID` and the address of each connection so far. */
  readonly asked: readonly { readonly lastEventId: string | undefined; readonly after: string | null }[];
  close(): Promise<void>;
}

export async function openScriptedFeed(turns: readonly Turn[]): Promise<ScriptedFeed> {
  const asked: { lastEventId: string | undefined; after: string | null }[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const lastEventId = request.headers['last-event-id'] as string | undefined;
    asked.push({ lastEventId, after: new URL(request.url as string, 'http://x').searchParams.get('after') });
    const turn = turns[Math.min(asked.length, turns.length) - 1] as Turn;
    response.writeHead(turn.status ?? 200, { 'content-type': 'text/event-stream', ...turn.headers });
    response.write(turn.body, () => {
      if (turn.close === 'end') response.end();
      if (turn.close === 'cut') response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/changes`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A change as an event-stream message. */
export function changeMessage(id: string, prev: string | null): string {
  return `id: ${id}\ndata: ${JSON.stringify({ id, prev, change: 'entry-added' })}\n\n`;
}

/** Any other message of the stream. */
export function otherMessage(event: string, cursor: string, retryMs?: number): string {
  return `event: ${event}\nid: ${cursor}\n${retryMs === undefined ? '' : `retry: ${retryMs}\n`}data: {"cursor":"${cursor}"}\n\n`;
}

/** A keep-alive with the head of the ledger. */
export function keepAliveMessage(cursor: string, seq: number, hash: string): string {
  return `event: keep-alive\nid: ${cursor}\ndata: ${JSON.stringify({ cursor, seq, ledger: { seq, hash } })}\n\n`;
}
