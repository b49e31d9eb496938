import type { PreparedFilter } from '../read-model/filter.ts';
import type { Place } from '../read-model/place.ts';
import { type Chunk, type ChunkLimits, type Encoding, keepAliveMessage, readChunk } from './chunk.ts';
import type { Client } from './client.ts';
import type { FeedView } from './view.ts';

/** Bytes of chunks that a group remembers for clients that are a little behind the others. */
const REMEMBERED_BYTES = 4 * 1024 * 1024;

/** Clients with the same filter: each chunk is read and encoded once for all of them. */
export interface Group {
  readonly clients: Set<Client>;
  /** What follows a place; `null` when nothing does yet. */
  chunkAfter(place: Place): Chunk | null;
  /** The read model may have moved on: where nothing followed, something may now. */
  lookAgain(): void;
  /** Keep-alive for clients that stand at a place. */
  keepAliveAt(place: Place): Buffer;
}

/** A group of one filter and encoding over a view. */
export function openGroup(view: FeedView, filter: PreparedFilter, limits: ChunkLimits, encoding?: Encoding): Group {
  const chunks = new Map<Place, Chunk>();
  let remembered = 0;
  /** Where nothing followed when last looked. */
  let end: Place | null = null;
  let keepAlive: { place: Place; seq: number; bytes: Buffer } | null = null;

  const remember = (chunk: Chunk): void => {
    chunks.set(chunk.after, chunk);
    remembered += chunk.bytes.length;
    for (const [after, old] of chunks) {
      if (remembered <= REMEMBERED_BYTES && chunks.size <= 1_000) break;
      if (old === chunk) break;
      chunks.delete(after);
      remembered -= old.bytes.length;
    }
  };

  return {
    clients: new Set(),
    chunkAfter: (place) => {
      const known = chunks.get(place);
      if (known) return known;
      if (place === end) return null;
      const chunk = readChunk(view, filter, place, limits, encoding);
      if (chunk) remember(chunk);
      else end = place;
      return chunk;
    },
    lookAgain: () => {
      end = null;
    },
    keepAliveAt: (place) => {
      const seq = view.seq();
      if (keepAlive?.place !== place || keepAlive.seq !== seq)
        keepAlive = { place, seq, bytes: Buffer.from(keepAliveMessage(view.idOf(place), seq, view.ledger())) };
      return keepAlive.bytes;
    },
  };
}
