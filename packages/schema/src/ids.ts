import { canonicalJson, sha256 } from './canonical.ts';
import type { Statement } from './claims.ts';
import { parseKnownMs } from './instants.ts';
import { kindOf } from './kinds.ts';

const hash128 = (value: unknown): string => sha256(canonicalJson(value)).slice(0, 32);

/** Claim id of a keyed statement: its source's id and its key name it over all releases. */
export function keyedClaimId(source: string, key: string): string {
  return hash128(['key', source, key]);
}

/**
 * Claim id of a statement: (source, key) where there is a key, else its place in its document or its source together
 * with kind, parties, date and distinguishing attributes, so that the same words read again give the same id.
 */
export function claimIdOf(statement: Statement): string {
  if (statement.key !== undefined) return keyedClaimId(statement.source.id, statement.key);
  const { kind, parties, occurred, attributes, evidence, source, quote } = statement;
  const telling: Record<string, unknown> = {};
  for (const name of Object.keys(kindOf(kind).distinguishing))
    if (attributes[name] !== undefined) telling[name] = attributes[name];
  const place = evidence ? [evidence.document, evidence.start, evidence.end] : [source.id, quote ?? null];
  const measured = evidence ? null : (attributes.amount ?? attributes.count ?? null);
  return hash128(['statement', place, kind, [...new Set(parties)].sort(), occurred, telling, measured]);
}

/**
 * Event id: names an act. A UUIDv8 (RFC 9562) whose first 48 bits are the reported time in milliseconds since the
 * epoch plus 2^47 (so that times before 1970 sort too), the rest SHA-256 bits of the act.
 *
 * @param act what makes the act this one: claim or document id, operation, release or extractor
 * @param reported EDTF date or RFC 3339 time; `null` where the source gives none
 */
export function eventId(act: readonly (string | number | null)[], reported: string | null): string {
  const ms = reported === null ? 0 : (parseKnownMs(reported) ?? 0);
  const time = (BigInt(ms) + (1n << 47n)).toString(16).padStart(12, '0').slice(-12);
  const hash = sha256(canonicalJson(act));
  const variant = ((Number.parseInt(hash[4] as string, 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-8${hash.slice(1, 4)}-${variant}${hash.slice(5, 8)}-${hash.slice(8, 20)}`;
}
