import type { EventMetadata, RecordedEvent } from '@foedera/schema';
import { CorruptEvent } from '../errors.ts';

/** An event as `TUPLE` writes it. */
type Tuple = readonly [
  position: number,
  stream: number,
  revision: number,
  id: string,
  type: string,
  recorded: number,
  data: unknown,
  metadata: EventMetadata,
];

/** An event as its columns hold it. */
export interface EventRow {
  readonly position: number;
  readonly stream: number;
  readonly revision: number;
  readonly id: Uint8Array;
  readonly type: string;
  readonly recorded: number;
  readonly data: string;
  readonly metadata: string;
}

/** Name of an interned stream. */
export type StreamName = (stream: number) => string;

/** 16 bytes of a UUID. */
export function toIdBytes(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function toUuid(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Events from the joined text; `undefined` when it does not hold exactly `count` well-formed events. */
export function parseJoined(text: string, count: number, nameOf: StreamName): RecordedEvent[] | undefined {
  let tuples: readonly Tuple[];
  try {
    tuples = JSON.parse(text) as readonly Tuple[];
  } catch {
    return undefined;
  }
  if (tuples.length !== count || tuples.some((tuple) => tuple.length !== 8)) return undefined;
  // Events of one append carry the same time: it is written once.
  let ms = Number.NaN;
  let recorded = '';
  const events: RecordedEvent[] = [];
  for (const [position, stream, revision, id, type, time, data, metadata] of tuples) {
    if (time !== ms) {
      const date = new Date(time);
      if (Number.isNaN(date.getTime())) return undefined;
      ms = time;
      recorded = date.toISOString();
    }
    const uuid = toUuid(id);
    events.push({
      position: String(position),
      stream: nameOf(stream),
      revision,
      id: uuid,
      type,
      data,
      metadata,
      recorded,
    });
  }
  return events;
}

/** An event from its row. @throws CorruptEvent when a column holds what the log never writes */
export function parseRow(row: EventRow, nameOf: StreamName): RecordedEvent {
  const where = {
    position: String(row.position),
    stream: nameOf(row.stream),
    revision: row.revision,
    id: toUuid(Buffer.from(row.id).toString('hex')),
  };
  const parse = (name: 'data' | 'metadata'): unknown => {
    try {
      return JSON.parse(row[name]);
    } catch (cause) {
      throw new CorruptEvent(where, `${name} is not JSON`, { cause });
    }
  };
  if (Number.isNaN(new Date(row.recorded).getTime()))
    throw new CorruptEvent(where, `recorded ${row.recorded} is not a time`);
  return {
    ...where,
    type: row.type,
    data: parse('data'),
    metadata: parse('metadata') as EventMetadata,
    recorded: new Date(row.recorded).toISOString(),
  };
}
