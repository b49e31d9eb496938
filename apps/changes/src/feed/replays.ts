import type { Runner } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { NO_FILTER } from '../read-model/filter.ts';
import {
  BEGINNING,
  EPOCH_LENGTH,
  indexOf,
  type ParsedCursor,
  type Place,
  seqOf,
  toPlace,
} from '../read-model/place.ts';
import { openChangeReader } from '../read-model/reader.ts';
import { type ReplayBounds, replayChanges } from '../read-model/replay.ts';
import { type Hub, type HubOptions, openHub } from './hub.ts';
import type { FeedView } from './view.ts';

/** A finite feed: what a subscriber would have been told up to a reported time, with the streams that follow it. */
export interface Replay {
  readonly view: FeedView;
  readonly hub: Hub;
}

/** Replays by their bounds; the last few are kept, for a client that pages comes back. */
export interface Replays {
  open(bounds: ReplayBounds): Promise<Replay>;
  /** Open streams of all replays. */
  clients(): number;
  close(): void;
}

/** A cursor of a replay: its bounds are part of it, so that it can be answered by any replica at any time. */
export interface ReplayCursor extends ParsedCursor {
  readonly bounds: ReplayBounds;
}

/** Reported times before 1970 have a place in a cursor too. */
const TIME_OFFSET = 2 ** 47;
const CURSOR = /^([0-9a-f]{8})-r([0-9a-z]{1,11})\.(\d{1,10})-([1-9]\d{0,9})-(0|[1-9]\d{0,6})$/;

/** Parses `epoch-rTIME.SEQ-step-index`; `null` when it is something else. */
export function parseReplayCursor(text: string): ReplayCursor | null {
  const m = CURSOR.exec(text);
  if (!m) return null;
  const bounds = { reportedMs: Number.parseInt(m[2] as string, 36) - TIME_OFFSET, seq: Number(m[3]) };
  const step = Number(m[4]);
  const index = Number(m[5]);
  if (!Number.isSafeInteger(bounds.reportedMs) || step >= 2 ** 33 || index >= 2 ** 20) return null;
  return { epoch: m[1] as string, place: toPlace(step, index), bounds };
}

function tagOf({ reportedMs, seq }: ReplayBounds): string {
  return `r${(reportedMs + TIME_OFFSET).toString(36)}.${seq}`;
}

/** Finished replays that are kept. */
const KEPT = 4;

interface Kept extends Replay {
  readonly db: Database;
}

/** Replays over a runner's read model, one made at a time. */
export function openReplays(runner: Runner, options: HubOptions): Replays {
  const kept = new Map<string, Promise<Kept>>();
  const finished = new Map<string, Kept>();
  let last: Promise<unknown> = Promise.resolve();

  const make = async (bounds: ReplayBounds, key: string): Promise<Kept> => {
    const db = await replayChanges(
      () => runner.db(),
      bounds,
      () => new Promise((resolve) => setImmediate(resolve)),
    );
    const view = replayView(runner, db, bounds);
    const replay = { db, view, hub: openHub(view, options) };
    finished.set(key, replay);
    forgetSome(key);
    return replay;
  };

  const forgetSome = (except: string): void => {
    for (const [key, replay] of finished) {
      if (finished.size <= KEPT) return;
      if (key === except || replay.hub.clients() > 0) continue;
      finished.delete(key);
      kept.delete(key);
      replay.hub.close();
      replay.db.close();
    }
  };

  return {
    open: (bounds) => {
      const key = tagOf(bounds);
      const known = kept.get(key);
      if (known) return known;
      const made = last.then(() => make(bounds, key));
      kept.set(key, made);
      last = made.catch(() => {
        // Whoever waits for it is told; the next one who asks tries anew.
        kept.delete(key);
      });
      return made;
    },
    clients: () => [...finished.values()].reduce((sum, replay) => sum + replay.hub.clients(), 0),
    close: () => {
      for (const { hub } of finished.values()) hub.close();
    },
  };
}

function replayView(runner: Runner, db: Database, bounds: ReplayBounds): FeedView {
  const { epoch } = runner.status();
  const reader = openChangeReader(db);
  const prefix = `${epoch.slice(0, EPOCH_LENGTH)}-${tagOf(bounds)}`;
  const last = reader.readBackFrom(NO_FILTER, reader.head(), 1)[0];
  const recorded = last ? (JSON.parse(`{${last.content}`) as { recorded: string }).recorded : new Date(0).toISOString();
  return {
    epoch,
    finite: true,
    idOf: (place: Place) => (place === BEGINNING ? '0' : `${prefix}-${seqOf(place)}-${indexOf(place)}`),
    parse: (text) => {
      if (text === '0') return { epoch: null, place: BEGINNING };
      const cursor = parseReplayCursor(text);
      return cursor && tagOf(cursor.bounds) === tagOf(bounds) ? cursor : null;
    },
    reader: () => reader,
    seq: () => bounds.seq,
    recorded: () => recorded,
    caughtUp: () => true,
    ledger: () => null,
    failure: () => null,
    onAdvance: () => () => undefined,
  };
}
