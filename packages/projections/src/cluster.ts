import { relationId } from '@foedera/schema';
import {
  canMeet,
  compareVagueness,
  recurrenceOf,
  type TellingKey,
  tellingFits,
  tellingKey,
  type Vagueness,
  vaguenessOf,
} from './compare.ts';
import type { ClaimVersion, Constraint } from './model.ts';
import { continuedParties } from './relations.ts';

/** Claims of one happening, in order of first report, and the other clusters (indices) it is too vague to tell from. */
export interface Cluster {
  readonly claims: readonly ClaimVersion[];
  readonly maybeSameAs: readonly number[];
}

interface Unit {
  readonly claim: ClaimVersion;
  readonly key: TellingKey;
  readonly rank: Vagueness;
}

interface Group {
  units: Unit[];
  readonly maybe: Set<Group>;
}

type Fits = (a: Unit, b: Unit) => boolean;

/** Claims that can ever meet by themselves share this: kind and states as they continue today. */
export function bucketOf(claim: Pick<ClaimVersion, 'kind' | 'parties'>): string {
  return `${claim.kind} ${relationId(continuedParties(claim.parties))}`;
}

/** Order that does not depend on arrival: first reported, then id. */
export function byFirstReport(a: ClaimVersion, b: ClaimVersion): number {
  return a.firstReported - b.firstReported || (a.claim < b.claim ? -1 : a.claim > b.claim ? 1 : 0);
}

/**
 * Groups the claims of one bucket into happenings. The result depends on the set of claims and decisions alone.
 *
 * Claims that fit each other and are equally exact form groups first. Ever vaguer ones then join a group of more exact
 * claims if exactly one fits, stand alone where none does, and stand alone with `maybeSameAs` where several do.
 * Decisions win: `same` merges groups, `different` keeps two claims apart.
 */
export function cluster(claims: readonly ClaimVersion[], constraints: readonly Constraint[] = []): Cluster[] {
  const apart = new Set(constraints.filter((c) => c.say === 'different').map((c) => pairKey(c.a, c.b)));
  const isApart = (a: Unit, b: Unit): boolean => apart.size > 0 && apart.has(pairKey(a.claim.claim, b.claim.claim));
  const fits: Fits = (a, b) => canMeet(a.claim, b.claim) && !isApart(a, b);
  const groups: Group[] = [];
  for (const rank of ranked(claims)) {
    const peers = peersOf(rank, fits, isApart);
    const choices = peers.map((units) => ({
      units,
      fitting: groups.filter((group) => units.every((unit) => joins(unit, group, fits, isApart))),
    }));
    settle(groups, choices);
  }
  link(groups, constraints, isApart);
  return numbered(groups);
}

/** Units by vagueness, most exact first, equal ones together. What happens once is not ranked by its dates. */
function ranked(claims: readonly ClaimVersion[]): Unit[][] {
  const units = claims.map((claim): Unit => {
    const key = tellingKey(claim);
    const vagueness = vaguenessOf(claim, key);
    return { claim, key, rank: recurrenceOf(claim) === 'once' ? { days: 0, missing: vagueness.missing } : vagueness };
  });
  units.sort((a, b) => compareVagueness(a.rank, b.rank) || byFirstReport(a.claim, b.claim));
  const result: Unit[][] = [];
  for (const unit of units) {
    const last = result[result.length - 1];
    if (last?.[0] && compareVagueness(last[0].rank, unit.rank) === 0) last.push(unit);
    else result.push([unit]);
  }
  return result;
}

/** Equally exact units that belong together: connected by fitting, never across a decision that keeps two apart. */
function peersOf(rank: readonly Unit[], fits: Fits, isApart: Fits): Unit[][] {
  const groups: Unit[][] = [];
  for (const unit of rank) {
    const mine = groups.filter(
      (group) => group.some((member) => fits(unit, member)) && !group.some((member) => isApart(unit, member)),
    );
    const [home, ...rest] = mine;
    if (!home) {
      groups.push([unit]);
      continue;
    }
    home.push(unit);
    for (const other of rest) {
      if (other.some((a) => home.some((b) => isApart(a, b)))) continue;
      home.push(...other);
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups;
}

/** A vaguer unit joins a group when it fits one of its claims and conflicts with none in what tells happenings apart. */
function joins(unit: Unit, group: Group, fits: Fits, isApart: Fits): boolean {
  return (
    group.units.some((member) => fits(unit, member)) &&
    group.units.every((member) => tellingFits(unit.key, member.key) && !isApart(unit, member))
  );
}

/** Applies all choices of one rank at once; a group that two conflicting newcomers want takes neither. */
function settle(groups: Group[], choices: readonly { units: Unit[]; fitting: Group[] }[]): void {
  const wanted = new Map<Group, Unit[]>();
  for (const { units, fitting } of choices)
    if (fitting.length === 1) wanted.set(fitting[0] as Group, [...(wanted.get(fitting[0] as Group) ?? []), ...units]);
  for (const { units, fitting } of choices) {
    const [only] = fitting;
    const rivals = only ? (wanted.get(only) as Unit[]) : [];
    if (only && fitting.length === 1 && rivals.every((r) => units.every((u) => tellingFits(r.key, u.key))))
      only.units.push(...units);
    else groups.push({ units, maybe: new Set(fitting) });
  }
}

/** Merges what a decision calls the same, in order of claim ids, unless that would put together two that are kept apart. */
function link(groups: Group[], constraints: readonly Constraint[], isApart: Fits): void {
  const same = constraints
    .filter((c) => c.say === 'same')
    .sort((x, y) => (pairKey(x.a, x.b) < pairKey(y.a, y.b) ? -1 : 1));
  for (const { a, b } of same) {
    const left = groups.find((g) => g.units.some((u) => u.claim.claim === a));
    const right = groups.find((g) => g.units.some((u) => u.claim.claim === b));
    if (!left || !right || left === right) continue;
    if (left.units.some((x) => right.units.some((y) => isApart(x, y)))) continue;
    left.units.push(...right.units);
    for (const other of right.maybe) left.maybe.add(other);
    groups.splice(groups.indexOf(right), 1);
    for (const group of groups) if (group.maybe.delete(right)) group.maybe.add(left);
    left.maybe.delete(left);
    left.maybe.delete(right);
  }
}

function numbered(groups: readonly Group[]): Cluster[] {
  const sorted = groups
    .map((group) => ({ group, claims: group.units.map((u) => u.claim).sort(byFirstReport) }))
    .sort((a, b) => byFirstReport(a.claims[0] as ClaimVersion, b.claims[0] as ClaimVersion));
  const index = new Map(sorted.map(({ group }, i) => [group, i]));
  return sorted.map(({ group, claims }) => ({
    claims,
    maybeSameAs: [...group.maybe].map((g) => index.get(g) as number).sort((a, b) => a - b),
  }));
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
