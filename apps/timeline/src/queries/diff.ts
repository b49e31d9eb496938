import { type Entry, entryDifferences } from '@foedera/projections';
import type { Database } from '@foedera/sqlite';
import { type ContentRow, entryOf, type Language } from '../read-model/entry-row.ts';
import { entryHolding } from './entries.ts';
import { readHistory } from './entry-page.ts';
import type { Known } from './known.ts';
import { contentOfVersion, type PlacedVersion, versionsAt } from './versions.ts';

/** An entry as a diff or a replay shows it. */
export interface ShownEntry {
  readonly entry: Entry;
  readonly row: ContentRow;
  readonly membership: string;
}

/** What became of an entry between two known points. */
export type DiffName = 'added' | 'moved' | 'corrected' | 'corroborated' | 'retracted' | 'merged';

/** One difference; `before` and `after` are entries as a timeline lists them. */
export interface DiffLine {
  readonly diff: DiffName;
  readonly id: string;
  readonly changes?: readonly string[];
  /** For an entry that merged: the one that holds its first claim now. */
  readonly into?: string;
  readonly before: object | null;
  readonly after: object | null;
  /** What was done to the claims between the two points besides stating them, newest record first. */
  readonly acts: readonly object[];
}

/** Acts that a line shows; an entry's history has them all. */
const MOST_ACTS = 20;

/** Differences of a relation's timeline between two known points, in order of occurrence. */
export function diffRelation(
  db: Database,
  relation: string,
  scope: 'all' | 'exact',
  from: Known,
  to: Known,
  lang: Language,
): DiffLine[] {
  const before = shownAt(db, relation, scope, from);
  const after = shownAt(db, relation, scope, to);
  const ids = new Set([...before.keys(), ...after.keys()]);
  const lines: { line: DiffLine; at: PlacedVersion }[] = [];
  for (const id of ids) {
    const was = before.get(id);
    const is = after.get(id);
    if (was && is && was.version === is.version) continue;
    const line = compare(db, id, was, is, from, to, lang);
    if (line) lines.push({ line, at: (is ?? was) as PlacedVersion });
  }
  return lines
    .sort(({ at: a }, { at: b }) => a.earliest - b.earliest || a.latest - b.latest || (a.entry < b.entry ? -1 : 1))
    .map(({ line }) => line);
}

function shownAt(db: Database, relation: string, scope: string, known: Known): Map<string, PlacedVersion> {
  const all = versionsAt(db, relation, known);
  const shown = scope === 'exact' ? all.filter((v) => v.membership === 'exact') : all;
  return new Map(shown.map((version) => [version.entry, version]));
}

function compare(
  db: Database,
  id: string,
  was: PlacedVersion | undefined,
  is: PlacedVersion | undefined,
  from: Known,
  to: Known,
  lang: Language,
): DiffLine | null {
  const before = was ? showVersion(db, was) : null;
  const after = is ? showVersion(db, is) : null;
  const texts = {
    before: before && listedEntry(before, lang),
    after: after && listedEntry(after, lang),
    acts: actsBetween(db, [...(before?.entry.claims ?? []), ...(after?.entry.claims ?? [])], from, to),
  };
  if (before === null) return { diff: 'added', id, ...texts };
  if (after === null) {
    const into = entryHolding(db, id, to);
    return into === undefined || into === id
      ? { diff: 'retracted', id, ...texts }
      : { diff: 'merged', id, into, ...texts };
  }
  if (before.row.rest === after.row.rest && before.row.claims === after.row.claims) return null;
  const changes = entryDifferences([before.entry], [after.entry]).map((d) => d.change);
  if (before.entry.earliest !== after.entry.earliest || before.entry.latest !== after.entry.latest)
    return { diff: 'moved', id, changes, ...texts };
  const only = changes.every((change) => change === 'entry-corroborated');
  return { diff: only ? 'corroborated' : 'corrected', id, changes, ...texts };
}

function actsBetween(db: Database, claims: readonly string[], from: Known, to: Known): object[] {
  const { acts } = readHistory(db, [...new Set(claims)], to, null, MOST_ACTS);
  return acts.filter(({ act, seq, reportedFrom }) => {
    const isLater = Number(seq) > from.seq || Date.parse(String(reportedFrom)) > from.reportedMs;
    return act !== 'stated' && isLater;
  });
}

/** What a version says, with why it stands in the relation's timeline. */
export function showVersion(db: Database, version: PlacedVersion): ShownEntry {
  const row = contentOfVersion(db, version.version);
  return { entry: entryOf(version.entry, row), row, membership: version.membership };
}

/** An entry as a timeline lists it. */
export function listedEntry({ entry, row, membership }: ShownEntry, lang: Language): object {
  return {
    id: entry.id,
    membership,
    headline: entry.headline[lang],
    ...(JSON.parse(`{${row.rest}}`) as object),
  };
}
