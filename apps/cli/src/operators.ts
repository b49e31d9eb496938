import { createHash, randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import type { ApiKeyStore, StoredKey } from '@foedera/http';

/** A key store that also knows whoever runs this process: who can write the files needs no key for them. */
export interface OperatorKeys {
  readonly keys: ApiKeyStore;
  /** Works in this process only, and is kept nowhere. */
  readonly operatorKey: string;
}

/** Stays the same from process to process, so that an operator finds their webhooks again. No key on record has it. */
const OPERATOR_ID = '000000000000';

/** Adds the operator to the keys on record. */
export function withOperator(store: ApiKeyStore, now: Date): OperatorKeys {
  const operatorKey = `foedera_${OPERATOR_ID}_${randomBytes(32).toString('base64url')}`;
  const operator: StoredKey = {
    id: OPERATOR_ID,
    name: userInfo().username,
    hash: createHash('sha256').update(operatorKey).digest('hex'),
    created: now.toISOString(),
    revoked: null,
  };
  return { operatorKey, keys: { ...store, find: (id) => (id === OPERATOR_ID ? operator : store.find(id)) } };
}
