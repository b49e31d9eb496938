import { canonicalJson, KINDS, SUCCESSORS, sha256, UNIONS } from '@foedera/schema';
import { CHANGES } from './changes.ts';

/** Raise when the fold decides otherwise on the same events: clustering, shown values, contradictions, state, changes. */
const REVISION = 4;

const kinds = Object.entries(KINDS).map(([name, k]) => [
  name,
  k.category,
  k.recurrence,
  k.distinguishing,
  k.contested,
  k.headline,
]);

/** Hash of the rules, 16 hex characters: what the fold decides, and the tables it decides by. Same rules, same epoch. */
export const RULES: string = sha256(canonicalJson([REVISION, CHANGES, kinds, SUCCESSORS, UNIONS])).slice(0, 16);
