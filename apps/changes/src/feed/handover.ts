import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** What a server that closes does with connections that would keep it from closing. */
export interface Handover {
  /** From now on cuts those who ask for a stream, and connections over which nobody has asked for anything. */
  begin(): void;
}

/**
 * Prepares a server to hand its clients over. An event source that is answered with an error never comes back; one whose
 * connection breaks tries again, and finds the server that takes over. Browsers open connections ahead of need, and a
 * closing server waits for a first request over each.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html "fail" and "reestablish the connection"
 */
export function prepareHandover(server: Server): Handover {
  const unasked = new Set<Socket>();
  let closing = false;
  server.on('connection', (socket: Socket) => {
    if (closing) {
      socket.destroy();
      return;
    }
    unasked.add(socket);
    socket.once('close', () => unasked.delete(socket));
  });
  // Before the server's own answer, which says 503 while it closes.
  server.prependListener('request', (request: IncomingMessage) => {
    unasked.delete(request.socket);
    if (closing && request.headers.accept?.includes('text/event-stream')) request.socket.destroy();
  });
  return {
    begin: () => {
      closing = true;
      for (const socket of unasked) socket.destroy();
    },
  };
}
