import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newApiKey, verifyApiKey } from '@foedera/http';
import { expect, it } from 'vitest';
import { openApiKeys } from './keys.ts';

it('a key is accepted until it is revoked, by every process that has the file, and is kept only as a hash', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-keys-'));
  const one = openApiKeys(join(folder, 'operations.sqlite'));
  const two = openApiKeys(join(folder, 'operations.sqlite'));
  const { key, stored } = newApiKey('desk', new Date(0));
  one.add(stored);
  expect(verifyApiKey(two, key)?.name).toBe('desk');
  expect(verifyApiKey(two, `${key}x`)).toBeNull();
  expect(verifyApiKey(two, newApiKey('other', new Date(0)).key)).toBeNull();
  expect(JSON.stringify(two.list())).not.toContain(key.slice(-20));
  expect(one.revoke(stored.id, '2020-01-01T00:00:00.000Z')).toBe(true);
  expect(one.revoke(stored.id, '2020-01-02T00:00:00.000Z')).toBe(false);
  expect(verifyApiKey(two, key)).toBeNull();
  one.close();
  two.close();
  rmSync(folder, { recursive: true });
});
