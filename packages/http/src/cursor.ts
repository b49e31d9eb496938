import { hash } from 'node:crypto';
import { ApiError, parameterError } from './errors.ts';

/** What a cursor remembers: the rules and the query it belongs to, and the key of the last row given. */
export interface Cursor {
  /** Epoch of the read model. */
  readonly epoch: string;
  /** Digest of everything that decides which rows there are and in which order; see `digestOf`. */
  readonly query: string;
  /** `seq` at which the query is answered, so that later pages see what the first one saw; absent = each page the head. */
  readonly seq?: number | undefined;
  readonly key: readonly (string | number | null)[];
}

const VERSION = 1;
const MAX_LENGTH = 2000;

/** Short digest of the parts of a query, the same for the same parts in the same order. */
export function digestOf(...parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 16);
}

/** Opaque text of a cursor: letters, digits, `-` and `_`. */
export function encodeCursor(cursor: Cursor): string {
  const { epoch, query, seq, key } = cursor;
  return Buffer.from(JSON.stringify([VERSION, epoch, query, seq ?? null, key])).toString('base64url');
}

/**
 * Reads a cursor of the query that is being answered.
 * @throws ApiError `invalid-cursor` when malformed, of a newer version, of another query or of a `seq` above the head;
 *   `epoch-changed` when the rules changed since
 */
export function decodeCursor(
  text: string,
  expected: { readonly epoch: string; readonly query: string; readonly head: number; readonly parameter?: string },
): Cursor {
  const parameter = expected.parameter ?? 'after';
  const refuse = (why: string): ApiError => parameterError('invalid-cursor', parameter, why);
  const cursor = parse(text);
  if (!cursor) throw refuse('not a cursor of this server');
  if (cursor.epoch !== expected.epoch)
    throw new ApiError('epoch-changed', `${parameter}: made under epoch ${cursor.epoch}, now ${expected.epoch}`, {
      extra: { epoch: expected.epoch },
    });
  if (cursor.query !== expected.query) throw refuse('a cursor of another query');
  if (cursor.seq !== undefined && cursor.seq > expected.head)
    throw refuse(`of seq ${cursor.seq}, beyond the head ${expected.head}`);
  return cursor;
}

function parse(text: string): Cursor | null {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    // Text that is no JSON is simply no cursor; anything else would be a fault of ours.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (!Array.isArray(value) || value.length !== 5) return null;
  const [version, epoch, query, seq, key] = value as unknown[];
  if (version !== VERSION || typeof epoch !== 'string' || typeof query !== 'string') return null;
  if (seq !== null && !(Number.isSafeInteger(seq) && (seq as number) >= 0)) return null;
  if (!Array.isArray(key) || !key.every(isKeyPart)) return null;
  return { epoch, query, key, ...(seq === null ? {} : { seq: seq as number }) };
}

function isKeyPart(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
