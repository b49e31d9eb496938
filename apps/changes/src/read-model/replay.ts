import {
  type Cause,
  CLAIM_TABLES,
  type ClaimAct,
  type Entry,
  FOREVER,
  fingerprint,
  openClaimStore,
  revise,
  type SequencedEvent,
} from '@foedera/projections';
import { SCHEMA_VERSION } from '@foedera/schema';
import { type Database, openDatabase } from '@foedera/sqlite';
import { differencesOf } from './differences.ts';
import { openHeadEntries } from './head-entries.ts';
import { CHANGE_TABLES } from './tables.ts';
import { openChangeWriter } from './writer.ts';

/** What a replay holds: every act reported at or before a time, among those recorded up to a `seq`. */
export interface ReplayBounds {
  /** Epoch ms, inclusive. */
  readonly reportedMs: number;
  /** Inclusive. */
  readonly seq: number;
}

const SQL = {
  decisions: `select seq, recorded, cause, decision from folded_event where decision is not null and seq <= :seq order by seq`,
  acts: `select a.claim, a.reported_ms as reportedMs, a.content, e.seq, e.recorded, e.cause
    from claim_act a join folded_event e on e.seq = a.seq
    where (a.reported_ms, a.seq) > (:afterMs, :afterSeq) and a.reported_ms <= :reportedMs and a.seq <= :seq
    order by a.reported_ms, a.seq limit :limit`,
};

/** Acts read at once; those of the last instant are always read whole. */
const PAGE = 1_000;

interface NotedRow {
  readonly seq: number;
  readonly recorded: string;
  readonly cause: string;
}
interface DecisionRow extends NotedRow {
  readonly decision: string;
}
interface ActRow extends NotedRow {
  readonly claim: string;
  readonly reportedMs: number;
  readonly content: string;
}

/**
 * Fills a database in memory with the changes that a subscriber would have been told if this ledger had read every act
 * when it was reported: the engine runs over the acts in order of (reported, seq). People's decisions hold all along, so
 * they come first; of one claim's acts at one instant only the outcome is told, for no reader of the press saw the others.
 * After the last change the fold is the timeline as reported at that time. Gives the event loop its turn in between.
 *
 * @param from the read model, asked for anew after every pause: a rebuild puts another in its place
 * @param breathe resolves when others had their turn
 */
export async function replayChanges(
  from: () => Database,
  bounds: ReplayBounds,
  breathe: () => Promise<void>,
): Promise<Database> {
  const db = openDatabase(':memory:', { durability: 'rebuild' });
  db.exec(`${CLAIM_TABLES}\n${CHANGE_TABLES}`);
  const store = openClaimStore(db);
  const head = openHeadEntries(db);
  const write = openChangeWriter(db);
  for (const row of from().prepare<DecisionRow>(SQL.decisions).all({ seq: bounds.seq })) {
    const { type, data } = JSON.parse(row.decision) as Pick<SequencedEvent, 'type' | 'data'>;
    revise(store, eventOf(row, type, data));
  }
  let number = 0;
  const tell = (acts: readonly ActRow[]): void => {
    const net = new Map<string, { before: Entry | null; after: Entry | null }>();
    for (const act of acts) {
      for (const { slices } of revise(store, actEvent(act))) {
        const slice = slices.find((s) => s.to === FOREVER);
        for (const entry of slice?.before ?? [])
          net.set(entry.id, { before: net.has(entry.id) ? (net.get(entry.id)?.before ?? null) : entry, after: null });
        for (const entry of slice?.after ?? [])
          net.set(entry.id, { before: net.get(entry.id)?.before ?? null, after: entry });
      }
    }
    const moved = [...net.values()].filter(({ before, after }) => !isSame(before, after));
    const before = moved.flatMap((m) => m.before ?? []);
    const after = moved.flatMap((m) => m.after ?? []);
    if (moved.length === 0) return;
    const last = acts.at(-1) as ActRow;
    const { reported } = JSON.parse(last.content) as ClaimAct;
    const cause = acts.map((act) => JSON.parse(act.cause) as Cause);
    const step = {
      number: ++number,
      seq: last.seq,
      recorded: last.recorded,
      reported: reported ?? last.recorded,
      cause,
    };
    write(step, differencesOf(before, after, head));
    head.replace(before, after);
  };
  let done = 0;
  for (let acts = actsAfter(from(), bounds, null); acts.length > 0; acts = actsAfter(from(), bounds, acts)) {
    for (const group of groups(acts)) {
      tell(group);
      if (++done % 100 === 0) await breathe();
    }
  }
  return db;
}

function actsAfter(from: Database, bounds: ReplayBounds, before: readonly ActRow[] | null): ActRow[] {
  const { reportedMs: afterMs = Number.MIN_SAFE_INTEGER, seq: afterSeq = 0 } = before?.at(-1) ?? {};
  const query = from.prepare<ActRow>(SQL.acts);
  const page = query.all({ ...bounds, afterMs, afterSeq, limit: PAGE });
  const last = page.at(-1);
  if (!last || page.length < PAGE) return page;
  const rest = { reportedMs: last.reportedMs, seq: bounds.seq, afterMs: last.reportedMs, afterSeq: last.seq };
  return [...page, ...query.all({ ...rest, limit: Number.MAX_SAFE_INTEGER })];
}

function isSame(a: Entry | null, b: Entry | null): boolean {
  return a === null || b === null ? a === b : fingerprint(a) === fingerprint(b);
}

/** Acts upon one claim at one instant, in order of (reported, first seq). */
function* groups(rows: readonly ActRow[]): Generator<ActRow[]> {
  for (let i = 0; i < rows.length; ) {
    const instant = (rows[i] as ActRow).reportedMs;
    const byClaim = new Map<string, ActRow[]>();
    for (; i < rows.length && rows[i]?.reportedMs === instant; i++) {
      const row = rows[i] as ActRow;
      byClaim.set(row.claim, [...(byClaim.get(row.claim) ?? []), row]);
    }
    yield* byClaim.values();
  }
}

/** The event that an act came from, as far as the fold reads it, placed on the reported axis where the log placed it. */
function actEvent(row: ActRow): SequencedEvent {
  const { claim, statement, act, reported, correction } = JSON.parse(row.content) as ClaimAct;
  const placed = { ...row, recorded: new Date(row.reportedMs).toISOString() };
  if (act === 'stated' && statement) return eventOf(placed, statement.kind, { ...statement, reported });
  const said = { claim, basis: 'source', reason: correction?.reason, reported };
  if (!statement) return eventOf(placed, 'claim-retracted', said);
  const { claim: _, ...replacement } = statement;
  return eventOf(placed, 'claim-corrected', { ...said, replacement });
}

function eventOf({ seq, recorded, cause }: NotedRow, type: string, data: unknown): SequencedEvent {
  const { event } = JSON.parse(cause) as Cause;
  const place = { stream: '', revision: 0, position: String(seq) };
  return { id: event, type, data, seq, recorded, metadata: { schema: SCHEMA_VERSION }, ...place };
}
