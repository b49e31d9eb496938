import { linkHeader, withParameters } from '@foedera/http';
import { ENCODINGS, type EncodingName } from '../feed/chunk.ts';
import type { FeedView } from '../feed/view.ts';
import type { PreparedFilter } from '../read-model/filter.ts';
import { BEGINNING, EPOCH_LENGTH, type Place } from '../read-model/place.ts';

/** One page of changes as JSON text, and the cursor after it. */
export interface ChangePage {
  readonly text: string;
  readonly next: string;
  readonly more: boolean;
}

/** The page after a place. Texts are joined as they are stored: nothing is parsed. */
export function pageAfter(
  view: FeedView,
  filter: PreparedFilter,
  after: Place,
  limit: number,
  envelope: EncodingName,
): ChangePage {
  const run = view.reader().readAfter(filter, after, limit);
  let prev = run.prev;
  const changes = run.changes.map(({ place, content }) => {
    const text = ENCODINGS[envelope](view.idOf(place), prev === BEGINNING ? null : view.idOf(prev), content);
    prev = place;
    return text;
  });
  const next = view.idOf(run.next);
  const about = {
    next,
    more: run.more,
    filter: filter.digest,
    epoch: view.epoch.slice(0, EPOCH_LENGTH),
    seq: view.seq(),
    ledger: view.ledger(),
  };
  return { text: `{"changes":[${changes.join(',')}],${JSON.stringify(about).slice(1)}`, next, more: run.more };
}

/** `Link` to the page after this one, with the filter's digest, so that a change of filter is noticed. */
export function nextLink(address: string, filter: PreparedFilter, next: string): string {
  return linkHeader([{ href: withParameters(address, { after: next, filter: filter.digest }), rel: 'next' }]);
}
