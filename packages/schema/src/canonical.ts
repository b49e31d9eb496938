import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Canonical JSON text of a value. @see RFC 8785 @throws TypeError for what JSON cannot hold (`undefined`, NaN) */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form');
  return text;
}

/** SHA-256 of UTF-8 text or bytes, lower-case hex, 64 characters. */
export function sha256(input: string | Uint8Array): string {
  return hash('sha256', input);
}
