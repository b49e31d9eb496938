import {
  CLAIM_TABLES,
  type ClaimStore,
  causeOf,
  FOREVER,
  openClaimStore,
  type Projector,
  type ReadModel,
  RULES,
  revise,
  type SequencedEvent,
} from '@foedera/projections';
import { type ClaimRetracted, canonicalJson, sha256 } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { differencesOf } from './differences.ts';
import { openHeadEntries } from './head-entries.ts';
import { IMPORTANCE_RULES } from './importance.ts';
import { CHANGE_INDEXES, CHANGE_TABLES } from './tables.ts';
import { openChangeWriter } from './writer.ts';

/** Raise when the same revisions give other changes: what is told, in which order, in which shape, under which words. */
const REVISION = 2;

/** Epoch of the changes: same epoch, same changes with the same ids, on every machine and backend. */
export const CHANGES_EPOCH: string = sha256(canonicalJson([RULES, REVISION, IMPORTANCE_RULES])).slice(0, 16);

/** The read model of the feed: every difference between two successive states of the timeline, in order. */
export const changesModel: ReadModel = changesModelOf(CHANGES_EPOCH);

/** The read model under another epoch: only for tests, which cannot wait for the rules to change. */
export function changesModelOf(epoch: string): ReadModel {
  return {
    name: 'changes',
    epoch,
    tables: `${CLAIM_TABLES}\n${CHANGE_TABLES}`,
    indexes: CHANGE_INDEXES,
    open: openProjector,
  };
}

const NOTE = `insert into folded_event (seq, recorded, cause, decision) values (:seq, :recorded, :cause, :decision)`;

function openProjector(db: Database): Projector {
  const store = openClaimStore(db);
  const head = openHeadEntries(db);
  const write = openChangeWriter(db);
  const note = db.prepare(NOTE);
  return {
    apply: (event) => {
      const revisions = revise(store, event);
      if (event.type.startsWith('document-')) return;
      const { seq, recorded } = event;
      note.run({ seq, recorded, cause: JSON.stringify(causeOf(event)), decision: decisionOf(event) });
      for (const { slices, cause } of revisions) {
        const slice = slices.find((s) => s.to === FOREVER);
        if (!slice) continue;
        const step = { number: seq, seq, recorded, reported: reportedOf(store, event), cause: [cause] };
        write(step, differencesOf(slice.before, slice.after, head));
        head.replace(slice.before, slice.after);
      }
    },
  };
}

/** A decision of a person as JSON: it has no place on the reported axis. `null` for acts upon claims, which are kept there. */
function decisionOf({ type, data }: SequencedEvent): string | null {
  return type.startsWith('claims-') || type === 'claim-preferred' ? JSON.stringify({ type, data }) : null;
}

/** When a source published what caused a change: as its act says, else when it was recorded. */
function reportedOf(store: ClaimStore, event: SequencedEvent): string {
  const data = event.data as Partial<ClaimRetracted>;
  if (data.basis === 'ledger' && data.claim !== undefined)
    return store.actAtOrBefore(data.claim, FOREVER)?.reported ?? event.recorded;
  return data.reported ?? event.recorded;
}
