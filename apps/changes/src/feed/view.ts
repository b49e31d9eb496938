import type { Runner } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { idOf, type ParsedCursor, type Place, parseCursor } from '../read-model/place.ts';
import { type ChangeReader, openChangeReader } from '../read-model/reader.ts';

/** How far the log is hashed: evidence that nobody edited it. */
export interface LedgerHead {
  readonly seq: number;
  /** 64 hex digits. */
  readonly hash: string;
}

/** A feed to read from: that of the live read model, or a finite replay. Pages and streams are the same over both. */
export interface FeedView {
  readonly epoch: string;
  /** A finite view has all of its changes from the first and ends; a live one goes on. */
  readonly finite: boolean;
  /** Id of the change at a place, which is the cursor after it. */
  idOf(place: Place): string;
  /** Parses a cursor; `null` when it is none of this kind of view. */
  parse(text: string): ParsedCursor | null;
  /** Ask for it anew for each read: a rebuild puts another database in its place. */
  reader(): ChangeReader;
  /** Last event whose changes are here. */
  seq(): number;
  /** Recorded time of that event, RFC 3339; the epoch of Unix at the beginning. */
  recorded(): string;
  /** True once the log's head, as it was when last looked at, is here. */
  caughtUp(): boolean;
  /** Head of the running hash over the log; `null` where none is followed. */
  ledger(): LedgerHead | null;
  /** Why the feed does not go on; `null` while it does. */
  failure(): string | null;
  onAdvance(listener: () => void): () => void;
}

/** The feed of a runner's read model. */
export function liveView(runner: Runner, ledger?: { head(): LedgerHead }): FeedView {
  const { epoch } = runner.status();
  const readers = new WeakMap<Database, ChangeReader>();
  return {
    epoch,
    finite: false,
    idOf: (place) => idOf(epoch, place),
    parse: parseCursor,
    reader: () => {
      const db = runner.db();
      const known = readers.get(db);
      if (known) return known;
      const made = openChangeReader(db);
      readers.set(db, made);
      return made;
    },
    seq: () => runner.status().seq,
    recorded: () => runner.status().recorded ?? new Date(0).toISOString(),
    caughtUp: () => runner.status().caughtUp,
    ledger: () => {
      const head = ledger?.head();
      return head ? { seq: head.seq, hash: head.hash } : null;
    },
    failure: () => runner.status().failed?.message ?? null,
    onAdvance: (listener) => runner.onAdvance(() => listener()),
  };
}
