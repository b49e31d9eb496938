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
  /** The last time as text: neighbours in the log often share it. */
  #recorded: string;

  /** @param recordedMs what `recorded` stood at before the first event, in milliseconds since the epoch */
  constructor(recordedMs = 0) {
    this.#recordedMs = recordedMs;
    this.#recorded = new Date(recordedMs).toISOString();
  }

  /** @throws CorruptEvent when a stream of ours holds what we never wrote */
  toPlaced(client: ClientEvent, place: Place): Placed {
    const createdMs = client.created.getTime();
    if (createdMs > this.#recordedMs) {
      this.#recordedMs = createdMs;
      this.#recorded = client.created.toISOString();
    }
    const { data, metadata } = client;
    const event: RecordedEvent = {
      id: client.id,
      type: client.type,
      data,
      metadata: metadata as EventMetadata & object,
      stream: client.streamId,
      revision: Number(client.revision),
      position: toPosition(place),
      recorded: this.#recorded,
    };
    if (!client.isJson) throw new CorruptEvent(event, 'its data is not JSON');
    if (typeof metadata !== 'object' || metadata === null || metadata instanceof Uint8Array)
      throw new CorruptEvent(event, 'its metadata is no JSON object');
    return { place, bytes: roughBytes(data), event };
  }
}
