import type { RecordedEvent } from '@foedera/schema';
import type { Placed } from './convert.ts';
import { comparePlaces, type Place } from './position.ts';
import { RUN_BYTES } from './size.ts';

/** Events that are kept for those who follow, at least; at most twice as many, and fewer where they are large. */
const KEPT = 512;

/** The last events of the log in order: all of those after `floor`. */
export class Tail {
  #floor: Place | null;
  #events: Placed[] = [];
  #bytes = 0;

  constructor(floor: Place | null) {
    this.#floor = floor;
  }

  /** Place of the last event that came in, or where the tail began. */
  get last(): Place | null {
    return this.#events[this.#events.length - 1]?.place ?? this.#floor;
  }

  push(placed: Placed): void {
    this.#events.push(placed);
    this.#bytes += placed.bytes;
    if (this.#events.length <= 2 * KEPT && this.#bytes <= 2 * RUN_BYTES) return;
    // In halves, so that an event is moved once and not at every push.
    const dropped = this.#events.splice(0, this.#events.length >>> 1);
    for (const { bytes } of dropped) this.#bytes -= bytes;
    this.#floor = dropped[dropped.length - 1]?.place ?? this.#floor;
  }

  /** Whether all that stands after a place is here. */
  covers(place: Place | null): boolean {
    return comparePlaces(place, this.#floor) >= 0;
  }

  /** Events after a place that the tail covers, at most `most`. */
  after(place: Place | null, most: number): { readonly events: readonly RecordedEvent[]; readonly more: boolean } {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePlaces((this.#events[middle] as Placed).place, place) <= 0) low = middle + 1;
      else high = middle;
    }
    const events = this.#events.slice(low, low + most).map(({ event }) => event);
    return { events, more: low + events.length < this.#events.length };
  }
}
