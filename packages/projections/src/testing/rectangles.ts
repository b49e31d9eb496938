import { openDatabase } from '@foedera/sqlite';
import { CLAIM_TABLES, openClaimStore } from '../claim-store.ts';
import { type Entry, FOREVER } from '../model.ts';
import type { SequencedEvent } from '../projector.ts';
import { type Revision, revise } from '../revise.ts';
import type { KnownPoint } from './naive.ts';

interface Rectangle {
  readonly entry: Entry;
  readonly from: number;
  readonly to: number;
  readonly seqFrom: number;
  seqTo: number;
}

/** Applies events one by one to a store in memory and keeps every entry version: the plainest reader of revisions. */
export class Rectangles {
  readonly revisions: Revision[] = [];
  private readonly held: Rectangle[] = [];
  private readonly store;

  constructor() {
    const db = openDatabase(':memory:', { durability: 'rebuild' });
    db.exec(CLAIM_TABLES);
    this.store = openClaimStore(db);
  }

  apply(event: SequencedEvent): Revision[] {
    const revisions = revise(this.store, event);
    for (const { slices, seq } of revisions) {
      for (const { from, to, before, after } of slices) {
        for (const { id } of before) {
          for (const r of this.held.filter(
            (h) => h.entry.id === id && h.seqTo === FOREVER && h.from < to && from < h.to,
          )) {
            r.seqTo = seq;
            if (r.from < from) this.held.push({ ...r, to: from, seqFrom: seq, seqTo: FOREVER });
            if (to < r.to) this.held.push({ ...r, from: to, seqFrom: seq, seqTo: FOREVER });
          }
        }
        for (const entry of after) this.held.push({ entry, from, to, seqFrom: seq, seqTo: FOREVER });
      }
    }
    this.revisions.push(...revisions);
    return revisions;
  }

  /** Entries at a point of the two known axes. */
  at({ reportedMs = FOREVER - 1, seq = FOREVER - 1 }: KnownPoint = {}): Entry[] {
    return this.held
      .filter((r) => r.from <= reportedMs && reportedMs < r.to && r.seqFrom <= seq && seq < r.seqTo)
      .map((r) => r.entry);
  }
}
