import { type Claim, claimIdOf, eventId, keyedClaimId, SCHEMA_VERSION, type Statement } from '@foedera/schema';
import type { SequencedEvent } from '../projector.ts';

/** What a test says of a claim; the rest has defaults. */
export interface ClaimSketch {
  readonly source: string;
  readonly key?: string;
  readonly kind?: Statement['kind'];
  readonly parties?: readonly string[];
  readonly occurred: string | null;
  readonly reported: string | null;
  readonly attributes?: Record<string, unknown>;
  readonly quote?: string;
  readonly confidence?: number;
  readonly via?: readonly string[];
}

/** A whole statement of a sketch: a visit between Belarus and Viet Nam unless it says otherwise. */
export function statementOf(sketch: ClaimSketch): Statement {
  return {
    kind: sketch.kind ?? 'visit',
    occurred: sketch.occurred,
    parties: [...(sketch.parties ?? ['BY', 'VN'])],
    ...(sketch.via ? { via: [...sketch.via] } : {}),
    attributes: sketch.attributes ?? {},
    confidence: sketch.confidence ?? 0.9,
    ...(sketch.quote ? { quote: sketch.quote } : {}),
    source: { id: sketch.source },
    ...(sketch.key ? { key: sketch.key } : {}),
    reported: sketch.reported,
  };
}

/** Claim id that a sketch gets. */
export function claimOf(sketch: ClaimSketch): string {
  return sketch.key ? keyedClaimId(sketch.source, sketch.key) : claimIdOf(statementOf(sketch));
}

type Unplaced = Pick<SequencedEvent, 'type' | 'data'>;

export function states(sketch: ClaimSketch): Unplaced {
  const statement = statementOf(sketch);
  const data: Claim = { ...statement, claim: claimOf(sketch) };
  return { type: statement.kind, data };
}

export function corrects(claim: string, basis: 'source' | 'ledger', sketch: ClaimSketch): Unplaced {
  const replacement = statementOf(sketch);
  return {
    type: 'claim-corrected',
    data: {
      claim,
      basis,
      reason: 'checked',
      by: 'desk',
      reported: basis === 'ledger' ? null : sketch.reported,
      replacement,
    },
  };
}

export function retracts(claim: string, basis: 'source' | 'ledger', reported: string | null): Unplaced {
  return { type: 'claim-retracted', data: { claim, basis, reason: 'withdrawn', by: 'desk', reported } };
}

export function decides(
  type: 'claims-linked' | 'claims-separated' | 'claims-released',
  claims: readonly string[],
): Unplaced {
  return { type, data: { relation: 'BY-VN', reason: 'checked', by: 'desk', claims } };
}

export function prefers(claim: string): Unplaced {
  return { type: 'claim-preferred', data: { relation: 'BY-VN', reason: 'checked', by: 'desk', claim } };
}

/** Events in the order given, as a log would give them back: `seq` from 1, recorded one minute apart from 2020-01-01. */
export function inOrder(events: readonly Unplaced[]): SequencedEvent[] {
  return events.map((event, i) => ({
    ...event,
    id: eventId(['test', i], null),
    metadata: { schema: SCHEMA_VERSION },
    stream: 'foedera-batch-test-1',
    revision: i,
    position: String(i + 1),
    recorded: new Date(Date.UTC(2020, 0, 1, 0, i)).toISOString(),
    seq: i + 1,
  }));
}
