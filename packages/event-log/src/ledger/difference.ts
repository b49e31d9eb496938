/** The event at which something is wrong, as it stands in the log. */
export interface EventPlace {
  readonly seq: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

/** The first place where a log is not what its evidence says. */
export type LedgerDifference =
  /** The event is not the one that was hashed. */
  | (EventPlace & { readonly kind: 'hash'; readonly expected: string; readonly found: string })
  /** The stored event cannot be read. `stream`, `revision` and `id` are `null` where not even they can. */
  | {
      readonly kind: 'unreadable';
      readonly seq: number;
      readonly stream: string | null;
      readonly revision: number | null;
      readonly id: string | null;
      readonly found: string;
    }
  /** The events of a stream are not numbered one after another: one is missing, twice there, or moved. */
  | (EventPlace & { readonly kind: 'revision-gap'; readonly expected: number })
  /** The positions, which are dense on this backend or at least grow, are not one after another. */
  | (EventPlace & { readonly kind: 'position-gap'; readonly position: string; readonly expected: string })
  /** The log ends too early: before the head that was given, its checkpoints, or what the log itself says. */
  | {
      readonly kind: 'cut';
      readonly seq: number;
      readonly by: 'head' | 'checkpoints' | 'log';
      /** The seq, or for `log` the position, that should be there. */
      readonly expected: string;
    }
  /** Log and checkpoints agree, but not with the head that was given: both were changed, somewhere up to `seq`. */
  | { readonly kind: 'head'; readonly seq: number; readonly expected: string; readonly found: string }
  /** The log agrees with the head that was given, but its checkpoints do not: only they were changed. */
  | { readonly kind: 'checkpoint'; readonly seq: number; readonly expected: string; readonly found: string };

/** One sentence for people. */
export function describeDifference(difference: LedgerDifference): string {
  const { seq } = difference;
  switch (difference.kind) {
    case 'hash':
      return `${placeOf(difference)} was changed: expected hash ${difference.expected}, found ${difference.found}`;
    case 'unreadable':
      return `seq ${seq} cannot be read: ${difference.found}`;
    case 'revision-gap':
      return `${placeOf(difference)} is out of order: expected revision ${difference.expected}`;
    case 'position-gap':
      return `${placeOf(difference)} stands at position ${difference.position}, expected ${difference.expected}: events are missing or moved`;
    case 'cut':
      return `the log ends at seq ${seq}${CUT_BY[difference.by]} ${difference.expected}`;
    case 'head':
      return `the log and its checkpoints, changed together at or before seq ${seq}: expected hash ${difference.expected}, found ${difference.found}`;
    case 'checkpoint':
      return `the checkpoint of seq ${seq} was changed, the log was not: expected hash ${difference.expected}, found ${difference.found}`;
  }
}

const CUT_BY = {
  head: ' before the head you gave, seq',
  checkpoints: ' before its checkpoints, which reach seq',
  log: ' before its own end, position',
};

function placeOf({ seq, stream, revision, id }: EventPlace): string {
  return `seq ${seq} (stream ${stream}, revision ${revision}, id ${id})`;
}
