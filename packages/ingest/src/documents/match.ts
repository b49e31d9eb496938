import { canonicalJson, claimIdOf, relationId, type Statement } from '@foedera/schema';
import type { IdentifiedStatement } from './statements.ts';

/** How new statements of a document relate to the stored ones. */
export interface Matching {
  /** Stored claim and the new statement that is the same claim, in stored order. */
  readonly pairs: readonly { readonly stored: IdentifiedStatement; readonly fresh: Statement }[];
  /** New statements that no stored claim is, in the order given. */
  readonly added: readonly Statement[];
}

/**
 * Matches new statements with stored claims: by claim id first (as the claim reads now, then as it was first stated),
 * then by kind, parties and the greatest overlap of quotes. Each is used once.
 */
export function matchStatements(stored: readonly IdentifiedStatement[], fresh: readonly Statement[]): Matching {
  const open = new Set(stored);
  const found = new Map<IdentifiedStatement, Statement>();
  const take = (claim: IdentifiedStatement, statement: Statement): void => {
    open.delete(claim);
    found.set(claim, statement);
  };
  const byPresent = index(stored, ({ statement }) => idWithoutKey(statement));
  const byFirst = index(stored, ({ claim }) => claim);
  let rest = fresh;
  for (const candidates of [byPresent, byFirst])
    rest = rest.filter((statement) => {
      const claim = candidates.get(claimIdOf(statement))?.find((claim) => open.has(claim));
      if (claim) take(claim, statement);
      return !claim;
    });
  const added = rest.filter((statement) => {
    let best: IdentifiedStatement | null = null;
    let most = 0;
    for (const claim of open) {
      const overlap = isComparable(claim.statement, statement) ? overlapOf(claim.statement, statement) : 0;
      if (overlap > most) [best, most] = [claim, overlap];
    }
    if (best) take(best, statement);
    return !best;
  });
  const pairs = stored.flatMap((claim) => {
    const statement = found.get(claim);
    return statement ? [{ stored: claim, fresh: statement }] : [];
  });
  return { pairs, added };
}

/** Fields of a statement whose difference is worth a correction. Confidence, the rule's name and the title alone are not. */
const COMPARED = ['kind', 'occurred', 'occurredBasis', 'via', 'attributes', 'quote', 'evidence'] as const;

/** Names of the fields in which two statements of one claim differ, empty when nothing is worth a correction. */
export function differences(stored: Statement, fresh: Statement): string[] {
  const names: string[] = COMPARED.filter((name) => !isSame(stored[name], fresh[name]));
  if (relationId(stored.parties) !== relationId(fresh.parties)) names.push('parties');
  const { title: _, ...source } = stored.source;
  const { title: __, ...freshSource } = fresh.source;
  if (!isSame(source, freshSource)) names.push('source');
  return names;
}

function idWithoutKey(statement: Statement): string {
  const { key: _, ...plain } = statement;
  return claimIdOf(plain);
}

function index(
  claims: readonly IdentifiedStatement[],
  name: (claim: IdentifiedStatement) => string,
): Map<string, IdentifiedStatement[]> {
  const byName = new Map<string, IdentifiedStatement[]>();
  for (const claim of claims) {
    const key = name(claim);
    const same = byName.get(key);
    if (same) same.push(claim);
    else byName.set(key, [claim]);
  }
  return byName;
}

function isComparable(a: Statement, b: Statement): boolean {
  return a.kind === b.kind && relationId(a.parties) === relationId(b.parties);
}

function overlapOf(a: Statement, b: Statement): number {
  if (!a.evidence || !b.evidence) return 0;
  return Math.min(a.evidence.end, b.evidence.end) - Math.max(a.evidence.start, b.evidence.start);
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a ?? null) === canonicalJson(b ?? null);
}
