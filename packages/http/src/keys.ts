import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ApiError } from './errors.ts';

/** An API key as it is kept: never the key itself. */
export interface StoredKey {
  /** Public part of the key, 12 hex characters: names it in lists and messages. */
  readonly id: string;
  /** Who holds it: becomes the author of what is written with it. */
  readonly name: string;
  /** SHA-256 of the whole key, hex. */
  readonly hash: string;
  /** RFC 3339. */
  readonly created: string;
  readonly revoked: string | null;
}

/** Where API keys are kept. */
export interface ApiKeyStore {
  find(id: string): StoredKey | undefined;
  add(key: StoredKey): void;
  list(): readonly StoredKey[];
  /** True when there was such a key that was not yet revoked. */
  revoke(id: string, when: string): boolean;
}

const KEY = /^foedera_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;
const NOBODY = createHash('sha256').update('').digest();

/** Makes a key of 32 random bytes. `key` is shown once and kept nowhere; `stored` goes into the store. */
export function newApiKey(name: string, now: Date): { readonly key: string; readonly stored: StoredKey } {
  const id = randomBytes(6).toString('hex');
  const key = `foedera_${id}_${randomBytes(32).toString('base64url')}`;
  return { key, stored: { id, name, hash: hashOf(key).toString('hex'), created: now.toISOString(), revoked: null } };
}

/** The stored key that a text is, compared in constant time; `null` when unknown or revoked. */
export function verifyApiKey(store: Pick<ApiKeyStore, 'find'>, text: string): StoredKey | null {
  const id = KEY.exec(text)?.[1];
  const stored = id === undefined ? undefined : store.find(id);
  const expected = stored === undefined ? NOBODY : Buffer.from(stored.hash, 'hex');
  const same = timingSafeEqual(hashOf(text), expected);
  return same && stored !== undefined && stored.revoked === null ? stored : null;
}

/**
 * The key that a request comes with, as `Authorization: Bearer KEY`.
 * @throws ApiError `key-required` or `key-refused`
 */
export function requireKey(request: FastifyRequest, store: Pick<ApiKeyStore, 'find'>): StoredKey {
  const headers = { 'www-authenticate': 'Bearer realm="foedera"' };
  const m = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '');
  if (!m) throw new ApiError('key-required', 'Authorization: Bearer KEY is missing', { headers });
  const stored = verifyApiKey(store, m[1] as string);
  if (!stored) throw new ApiError('key-refused', 'unknown or revoked key', { headers });
  return stored;
}

function hashOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
