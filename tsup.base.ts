import { defineConfig, type Options } from 'tsup';

/**
 * One ECMAScript module per entry for Node 20 and later. Workspace packages and dependencies stay external;
 * `node:` prefixes stay, because `node:sqlite` has no other name.
 */
export function nodeBundle(entry: string[] = ['src/index.ts'], more: Options = {}): ReturnType<typeof defineConfig> {
  return defineConfig({
    entry,
    format: 'esm',
    target: 'node20',
    platform: 'node',
    sourcemap: true,
    clean: true,
    splitting: true,
    dts: false,
    removeNodeProtocol: false,
    ...more,
  });
}
