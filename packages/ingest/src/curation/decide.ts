import type { EventLog } from '@foedera/event-log';
import {
  canonicalJson,
  documentStream,
  eventId,
  KINDS,
  type NewEvent,
  type Position,
  relationStream,
  SCHEMA_VERSION,
  type Statement,
  sha256,
} from '@foedera/schema';
import type { z } from 'zod';
import type { ClaimLookup } from '../claims/known.ts';
import { findUnstorable } from '../claims/tree.ts';
import { DecisionRejected } from '../errors.ts';
import { problemsOf } from '../problems.ts';
import {
  type DecisionRequest,
  decisionRequestSchema,
  type decisionSchema,
  type Withdrawal,
  withdrawalSchema,
} from './decisions.ts';

/** Where a decision stands in the log. */
export interface Decided {
  readonly stream: string;
  /** Revision of the decision, which the next one expects. */
  readonly revision: number;
  readonly position: Position;
  /** Id of its event. */
  readonly id: string;
  /** True when this very decision stood there already: a repeated request. */
  readonly alreadyThere: boolean;
}

type ParsedDecision = z.infer<typeof decisionSchema>;

/**
 * Appends a decision to `foedera-relation-<ID>` at an exact revision. The same request again answers as the first time.
 *
 * @param lookup when given, claims that the ledger does not know are refused
 * @throws DecisionRejected with JSON pointers when the request is not a decision
 * @throws WrongExpectedRevision with the actual revision when somebody decided in between
 */
export async function decide(log: EventLog, request: DecisionRequest, lookup?: ClaimLookup): Promise<Decided> {
  const { relation, expectedRevision, decision } = parse(decisionRequestSchema, request);
  requireAttributes(decision);
  await requireKnown(decision, lookup);
  const stream = relationStream(relation);
  const event = toEvent(relation, expectedRevision, decision);
  return append(log, stream, event, expectedRevision);
}

/**
 * Withdraws a document on its own stream: its text and quotes are hidden everywhere, and it is not ingested again.
 *
 * @throws DecisionRejected with JSON pointers when the request is not a withdrawal
 * @throws WrongExpectedRevision with the actual revision; `null` when there is no such document
 */
export async function withdrawDocument(log: EventLog, request: Withdrawal): Promise<Decided> {
  const { document, expectedRevision, reason, by } = parse(withdrawalSchema, request);
  const data = { document, reason, by };
  const event = toNewEvent([document, expectedRevision], 'document-withdrawn', data, null, by, reason);
  return append(log, documentStream(document), event, expectedRevision);
}

async function append(
  log: EventLog,
  stream: string,
  event: NewEvent,
  expected: number | 'no-stream',
): Promise<Decided> {
  const { revision, position, alreadyThere } = await log.append(stream, [event], { expected });
  return { stream, revision, position, id: event.id, alreadyThere };
}

function toEvent(relation: string, expected: number | 'no-stream', decision: ParsedDecision): NewEvent {
  const { reason, by } = decision;
  const place = [relation, expected];
  switch (decision.op) {
    case 'correct':
    case 'retract': {
      const { claim, basis = 'ledger', source } = decision;
      const reported = basis === 'source' ? (source?.published ?? null) : null;
      const data = { claim, basis, reason, by, reported, ...(source && { source }) };
      if (decision.op === 'retract') return toNewEvent(place, 'claim-retracted', data, reported, by, reason);
      const replacement = {
        ...decision.replacement,
        reported,
        ...(reported !== null && { reportedBasis: 'stated' }),
      } as Statement;
      return toNewEvent(place, 'claim-corrected', { ...data, replacement }, reported, by, reason);
    }
    case 'prefer':
      return toNewEvent(place, 'claim-preferred', { relation, reason, by, claim: decision.claim }, null, by, reason);
    default: {
      const type = ({ link: 'claims-linked', separate: 'claims-separated', release: 'claims-released' } as const)[
        decision.op
      ];
      return toNewEvent(place, type, { relation, reason, by, claims: decision.claims }, null, by, reason);
    }
  }
}

/** The event id names the decision in its place, so that another decision at the same revision is another event. */
function toNewEvent(
  place: readonly (string | number)[],
  type: string,
  data: object,
  reported: string | null,
  by: string,
  why: string,
): NewEvent {
  const stored: unknown = JSON.parse(JSON.stringify(data));
  const id = eventId([...place, type, sha256(canonicalJson(stored))], reported);
  return { id, type, data: stored, metadata: { schema: SCHEMA_VERSION, by, why } };
}

function parse<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const unstorable = findUnstorable(input);
  if (unstorable) throw new DecisionRejected([{ code: 'wrong-value', ...unstorable }]);
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new DecisionRejected(problemsOf(parsed.error, input));
  return parsed.data;
}

function requireAttributes(decision: ParsedDecision): void {
  if (decision.op !== 'correct') return;
  const { kind, attributes } = decision.replacement;
  const parsed = (KINDS[kind].attributes as z.ZodObject).safeParse(attributes);
  if (parsed.success) return;
  const at = ['decision', 'replacement', 'attributes'];
  throw new DecisionRejected(problemsOf(parsed.error, attributes, at));
}

async function requireKnown(decision: ParsedDecision, lookup: ClaimLookup | undefined): Promise<void> {
  if (!lookup) return;
  const claims = 'claims' in decision ? decision.claims : [decision.claim];
  for (const [index, claim] of claims.entries()) {
    if (await lookup.has(claim)) continue;
    const pointer = 'claims' in decision ? `/decision/claims/${index}` : '/decision/claim';
    throw new DecisionRejected([
      { code: 'unknown-target', pointer, reason: `claim ${claim} is not known to the ledger` },
    ]);
  }
}
