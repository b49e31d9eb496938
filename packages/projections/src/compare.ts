import { type Comparison, fold, type KindDefinition, kindOf, personKey, type Recurrence } from '@foedera/schema';
import type { ClaimVersion } from './model.ts';

/** Values of the distinguishing attributes in the form in which they are compared; absent where the claim says nothing. */
export type TellingKey = Readonly<Record<string, string>>;

const KEYS = new WeakMap<ClaimVersion, TellingKey>();

/** Distinguishing attributes of a claim, folded for comparison; worked out once for each version. */
export function tellingKey(claim: ClaimVersion): TellingKey {
  const known = KEYS.get(claim);
  if (known) return known;
  const key: Record<string, string> = {};
  KEYS.set(claim, key);
  const { distinguishing } = kindOf(claim.kind);
  for (const [name, comparison] of Object.entries(distinguishing)) {
    const value = comparable(claim.attributes[name], comparison);
    if (value !== '') key[name] = value;
  }
  return key;
}

function comparable(value: unknown, comparison: Comparison): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return value
      .map((v) => comparable(v, comparison))
      .sort()
      .join('|');
  switch (comparison) {
    case 'number':
      return String(value);
    case 'party':
      return String(value).toUpperCase();
    case 'name':
      return personKey(String(value));
    case 'word':
      return fold(String(value));
  }
}

/** True when no attribute that both state differs. */
export function tellingFits(a: TellingKey, b: TellingKey): boolean {
  for (const name of Object.keys(a)) if (b[name] !== undefined && b[name] !== a[name]) return false;
  return true;
}

/** How the date decides whether a claim meets another: a happening that comes once needs none, if it is told apart by name. */
export function recurrenceOf(claim: ClaimVersion): Recurrence {
  const { recurrence, naming } = kindOf(claim.kind);
  return recurrence === 'once' && naming !== undefined && tellingKey(claim)[naming] === undefined
    ? 'dated'
    : recurrence;
}

/** True when two claims of one kind and the same states can be of one happening, as far as they themselves say. */
export function canMeet(a: ClaimVersion, b: ClaimVersion): boolean {
  const x = tellingKey(a);
  const y = tellingKey(b);
  const { naming } = kindOf(a.kind);
  if (naming !== undefined && x[naming] !== y[naming]) return false;
  return tellingFits(x, y) && (recurrenceOf(a) === 'once' || datesFit(a, b));
}

/** How much a claim leaves open: days of doubt about its date (0 for an extent), then distinguishing attributes it does not state. */
export interface Vagueness {
  readonly days: number;
  readonly missing: number;
}

/** Vagueness of a claim; a claim without a date or with an open side is the vaguest. */
export function vaguenessOf(claim: ClaimVersion, key: TellingKey): Vagueness {
  const definition: KindDefinition = kindOf(claim.kind);
  const missing = Object.keys(definition.distinguishing).length - Object.keys(key).length;
  if (definition.recurrence === 'figure') return { days: 0, missing };
  if (claim.earliest === null || claim.latest === null) return { days: Number.MAX_SAFE_INTEGER, missing };
  return { days: claim.extent ? 0 : claim.latest - claim.earliest + 1, missing };
}

/** Order of vagueness, most exact first. */
export function compareVagueness(a: Vagueness, b: Vagueness): number {
  return a.days - b.days || a.missing - b.missing;
}

/** A span with an open side reaching to infinity. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

export function reachOf(claim: Pick<ClaimVersion, 'earliest' | 'latest'>): Reach {
  return { from: claim.earliest ?? -Infinity, to: claim.latest ?? Infinity };
}

/**
 * True when two dates can be of one happening: extents overlap; what is uncertain holds the other within its bounds.
 * Figures measure a period, so only the same period fits.
 */
export function datesFit(a: ClaimVersion, b: ClaimVersion): boolean {
  const recurrence = kindOf(a.kind).recurrence;
  if (a.occurred === null || b.occurred === null) return false;
  if (recurrence === 'figure') return a.earliest === b.earliest && a.latest === b.latest;
  const x = reachOf(a);
  const y = reachOf(b);
  if (a.extent && b.extent) return x.from <= y.to && y.from <= x.to;
  if (a.extent) return y.from <= x.from && x.to <= y.to;
  if (b.extent) return x.from <= y.from && y.to <= x.to;
  return (y.from <= x.from && x.to <= y.to) || (x.from <= y.from && y.to <= x.to);
}

/**
 * True when two dates say different things of one happening: two different extents, or an uncertain date that does
 * not hold the other.
 */
export function datesContradict(a: ClaimVersion, b: ClaimVersion): boolean {
  if (a.occurred === null || b.occurred === null) return false;
  if (a.extent && b.extent) return a.earliest !== b.earliest || a.latest !== b.latest;
  return !datesFit(a, b);
}

/** True when two values of an attribute disagree; rounded or hedged numbers agree with what they round. */
export function valuesContradict(a: unknown, b: unknown, hedged: boolean): boolean {
  if (a === undefined || b === undefined || a === null || b === null) return false;
  if (typeof a === 'number' && typeof b === 'number') {
    if (a === b) return false;
    const largest = Math.max(Math.abs(a), Math.abs(b));
    return Math.abs(a - b) > largest * (hedged ? 0.05 : 0.005);
  }
  return fold(String(a)) !== fold(String(b));
}
