import { type Connection, followFeed } from '@foedera/client';
import type { Words } from '../words/en.ts';

/** What is followed, and what happens when the reader asks to see it. */
export interface LiveOptions {
  readonly words: Words;
  /** One relation; absent = everything. */
  readonly relation?: string;
  readonly cursor: string;
  refresh(): Promise<void>;
}

/**
 * New changes are told in a pill at the edge of the page, politely to screen readers; nothing that is being read moves
 * until the reader asks. A connection that is lost is shown, and that it is back.
 */
export async function followLive({ words, relation, cursor, refresh }: LiveOptions): Promise<void> {
  const { live } = words;
  const place = document.createElement('div');
  place.className = 'live';
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  told.className = 'told';
  const pill = document.createElement('button');
  pill.type = 'button';
  pill.className = 'pill';
  pill.hidden = true;
  place.append(told, pill);
  document.body.append(place);

  const entries = new Set<string>();
  let lost = false;
  const say = (text: string, stays = false): void => {
    told.textContent = text;
    told.classList.toggle('shown', stays);
  };
  pill.addEventListener('click', async () => {
    entries.clear();
    pill.hidden = true;
    say('');
    await refresh();
  });
  const onConnection = (connection: Connection): void => {
    if (connection.state === 'lost' && !lost) {
      lost = true;
      say(live.lost, true);
    }
    if (connection.state === 'open' && lost) {
      lost = false;
      say(live.resumed);
    }
  };
  const stop = new AbortController();
  addEventListener('pagehide', () => stop.abort(), { once: true });
  // A page that comes back from the browser's memory has missed what happened meanwhile.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
  const source = { url: `${location.origin}/v1/changes`, fetch: (request: Request) => fetch(request) };
  const changes = followFeed(source, {
    after: cursor,
    signal: stop.signal,
    onConnection,
    ...(relation === undefined ? {} : { relation }),
  });
  for await (const item of changes) {
    if (item.type !== 'change') {
      say(live.missing, true);
      continue;
    }
    entries.add(item.change.entry);
    pill.textContent = live.show(entries.size);
    pill.hidden = false;
    say(live.announce(entries.size));
  }
}
