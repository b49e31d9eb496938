import { connect, type Socket } from 'node:net';

/** What the measuring process asks of the one that holds the clients. */
export type Order =
  | {
      readonly do: 'open';
      readonly group: string;
      readonly port: number;
      readonly path: string;
      readonly count: number;
    }
  | { readonly do: 'expect'; readonly group: string; readonly marker: string }
  | { readonly do: 'follow'; readonly group: string; readonly sample: number }
  | { readonly do: 'stall'; readonly port: number; readonly path: string }
  | { readonly do: 'unstall' }
  | { readonly do: 'close'; readonly group: string };

/** What it answers: when each client had the marker, or which changes a followed client got when. Times in milliseconds. */
export type Report =
  | { readonly did: 'open' | 'expect' | 'follow' | 'stall' | 'unstall' | 'close'; readonly group?: string }
  | {
      readonly did: 'reached';
      readonly group: string;
      readonly firstMs: number;
      readonly medianMs: number;
      readonly lastMs: number;
    }
  | {
      readonly did: 'followed';
      readonly group: string;
      readonly seen: readonly (readonly [seq: number, ms: number])[];
    };

/** Milliseconds of a clock that all processes of the machine share. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

const OPENING_AT_ONCE = 100;

interface Group {
  readonly sockets: Socket[];
  onData: (socket: Socket, chunk: Buffer) => void;
}

/** Holds thousands of clients that read as cheaply as can be, so that the server is measured and not they. */
export function holdClients(answer: (report: Report) => void): (order: Order) => Promise<void> {
  const groups = new Map<string, Group>();
  let stalled: Socket | null = null;

  return async (order) => {
    switch (order.do) {
      case 'open': {
        const group: Group = { sockets: [], onData: () => undefined };
        groups.set(order.group, group);
        for (let i = 0; i < order.count; i += OPENING_AT_ONCE) {
          const some = Math.min(OPENING_AT_ONCE, order.count - i);
          group.sockets.push(...(await Promise.all(Array.from({ length: some }, () => open(order, group)))));
        }
        answer({ did: 'open', group: order.group });
        return;
      }
      case 'expect':
        expect(groups.get(order.group) as Group, order, answer);
        answer({ did: 'expect', group: order.group });
        return;
      case 'follow':
        follow(groups.get(order.group) as Group, order, answer);
        answer({ did: 'follow', group: order.group });
        return;
      case 'stall':
        stalled = await open(order, { sockets: [], onData: () => undefined });
        stalled.pause();
        answer({ did: 'stall' });
        return;
      case 'unstall':
        stalled?.destroy();
        answer({ did: 'unstall' });
        return;
      case 'close':
        for (const socket of groups.get(order.group)?.sockets ?? []) socket.destroy();
        answer({ did: 'close', group: order.group });
        return;
    }
  };
}

function open({ port, path }: { port: number; path: string }, group: Group): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`),
    );
    socket.once('data', () => resolve(socket));
    socket.on('data', (chunk: Buffer) => group.onData(socket, chunk));
    socket.on('error', reject);
  });
}

/** Notes when each client of a group has the marker, then says when the first, the middle and the last had it. */
function expect(
  group: Group,
  { marker, group: name }: { marker: string; group: string },
  answer: (r: Report) => void,
): void {
  const bytes = Buffer.from(marker);
  const reached = new Map<Socket, number>();
  group.onData = (socket, chunk) => {
    if (reached.has(socket) || !chunk.includes(bytes)) return;
    reached.set(socket, nowMs());
    if (reached.size < group.sockets.length) return;
    group.onData = () => undefined;
    const times = [...reached.values()].sort((a, b) => a - b);
    const middle = times[Math.floor(times.length / 2)] as number;
    answer({
      did: 'reached',
      group: name,
      firstMs: times[0] as number,
      medianMs: middle,
      lastMs: times.at(-1) as number,
    });
  };
}

/** Notes when a few clients of a group get each change; the others only read. Answers at the change `seq` 0 of a marker. */
function follow(
  group: Group,
  { sample, group: name }: { sample: number; group: string },
  answer: (r: Report) => void,
): void {
  const followed = new Set(group.sockets.slice(-sample));
  const seen: [number, number][] = [];
  const rests = new Map<Socket, string>();
  let ended = 0;
  group.onData = (socket, chunk) => {
    if (!followed.has(socket)) return;
    const at = nowMs();
    const text = (rests.get(socket) ?? '\n') + chunk.toString('latin1');
    const ids = [...text.matchAll(/\nid: [0-9a-f]{8}-(\d+)-0\n/g)];
    for (const [, seq] of ids) seen.push([Number(seq), at]);
    rests.set(socket, text.slice(-40).replace(/\nid: [0-9a-f]{8}-\d+-0\n/, ''));
    if (text.includes(END_MARK) && ++ended === followed.size) answer({ did: 'followed', group: name, seen });
  };
}

/** A word in the last change of a measurement. */
export const END_MARK = 'the-end-of-the-run';
