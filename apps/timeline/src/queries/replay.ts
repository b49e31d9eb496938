import { dayOfMs, formatDay } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { countsTowardsState, type Language } from '../read-model/entry-row.ts';
import { listedEntry, type ShownEntry, showVersion } from './diff.ts';
import { type Known, recordedMsOf } from './known.ts';
import { stateOf } from './state.ts';
import { type PlacedVersion, versionsAlong, versionsAt } from './versions.ts';

/** Along which time a relation is replayed. */
export type Axis = 'occurred' | 'reported' | 'recorded';

/** How a replay is asked for. */
export interface ReplayQuestion {
  readonly relation: string;
  readonly axis: Axis;
  readonly scope: 'all' | 'exact';
  readonly certainty: 'possible' | 'certain';
  readonly lang: Language;
  /** True when `asReported` was given: then that day counts as today, also while the recorded time moves. */
  readonly reportedGiven: boolean;
}

/**
 * Steps of a relation's history along one time, the other known axes held where `known` says. After each step the state
 * is the one that the relation's address answers with `on`, `asReported` or `asRecorded` set to the step's `at`.
 */
export function* replayRelation(db: () => Database, question: ReplayQuestion, known: Known): Generator<object> {
  if (question.axis === 'occurred') yield* replayOccurred(db, question, known);
  else yield* replayKnown(db, question, known, question.axis);
}

function inScope(question: ReplayQuestion, versions: readonly PlacedVersion[]): PlacedVersion[] {
  return versions.filter((v) => question.scope === 'all' || v.membership === 'exact');
}

function* replayOccurred(db: () => Database, question: ReplayQuestion, known: Known): Generator<object> {
  const { relation, certainty, lang } = question;
  const steps = new Map<number | null, ShownEntry[]>();
  const standing = inScope(question, versionsAt(db(), relation, known)).map((v) => showVersion(db(), v));
  for (const shown of standing) {
    const day = startOf(shown, certainty);
    if (day !== undefined) steps.set(day, [...(steps.get(day) ?? []), shown]);
  }
  const counted = standing.filter(isStateful).map((s) => s.entry);
  const days = [...steps.keys()].sort((a, b) => (a ?? -Infinity) - (b ?? -Infinity));
  for (const day of days) {
    const entered = steps.get(day) as ShownEntry[];
    // What has no beginning stands before every day.
    const on = day ?? Math.min(...days.filter((d) => d !== null), known.today) - 1;
    yield {
      axis: 'occurred',
      at: day === null ? null : formatDay(day),
      date: day === null ? null : formatDay(day),
      ...framed(entered, [], lang),
      state: stateOf(counted, { on, certainty, today: known.today, lang }),
    };
  }
}

/** The day on which an entry begins to count; `null` = it always does, `undefined` = it never does. */
function startOf({ entry }: ShownEntry, certainty: 'possible' | 'certain'): number | null | undefined {
  if (entry.occurred === null) return certainty === 'possible' ? null : undefined;
  if (certainty === 'possible' || entry.extent) return entry.earliest;
  return entry.latest ?? undefined;
}

function isStateful({ entry, membership }: ShownEntry): boolean {
  return countsTowardsState(entry.kind, entry.status, membership);
}

function* replayKnown(
  db: () => Database,
  question: ReplayQuestion,
  known: Known,
  axis: 'reported' | 'recorded',
): Generator<object> {
  const { relation, certainty, lang } = question;
  const versions = inScope(question, versionsAlong(db(), relation, axis, known));
  const beginOf = (v: PlacedVersion): number => (axis === 'reported' ? v.reported_from : v.seq_from);
  const endOf = (v: PlacedVersion): number => (axis === 'reported' ? v.reported_to : v.seq_to);
  const until = axis === 'reported' ? known.reportedMs : known.seq;
  const begins = groupBy(versions, beginOf);
  const ends = groupBy(versions, endOf);
  const steps = [...new Set([...begins.keys(), ...ends.keys()])].filter((at) => at <= until).sort((a, b) => a - b);
  const standing = new Map<number, ShownEntry>();
  let state: object | null = null;
  for (const at of steps) {
    const ended = ends.get(at) ?? [];
    const came = (begins.get(at) ?? []).map((v) => ({ version: v.version, shown: showVersion(db(), v) }));
    const went = ended.flatMap((v) => standing.get(v.version) ?? []);
    for (const v of ended) standing.delete(v.version);
    for (const { version, shown } of came) standing.set(version, shown);
    const shown = changed(
      went,
      came.map((c) => c.shown),
    );
    if (shown.entered.length === 0 && shown.left.length === 0) continue;
    const counted = [...standing.values()].filter(isStateful).map((s) => s.entry);
    const recordedMs = axis === 'recorded' ? recordedMsOf(db(), at) : undefined;
    const today = axis === 'reported' ? dayOfMs(at) : question.reportedGiven ? known.today : dayOfMs(recordedMs ?? 0);
    state = stateOf(counted, { certainty, today, lang });
    yield {
      axis,
      at: axis === 'reported' ? new Date(at).toISOString() : at,
      date: formatDay(axis === 'reported' ? dayOfMs(at) : dayOfMs(recordedMs ?? 0)),
      ...framed(shown.entered, shown.left, lang),
      state,
    };
  }
}

/** What really changed: a version that only was cut in two says the same on both sides. */
function changed(went: readonly ShownEntry[], came: readonly ShownEntry[]) {
  const same = new Set(came.filter((c) => went.some((w) => w.row.rest === c.row.rest && w.entry.id === c.entry.id)));
  const ids = new Set(came.map((c) => c.entry.id));
  return {
    entered: came.filter((c) => !same.has(c)),
    left: went.map((w) => w.entry.id).filter((id) => !ids.has(id)),
  };
}

function framed(entered: readonly ShownEntry[], left: readonly string[], lang: Language) {
  return {
    entries: entered.map((shown) => listedEntry(shown, lang)),
    left,
    claims: [...new Set(entered.flatMap(({ entry }) => entry.claims))],
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
