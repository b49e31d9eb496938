import {
  batchStream,
  type Claim,
  claimIdOf,
  eventId,
  keyedClaimId,
  type NewEvent,
  SCHEMA_VERSION,
  type Source,
  type Statement,
} from '@foedera/schema';
import type { CodedProblem } from '../problems.ts';
import type { LineMeaning } from './check.ts';
import type { ClaimRef, CorrectLine, LineSource, StatementLine } from './format.ts';
import type { KnownClaims } from './known.ts';

/** Source whose batches hold what people decide in prepared files. */
export const CURATION_SOURCE = 'curation';

/** An event and the stream that it belongs to. */
export interface PlacedEvent {
  readonly stream: string;
  readonly event: NewEvent;
}

/** Where a line stands: its number and the release of lines that name none. */
export interface LinePlace {
  readonly line: number;
  readonly release: string;
}

type Meaning<Op extends LineMeaning['op']> = Extract<LineMeaning, { readonly op: Op }>;
type Outcome = PlacedEvent | { readonly problem: CodedProblem };

/**
 * Turns a line's meaning into its event. Claim ids name statements, event ids acts: (claim id, operation, release) and,
 * from the second act on one claim within a release, its ordinal.
 */
export function toEvent(meaning: LineMeaning, place: LinePlace, known: KnownClaims): Outcome | Promise<Outcome> {
  switch (meaning.op) {
    case 'state':
      return stated(meaning.line, place, known);
    case 'correct':
    case 'retract':
      return operation(meaning, place, known);
    default:
      return decision(meaning, place, known);
  }
}

function stated(line: StatementLine, place: LinePlace, known: KnownClaims): Outcome {
  const source = withRelease(line.source, place.release);
  const statement = toStatement(line, source, line.key, source.published ?? null);
  const claim = claimIdOf(statement);
  const stream = batchStream(source.id, source.release);
  const act = known.state(claim, stream, place.line);
  if ('standsAt' in act) {
    const what = line.key === undefined ? 'a statement with the same id' : `key ${JSON.stringify(line.key)}`;
    const advice = line.key === undefined ? '; give each statement a key of its own' : '';
    const reason = `${what} of source ${JSON.stringify(source.id)} stands in release ${JSON.stringify(source.release)} already, at line ${act.standsAt}${advice}`;
    return { problem: { code: 'key-reused', pointer: line.key === undefined ? '' : '/key', reason } };
  }
  const data: Claim = { claim, ...statement };
  const id = eventId(actOf(claim, 'stated', source.release, act.ordinal), statement.reported);
  return { stream, event: { id, type: line.kind, data, metadata: { schema: SCHEMA_VERSION } } };
}

async function operation(
  meaning: Meaning<'correct' | 'retract'>,
  place: LinePlace,
  known: KnownClaims,
): Promise<Outcome> {
  const { target, basis, reason, by, source } = meaning;
  const claim = claimOf(target);
  if (!(await known.has(claim))) return { problem: unknownTarget(target, '/target') };
  const given = source && withRelease(source, place.release);
  const release = given?.release ?? place.release;
  const stream = given
    ? batchStream(given.id, release)
    : batchStream(typeof target === 'object' ? target.source : CURATION_SOURCE, release);
  const reported = basis === 'source' ? (given?.published ?? null) : null;
  const common = { claim, basis, reason, ...(by && { by }), reported, ...(given && { source: given }) };
  const ordinal = known.operate(claim, stream, meaning.op);
  const [type, act, data] =
    meaning.op === 'retract'
      ? ['claim-retracted', 'retracted', common]
      : [
          'claim-corrected',
          'corrected',
          { ...common, replacement: replacement(meaning.line, target, given, reported) },
        ];
  const id = eventId(actOf(claim, act, release, ordinal), reported);
  const metadata = { schema: SCHEMA_VERSION, ...(by && { by }), why: reason };
  return { stream, event: { id, type, data, metadata } };
}

/** The whole new statement. A target by key keeps its source's id and its key, whoever corrects it. */
function replacement(
  line: CorrectLine,
  target: ClaimRef,
  given: Source | undefined,
  reported: string | null,
): Statement {
  if (typeof target === 'string') return toStatement(line, given as Source, line.key, reported);
  const source = given?.id === target.source ? given : { id: target.source };
  return toStatement(line, source, target.key, reported);
}

async function decision(
  meaning: Meaning<'link' | 'separate' | 'release' | 'prefer'>,
  place: LinePlace,
  known: KnownClaims,
): Promise<Outcome> {
  const { op, relation, reason, by } = meaning;
  const claims = meaning.claims.map(claimOf);
  for (const [index, claim] of claims.entries()) {
    const at = op === 'prefer' ? '/claim' : `/claims/${index}`;
    if (claims.indexOf(claim) < index)
      return { problem: { code: 'contradicts-itself', pointer: at, reason: `claim ${claim} is named twice` } };
    if (!(await known.has(claim))) return { problem: unknownTarget(meaning.claims[index] as ClaimRef, at) };
  }
  const stream = batchStream(CURATION_SOURCE, place.release);
  const act = [op, relation, ...claims].join(' ');
  const id = eventId(actOf(act, op, place.release, known.decide(act, stream)), null);
  const common = { relation, reason, by };
  const metadata = { schema: SCHEMA_VERSION, by, why: reason };
  const type = DECISION_TYPES[op];
  const data = op === 'prefer' ? { ...common, claim: claims[0] as string } : { ...common, claims };
  return { stream, event: { id, type, data, metadata } };
}

const DECISION_TYPES = {
  link: 'claims-linked',
  separate: 'claims-separated',
  release: 'claims-released',
  prefer: 'claim-preferred',
} as const;

function toStatement(
  line: StatementLine | CorrectLine,
  source: Source,
  key: string | undefined,
  reported: string | null,
): Statement {
  const { kind, occurred, occurredBasis, parties, via, attributes = {}, status, confidence = 1, quote } = line;
  return {
    kind,
    occurred,
    ...(occurredBasis !== undefined && { occurredBasis }),
    parties,
    ...(via !== undefined && { via }),
    attributes: status === undefined ? attributes : { ...attributes, status },
    confidence,
    ...(quote !== undefined && { quote }),
    source,
    ...(key !== undefined && { key }),
    reported,
    ...(reported !== null && { reportedBasis: 'stated' }),
  };
}

function withRelease(source: LineSource, release: string): Source & { readonly release: string } {
  return { ...source, release: source.release ?? release } as Source & { readonly release: string };
}

function claimOf(ref: ClaimRef): string {
  return typeof ref === 'string' ? ref : keyedClaimId(ref.source, ref.key);
}

function actOf(subject: string, operation: string, release: string, ordinal: number): (string | number)[] {
  return ordinal === 0 ? [subject, operation, release] : [subject, operation, release, ordinal];
}

function unknownTarget(ref: ClaimRef, pointer: string): CodedProblem {
  const named =
    typeof ref === 'string' ? `claim ${ref}` : `key ${JSON.stringify(ref.key)} of ${JSON.stringify(ref.source)}`;
  return { code: 'unknown-target', pointer, reason: `${named} is not known to the ledger` };
}
