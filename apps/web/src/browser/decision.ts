import type { BodyOf, Claim, EntryPage } from '@foedera/client';

/** What can be decided about an entry. */
export const DECISIONS = ['correct', 'retract', 'prefer', 'link', 'separate'] as const;
export type DecisionName = (typeof DECISIONS)[number];

/** What the form holds while somebody decides. */
export interface Draft {
  readonly decision: DecisionName;
  /** Claim that is corrected, retracted or preferred. */
  readonly claim: string;
  readonly occurred: string;
  readonly status: string;
  /** Attributes as they are typed. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Id or address of the other entry, for a link. */
  readonly other: string;
  /** Claims that are of different happenings. */
  readonly apart: readonly string[];
  readonly reason: string;
}

/** Attributes that a form can change: words and numbers. */
export function typedAttributes(claim: Claim): [string, string | number][] {
  return Object.entries(claim.attributes).filter(
    (pair): pair is [string, string | number] =>
      pair[0] !== 'status' && (typeof pair[1] === 'string' || typeof pair[1] === 'number'),
  );
}

/** A draft that leaves a claim as it is. */
export function draftOf(decision: DecisionName, claim: Claim, before?: Draft): Draft {
  return {
    decision,
    claim: claim.id,
    occurred: claim.occurred ?? '',
    status: claim.status ?? '',
    attributes: Object.fromEntries(typedAttributes(claim).map(([name, value]) => [name, String(value)])),
    other: before?.other ?? '',
    apart: before?.apart ?? [],
    reason: before?.reason ?? '',
  };
}

type Replacement = BodyOf<'correctClaim'>['replacement'];

/** The whole statement that a draft puts in the place of a claim's. */
export function replacementOf(claim: Claim, draft: Draft): Replacement {
  const attributes: Record<string, unknown> = { ...claim.attributes };
  for (const [name, value] of typedAttributes(claim)) {
    const typed = draft.attributes[name] ?? '';
    if (typed === '') delete attributes[name];
    else attributes[name] = typeof value === 'number' ? Number(typed) : typed;
  }
  if (draft.status === '') delete attributes.status;
  else attributes.status = draft.status;
  const { evidence, extractor, source } = claim;
  const sameDate = draft.occurred === (claim.occurred ?? '');
  return {
    kind: claim.kind,
    occurred: draft.occurred === '' ? null : draft.occurred,
    ...(sameDate && claim.occurredBasis !== null ? { occurredBasis: claim.occurredBasis } : {}),
    parties: [...claim.parties],
    ...(claim.via.length > 0 ? { via: [...claim.via] } : {}),
    attributes,
    confidence: claim.confidence,
    ...(claim.quote === null ? {} : { quote: claim.quote }),
    source: source as Replacement['source'],
    ...(claim.key === null ? {} : { key: claim.key }),
    ...(evidence === null || 'withdrawn' in evidence
      ? {}
      : { evidence: evidence as NonNullable<Replacement['evidence']> }),
    ...(extractor === null ? {} : { extractor }),
  };
}

/** Id of the entry that somebody named by its id or its address; `null` when it is neither. */
export function entryIdIn(text: string): string | null {
  return /(?:^|\/entries\/)([0-9a-f]{32})(?:$|[?#/])/.exec(text.trim())?.[1] ?? null;
}

/** One thing that a decision changes: what, what it was and what it will be. */
export interface Effect {
  readonly what: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** What a correction changes in a claim. */
export function correctionEffects(claim: Claim, draft: Draft): Effect[] {
  const effects: Effect[] = [];
  const note = (what: string, was: string, is: string): void => {
    if (was !== is) effects.push({ what, was, is });
  };
  note('occurred', claim.occurred ?? '', draft.occurred);
  note('status', claim.status ?? '', draft.status);
  for (const [name, value] of typedAttributes(claim)) note(name, String(value), draft.attributes[name] ?? '');
  return effects;
}

/** What of the shown entry a preferred claim changes. */
export function preferenceEffects(entry: EntryPage, claim: Claim): Effect[] {
  const effects: Effect[] = [];
  if (entry.occurred !== claim.occurred) effects.push({ what: 'occurred', was: entry.occurred, is: claim.occurred });
  for (const [name, value] of Object.entries(claim.attributes)) {
    const was = entry.attributes[name];
    if (JSON.stringify(was) !== JSON.stringify(value))
      effects.push({ what: name, was: was === undefined ? null : String(was), is: String(value) });
  }
  return effects;
}
