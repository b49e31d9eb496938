import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { DRIVER_NAME } from './index.ts';

it("is Node's own where it is recent enough", () => {
  const builtin = process.getBuiltinModule('node:sqlite') as { DatabaseSync: { prototype: object } } | undefined;
  const recent = builtin !== undefined && 'isTransaction' in builtin.DatabaseSync.prototype;
  expect(DRIVER_NAME).toBe(recent ? 'node:sqlite' : '@photostructure/sqlite');
});

it('is loaded without a word on standard error, and other warnings still appear', async () => {
  const source = fileURLToPath(new URL('./index.ts', import.meta.url));
  const { outputFiles } = await build({
    stdin: {
      contents: `import { openDatabase } from ${JSON.stringify(source)};
        const db = openDatabase(':memory:', { durability: 'full' });
        process.stdout.write(String(db.prepare('select 6 * 7 as n').get().n));
        db.close();
        process.emitWarning('still heard', 'ExperimentalWarning');`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
  });
  const child = spawnSync(process.execPath, ['--input-type=module', '-'], { input: outputFiles[0]?.text });
  expect(child.stdout.toString()).toBe('42');
  const lines = child.stderr
    .toString()
    .split('\n')
    .filter((line) => line.includes('Warning:'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('still heard');
});
