import { createHash } from 'node:crypto';
import { canonicalJson, levelOf } from '@foedera/schema';
import { partyName } from './headline.ts';
import type { Entry } from './model.ts';
import type { RelationState } from './state.ts';

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
    headline: changeHeadline(change, entry),
  };
}

const PREFIX: Partial<Record<ChangeName, Entry['headline']>> = {
  'entry-corroborated': { en: 'One more source', fr: 'Une source de plus', vi: 'Thêm một nguồn' },
  'entry-refined': { en: 'More precise', fr: 'Plus précis', vi: 'Chính xác hơn' },
  'entry-corrected': { en: 'Corrected', fr: 'Corrigé', vi: 'Đã sửa' },
  'entry-retracted': { en: 'Retracted', fr: 'Retiré', vi: 'Đã rút lại' },
  'entries-merged': { en: 'Merged', fr: 'Réuni', vi: 'Đã hợp nhất' },
  'entries-split': { en: 'Split', fr: 'Séparé', vi: 'Đã tách' },
  'contradiction-opened': { en: 'Sources disagree', fr: 'Les sources se contredisent', vi: 'Các nguồn mâu thuẫn' },
  'contradiction-closed': {
    en: 'Sources agree again',
    fr: 'Les sources concordent de nouveau',
    vi: 'Các nguồn đã thống nhất',
  },
};

const STATUS_WORDS: Readonly<Record<string, Entry['headline']>> = {
  planned: { en: 'Planned', fr: 'Prévu', vi: 'Dự kiến' },
  ongoing: { en: 'Under way', fr: 'En cours', vi: 'Đang diễn ra' },
  completed: { en: 'Took place', fr: 'A eu lieu', vi: 'Đã diễn ra' },
  postponed: { en: 'Postponed', fr: 'Reporté', vi: 'Hoãn' },
  cancelled: { en: 'Cancelled', fr: 'Annulé', vi: 'Hủy' },
};

function changeHeadline(change: ChangeName, entry: Entry): Entry['headline'] {
  const prefix = change === 'entry-status' ? STATUS_WORDS[entry.status ?? ''] : PREFIX[change];
  const say = (language: keyof Entry['headline'], colon: string): string => {
    const states = entry.parties.map((p) => partyName(p, language)).join('–');
    return `${states}${colon}${prefix ? `${prefix[language]}${colon}` : ''}${entry.headline[language]}`;
  };
  return { en: say('en', ': '), fr: say('fr', ' : '), vi: say('vi', ': ') };
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
  const add = (
    change: ChangeName,
    was: unknown,
    is: unknown,
    headline: Entry['headline'],
    about: string = entry.id,
  ): void => {
    result.push({
      change,
      relation,
      entry: about,
      before: was,
      after: is,
      occurred: entry.occurred,
      headline: named(relation, headline),
    });
  };
  if (!same(relationsCore(before), relationsCore(after)))
    add('relations-changed', before.relations, after.relations, entry.headline);
  if (before.level?.level !== after.level?.level || before.level?.since !== after.level?.since) {
    const label = after.level
      ? levelOf(after.level.level).label
      : { en: 'no level', fr: 'aucun niveau', vi: 'không có cấp độ' };
    add('level-changed', before.level, after.level, {
      en: `relations at the level of ${label.en}`,
      fr: `relations au niveau de ${label.fr}`,
      vi: `quan hệ ở cấp ${label.vi}`,
    });
  }
  for (const [was, is] of paired(
    before.missions,
    after.missions,
    (m) => `${m.mission} ${m.sender} ${m.host} ${m.city}`,
  ))
    add('mission-changed', was, is, entry.headline);
  for (const [was, is] of paired(
    before.figures,
    after.figures,
    (f) => `${f.kind} ${f.of}`,
    (f) => f.latest,
  ))
    add('figure-updated', was?.latest ?? null, is?.latest ?? null, entry.headline);
  for (const [was, is] of paired(
    before.instruments,
    after.instruments,
    (i) => i.instrument,
    (i) => i.status,
  ))
    add('instrument-status', was, is, entry.headline);
  return result;
}

function relationsCore(state: RelationState): unknown {
  return [state.relations.status, state.relations.since, state.relations.contested];
}

function named(relation: string, headline: Entry['headline']): Entry['headline'] {
  const parties = relation.split('-');
  const say = (language: keyof Entry['headline'], colon: string): string =>
    `${parties.map((p) => partyName(p, language)).join('–')}${colon}${headline[language]}`;
  return { en: say('en', ': '), fr: say('fr', ' : '), vi: say('vi', ': ') };
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
