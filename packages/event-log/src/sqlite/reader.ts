import type { RecordedEvent } from '@foedera/schema';
import type { Database, SqlParameters } from '@foedera/sqlite';
import { EventLogError } from '../errors.ts';
import { type EventRow, parseJoined, parseRow, type StreamName } from './rows.ts';
import {
  SELECT_JOINED_AFTER,
  SELECT_JOINED_OF_STREAM,
  SELECT_ROWS_AFTER,
  SELECT_ROWS_OF_STREAM,
  SELECT_STREAM_NAME,
} from './schema.ts';

/** Events that SQLite joins into one text: parsing them together is twice as fast as row by row; more of them leave the processor's cache. */
const JOINED = 50;
/** A page ends early when its JSON is larger than this, so that a reader's memory has a bound. */
const MAX_PAGE_CHARACTERS = 8_000_000;

/** Events in order; `more` is false when nothing stood after them. */
interface Batch {
  readonly events: RecordedEvent[];
  readonly more: boolean;
}

/** Reads pages. No cursor stays open between two calls, so a reader may append meanwhile. */
export interface Reader {
  after(position: number, limit: number): Batch;
  ofStream(stream: number, from: number, limit: number): Batch;
}

type Joined = { readonly count: number; readonly text: string | null };

/** A way through the log: the same events joined and as rows, and how to go on after an event. */
interface Way {
  joined(from: number, limit: number): Joined;
  rows(from: number, limit: number): IterableIterator<EventRow>;
  next(event: RecordedEvent): number;
}

export function createReader(db: Database): Reader {
  const nameOf = createStreamNames(db);
  const pair = (joinedSql: string, rowsSql: string) => {
    const joined = db.prepare<Joined>(joinedSql);
    const rows = db.prepare<EventRow>(rowsSql);
    return {
      joined: (parameters: SqlParameters) => joined.get(parameters) as Joined,
      rows: (parameters: SqlParameters) => rows.iterate(parameters),
    };
  };
  const log = pair(SELECT_JOINED_AFTER, SELECT_ROWS_AFTER);
  const ofStream = pair(SELECT_JOINED_OF_STREAM, SELECT_ROWS_OF_STREAM);
  const wholeLog: Way = {
    joined: (after, limit) => log.joined({ after, limit }),
    rows: (after, limit) => log.rows({ after, limit }),
    next: (event) => Number(event.position),
  };
  return {
    after: (position, limit) => readBatch(wholeLog, position, limit, nameOf),
    ofStream: (stream, from, limit) =>
      readBatch(
        {
          joined: (revision, most) => ofStream.joined({ stream, from: revision, limit: most }),
          rows: (revision, most) => ofStream.rows({ stream, from: revision, limit: most }),
          next: (event) => event.revision + 1,
        },
        from,
        limit,
        nameOf,
      ),
  };
}

function readBatch(way: Way, start: number, limit: number, nameOf: StreamName): Batch {
  const events: RecordedEvent[] = [];
  let from = start;
  let characters = 0;
  let joinable = JOINED;
  while (events.length < limit && characters < MAX_PAGE_CHARACTERS) {
    const asked = Math.min(joinable, limit - events.length);
    const { count, text } = way.joined(from, asked);
    if (count === 0 || text === null) return { events, more: false };
    const parsed = parseJoined(text, count, nameOf);
    if (parsed === undefined) {
      // One of them is broken: what stands before it is still given, and it is named when it is next.
      const sound = soundRows(way.rows(from, asked), nameOf, events.length === 0);
      return { events: events.concat(sound), more: true };
    }
    for (const event of parsed) events.push(event);
    if (count < asked) return { events, more: false };
    from = way.next(parsed.at(-1) as RecordedEvent);
    characters += text.length;
    if (text.length > MAX_PAGE_CHARACTERS / 8)
      joinable = Math.max(1, Math.floor((joinable * MAX_PAGE_CHARACTERS) / 8 / text.length));
  }
  return { events, more: true };
}

/** @throws CorruptEvent when already the first is broken and `mustAdvance` */
function soundRows(rows: IterableIterator<EventRow>, nameOf: StreamName, mustAdvance: boolean): RecordedEvent[] {
  const sound: RecordedEvent[] = [];
  for (const row of rows) {
    try {
      sound.push(parseRow(row, nameOf));
    } catch (error) {
      if (mustAdvance && sound.length === 0) throw error;
      break;
    }
  }
  return sound;
}

/** Names of interned streams, remembered: they never change. */
function createStreamNames(db: Database): StreamName {
  const select = db.prepare<{ name: string }>(SELECT_STREAM_NAME);
  const names = new Map<number, string>();
  return (stream) => {
    const known = names.get(stream);
    if (known !== undefined) return known;
    const name = select.get([stream])?.name;
    if (name === undefined) throw new EventLogError('corrupt-log', `the log has lost the name of stream ${stream}`);
    if (names.size >= MAX_NAMES) names.clear();
    names.set(stream, name);
    return name;
  };
}

/** Bound of the names that are remembered, some 20 MB; with more streams they are looked up again. */
const MAX_NAMES = 100_000;
