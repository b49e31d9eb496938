import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { FAULTS, type Fault, type FaultPlan, planFaults } from './faults.ts';

/** How the server misbehaves; times in milliseconds. */
export interface ConformanceOptions {
  /** Address of a real feed, without a path. */
  readonly upstream: string;
  /** Default all of them. */
  readonly faults?: readonly Fault[];
  /** How often each fault is committed; default 2. */
  readonly times?: number;
  /** One message in so many goes wrong; default 5. */
  readonly every?: number;
  readonly seed?: number;
  /** How long a stalled connection stays silent, and how long nobody listens while restarting; default 100. */
  readonly pauseMs?: number;
}

/** A request as it came. */
export interface Asked {
  readonly path: string;
  readonly lastEventId: string | null;
  /** Status that it was answered with; `null` when the connection was cut first. */
  readonly status: number;
  readonly atMs: number;
}

/** A feed that does everything to its consumers that a feed may do. */
export interface ConformanceServer {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** How often each fault was committed. */
  readonly counts: Readonly<Record<Fault, number>>;
  close(): Promise<void>;
}

/** Messages that come again when messages are repeated. */
const REPEATED = 5;

/** Opens a server in front of a real feed: pages and streams are its own, only connections and repetitions are not. */
export async function openConformanceServer(options: ConformanceOptions): Promise<ConformanceServer> {
  const plan = planFaults(options.faults ?? FAULTS, options.times ?? 2, options.every ?? 5, options.seed ?? 1);
  const pauseMs = options.pauseMs ?? 100;
  const asked: Asked[] = [];
  const sockets = new Set<Socket>();
  let silentUntilMs = 0;

  const restart = (): void => {
    silentUntilMs = Date.now() + pauseMs;
    for (const socket of sockets) socket.destroy();
  };

  const server: Server = createServer((request, response) => {
    const { url: path = '/', headers } = request;
    const lastEventId = typeof headers['last-event-id'] === 'string' ? headers['last-event-id'] : null;
    const note = (status: number): void => {
      asked.push({ path, lastEventId, status, atMs: Date.now() });
    };
    const cursor = lastEventId ?? new URL(path, 'http://feed.invalid').searchParams.get('after');
    const fault = cursor === null || cursor === '0' ? null : plan.atRequest();
    if (fault) {
      plan.committed(fault);
      note(refuse(response, fault, path, cursor as string));
      return;
    }
    forward(`${options.upstream}${path}`, headers, response, plan, { pauseMs, restart, note });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // As if nobody listened: what connects is cut before it is heard.
    if (Date.now() < silentUntilMs) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    counts: plan.counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers a request that goes on from a cursor as a feed under load, or under new rules, would. */
function refuse(response: ServerResponse, fault: Fault, path: string, cursor: string): number {
  const status = fault === 'expire' ? 410 : 503;
  const next = new URL(path, 'http://feed.invalid');
  next.searchParams.set('after', cursor);
  const problem =
    fault === 'expire'
      ? {
          type: '/problems/epoch-changed',
          title: 'The rules of the projection have changed since this link was made',
          status,
          code: 'epoch-changed',
          detail: 'as if the rules had changed',
          epoch: cursor.slice(0, 8),
          next: `${next.pathname}${next.search}`,
          again: '/v1/changes?after=0',
        }
      : { type: '/problems/not-ready', title: 'Not ready to answer yet', status, code: 'not-ready', detail: 'busy' };
  response.writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '0' });
  response.end(JSON.stringify(problem));
  return status;
}

interface Means {
  readonly pauseMs: number;
  readonly restart: () => void;
  readonly note: (status: number) => void;
}

function forward(
  address: string,
  headers: IncomingMessage['headers'],
  response: ServerResponse,
  plan: FaultPlan,
  means: Means,
): void {
  const { host: _, connection: __, ...asked } = headers;
  const upstream = get(address, { headers: asked, agent: false }, (answer) => {
    means.note(answer.statusCode ?? 0);
    const { 'transfer-encoding': ___, connection: ____, ...rest } = answer.headers;
    response.writeHead(answer.statusCode ?? 502, rest);
    const isStream = String(answer.headers['content-type']).startsWith('text/event-stream');
    if (isStream) forwardStream(answer, response, plan, means);
    else forwardPage(answer, response, plan, means);
  });
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
}

/** A page goes wrong as a whole: it is cut, or cut after a pause. */
function forwardPage(answer: IncomingMessage, response: ServerResponse, plan: FaultPlan, means: Means): void {
  const fault = plan.atMessage();
  if (fault === null || fault === 'repeat') {
    answer.pipe(response);
    return;
  }
  plan.committed(fault);
  answer.once('data', (chunk: Buffer) => {
    response.write(chunk.subarray(0, Math.floor(chunk.length / 2)));
    if (fault === 'restart') means.restart();
    else setTimeout(() => response.destroy(), fault === 'stall' ? means.pauseMs : 0);
  });
}

function forwardStream(answer: IncomingMessage, response: ServerResponse, plan: FaultPlan, means: Means): void {
  const recent: string[] = [];
  let rest = '';
  let silent = false;
  const give = (message: string): void => {
    const fault = /^event: ready$/m.test(message) ? null : plan.atMessage();
    recent.push(message);
    if (recent.length > REPEATED) recent.shift();
    if (fault === null) {
      response.write(message);
      return;
    }
    plan.committed(fault);
    silent = fault !== 'repeat';
    // What was given before a fault has arrived: a connection that is cut at once takes it back.
    response.write(message, () => {
      switch (fault) {
        case 'repeat':
          return;
        case 'restart':
          return means.restart();
        case 'stall':
          setTimeout(() => response.destroy(), means.pauseMs);
          return;
        case 'cut':
          // The beginning of a message that looks like one: without its end it must not count.
          response.write('id: 00000000-1-0\ndata: {"id":"00000000-1-0","prev":', () => response.destroy());
          return;
        default:
          response.destroy();
      }
    });
    if (fault === 'repeat') response.write(recent.join(''));
  };
  answer.setEncoding('utf8');
  answer.on('data', (text: string) => {
    rest += text;
    for (let end = rest.indexOf('\n\n'); end >= 0 && !silent; end = rest.indexOf('\n\n')) {
      const message = rest.slice(0, end + 2);
      rest = rest.slice(end + 2);
      give(message);
    }
  });
  answer.on('end', () => response.end());
  answer.on('error', () => response.destroy());
}
