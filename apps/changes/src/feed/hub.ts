import type { ServerResponse } from 'node:http';
import type { PreparedFilter } from '../read-model/filter.ts';
import { type ChunkLimits, ENCODINGS, type EncodingName, primingMessage } from './chunk.ts';
import { Client, type ClientLimits } from './client.ts';
import type { Resolved } from './cursor.ts';
import { type Group, openGroup } from './group.ts';
import { openPace } from './pace.ts';
import type { FeedView } from './view.ts';

/** How streams are served; times in milliseconds. */
export interface HubOptions extends ClientLimits {
  /** Between keep-alives; at most 20 s, or proxies close idle connections. */
  readonly heartbeatMs: number;
  /** How long clients are told to wait before they reconnect. */
  readonly retryMs: number;
  /** How often the head is looked at when no signal comes. */
  readonly pollMs: number;
  /** Least time between two rounds of writing: changes that come meanwhile go out together. */
  readonly gatherMs: number;
  readonly chunk: ChunkLimits;
  readonly now: () => number;
  /** 0 to 1: spreads reconnections after a shutdown. */
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
}

export const DEFAULT_HUB: Omit<HubOptions, 'now' | 'random' | 'onError'> = {
  heartbeatMs: 15_000,
  retryMs: 2_000,
  pollMs: 1_000,
  gatherMs: 5,
  highBytes: 256 * 1024,
  stalledBeats: 2,
  graceMs: 5_000,
  chunk: { changes: 256, bytes: 128 * 1024 },
};

/** Clients written to before the event loop gets a turn. */
const CLIENTS_A_SLICE = 500;

/** The open streams of one view. */
export interface Hub {
  /** Takes over a response whose headers were sent: primes it and keeps it in step from there on, until it closes. */
  attach(response: ServerResponse, filter: PreparedFilter, start: Resolved, encoding?: EncodingName): void;
  /** Open streams. */
  clients(): number;
  /** Ends every stream with its cursor and a spread-out time to come back. */
  close(): void;
}

/** Serves the streams of a view, until closed. */
export function openHub(view: FeedView, options: HubOptions): Hub {
  const groups = new Map<string, Group>();
  /** Clients whose cursor this replica had not come to when they came. */
  const ahead = new WeakSet<Client>();
  let seen = -1;
  let planned: NodeJS.Timeout | null = null;
  let writing = false;
  let again = false;
  const pace = openPace(options.gatherMs);
  /** Not before this is the next round of writing. */
  let readyMs = 0;
  let closed = false;

  /** Spread out, so that not all clients come back to the next server at once. */
  const comeBackMs = (): number => Math.round(options.retryMs * (0.5 + options.random()));

  const groupOf = (filter: PreparedFilter, encoding: EncodingName): Group => {
    const key = `${filter.digest} ${encoding}`;
    const known = groups.get(key);
    if (known) return known;
    const made = openGroup(view, filter, options.chunk, ENCODINGS[encoding]);
    groups.set(key, made);
    return made;
  };

  const plan = (): void => {
    if (closed) return;
    if (writing) again = true;
    else planned ??= setTimeout(write, readyMs - options.now());
  };

  const advanced = (): void => {
    for (const group of groups.values()) group.lookAgain();
    plan();
  };

  function write(): void {
    planned = null;
    writing = true;
    again = false;
    const everyone = [...groups.values()].flatMap((group) => [...group.clients]);
    let tookMs = 0;
    const slice = (from: number): void => {
      if (closed) return;
      const startedMs = options.now();
      const until = Math.min(from + CLIENTS_A_SLICE, everyone.length);
      for (let i = from; i < until; i++) if (takeTurn(everyone[i] as Client) === 'more') again = true;
      // What was written goes into the sockets at the end of this turn of the event loop.
      process.nextTick(() => {
        tookMs += options.now() - startedMs;
        if (until < everyone.length) setImmediate(slice, until);
        else finish(tookMs);
      });
    };
    slice(0);
  }

  function finish(tookMs: number): void {
    writing = false;
    const nowMs = options.now();
    readyMs = pace.after(nowMs - tookMs, nowMs);
    if (again) plan();
  }

  function takeTurn(client: Client): ReturnType<Client['turn']> {
    try {
      const turn = client.turn();
      if (turn === 'idle') atHead(client);
      return turn;
    } catch (error) {
      // The read model could not be read: say so, and leave the clients where they are for the next round.
      options.onError(error);
      return 'idle';
    }
  }

  function atHead(client: Client): void {
    if (view.finite) client.end('end');
    else if (ahead.has(client) && view.caughtUp() && client.place > view.reader().head())
      client.end('cursor-refused', undefined, 'the cursor is of the future');
  }

  const poll = setInterval(() => {
    for (const [key, group] of groups) if (group.clients.size === 0) groups.delete(key);
    if (groups.size === 0) return;
    const head = view.reader().head();
    if (head !== seen) advanced();
    seen = head;
  }, options.pollMs);

  const heartbeat = setInterval(() => {
    for (const group of groups.values()) for (const client of [...group.clients]) client.heartbeat();
  }, options.heartbeatMs);

  const stopListening = view.onAdvance(advanced);

  return {
    attach: (response, filter, start, encoding = 'none') => {
      const group = groupOf(filter, encoding);
      const place = 'place' in start ? start.place : start.ahead;
      const client = new Client(response, view, group, place, options);
      if ('ahead' in start) ahead.add(client);
      const about = { epoch: view.epoch.slice(0, 8), filter: filter.digest, seq: view.seq(), ledger: view.ledger() };
      response.write(primingMessage(view.idOf(place), options.retryMs, about));
      // A request that came in while the server closes: handed over like the others, or closing would wait for it.
      if (closed) {
        client.end('server-closing', comeBackMs());
        return;
      }
      group.clients.add(client);
      response.on('drain', () => {
        if (takeTurn(client) === 'more') plan();
      });
      response.on('close', () => client.gone());
      response.on('error', () => client.gone());
      if (takeTurn(client) === 'more') plan();
    },
    clients: () => [...groups.values()].reduce((sum, group) => sum + group.clients.size, 0),
    close: () => {
      closed = true;
      stopListening();
      clearInterval(poll);
      clearInterval(heartbeat);
      if (planned) clearTimeout(planned);
      for (const group of groups.values())
        for (const client of [...group.clients]) client.end('server-closing', comeBackMs());
    },
  };
}
