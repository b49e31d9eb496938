import { Webhook } from 'standardwebhooks';

/** A secret and until when it signs; `null` = until it is rotated. */
export interface Secret {
  /** `whsec_` and base64 of the key. */
  readonly secret: string;
  readonly untilMs: number | null;
}

const KEY_BYTES = 32;

/** A new secret. @param randomBytes gives that many random bytes */
export function newSecret(randomBytes: (count: number) => Buffer): string {
  return `whsec_${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** Puts a new secret in place of the current one, which goes on signing for a while so that receivers can change over. */
export function rotated(secrets: readonly Secret[], secret: string, nowMs: number, overlapMs: number): Secret[] {
  const still = secrets.filter((old) => old.untilMs === null || old.untilMs > nowMs);
  const retired = still.map((old) => ({ secret: old.secret, untilMs: old.untilMs ?? nowMs + overlapMs }));
  return [{ secret, untilMs: null }, ...retired].slice(0, 5);
}

/** Headers of a signed message: one signature for each secret in force. @see Standard Webhooks 1.0.0 */
export function signedHeaders(
  secrets: readonly Secret[],
  id: string,
  nowMs: number,
  body: string,
): Record<string, string> {
  const inForce = secrets.filter((s) => s.untilMs === null || s.untilMs > nowMs);
  const at = new Date(nowMs);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': inForce.map(({ secret }) => new Webhook(secret).sign(id, at, body)).join(' '),
  };
}
