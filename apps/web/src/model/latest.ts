import type { Change } from '@foedera/client';

/** What changed about one entry by one event: several changes that are one thing to a reader. */
export interface Happening {
  readonly entry: string;
  readonly headline: Change['headline'];
  readonly occurred: string | null;
  readonly recorded: string;
  readonly seq: number;
  readonly importance: Change['importance'];
  /** Names of the changes, most telling first. */
  readonly names: readonly string[];
}

/** Groups changes by entry and event, in the order given. */
export function happeningsOf(changes: readonly Omit<Change, 'prev'>[]): Happening[] {
  const found = new Map<string, Happening>();
  for (const change of changes) {
    const key = `${change.seq} ${change.entry}`;
    const known = found.get(key);
    const names = [...new Set([change.change, ...(known?.names ?? [])])];
    // The change about the entry itself says what happened; the others say what follows from it.
    const itself = !known || /^entr/.test(change.change);
    const { entry, occurred, recorded, seq, importance } = change;
    found.set(key, {
      entry,
      occurred,
      recorded,
      seq,
      headline: itself ? change.headline : known.headline,
      importance: known?.importance === 'high' ? 'high' : importance,
      names,
    });
  }
  return [...found.values()];
}
