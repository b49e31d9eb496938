import type { Page } from '../log.ts';
import { breathe } from '../paging.ts';
import type { Connection } from './connection.ts';
import { Hub, type Standing } from './hub.ts';
import { comparePlaces, type Place, parsePosition } from './position.ts';
import { requireGiven } from './read.ts';
import { Reader } from './reader.ts';
import type { Shared } from './shared.ts';
import type { Tail } from './tail.ts';

/** Longest that an event waits for others to come with it. */
const GATHER_MS = 10;

/**
 * One path for what is there and for what comes: what the shared tail covers is taken from it, anything before is read.
 * A page that is caught up is given even when it is empty, unless the one before it already was.
 */
export async function* subscribe(
  shared: Shared,
  after: Place | null,
  pageSize: number,
  over: AbortSignal,
  closed: AbortSignal,
): AsyncGenerator<Page> {
  const { connection, heads, on } = shared;
  const options = { giveUpMs: Number.POSITIVE_INFINITY, signal: over };
  const hub = on.sharedSubscription ? shared.hub : new Hub(connection, heads, shared.pollMs);
  let tail = null as Tail | null;
  closed.throwIfAborted();
  try {
    const startHead = await heads.find(options);
    requireGiven(after, startHead);
    const reader = await Reader.after(connection, after, options);
    let standing: Standing = reader.standing;
    let target = startHead;
    let told = false;
    const isCaughtUp = (serverSaid: boolean): boolean =>
      on.processedCaughtUp ? comparePlaces(standing.place, startHead) >= 0 : serverSaid;

    while (!over.aborted) {
      if (target !== null && comparePlaces(standing.place, target) < 0) {
        reader.moveTo(standing);
        for await (const page of reader.pages(target, pageSize, Number.POSITIVE_INFINITY)) {
          standing = reader.standing;
          told = isCaughtUp(page.serverCaughtUp);
          yield { events: page.events, caughtUp: told };
          if (over.aborted) break;
        }
        if (over.aborted) break;
      }
      tail ??= hub.follow(standing);
      if (!tail.covers(standing.place)) {
        target = tail.last;
        continue;
      }
      target = null;
      const heard = hub.bell.rings;
      hub.check();
      const { events, more } = tail.after(standing.place, pageSize);
      const last = events[events.length - 1];
      if (last !== undefined) standing = { place: parsePosition(last.position), recordedMs: Date.parse(last.recorded) };
      const caughtUp = !more && isCaughtUp(hub.serverCaughtUp);
      if (events.length > 0 || caughtUp !== told) {
        told = caughtUp;
        yield { events, caughtUp };
      }
      if (!more) await news(hub, connection, heard, shared.pollMs, over);
    }
  } catch (error) {
    if (!over.aborted) throw error;
  } finally {
    if (tail !== null) hub.leave();
  }
  closed.throwIfAborted();
}

/** Waits for the bell. What arrives together is given together: until a turn of the event loop brings nothing more. */
async function news(
  hub: Hub,
  { timing }: Connection,
  before: number,
  pollMs: number,
  over: AbortSignal,
): Promise<void> {
  await hub.bell.wait(before, pollMs, over);
  const deadline = timing.now() + GATHER_MS;
  let heard: number;
  do {
    heard = hub.bell.rings;
    await breathe();
  } while (hub.bell.rings > heard && timing.now() < deadline && !over.aborted);
}
