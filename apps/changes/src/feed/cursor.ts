import { ApiError, parameterError, withParameters } from '@foedera/http';
import { EPOCH_LENGTH, type Place, seqOf, toPlace } from '../read-model/place.ts';
import { DIMENSIONS } from '../read-model/words.ts';
import type { FeedView } from './view.ts';

/** Where a cursor was given: errors name the place. */
export type CursorSource = 'after' | 'Last-Event-ID' | 'id';

/** What is known of a cursor: a place that can be read from, or one that this replica has not come to yet. */
export type Resolved = { readonly place: Place } | { readonly ahead: Place };

const FEED = '/v1/changes';
const FILTER_NAMES = [...Object.keys(DIMENSIONS), 'minConfidence'];

/**
 * The place that a cursor names in a view. Nothing is clamped: a cursor that never was is refused.
 * `ahead` is returned while the read model is behind the log: whether the cursor is of the future is not known yet.
 *
 * @param address path and query that were asked for: the way on keeps the filter and all else that was said there
 * @throws ApiError `invalid-cursor` when malformed, unknown or of the future; `epoch-changed` when of other rules
 */
export function resolveCursor(view: FeedView, text: string, source: CursorSource, address = FEED): Resolved {
  if (text === 'now' && source === 'after' && !view.finite) return { place: view.reader().head() };
  const parsed = view.parse(text);
  if (!parsed) throw refusedCursor(source, `not a cursor of this feed: ${JSON.stringify(text.slice(0, 100))}`);
  if (parsed.epoch !== null && parsed.epoch !== view.epoch.slice(0, EPOCH_LENGTH))
    throw otherEpoch(view, text, parsed, address);
  const reader = view.reader();
  if (reader.has(parsed.place)) return { place: parsed.place };
  if (parsed.place > reader.head() && !view.caughtUp()) return { ahead: parsed.place };
  throw refusedCursor(
    source,
    parsed.place > reader.head()
      ? `${text} is of the future: the head is ${view.idOf(reader.head())}`
      : `no change has the id ${text}`,
  );
}

/** The problem with a cursor that cannot be read from. */
export function refusedCursor(source: CursorSource, detail: string): ApiError {
  if (source === 'id')
    return new ApiError('invalid-cursor', detail, { errors: [{ in: 'path', pointer: '#/id', detail }] });
  if (source === 'after') return parameterError('invalid-cursor', source, detail);
  return new ApiError('invalid-cursor', `${source}: ${detail}`, {
    errors: [{ in: 'header', pointer: '#/last-event-id', detail }],
  });
}

/** The way on for a cursor of other rules: what differs between the two, and where the feed goes on after the same event. */
function otherEpoch(
  view: FeedView,
  text: string,
  parsed: { epoch: string | null; place: Place },
  address: string,
): ApiError {
  const epoch = view.epoch.slice(0, EPOCH_LENGTH);
  const seq = seqOf(parsed.place);
  const last = view.idOf(view.reader().lastAtOrBefore(toPlace(seq + 1, 0) - 1));
  const next = withParameters(address, { after: last });
  const difference = differenceAddress(text, new URLSearchParams(address.split('?').slice(1).join('?')));
  const again = withParameters(address, { after: 0 });
  return new ApiError(
    'epoch-changed',
    `${text} was made under the rules ${parsed.epoch}, now ${epoch}: read what differs at ${difference}, then go on after ${last}, or start again after 0`,
    {
      extra: { epoch, seq, next, difference, again },
      headers: { link: `<${next}>; rel="next", <${difference}>; rel="related"` },
    },
  );
}

/** Where to read what the present rules make differently of everything up to a cursor, under a filter. */
export function differenceAddress(from: string, filter: URLSearchParams): string {
  const asked = new URLSearchParams({ from });
  for (const name of FILTER_NAMES) for (const value of filter.getAll(name)) asked.append(name, value);
  return `/v1/changes/difference?${asked}`;
}
