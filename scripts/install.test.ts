import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staleInstall } from './install.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'foedera-install-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/a-darwin': { version: '1.0.0', integrity: 'sha512-d', optional: true },
};
const { '': _, 'node_modules/a-darwin': __, ...here } = wanted;

function write(lock: object | null, installed: object | string | null): void {
  if (lock !== null) writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }));
  const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
  if (installed !== null) writeFileSync(join(root, 'node_modules', '.package-lock.json'), text);
}

describe('an installation', () => {
  it('is fresh when everything of this platform is there as the lockfile says', () => {
    write(wanted, here);
    expect(staleInstall(root)).toBeNull();
  });

  it.each([
    ['nothing is installed', null, 'nothing is installed yet'],
    ['its record is torn', '{"packages": {', 'nothing is installed yet'],
    ['a package is missing', {}, 'node_modules/a is missing'],
    ['a version differs', { 'node_modules/a': { version: '0.9.0', integrity: 'x' } }, 'node_modules/a is 0.9.0'],
    ['the content differs', { 'node_modules/a': { version: '1.0.0', integrity: 'x' } }, 'node_modules/a is 1.0.0'],
    ['there is one too many', { ...here, 'node_modules/b': { version: '1.0.0' } }, 'node_modules/b is not in'],
  ])('is stale when %s', (_case, installed, reason) => {
    write(wanted, installed);
    expect(staleInstall(root)).toContain(reason);
  });
});
