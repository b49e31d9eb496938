import { continuedBy, membersOn, relationId, UNIONS } from '@foedera/schema';

/** Parties as their relations continue today (SU → RU), sorted, each once; a state beside its own successor stays itself. */
export function continuedParties(parties: readonly string[]): string[] {
  const present = new Set(parties);
  const continued = parties.map((p) => {
    const successor = continuedBy(p);
    return successor !== p && present.has(successor) ? p : successor;
  });
  return [...new Set(continued)].sort();
}

/** How a relation's timeline comes to show an entry. */
export type Membership = 'exact' | 'via' | 'wider' | 'continued';

/**
 * Relations in whose timelines an entry stands, with the reason: its own; each pair inside a wider set of states
 * (`via` when a union stands behind it: then only pairs that reach across the union's border); and the relation that
 * continues a former state's (`continued`). Sorted by relation id, each relation once with its strongest reason.
 */
export function relationsOf(
  parties: readonly string[],
  via: readonly string[],
): { relation: string; membership: Membership }[] {
  const result = new Map<string, Membership>();
  const literal = [...new Set(parties)].sort();
  const continued = continuedParties(literal);
  const add = (states: readonly string[], membership: Membership): void => {
    if (states.length < 2) return;
    const id = relationId(states);
    if (!result.has(id)) result.set(id, membership);
  };
  add(literal, 'exact');
  add(continued, 'continued');
  for (const [states, reason] of [
    [literal, via.length > 0 ? 'via' : 'wider'],
    [continued, via.length > 0 ? 'via' : 'continued'],
  ] as const) {
    if (states.length < 3) continue;
    const inside = unionMembers(states, via);
    for (let i = 0; i < states.length; i++) {
      for (let j = i + 1; j < states.length; j++) {
        const a = states[i] as string;
        const b = states[j] as string;
        if (inside.has(a) && inside.has(b)) continue;
        add([a, b], reason);
      }
    }
  }
  return [...result]
    .map(([relation, membership]) => ({ relation, membership }))
    .sort((a, b) => (a.relation < b.relation ? -1 : 1));
}

/** States of the set that belong to a union in `via` at any time; empty when every state does (then all pairs count). */
function unionMembers(states: readonly string[], via: readonly string[]): Set<string> {
  const inside = new Set<string>();
  for (const code of via) {
    const union = UNIONS.find((u) => u.code === code);
    for (const member of union?.members ?? []) if (states.includes(member.party)) inside.add(member.party);
  }
  return inside.size === states.length ? new Set() : inside;
}

/** Unions of which every one of the parties is a member on a day (`YYYY-MM-DD`). */
export function sharedUnions(parties: readonly string[], day: string): string[] {
  return UNIONS.filter((u) => parties.every((p) => membersOn(u.code, day).includes(p))).map((u) => u.code);
}
