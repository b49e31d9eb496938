import type { AllStreamResolvedEvent, AllStreamSubscription, EventStoreDBClient } from '@eventstore/db-client';
import { STREAM_PREFIX } from '@foedera/schema';
import type { Connection } from './connection.ts';
import { type Converter, ours, type Placed } from './convert.ts';
import { EndedEarly } from './failure.ts';
import { comparePlaces, type Place } from './position.ts';
import { RUN_BYTES } from './size.ts';

/** Events that the server may look at before it says how far it is, which tells that it is still looking. */
const CHECKPOINT_EVERY = 1_000;

/** A subscription of the server's to all that is ours, after a place. */
export function subscribeAfter(
  client: EventStoreDBClient,
  after: Place | null,
  checkpointReached: (place: Place) => void,
  checkpointEvery = CHECKPOINT_EVERY,
): AllStreamSubscription {
  return client.subscribeToAll({
    fromPosition: after ?? 'start',
    filter: {
      filterOn: 'streamName',
      prefixes: [STREAM_PREFIX],
      maxSearchWindow: checkpointEvery,
      checkpointInterval: 1,
      checkpointReached: (_, place) => checkpointReached(place),
    },
  });
}

/** Leaves a subscription. It may never have come about, and then there is nothing to leave. */
export function leave(subscription: AllStreamSubscription): void {
  subscription.unsubscribe().catch(() => undefined);
}

/** What one call to the server gave. */
export interface ServerRun {
  readonly placed: readonly Placed[];
  /** The server said "caught up" while it was sending. */
  readonly serverCaughtUp: boolean;
}

/**
 * Reads on after a place, at most `most` events, fewer where they are large, through a filtered subscription that is left again: the server's
 * plain read takes no filter. Ends early, with what there is, when the server ends the call.
 *
 * @param until place of an event of ours that stands after `after`
 * @throws EndedEarly and what the client throws, when nothing came at all
 */
export function readRun(
  connection: Connection,
  client: EventStoreDBClient,
  after: Place | null,
  until: Place,
  most: number,
  converter: Converter,
  over: AbortSignal,
  heard: () => void,
): Promise<ServerRun> {
  return new Promise((resolve, reject) => {
    const what = 'read on';
    const placed: Placed[] = [];
    let last = after;
    let bytes = 0;
    let serverCaughtUp = false;
    let finished = false;
    const finish = (error?: unknown) => {
      if (finished) return;
      finished = true;
      leave(subscription);
      if (placed.length === 0 && error !== undefined) reject(error);
      else resolve({ placed, serverCaughtUp });
    };
    const subscription = subscribeAfter(client, after, heard);
    over.addEventListener('abort', () => finish(over.reason), { once: true });
    subscription.on('data', (resolved: AllStreamResolvedEvent) => {
      const found = finished ? null : ours(resolved);
      if (found === null || (connection.on.dropRepeats && comparePlaces(found.place, last) <= 0)) return;
      heard();
      try {
        const next = converter.toPlaced(found.event, found.place);
        placed.push(next);
        bytes += next.bytes;
      } catch (error) {
        return finish(error);
      }
      last = found.place;
      if (placed.length >= most || bytes >= RUN_BYTES || comparePlaces(last, until) >= 0) finish();
    });
    subscription.once('caughtUp', () => {
      serverCaughtUp = true;
    });
    subscription.once('end', () => finish(new EndedEarly(what)));
    subscription.once('close', () => finish(new EndedEarly(what)));
    subscription.on('error', (error: Error) => finish(error));
  });
}
