import type { ChangeName } from '@foedera/projections';
import type { Kind } from '@foedera/schema';

/** How much a change matters to somebody who follows relations between states, least first. */
export const IMPORTANCE = ['low', 'normal', 'high'] as const;
export type Importance = (typeof IMPORTANCE)[number];

/** Levels at or above one, which is what a filter on importance lets through. */
export function atLeast(level: Importance): readonly Importance[] {
  return IMPORTANCE.slice(IMPORTANCE.indexOf(level));
}

/** Kinds whose coming, going or correction changes how two states stand to each other. */
const WEIGHTY: ReadonlySet<Kind> = new Set<Kind>([
  'recognition',
  'diplomatic-relations-established',
  'diplomatic-relations-suspended',
  'diplomatic-relations-severed',
  'diplomatic-relations-resumed',
  'relations-upgraded',
  'relations-downgraded',
  'mission-closed',
  'ambassador-recalled',
  'agreement-in-force',
  'agreement-terminated',
  'sanction-imposed',
  'diplomat-expelled',
]);

/** Kinds that happen often and change little. */
const ROUTINE: ReadonlySet<Kind> = new Set<Kind>([
  'message',
  'meeting',
  'invitation',
  'agreement-negotiations-round',
  'ambassador-received',
  'honour-conferred',
  'support-stated',
  'other',
]);

/** What a change weighs whatever its entry; for the others the entry's kind decides. */
const FIXED: Partial<Record<ChangeName, Importance>> = {
  'level-changed': 'high',
  'relations-changed': 'high',
  'target-met': 'high',
  'entry-corroborated': 'low',
};

/** Importance of a change about an entry of a kind. */
export function importanceOf(change: ChangeName, kind: Kind): Importance {
  const fixed = FIXED[change];
  if (fixed) return fixed;
  if (WEIGHTY.has(kind)) return 'high';
  return ROUTINE.has(kind) ? 'low' : 'normal';
}

/** The tables above as plain data, for the epoch: another table gives other changes. */
export const IMPORTANCE_RULES = [[...WEIGHTY], [...ROUTINE], FIXED] as const;
