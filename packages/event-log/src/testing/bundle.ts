import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A source file, or TypeScript that is read as if it stood beside a file. */
export type Source = URL | { readonly code: string; readonly near: string };

/**
 * Bundles TypeScript into a module that a child process can run on its own, without anything having been built.
 * @param to file to write, `.mjs`
 */
export async function bundleProcess(source: Source, to: string): Promise<void> {
  const url = source instanceof URL ? source.href : source.near;
  const { outputFiles } = await build({
    ...(source instanceof URL
      ? { entryPoints: [fileURLToPath(source)] }
      : { stdin: { contents: source.code, loader: 'ts', resolveDir: dirname(fileURLToPath(url)) } }),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@foedera/source'],
    external: ['@eventstore/db-client'],
    // What a module looks for beside itself is found from the source's place: the bundle has no packages around it.
    define: { 'import.meta.url': JSON.stringify(url) },
  });
  writeFileSync(to, outputFiles[0]?.text ?? '');
}
