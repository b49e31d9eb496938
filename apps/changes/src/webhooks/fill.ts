import { differenceAddress } from '../feed/cursor.ts';
import type { FeedView } from '../feed/view.ts';
import { envelope, toCloudEvent } from '../formats/cloudevent.ts';
import { toText } from '../read-model/change.ts';
import { type ChangeFilter, prepareFilter } from '../read-model/filter.ts';
import { BEGINNING, EPOCH_LENGTH, type ParsedCursor, seqOf, toPlace } from '../read-model/place.ts';
import type { Subscription } from './subscriptions.ts';

/** Messages that follow a subscription's cursor, and its cursor after them. */
export interface Filling {
  readonly messages: readonly { readonly change: string; readonly body: string }[];
  readonly cursor: string;
}

/** What a subscription is to be told next, at most `limit` messages; `null` when nothing followed its cursor. */
export function fillingFor(view: FeedView, subscription: Subscription, limit: number): Filling | null {
  const parsed = view.parse(subscription.cursor);
  if (!parsed) throw new RangeError(`subscription ${subscription.id}: not a cursor: ${subscription.cursor}`);
  if (parsed.epoch !== null && parsed.epoch !== view.epoch.slice(0, EPOCH_LENGTH))
    return overEpochs(view, subscription, parsed);
  const run = view.reader().readAfter(prepareFilter(subscription.filter), parsed.place, limit);
  if (run.next === parsed.place) return null;
  let prev = run.prev;
  const messages = run.changes.map(({ place, content }) => {
    const id = view.idOf(place);
    const body = toCloudEvent(toText(id, prev === BEGINNING ? null : view.idOf(prev), content));
    prev = place;
    return { change: id, body };
  });
  return { messages, cursor: view.idOf(run.next) };
}

/**
 * The rules changed under a subscription: it is told so in a message of its own, with where to read what differs, and
 * goes on after the same event. Not before this replica has come to that event under the new rules.
 */
function overEpochs(view: FeedView, { cursor, filter }: Subscription, { epoch, place }: ParsedCursor): Filling | null {
  const seq = seqOf(place);
  if (view.seq() < seq) return null;
  const to = view.epoch.slice(0, EPOCH_LENGTH);
  const next = view.idOf(view.reader().lastAtOrBefore(toPlace(seq + 1, 0) - 1));
  const about = { from: epoch, to, seq, next, difference: differenceAddress(cursor, asQuery(filter)) };
  const id = `${cursor}-to-${to}`;
  const attributes = { id, type: 'epoch-changed', subject: to, time: view.recorded() };
  return { messages: [{ change: id, body: envelope(attributes, JSON.stringify(about)) }], cursor: next };
}

function asQuery(filter: ChangeFilter): URLSearchParams {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
}
