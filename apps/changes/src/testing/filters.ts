import type { Entry } from '@foedera/projections';
import fc from 'fast-check';
import type { Change } from '../read-model/change.ts';
import type { ChangeFilter } from '../read-model/filter.ts';

/** Filters of every dimension, alone and together, also such as nothing passes. */
export const someFilter: fc.Arbitrary<ChangeFilter> = fc.record(
  {
    relation: fc.constantFrom(['BY-VN'], ['RU-VN', 'SU-VN'], ['VN-BY'], ['FR-VN']),
    party: fc.constantFrom(['BY'], ['RU', 'KZ'], ['FR']),
    kind: fc.constantFrom(['visit' as const], ['trade-volume' as const, 'relations-upgraded' as const]),
    change: fc.constantFrom(['entry-added' as const], ['level-changed' as const, 'entry-corrected' as const]),
    importance: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
    // Also such as claims have: the least that is asked for is enough.
    minConfidence: fc.constantFrom(0, 0.5, 0.6, 0.8, 0.95, 1),
  },
  { requiredKeys: [] },
);

/** Whether a change passes a filter, worked out from the change alone: the oracle of the index. */
export function matches(change: Change, filter: ChangeFilter): boolean {
  const standing = [change.before, change.after].flat().filter((v): v is Entry => v !== null && isEntry(v));
  const parties = new Set([...standing.flatMap((e) => e.parties), ...change.relations.flatMap((r) => r.split('-'))]);
  const kinds = new Set([change.kind, ...standing.map((e) => e.kind)]);
  const levels = ['low', 'normal', 'high'];
  const relation = filter.relation?.map((r) => r.split('-').sort().join('-'));
  return (
    (!relation || relation.some((r) => change.relations.includes(r))) &&
    (!filter.party || filter.party.some((p) => parties.has(p))) &&
    (!filter.kind || filter.kind.some((k) => kinds.has(k))) &&
    (!filter.change || filter.change.includes(change.change)) &&
    levels.indexOf(change.importance) >= levels.indexOf(filter.importance ?? 'low') &&
    change.confidence >= (filter.minConfidence ?? 0)
  );
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'claims' in value;
}
