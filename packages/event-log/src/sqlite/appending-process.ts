/** A process that appends to a log or follows it, for the tests with several of them. */
import { WrongExpectedRevision } from '../errors.ts';
import type { Expected } from '../log.ts';
import { sampleEvents } from '../testing/samples.ts';
import { openSqliteLog } from './log.ts';

/** What it is told to do; it answers with one `Report` for each. */
export type Order =
  | { readonly do: 'append'; readonly stream: string; readonly count: number; readonly expected: Expected }
  | { readonly do: 'append-many'; readonly stream: string; readonly appends: number }
  | { readonly do: 'follow'; readonly until: number };

/** What it has done. */
export type Report =
  | { readonly did: 'open' }
  | { readonly did: 'append'; readonly ids: readonly string[]; readonly actual?: number | null }
  | { readonly did: 'append-many' }
  | { readonly did: 'follow'; readonly ids: readonly string[] };

const log = openSqliteLog({ path: process.argv[2] as string });
const say = (report: Report): void => {
  process.send?.(report);
};

async function append(stream: string, count: number, expected: Expected): Promise<void> {
  const events = sampleEvents(count);
  try {
    await log.append(stream, events, { expected });
    say({ did: 'append', ids: events.map((event) => event.id) });
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
    say({ did: 'append', ids: [], actual: error.actual });
  }
}

async function follow(until: number): Promise<void> {
  const ids: string[] = [];
  for await (const { events } of log.subscribe({ pageSize: 10 })) {
    for (const event of events) ids.push(event.id);
    if (ids.length >= until) break;
  }
  say({ did: 'follow', ids });
}

async function obey(order: Order): Promise<void> {
  switch (order.do) {
    case 'append':
      return append(order.stream, order.count, order.expected);
    case 'append-many': {
      for (let i = 0; i < order.appends; i++) await append(order.stream, 1 + (i % 3), 'any');
      return say({ did: 'append-many' });
    }
    case 'follow':
      return follow(order.until);
  }
}

process.on('message', (order: Order) => void obey(order));
process.on('disconnect', () => void log.close());
say({ did: 'open' });
