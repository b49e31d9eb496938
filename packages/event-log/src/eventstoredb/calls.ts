import type {
  AllStreamResolvedEvent,
  EventStoreDBClient,
  Position,
  ResolvedEvent,
  StreamingRead,
} from '@eventstore/db-client';
import { InvalidPosition } from '../errors.ts';
import type { Connection, RunOptions } from './connection.ts';
import { ours } from './convert.ts';
import { EventStoreRefused } from './errors.ts';
import { errorType, isInvalidPosition } from './failure.ts';
import { comparePlaces, type Place, toPosition } from './position.ts';
import { RUN_BYTES, roughBytes } from './size.ts';

const FIRST_LOOK = 16;
const LONGEST_LOOK = 1_024;
/** How far back `recorded` is looked up where a reader starts in the middle of the log. */
const RECORDED_LOOK_BACK = 32;

type ClientEvent = NonNullable<ReturnType<typeof ours>>['event'];

/**
 * What a finite read gives, all of it or, where events are large, the first of it. The read is cancelled when `over`
 * aborts: nobody waits any more.
 */
export function collect<E extends ResolvedEvent>(
  read: StreamingRead<E>,
  over: AbortSignal,
  heard: () => void,
): Promise<E[]> {
  return new Promise((resolve, reject) => {
    const events: E[] = [];
    let bytes = 0;
    // Whether or not a call was ever made, there is nobody left to tell.
    const cancel = () => void read.cancel().catch(() => undefined);
    const finish = () => {
      over.removeEventListener('abort', cancel);
      resolve(events);
    };
    over.addEventListener('abort', cancel, { once: true });
    read.on('data', (resolved: E) => {
      if (bytes >= RUN_BYTES) return;
      heard();
      events.push(resolved);
      bytes += roughBytes(resolved.event?.data);
      if (bytes < RUN_BYTES) return;
      cancel();
      finish();
    });
    read.once('end', finish);
    // Not `once`: after the first, nobody is interested, but an error that nobody hears ends the process.
    read.on('error', reject);
  });
}

/** Events of a stream from a revision on, at most `count`, fewer where they are large; empty when there is no such stream. */
export async function streamPage(
  connection: Connection,
  stream: string,
  from: bigint | 'end',
  count: number,
): Promise<{ event: ClientEvent; place: Place }[]> {
  const what = `read ${stream}`;
  const direction = from === 'end' ? 'backwards' : 'forwards';
  const options = { fromRevision: from, maxCount: count, direction, requiresLeader: true } as const;
  const read = (client: EventStoreDBClient, over: AbortSignal, heard: () => void) =>
    collect(client.readStream(stream, options), over, heard).catch((error: unknown): ResolvedEvent[] => {
      if (errorType(error) === 'stream-not-found') return [];
      throw error;
    });
  return (await connection.run(what, read)).map((resolved) => {
    const found = ours(resolved);
    if (found !== null) return found;
    throw new EventStoreRefused(
      connection.server,
      `${what}: it tells no positions with a stream, as versions before 22.10 do`,
    );
  });
}

/** Last revision of a stream, `null` when there is no such stream. */
export async function lastRevision(connection: Connection, stream: string): Promise<number | null> {
  const [last] = await streamPage(connection, stream, 'end', 1);
  return last === undefined ? null : Number(last.event.revision);
}

/** Finds the last event of ours in `$all`, looking back only as far as it has not looked before. */
export class HeadFinder {
  readonly #connection: Connection;
  #head: Place | null = null;
  #lookedTo: Place | null = null;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async find(options: RunOptions = {}): Promise<Place | null> {
    const { head, newest } = await this.#lookBack(this.#lookedTo, options);
    if (comparePlaces(head, this.#head) > 0) this.#head = head;
    if (comparePlaces(newest, this.#lookedTo) > 0) this.#lookedTo = newest;
    return this.#head;
  }

  async #lookBack(known: Place | null, options: RunOptions): Promise<{ head: Place | null; newest: Place | null }> {
    let newest: Place | null = null;
    let from: Position | 'end' = 'end';
    for (let maxCount = FIRST_LOOK; ; maxCount = Math.min(maxCount * 4, LONGEST_LOOK)) {
      const read = { direction: 'backwards', fromPosition: from, maxCount, requiresLeader: true } as const;
      const events: AllStreamResolvedEvent[] = await this.#connection.run(
        'read the head',
        (client, over, heard) => collect(client.readAll(read), over, heard),
        options,
      );
      for (const resolved of events) {
        const place = (resolved.link ?? resolved.event)?.position;
        if (place === undefined) continue;
        newest ??= place;
        from = place;
        if (comparePlaces(place, known) <= 0) return { head: null, newest };
        const found = ours(resolved);
        if (found !== null) return { head: found.place, newest };
      }
      if (events.length === 0) return { head: null, newest };
    }
  }
}

/**
 * What `recorded` stood at when the event at a place was read: the latest creation time of it and of those before.
 * @throws InvalidPosition where no event can stand at that place
 */
export async function recordedBefore(connection: Connection, place: Place, options: RunOptions = {}): Promise<number> {
  const events = await Promise.all([
    around(connection, 'read a position', { fromPosition: place, maxCount: 1 }, options),
    around(
      connection,
      'read before a position',
      { fromPosition: place, maxCount: RECORDED_LOOK_BACK, direction: 'backwards' },
      options,
    ),
  ]);
  let recordedMs = 0;
  for (const resolved of events.flat()) {
    const found = ours(resolved);
    if (found !== null && comparePlaces(found.place, place) <= 0)
      recordedMs = Math.max(recordedMs, found.event.created.getTime());
  }
  return recordedMs;
}

/** Events at or before a place, from the leader: another node may not have got there yet. */
function around(
  connection: Connection,
  what: string,
  read: { readonly fromPosition: Place; readonly maxCount: number; readonly direction?: 'backwards' },
  options: RunOptions,
): Promise<AllStreamResolvedEvent[]> {
  return connection.run(
    what,
    (client, over, heard) =>
      collect(client.readAll({ ...read, requiresLeader: true }), over, heard).catch((error: unknown) => {
        if (!isInvalidPosition(error)) throw error;
        throw new InvalidPosition(toPosition(read.fromPosition), 'one that this log gave, where an event stands');
      }),
    options,
  );
}
