import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { folderOf } from '../testing/folder.ts';
import { spool } from './spool.ts';

describe('standard input', () => {
  it('is kept in a file until it is removed', async () => {
    const kept = await spool(
      (async function* () {
        yield Buffer.from('one\n');
        yield Buffer.from('two\n');
      })(),
    );
    expect([kept.bytes, existsSync(kept.path)]).toEqual([8, true]);
    await kept.remove();
    expect(existsSync(kept.path)).toBe(false);
  });

  it('leaves no file behind when it breaks off', async () => {
    const folder = folderOf();
    vi.stubEnv('TMPDIR', folder);
    const broken = (async function* () {
      yield Buffer.from('one\n');
      throw new Error('pipe closed');
    })();
    await expect(spool(broken)).rejects.toThrow('pipe closed');
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
  });
});
