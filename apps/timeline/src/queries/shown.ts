import { type Entry, type Policy, showUnder, targetOutcome, toPublicEntry } from '@foedera/projections';
import type { PublicEntry } from '@foedera/schema';
import type { Database } from '@foedera/sqlite';
import { entryOf, type Language } from '../read-model/entry-row.ts';
import { readClaim } from './claims.ts';
import { readEntry, readStateEntries } from './entries.ts';
import type { Known } from './known.ts';
import type { TimelineRow } from './timeline.ts';

/** How rows are shown besides what is stored: which claim speaks, and what is worked out when asked. */
export interface Showing {
  readonly relation: string;
  readonly prefer: Policy;
  readonly lang: Language;
}

const TARGET = '"kind":"target-stated"';

/** True when the stored text is not the whole answer: another policy was asked for, or a target has to be weighed. */
function needsShowing(text: string, prefer: Policy): boolean {
  return prefer !== 'precise' || text.includes(TARGET);
}

/** Texts of rows under another policy, and of targets with whether they were reached. Order and window stay those of the stored dates. */
export function showRows(db: Database, rows: readonly TimelineRow[], showing: Showing, known: Known): string[] {
  let figures: readonly Entry[] | null = null;
  return rows.map((row) => {
    if (!needsShowing(row.text, showing.prefer)) return row.text;
    const parsed = JSON.parse(row.text) as PublicEntry & { readonly id: string };
    const shown = showing.prefer === 'precise' ? parsed : { ...parsed, ...shownAs(db, parsed, showing, known) };
    if (shown.kind !== 'target-stated') return JSON.stringify(shown);
    figures ??= readStateEntries(db, showing.relation, 'all', known).map((r) => r.entry);
    const version = readEntry(db, row.entry, known);
    if (!version) return JSON.stringify(shown);
    const { outcome, by } = targetOutcome(entryOf(row.entry, version), figures, known.today);
    return JSON.stringify({ ...shown, outcome, outcomeBy: by });
  });
}

/** What an entry says under another policy; nothing changes where a person chose the claim. */
function shownAs(
  db: Database,
  { id, shown, maybeSameAs }: PublicEntry & { readonly id: string },
  { prefer, lang }: Showing,
  known: Known,
): object {
  if (shown.policy === 'preferred') return {};
  const version = readEntry(db, id, known);
  const entry = version && underPolicy(db, entryOf(id, version), prefer, known);
  return entry ? { headline: entry.headline[lang], ...toPublicEntry(entry), maybeSameAs } : {};
}

/** The entry as another policy shows it. */
export function underPolicy(db: Database, entry: Entry, prefer: Policy, known: Known): Entry {
  if (prefer === 'precise' || entry.shown.policy === 'preferred') return entry;
  const claims = entry.claims.flatMap((claim) => readClaim(db, claim, known) ?? []);
  if (claims.length === 0) return entry;
  return { ...showUnder(claims, [], prefer), id: entry.id, maybeSameAs: entry.maybeSameAs };
}
