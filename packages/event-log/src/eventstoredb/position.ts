import type { Position } from '@foedera/schema';
import { InvalidPosition } from '../errors.ts';

/** A place in the event store's transaction file: where the write was committed, and where the event itself stands. */
export interface Place {
  readonly commit: bigint;
  readonly prepare: bigint;
}

const POSITION = /^(\d{1,19})\/(\d{1,19})$/;
/** Places are signed 64-bit offsets; what is larger is the server's way to say that it knows none. */
const LARGEST = 2n ** 63n - 1n;

/** `C/P`: commit and prepare in decimal. */
export function toPosition(place: Place): Position {
  const commit = place.commit.toString();
  return `${commit}/${place.prepare === place.commit ? commit : place.prepare.toString()}`;
}

/** @throws InvalidPosition for a text that `toPosition` never gives */
export function parsePosition(position: Position): Place {
  const match = POSITION.exec(position);
  const place = match && { commit: BigInt(match[1] as string), prepare: BigInt(match[2] as string) };
  if (place === null || !isPlace(place) || toPosition(place) !== position)
    throw new InvalidPosition(position, 'commit/prepare, two decimal numbers');
  return place;
}

export function isPlace(place: Place | undefined): place is Place {
  return place !== undefined && place.commit <= LARGEST && place.prepare <= LARGEST;
}

/** Order in the log: by commit, then by prepare. `null` stands before everything. */
export function comparePlaces(a: Place | null, b: Place | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  if (a.commit !== b.commit) return a.commit < b.commit ? -1 : 1;
  if (a.prepare !== b.prepare) return a.prepare < b.prepare ? -1 : 1;
  return 0;
}
