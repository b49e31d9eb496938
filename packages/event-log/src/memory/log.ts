import type { RecordedEvent } from '@foedera/schema';
import { checkAppend, checkStream } from '../batch.ts';
import { InvalidPosition, LogClosed, WrongExpectedRevision } from '../errors.ts';
import { firstRevision, isAsExpected } from '../expected.ts';
import type { EventLog } from '../log.ts';
import { pages, type Run, requireCount, requireLimit, requirePageSize } from '../paging.ts';
import { createBell, follow } from '../tail.ts';

const ADAPTER = 'memory';

/**
 * The log in memory, for tests: fast, gone with the process, and as strict as the others. What is read is a copy.
 *
 * @param clock milliseconds since the epoch; default the machine's clock
 */
export function createMemoryLog(clock: () => number = Date.now): EventLog {
  /** Events as JSON text: a reader that changes what it was given changes nothing here. */
  const stored: string[] = [];
  const streams = new Map<string, { readonly id: string; readonly index: number }[]>();
  const bell = createBell();
  let recordedMs = 0;
  let closed = false;
  const requireOpen = (): void => {
    if (closed) throw new LogClosed(ADAPTER);
  };
  const eventAt = (index: number): RecordedEvent => JSON.parse(stored[index] as string) as RecordedEvent;

  const nextAfter = (after: string | undefined): ((most: number) => Run) => {
    let position = after === undefined ? 0 : toNumber(after);
    if (position > stored.length)
      throw new InvalidPosition(String(after), `one up to ${stored.length}, where the log ends`);
    return (most) => {
      requireOpen();
      const end = Math.min(stored.length, position + most);
      const events: RecordedEvent[] = [];
      while (position < end) events.push(eventAt(position++));
      return { events, more: position < stored.length };
    };
  };

  const nextOfStream = (name: string, from: number): ((most: number) => Run) => {
    let revision = from;
    return (most) => {
      requireOpen();
      const entries = (streams.get(name) ?? []).slice(revision, revision + most);
      revision += entries.length;
      return { events: entries.map(({ index }) => eventAt(index)), more: entries.length === most };
    };
  };

  return {
    adapter: ADAPTER,
    append: async (stream, events, { expected }) => {
      requireOpen();
      const checked = checkAppend(stream, events, expected);
      const entries = streams.get(stream) ?? [];
      const actual = entries.length === 0 ? null : entries.length - 1;
      if (!isAsExpected(expected, actual)) {
        const first = firstRevision(expected) ?? Number.NaN;
        const last = entries[first + checked.length - 1];
        if (last === undefined || !checked.every(({ id }, i) => entries[first + i]?.id === id))
          throw new WrongExpectedRevision(stream, expected, actual);
        return { revision: first + checked.length - 1, position: String(last.index + 1), alreadyThere: true };
      }
      recordedMs = Math.max(clock(), recordedMs);
      const recorded = new Date(recordedMs).toISOString();
      for (const { id, type, data, metadata } of checked) {
        const envelope = { id, type, stream, revision: entries.length, position: String(stored.length + 1), recorded };
        entries.push({ id, index: stored.length });
        stored.push(`${JSON.stringify(envelope).slice(0, -1)},"data":${data},"metadata":${metadata}}`);
      }
      streams.set(stream, entries);
      bell.ring();
      return { revision: entries.length - 1, position: String(stored.length), alreadyThere: false };
    },
    readStream: (stream, { from, limit, pageSize } = {}) => {
      checkStream(stream);
      return pages(nextOfStream(stream, requireCount('from', from ?? 0)), {
        limit: requireLimit(limit),
        pageSize: requirePageSize(pageSize),
      });
    },
    lastRevision: async (stream) => {
      requireOpen();
      checkStream(stream);
      const count = streams.get(stream)?.length ?? 0;
      return count === 0 ? null : count - 1;
    },
    read: ({ after, limit, pageSize, signal } = {}) =>
      pages(nextAfter(after), { limit: requireLimit(limit), pageSize: requirePageSize(pageSize), signal }),
    subscribe: ({ after, pageSize, signal } = {}) =>
      follow(nextAfter(after), { pageSize: requirePageSize(pageSize), bell, pollMs: 1_000, signal }),
    head: async () => {
      requireOpen();
      return stored.length === 0 ? null : String(stored.length);
    },
    comparePositions: (a, b) => toNumber(a) - toNumber(b),
    close: async () => {
      closed = true;
      bell.ring();
    },
  };
}

function toNumber(position: string): number {
  if (!/^\d{1,15}$/.test(position)) throw new InvalidPosition(position, 'the decimal number of an event in this log');
  return Number(position);
}
