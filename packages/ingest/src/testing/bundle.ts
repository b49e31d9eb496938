import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles a source file for a process or thread of its own, which knows nothing of TypeScript and workspaces. */
export async function bundle(source: URL, to: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@foedera/source'],
    external: ['@eventstore/db-client'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    // The language packs are found from the place of the sources: the bundle has none beside it.
    define: { 'import.meta.url': JSON.stringify(new URL('../index.ts', import.meta.url).href) },
  });
  writeFileSync(to, outputFiles[0]?.text ?? '');
}
