import type { Claim } from '@foedera/client';
import { usage } from '../exit-codes.ts';

/** What should be different in a claim. */
export interface StatementChanges {
  readonly occurred?: string;
  readonly kind?: string;
  /** `name=value`; the value is JSON where it is, else text. */
  readonly set?: readonly string[];
}

/** The whole statement that a claim makes, with changes: a replacement is never a patch. */
export function withChanges(claim: Claim, changes: StatementChanges): Record<string, unknown> {
  const { occurred, kind, set = [] } = changes;
  // A retracted claim may stand again as it was.
  if (occurred === undefined && kind === undefined && set.length === 0 && claim.retracted === undefined)
    throw usage('nothing is to be corrected: give --occurred, --kind, --set or --statement');
  const attributes: Record<string, unknown> = { ...claim.attributes };
  for (const one of set) {
    const [, name, value] = /^([A-Za-z][\w-]*)=(.*)$/s.exec(one) ?? [];
    if (name === undefined || value === undefined) throw usage(`--set ${one}: expected name=value`);
    if (value === '') delete attributes[name];
    else attributes[name] = toValue(name, value);
  }
  const { parties, via, occurredBasis, confidence, quote, source, key, evidence, extractor } = claim;
  const optional = { key, extractor, evidence: evidence !== null && 'withdrawn' in evidence ? null : evidence, quote };
  return {
    kind: kind ?? claim.kind,
    occurred: occurred ?? claim.occurred,
    ...(occurred === undefined && occurredBasis !== null ? { occurredBasis } : {}),
    parties,
    ...(via.length > 0 ? { via } : {}),
    attributes,
    confidence,
    source,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
  };
}

function toValue(name: string, text: string): unknown {
  // Numbers, true and lists are JSON; a name is text without quotes.
  if (!/^(?:-?\d+(?:\.\d+)?|true|false|[[{].*)$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw usage(`--set ${name}: ${error.message}`);
    throw error;
  }
}
