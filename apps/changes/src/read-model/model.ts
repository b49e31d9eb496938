import {
  CLAIM_TABLES,
  type ClaimStore,
  FOREVER,
  openClaimStore,
  type Projector,
  type ReadModel,
  type Revision,
  RULES,
  revise,
  type SequencedEvent,
} from '@foedera/projections';
import { type ClaimRetracted, canonicalJson, sha256 } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { type PlacedDifference, toStoredText } from './change.ts';
import { differencesOf } from './differences.ts';
import { openHeadEntries } from './head-entries.ts';
import { IMPORTANCE_RULES, importanceOf } from './importance.ts';
import { toPlace } from './place.ts';
import { CHANGE_TABLES } from './tables.ts';
import { wordsOfChange } from './words.ts';

/** Raise when the same revisions give other changes: what is told, in which order, under which words. */
const REVISION = 1;

/** Epoch of the changes: same epoch, same changes with the same ids, on every machine and backend. */
export const CHANGES_EPOCH: string = sha256(canonicalJson([RULES, REVISION, IMPORTANCE_RULES])).slice(0, 16);

/** The read model of the feed: every difference between two successive states of the timeline, in order. */
export const changesModel: ReadModel = changesModelOf(CHANGES_EPOCH);

/** The read model under another epoch: only for tests, which cannot wait for the rules to change. */
export function changesModelOf(epoch: string): ReadModel {
  return { name: 'changes', epoch, tables: `${CLAIM_TABLES}\n${CHANGE_TABLES}`, indexes: '', open: openProjector };
}

function openProjector(db: Database): Projector {
  const store = openClaimStore(db);
  const head = openHeadEntries(db);
  const writer = openWriter(db);
  return {
    apply: (event) => {
      for (const revision of revise(store, event)) {
        const slice = revision.slices.find((s) => s.to === FOREVER);
        if (!slice) continue;
        writeChanges(writer, event, revision, reportedOf(store, event), differencesOf(slice.before, slice.after, head));
        head.replace(slice.before, slice.after);
      }
    },
  };
}

type Writer = (row: { place: number; confidence: number; content: string; words: readonly string[] }) => void;

const SQL = {
  change: `insert into change (place, confidence, content) values (:place, :confidence, :content)`,
  word: `insert into change_word (word, place, confidence) values (:word, :place, :confidence)`,
};

function openWriter(db: Database): Writer {
  const change = db.prepare(SQL.change);
  const word = db.prepare(SQL.word);
  return ({ place, confidence, content, words }) => {
    change.run({ place, confidence, content });
    for (const one of words) word.run({ word: one, place, confidence });
  };
}

function writeChanges(
  write: Writer,
  event: SequencedEvent,
  revision: Revision,
  reported: string,
  differences: readonly PlacedDifference[],
): void {
  differences.forEach((placed, index) => {
    const { difference, relations, kind, confidence } = placed;
    const { change, relation, entry, entries, before, after, occurred, headline } = difference;
    const importance = importanceOf(change, kind);
    const content = toStoredText({
      change,
      relation,
      relations,
      entry,
      ...(entries ? { entries } : {}),
      kind,
      before,
      after,
      occurred,
      reported,
      recorded: event.recorded,
      seq: event.seq,
      importance,
      confidence,
      cause: [revision.cause],
      headline,
    });
    write({ place: toPlace(event.seq, index), confidence, content, words: wordsOfChange(placed, importance) });
  });
}

/** When a source published what caused a change: as its act says, else when it was recorded. */
function reportedOf(store: ClaimStore, event: SequencedEvent): string {
  const data = event.data as Partial<ClaimRetracted>;
  if (data.basis === 'ledger' && data.claim !== undefined)
    return store.actAtOrBefore(data.claim, FOREVER)?.reported ?? event.recorded;
  return data.reported ?? event.recorded;
}
