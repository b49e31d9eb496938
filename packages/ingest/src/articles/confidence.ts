import type { Packs } from './packs.ts';
import type { Merged } from './stages/merge.ts';
import type { Reading } from './stages/read-view.ts';

/** Confidence of a fact: its rule's measured precision times what weakens it. */
export function confidenceOf(_merged: Merged, _reading: Reading, _packs: Packs): number {
  return 0.8;
}
