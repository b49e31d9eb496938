import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tooOld } from './node-version.mjs';

it.each(['18.20.4', '20.18.3', '20.9.0'])('Node %s is told what is needed', (version) => {
  expect(tooOld(version)).toMatch(new RegExp(`^Node 20\\.19 or newer is needed, and this is ${version}: install`));
});

it.each(['20.19.0', '22.0.0', '24.1.0', '26.0.0'])('Node %s will do', (version) => {
  expect(tooOld(version)).toBeNull();
});

it('asks for what the manifest asks for', () => {
  const { engines } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  const [, oldest = ''] = /^>=(.*)$/.exec(engines.node) ?? [];
  expect(tooOld(oldest)).toBeNull();
});
