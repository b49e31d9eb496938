import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Bundles a TypeScript source into a module that a child process can run on its own, without anything having been built.
 *
 * @param entry the source
 * @param to file to write, `.mjs`
 */
export async function bundleProcess(entry: URL, to: string): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@foedera/source'],
    external: ['@eventstore/db-client'],
    // What a module looks for beside itself is found from the source's place: the bundle has no packages around it.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(fileURLToPath(entry)).href) },
  });
  writeFileSync(to, outputFiles[0]?.text ?? '');
}
