import type { Reading } from './extract.ts';
import type { Merged } from './merge.ts';
import type { Packs } from './packs.ts';

/** Confidence of a fact: its rule's measured precision times what weakens it. */
export function confidenceOf(_merged: Merged, _reading: Reading, _packs: Packs): number {
  return 0.8;
}
