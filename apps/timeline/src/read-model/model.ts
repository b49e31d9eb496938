import {
  openClaimStore,
  type Projector,
  type ReadModel,
  RULES,
  revise,
  type SequencedEvent,
} from '@foedera/projections';
import { canonicalJson, relationStream, sha256 } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { withClaimRows } from './claim-rows.ts';
import { openDocumentRows } from './documents.ts';
import { openRectangles } from './rectangles.ts';
import { openRelationRows } from './relation-rows.ts';
import { TIMELINE_INDEXES, TIMELINE_TABLES } from './tables.ts';

/** Raise when the same events give other rows: what is kept, and how answers say it. */
const REVISION = 3;

/** Epoch of the timeline: same epoch, same answers for the same `seq`, on every machine and backend. */
export const TIMELINE_EPOCH: string = sha256(canonicalJson(['timeline', RULES, REVISION])).slice(0, 16);

/** The timeline's read model. */
export const timelineModel: ReadModel = {
  name: 'timeline',
  epoch: TIMELINE_EPOCH,
  tables: TIMELINE_TABLES,
  indexes: TIMELINE_INDEXES,
  open: openProjector,
};

const DECISIONS: ReadonlySet<string> = new Set([
  'claims-linked',
  'claims-separated',
  'claims-released',
  'claim-preferred',
]);

function openProjector(db: Database): Projector {
  const relations = openRelationRows(db);
  const rectangles = openRectangles(db, relations.onHead);
  const store = withClaimRows(db, openClaimStore(db));
  const onDocument = openDocumentRows(db);
  const onDecision = openDecisions(db);
  const onRevision = openRevisions(db);
  const onTime = db.prepare(`insert into event_time (recorded_ms, seq) values (:ms, :seq)
    on conflict (recorded_ms) do update set seq = excluded.seq`);
  let seq = 0;
  let recordedMs: number | null = null;
  const writeTime = (): void => {
    if (recordedMs !== null) onTime.run({ ms: recordedMs, seq });
  };
  return {
    apply: (event) => {
      const ms = Date.parse(event.recorded);
      if (ms !== recordedMs) writeTime();
      recordedMs = ms;
      seq = event.seq;
      for (const revision of revise(store, event))
        for (const { from, to, before, after } of revision.slices) rectangles.revise(seq, from, to, before, after);
      onDocument(event);
      onRevision(event);
      if (DECISIONS.has(event.type)) onDecision(event);
    },
    flush: () => {
      writeTime();
      recordedMs = null;
      store.flush();
      rectangles.flush();
      relations.flush(seq);
    },
  };
}

const RELATION_STREAM = relationStream('');

/** Keeps the last revision of the stream of what people decide about each relation. */
function openRevisions(db: Database): (event: SequencedEvent) => void {
  const put = db.prepare(`insert into relation_stream (relation, revision) values (:relation, :revision)
    on conflict (relation) do update set revision = excluded.revision`);
  return ({ stream, revision }) => {
    if (stream.startsWith(RELATION_STREAM)) put.run({ relation: stream.slice(RELATION_STREAM.length), revision });
  };
}

/** Keeps people's decisions for the history of what they are about. */
function openDecisions(db: Database): (event: SequencedEvent) => void {
  const add = db.prepare(`insert into decision (seq, content) values (:seq, :content)`);
  const about = db.prepare(`insert or ignore into decision_claim (claim, seq) values (:claim, :seq)`);
  return (event) => {
    const { type, recorded, seq } = event;
    const data = event.data as { claims?: readonly string[]; claim?: string };
    add.run({ seq, content: JSON.stringify({ act: type, recorded, ...data }) });
    for (const claim of data.claims ?? [data.claim as string]) about.run({ claim, seq });
  };
}
