import { createHash } from 'node:crypto';
import { canonicalJson, fold } from '@foedera/schema';
import {
  entryChangeHeadline,
  figureHeadline,
  instrumentHeadline,
  levelHeadline,
  missionHeadline,
  relationsHeadline,
} from './change-headline.ts';
import type { Entry } from './model.ts';
import type { InstrumentState, RelationState } from './state.ts';

/** What a change can be: differences between two states of the timeline, not messages of the log. */
export const CHANGES = [
  'entry-added',
  'entry-corroborated',
  'entry-refined',
  'entry-corrected',
  'entry-retracted',
  'entries-merged',
  'entries-split',
  'entry-status',
  'contradiction-opened',
  'contradiction-closed',
  'level-changed',
  'relations-changed',
  'mission-changed',
  'figure-updated',
  'instrument-status',
  'target-met',
] as const;
export type ChangeName = (typeof CHANGES)[number];

/** Changes about entries: folding these alone, in order, gives the timeline. */
export const ENTRY_CHANGES: ReadonlySet<ChangeName> = new Set(CHANGES.slice(0, 10));

/** What caused a change: the event and what it says of why. */
export interface Cause {
  readonly event: string;
  readonly type: string;
  readonly claim: string | null;
  readonly reason: string | null;
  readonly by: string | null;
}

/** One difference. `before` and `after` are an entry or a part of the state; `null` where there was or is none. */
export interface Difference {
  readonly change: ChangeName;
  readonly relation: string;
  /** Entry concerned; for merges the one that stays, for splits the one that was. */
  readonly entry: string;
  readonly before: unknown;
  readonly after: unknown;
  /** For merges the ids that went, for splits the ids that came. */
  readonly entries?: readonly string[];
  readonly occurred: string | null;
  readonly headline: { readonly en: string; readonly fr: string; readonly vi: string };
}

/** Differences between the entries of one bucket before and after an event, in a stable order. */
export function entryDifferences(before: readonly Entry[], after: readonly Entry[]): Difference[] {
  const result: Difference[] = [];
  const was = new Map(before.map((e) => [e.id, e]));
  const is = new Map(after.map((e) => [e.id, e]));
  const homeBefore = homes(before);
  const homeAfter = homes(after);
  const explained = new Set<string>();
  for (const entry of after) {
    const origins = distinct(entry.claims.flatMap((c) => homeBefore.get(c) ?? []));
    if (origins.length > 1) {
      const stays = was.has(entry.id) ? entry.id : (origins[0] as string);
      result.push(
        difference(
          'entries-merged',
          entry,
          origins.map((id) => was.get(id)),
          entry,
          { entries: origins.filter((id) => id !== stays) },
        ),
      );
      for (const id of origins) explained.add(`before ${id}`);
      explained.add(`after ${entry.id}`);
    }
  }
  for (const entry of before) {
    const parts = distinct(entry.claims.flatMap((c) => homeAfter.get(c) ?? []));
    if (parts.length > 1) {
      result.push(
        difference(
          'entries-split',
          entry,
          entry,
          parts.map((id) => is.get(id)),
          { entries: parts.filter((id) => id !== entry.id) },
        ),
      );
      explained.add(`before ${entry.id}`);
      for (const id of parts) explained.add(`after ${id}`);
    }
  }
  for (const entry of before) {
    if (explained.has(`before ${entry.id}`)) continue;
    const next = entry.claims.flatMap((c) => homeAfter.get(c) ?? [])[0];
    if (next === undefined) result.push(difference('entry-retracted', entry, entry, null));
  }
  for (const entry of after) {
    if (explained.has(`after ${entry.id}`)) continue;
    const origin = entry.claims.flatMap((c) => homeBefore.get(c) ?? [])[0];
    const old = origin === undefined ? undefined : was.get(origin);
    if (!old) result.push(difference('entry-added', entry, null, entry));
    else result.push(...revisions(old, entry));
  }
  return result;
}

function homes(entries: readonly Entry[]): Map<string, string[]> {
  const result = new Map<string, string[]>();
  for (const entry of entries) for (const claim of entry.claims) result.set(claim, [entry.id]);
  return result;
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

/** How one entry moved on: at least one change whenever anything about it differs. */
function revisions(before: Entry, after: Entry): Difference[] {
  if (fingerprint(before) === fingerprint(after)) return [];
  const result: Difference[] = [];
  const moved = before.occurred !== after.occurred;
  const restated =
    canonicalJson(before.attributes) !== canonicalJson(after.attributes) || about(before) !== about(after);
  const gained = after.sources.filter((s) => !before.sources.includes(s));
  if (before.status !== after.status) result.push(difference('entry-status', after, before, after));
  if (moved || restated)
    result.push(difference(isRefinement(before, after) ? 'entry-refined' : 'entry-corrected', after, before, after));
  if (gained.length > 0 && result.length === 0) result.push(difference('entry-corroborated', after, before, after));
  const had = new Set(before.contradictions.map((c) => c.about));
  const has = new Set(after.contradictions.map((c) => c.about));
  for (const about of has) if (!had.has(about)) result.push(difference('contradiction-opened', after, before, after));
  for (const about of had) if (!has.has(about)) result.push(difference('contradiction-closed', after, before, after));
  if (result.length === 0) {
    const lost = before.claims.some((c) => !after.claims.includes(c));
    result.push(difference(lost ? 'entry-corrected' : 'entry-refined', after, before, after));
  }
  return result;
}

/** What kind of happening among whom: another one is never more precise, it is something else. */
function about({ kind, parties, via }: Entry): string {
  return canonicalJson([kind, parties, via]);
}

/** A refinement narrows the date or adds attributes and takes nothing back. */
function isRefinement(before: Entry, after: Entry): boolean {
  const narrower =
    before.occurred === after.occurred ||
    (!before.extent &&
      (after.earliest ?? -Infinity) >= (before.earliest ?? -Infinity) &&
      (after.latest ?? Infinity) <= (before.latest ?? Infinity));
  return (
    narrower &&
    about(before) === about(after) &&
    Object.entries(before.attributes).every(
      ([name, value]) => canonicalJson(after.attributes[name] ?? null) === canonicalJson(value),
    )
  );
}

function difference(
  change: ChangeName,
  entry: Entry,
  before: unknown,
  after: unknown,
  more: { entries?: readonly string[] } = {},
): Difference {
  return {
    change,
    relation: entry.relation,
    entry: entry.id,
    before,
    after,
    ...more,
    occurred: entry.occurred,
    headline: entryChangeHeadline(change, entry),
  };
}

/** Differences between two states of a relation, as changes that a subscriber waits for. `entry` caused them. */
export function stateDifferences(
  relation: string,
  before: RelationState,
  after: RelationState,
  entry: Entry,
): Difference[] {
  const result: Difference[] = [];
  const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
  const add = (change: ChangeName, was: unknown, is: unknown, headline: Entry['headline']): void => {
    const { id, occurred } = entry;
    result.push({ change, relation, entry: id, before: was, after: is, occurred, headline });
  };
  if (!same(relationsCore(before), relationsCore(after)))
    add(
      'relations-changed',
      before.relations,
      after.relations,
      relationsHeadline(relation, before.relations, after.relations),
    );
  if (before.level?.level !== after.level?.level || before.level?.since !== after.level?.since)
    add('level-changed', before.level, after.level, levelHeadline(relation, after.level));
  for (const [was, is] of paired(
    before.missions,
    after.missions,
    (m) => `${m.mission} ${m.sender} ${m.host} ${m.city}`,
  ))
    add('mission-changed', was, is, missionHeadline(relation, was, is));
  for (const [was, is] of paired(
    before.figures,
    after.figures,
    (f) => `${f.kind} ${f.of}`,
    (f) => f.latest,
  ))
    add('figure-updated', was?.latest ?? null, is?.latest ?? null, figureHeadline(relation, was, is, entry));
  for (const [was, is] of paired(before.instruments, after.instruments, instrumentKey, (i) => i.status))
    add('instrument-status', was, is, instrumentHeadline(relation, was, is));
  return result;
}

/** What tells instruments apart: their name, however written; those without one are each their own. */
function instrumentKey({ instrument, steps }: InstrumentState): string {
  return instrument === '' ? (steps[0]?.entry ?? '') : fold(instrument);
}

function relationsCore(state: RelationState): unknown {
  return [state.relations.status, state.relations.since, state.relations.contested];
}

/** Parts that came, went or changed, paired by key in a stable order. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (part: T) => string,
  pick: (part: T) => unknown = (part) => part,
): [T | null, T | null][] {
  const was = byKey(before, keyOf);
  const is = byKey(after, keyOf);
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort();
  return keys
    .map((key): [T | null, T | null] => [was.get(key) ?? null, is.get(key) ?? null])
    .filter(([a, b]) => canonicalJson(a === null ? null : pick(a)) !== canonicalJson(b === null ? null : pick(b)));
}

/** Parts by key; parts with the same key (two embassies in one city) are told apart by their order. */
function byKey<T>(parts: readonly T[], keyOf: (part: T) => string): Map<string, T> {
  const result = new Map<string, T>();
  for (const part of parts) {
    let key = keyOf(part);
    while (result.has(key)) key += ' +';
    result.set(key, part);
  }
  return result;
}

/** What an entry says, without the words of its headlines: equal fingerprints are equal entries. */
export function fingerprint(entry: Entry): string {
  const { headline: _, ...rest } = entry;
  return canonicalJson(rest);
}

/** Applies entry changes, in order, to the entries they are about; the fold of all of them is the timeline. */
export function applyChanges(
  entries: Map<string, Entry>,
  changes: Iterable<Pick<Difference, 'change' | 'before' | 'after'>>,
): Map<string, Entry> {
  const listed = (value: unknown): Entry[] =>
    value === null ? [] : Array.isArray(value) ? (value as Entry[]) : [value as Entry];
  for (const { change, before, after } of changes) {
    if (!ENTRY_CHANGES.has(change)) continue;
    for (const entry of listed(before)) entries.delete(entry.id);
    for (const entry of listed(after)) entries.set(entry.id, entry);
  }
  return entries;
}

/** SHA-256 over the fingerprints of entries in order of id: equal digests are equal timelines. */
export function timelineDigest(entries: Iterable<Entry>): string {
  const hash = createHash('sha256');
  const sorted = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const entry of sorted) hash.update(`${fingerprint(entry)}\n`);
  return hash.digest('hex');
}
