import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleProcess } from './testing/bundle.ts';

it('shows a program that runs, and what it prints', async () => {
  const text = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
  expect(blocks.map((block) => block.language)).toEqual(['ts', '']);
  const folder = mkdtempSync(join(tmpdir(), 'foedera-readme-'));
  const program = join(folder, 'program.mjs');
  await bundleProcess({ code: blocks[0]?.code ?? '', near: import.meta.url }, program);
  const { stdout, stderr } = spawnSync(process.execPath, [program], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('');
  expect(stdout).toBe(blocks[1]?.code);
});
