import { type NewEvent, STREAM_PREFIX } from '@foedera/schema';
import { type AppendFault, InvalidAppend } from './errors.ts';
import { toJsonText } from './json.ts';
import type { Expected } from './log.ts';

/** Most bytes of one append, counted by `eventBytes`: what an event store with default settings takes at once. */
export const MAX_APPEND_BYTES = 1_048_576;

const STREAM = new RegExp(`^${STREAM_PREFIX}[^\\p{Cc}\\p{Cs}\\s]{1,500}$`, 'u');
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const TYPE = /^[A-Za-z][\w.-]{0,99}$/;

/** An event that may be stored: `data` and `metadata` are JSON text, `id` is in lower case. */
export interface CheckedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
  /** See `eventBytes`. */
  readonly bytes: number;
}

/** Size of an event towards `MAX_APPEND_BYTES`: UTF-8 bytes of data and metadata as JSON, and two for each character of the type. */
export function eventBytes(event: Pick<NewEvent, 'type' | 'data' | 'metadata'>): number {
  return sizeOf(event.type, toJsonText(event.data), toJsonText(event.metadata));
}

const sizeOf = (type: string, data: string, metadata: string): number =>
  2 * type.length + Buffer.byteLength(data) + Buffer.byteLength(metadata);

/** Refuses a stream name that is not ours. @throws InvalidAppend */
export function checkStream(stream: string): void {
  if (typeof stream !== 'string' || !STREAM.test(stream))
    throw new InvalidAppend(
      'stream-name',
      String(stream),
      null,
      `expected a name that starts with ${STREAM_PREFIX}, without spaces, of at most 508 characters`,
    );
}

/**
 * What every adapter checks before it appends, so that all refuse the same.
 * @throws InvalidAppend
 */
export function checkAppend(stream: string, events: readonly NewEvent[], expected: Expected): CheckedEvent[] {
  checkStream(stream);
  const refuse = (fault: AppendFault, index: number | null, found: string, cause?: unknown): never => {
    throw new InvalidAppend(fault, stream, index, found, { cause });
  };
  const known = expected === 'any' || expected === 'no-stream' || expected === 'stream-exists';
  if (!known && !(Number.isSafeInteger(expected) && expected >= 0))
    refuse('expected', null, `expected ${String(expected)}, which is neither a revision from 0 nor a known word`);
  if (events.length === 0) refuse('empty-batch', null, 'no events to append');

  const ids = new Set<string>();
  let bytes = 0;
  return events.map((event, index) => {
    if (typeof event.id !== 'string' || !UUID.test(event.id))
      refuse('event-id', index, `id ${JSON.stringify(event.id)} is not a UUID`);
    const id = event.id.toLowerCase();
    if (ids.has(id)) refuse('repeated-id', index, `id ${id} stands twice in one append`);
    ids.add(id);
    if (typeof event.type !== 'string' || !TYPE.test(event.type))
      refuse(
        'event-type',
        index,
        `type ${JSON.stringify(event.type)}: expected a letter, then letters, digits, _ . or -`,
      );
    const checked = toChecked(id, event, (found, cause) => refuse('not-json', index, found, cause));
    bytes += checked.bytes;
    if (bytes > MAX_APPEND_BYTES) refuse('too-large', index, `the append is larger than ${MAX_APPEND_BYTES} bytes`);
    return checked;
  });
}

function toChecked(id: string, event: NewEvent, refuse: (found: string, cause: unknown) => never): CheckedEvent {
  const text = (name: 'data' | 'metadata'): string => {
    try {
      return toJsonText(event[name]);
    } catch (cause) {
      return refuse(`${name}: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
    }
  };
  const data = text('data');
  const metadata = text('metadata');
  if (!metadata.startsWith('{')) refuse('metadata: expected an object', undefined);
  return { id, type: event.type, data, metadata, bytes: sizeOf(event.type, data, metadata) };
}
