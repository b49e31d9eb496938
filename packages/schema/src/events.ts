/** Every stream of Foedera starts with this; `seq` counts the events of these streams only. */
export const STREAM_PREFIX = 'foedera-';

/** Metadata that a writer gives with an event. */
export interface EventMetadata {
  /** Version of the data's shape, SCHEMA_VERSION when written. */
  readonly schema: number;
  readonly by?: string;
  readonly why?: string;
  readonly cause?: string;
}

/** An event to be appended. `id` is a UUID, deterministic: see `eventId`. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** Place in one backend's log: opaque, comparable only through the log that gave it. */
export type Position = string;

/** An event as the log gives it back. `revision` counts from 0 in its stream; `recorded` is RFC 3339 UTC, never decreasing. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly recorded: string;
}

/** Stream of an article: its registration, claims, re-extractions. `hash` is the SHA-256 of the raw bytes. */
export function documentStream(hash: string): string {
  return `${STREAM_PREFIX}document-${hash}`;
}

/** Stream of one release of a source's prepared claims. */
export function batchStream(source: string, release: string): string {
  return `${STREAM_PREFIX}batch-${encodeURIComponent(source)}-${encodeURIComponent(release)}`;
}

/** Stream of what people decide about a relation. */
export function relationStream(relation: string): string {
  return `${STREAM_PREFIX}relation-${relation}`;
}
