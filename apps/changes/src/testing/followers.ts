import { followFeed } from '@foedera/client';
import { EventSource } from 'eventsource';
import type { Change } from '../read-model/change.ts';
import type { ChangeFilter } from '../read-model/filter.ts';

/** What of a change says whether everything came, and in order. */
export type Told = Pick<Change, 'id' | 'prev'>;

/** One of those who follow a feed, whatever happens to it, until the signal aborts. */
export interface Follower {
  readonly filter: ChangeFilter;
  /** Every change once it was taken, without those that came again. */
  readonly told: readonly Told[];
  /** What a follower may never be told: that something is missing. */
  readonly complaints: readonly string[];
}

/** Follows the feed at an address under a filter, in one of the ways there are. */
export type Following = (url: string, filter: ChangeFilter, signal: AbortSignal) => Follower;

/** The filter as the query of the feed. */
export function queryOf(filter: ChangeFilter): string {
  return new URLSearchParams(
    Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
}

/** By the client package, over an event stream. */
export const byClient: Following = (url, filter, signal) => {
  const told: Told[] = [];
  const complaints: string[] = [];
  const options = { ...filter, signal, backoff: { baseMs: 20, mostMs: 200 } };
  const run = async (): Promise<void> => {
    for await (const item of followFeed({ url: `${url}/v1/changes`, fetch }, options as object))
      if (item.type === 'change') told.push(item.change);
      else complaints.push(`${item.type} after ${told.at(-1)?.id}`);
  };
  run().catch((error: unknown) => complaints.push(String(error)));
  return { filter, told, complaints };
};

/** By the `eventsource` package, with nothing added but dropping what came again, and opening anew when refused. */
export const byEventSource: Following = (url, filter, signal) => {
  const told: Told[] = [];
  const had = new Set<string>();
  let lastId = '0';
  const open = (): void => {
    if (signal.aborted) return;
    const source = new EventSource(`${url}/v1/changes?${queryOf(filter)}&after=${lastId}`);
    source.onmessage = ({ data, lastEventId }) => {
      lastId = lastEventId;
      const change = JSON.parse(data) as Told;
      if (had.has(change.id)) return;
      had.add(change.id);
      told.push(change);
    };
    source.onerror = ({ code }) => {
      if (code === undefined) return;
      source.close();
      setTimeout(open, 30);
    };
    signal.addEventListener('abort', () => source.close());
  };
  open();
  return { filter, told, complaints: [] };
};

/** By pages of a size, again and again. */
export function byPagesOf(limit: number): Following {
  return (url, filter, signal) => {
    const told: Told[] = [];
    const complaints: string[] = [];
    const run = async (): Promise<void> => {
      for (let after = '0'; !signal.aborted; await new Promise((resolve) => setTimeout(resolve, 20))) {
        let answer: Response;
        let text: string;
        try {
          answer = await fetch(`${url}/v1/changes?${queryOf(filter)}&after=${after}&limit=${limit}`);
          text = await answer.text();
        } catch {
          // Nobody answers while the feed is dead: the page is asked for again.
          continue;
        }
        if (answer.status === 503) continue;
        if (answer.status !== 200) {
          complaints.push(`${answer.status} ${text}`);
          return;
        }
        const page = JSON.parse(text) as { changes: Told[]; next: string };
        told.push(...page.changes);
        after = page.next;
      }
    };
    void run();
    return { filter, told, complaints };
  };
}
