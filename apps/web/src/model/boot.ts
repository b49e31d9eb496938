import type { Refused, View } from '../address/view.ts';
import type { Language } from '../words/language.ts';
import type { RelationData } from './relation-data.ts';

/** What a relation's page hands to its script. */
export interface RelationBoot {
  readonly language: Language;
  readonly view: View;
  readonly data: RelationData;
  readonly refused: readonly Refused[];
  /** Day of the server's clock. */
  readonly now: string;
  /** Cursor of the feed when the page was made: what comes after it is new. */
  readonly cursor: string;
}
