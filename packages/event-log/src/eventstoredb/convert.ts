import type { AllStreamResolvedEvent, RecordedEvent as ClientEvent, ResolvedEvent } from '@eventstore/db-client';
import { type EventMetadata, type RecordedEvent, STREAM_PREFIX } from '@foedera/schema';
import { CorruptEvent } from '../errors.ts';
import { isPlace, type Place, toPosition } from './position.ts';
import { roughBytes } from './size.ts';

/** An event together with its place, so that order is told without reading the position's text. */
export interface Placed {
  readonly place: Place;
  readonly event: RecordedEvent;
  /** @see roughBytes */
  readonly bytes: number;
}

/** An event of ours as the client gives it, with its place; `null` for what is not ours or has no place. */
export function ours(resolved: AllStreamResolvedEvent | ResolvedEvent): { event: ClientEvent; place: Place } | null {
  const event = resolved.event as ClientEvent | undefined;
  if (event === undefined || resolved.link !== undefined || !event.streamId.startsWith(STREAM_PREFIX)) return null;
  const place = (event as { position?: Place }).position;
  return isPlace(place) ? { event, place } : null;
}

/** Turns the client's events into ours; `recorded` is the time of creation, held up so that it never goes back. */
export class Converter {
  #recordedMs: number;

  /** @param recordedMs what `recorded` stood at before the first event, in milliseconds since the epoch */
  constructor(recordedMs = 0) {
    this.#recordedMs = recordedMs;
  }

  get recordedMs(): number {
    return this.#recordedMs;
  }

  /** @throws CorruptEvent when a stream of ours holds what we never wrote */
  toPlaced(event: ClientEvent, place: Place): Placed {
    this.#recordedMs = Math.max(this.#recordedMs, event.created.getTime());
    const { id, type, streamId: stream, data, metadata } = event;
    const at = { id, stream, revision: Number(event.revision), position: toPosition(place) };
    if (!event.isJson) throw new CorruptEvent(at, 'its data is not JSON');
    if (typeof metadata !== 'object' || metadata === null || metadata instanceof Uint8Array)
      throw new CorruptEvent(at, 'its metadata is no JSON object');
    const recorded = new Date(this.#recordedMs).toISOString();
    return {
      place,
      bytes: roughBytes(data),
      event: { ...at, type, data, metadata: metadata as EventMetadata & object, recorded },
    };
  }
}
