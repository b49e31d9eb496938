import { KINDS, type Kind } from '@foedera/schema';
import type { z } from 'zod';
import { type CodedProblem, problemsOf, shown } from '../problems.ts';
import {
  type ClaimRef,
  type CorrectLine,
  correctLine,
  type DecisionOp,
  decisionLines,
  idRef,
  keyRef,
  LINE_OPS,
  type LineSource,
  retractLine,
  type StatementLine,
  statementLine,
} from './format.ts';
import { findUnstorable } from './tree.ts';

/** What a line says, checked; references are not resolved yet. */
export type LineMeaning =
  | { readonly op: 'state'; readonly line: StatementLine }
  | (Operation & { readonly op: 'correct'; readonly line: CorrectLine })
  | (Operation & { readonly op: 'retract' })
  | {
      readonly op: DecisionOp;
      readonly claims: readonly ClaimRef[];
      readonly relation: string;
      readonly reason: string;
      readonly by: string;
    };

interface Operation {
  readonly target: ClaimRef;
  readonly basis: 'source' | 'ledger';
  readonly reason: string;
  readonly by?: string | undefined;
  readonly source?: LineSource | undefined;
}

/** A line's meaning, or everything that is wrong with it (at least one problem). */
export type Checked = LineMeaning | { readonly problems: readonly CodedProblem[] };

/** Reads one line of the format. Never throws for what a line holds. */
export function checkLine(text: string): Checked {
  const value = parse(text);
  if (value instanceof SyntaxError)
    return problem('not-json', '', `found ${shown(text)}; expected one JSON object: ${value.message}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problem('not-an-object', '', `found ${shown(value)}; expected a JSON object`);
  const unstorable = findUnstorable(value);
  if (unstorable) return problem('wrong-value', unstorable.pointer, unstorable.reason);
  const op: unknown = 'op' in value ? value.op : undefined;
  switch (op) {
    case undefined:
      return checkStatement(value);
    case 'correct':
    case 'retract':
      return checkOperation(op, value);
    case 'link':
    case 'separate':
    case 'release':
    case 'prefer':
      return checkDecision(op, value);
    default:
      return problem('wrong-value', '/op', `found ${shown(op)}; expected one of ${LINE_OPS.map(shown).join(', ')}`);
  }
}

function checkStatement(value: object): Checked {
  const parsed = statementLine.safeParse(value);
  if (!parsed.success) return { problems: problemsOf(parsed.error, value) };
  const problems = attributeProblems(value as StatementLine);
  return problems.length > 0 ? { problems } : { op: 'state', line: value as StatementLine };
}

function checkOperation(op: 'correct' | 'retract', value: object): Checked {
  const parsed = op === 'correct' ? correctLine.safeParse(value) : retractLine.safeParse(value);
  const target = parseRef('target' in value ? value.target : undefined, 'target');
  const problems: CodedProblem[] = parsed.success ? [] : problemsOf(parsed.error, value);
  if (target.problems) problems.push(...target.problems);
  if (!parsed.success || target.problems) return { problems };

  const { source, by, reason, basis = source ? 'source' : 'ledger' } = parsed.data;
  const missing = (field: string, why: string): CodedProblem => ({
    code: 'missing-field',
    pointer: `/${field}`,
    reason: `missing; ${why}`,
  });
  if (basis === 'source' && !source)
    problems.push(missing('source', 'basis "source" needs the source that changed its mind'));
  if (basis === 'ledger' && reason === undefined) problems.push(missing('reason', 'basis "ledger" needs a reason'));
  if (basis === 'ledger' && by === undefined)
    problems.push(missing('by', 'basis "ledger" needs the name of who decided'));
  if (typeof target.ref === 'object' && basis === 'source' && source && source.id !== target.ref.source)
    problems.push({
      code: 'contradicts-itself',
      pointer: '/source/id',
      reason: `found ${shown(source.id)}; only source ${shown(target.ref.source)} can change its own statement`,
    });
  const told = reason ?? (op === 'correct' ? 'corrected by the source' : 'retracted by the source');
  const common = { target: target.ref, basis, reason: told, by, source };
  if (op === 'retract') return problems.length > 0 ? { problems } : { op, ...common };

  const line = value as CorrectLine;
  problems.push(...attributeProblems(line), ...targetProblems(line, target.ref));
  return problems.length > 0 ? { problems } : { op, line, ...common };
}

/** What a replacement inherits is its target's source id and key: they must be known, and not said differently. */
function targetProblems(line: CorrectLine, target: ClaimRef): CodedProblem[] {
  if (typeof target === 'object') {
    if (line.key === undefined || line.key === target.key) return [];
    const reason = `found ${shown(line.key)}; the target’s key is ${shown(target.key)}`;
    return [{ code: 'contradicts-itself', pointer: '/key', reason }];
  }
  if (line.source) return [];
  const reason = 'missing; expected the statement’s source, which a claim id does not name';
  return [{ code: 'missing-field', pointer: '/source', reason }];
}

function checkDecision(op: DecisionOp, value: object): Checked {
  const parsed = decisionLines[op].safeParse(value);
  const problems: CodedProblem[] = parsed.success ? [] : problemsOf(parsed.error, value);
  const given: [unknown, ...PropertyKey[]][] =
    op === 'prefer'
      ? [['claim' in value ? value.claim : undefined, 'claim']]
      : 'claims' in value && Array.isArray(value.claims)
        ? value.claims.map((claim, index) => [claim, 'claims', index])
        : [];
  const claims: ClaimRef[] = [];
  for (const [claim, ...path] of given) {
    const ref = parseRef(claim, ...path);
    if (ref.problems) problems.push(...ref.problems);
    else claims.push(ref.ref);
  }
  if (!parsed.success || problems.length > 0) return { problems };
  const { relation, reason, by } = parsed.data;
  return { op, claims, relation, reason, by };
}

function attributeProblems(line: Pick<StatementLine, 'kind' | 'attributes' | 'status'>): CodedProblem[] {
  const { attributes, status } = line;
  if (attributes === undefined) return [];
  const parsed = (KINDS[line.kind as Kind].attributes as z.ZodObject).safeParse(attributes);
  if (!parsed.success) return problemsOf(parsed.error, attributes, ['attributes']);
  if (status === undefined || attributes.status === undefined || attributes.status === status) return [];
  const reason = `found ${shown(status)}; attributes.status says ${shown(attributes.status)}`;
  return [{ code: 'contradicts-itself', pointer: '/status', reason }];
}

type ParsedRef =
  | { readonly ref: ClaimRef; readonly problems?: undefined }
  | { readonly problems: readonly CodedProblem[] };

function parseRef(value: unknown, ...path: PropertyKey[]): ParsedRef {
  const schema = typeof value === 'object' && value !== null ? keyRef : idRef;
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ref: parsed.data };
  const expected = 'expected a claim id (32 lower-case hex characters) or {"source", "key"}';
  const problems = problemsOf(parsed.error, value, path).map((found) =>
    typeof value === 'object' && value !== null
      ? found
      : { ...found, reason: value === undefined ? `missing; ${expected}` : `found ${shown(value)}; ${expected}` },
  );
  return { problems };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // A line that is no JSON is an answer here; the caller reports it with its place.
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function problem(code: CodedProblem['code'], pointer: string, reason: string): Checked {
  return { problems: [{ code, pointer, reason }] };
}
