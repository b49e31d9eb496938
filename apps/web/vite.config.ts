import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const OUTPUT = 'dist/client';

/** Writes `.br` and `.gz` beside every file that gets smaller, once, as small as they get. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    closeBundle() {
      const folder = join(import.meta.dirname, OUTPUT, 'assets');
      for (const name of readdirSync(folder)) {
        if (!/\.(?:js|css|svg)$/.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
        writeFileSync(join(folder, `${name}.br`), brotli);
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}

/** Later parts need no style and few other parts: a plain `import()` loads them as fast as Vite's helper, which weighs more. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
  };
}

export default defineConfig({
  publicDir: false,
  resolve: { conditions: ['@foedera/source', 'browser', 'import', 'default'] },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [plainImports(), precompressed()],
  build: {
    outDir: OUTPUT,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: false,
    target: 'es2022',
    rollupOptions: {
      input: [
        'src/browser/relation.tsx',
        'src/browser/entry.tsx',
        'src/browser/home.tsx',
        'src/browser/style.css',
        'src/browser/icon.svg',
        'src/words/en.ts',
        'src/words/fr.ts',
        'src/words/vi.ts',
      ],
      preserveEntrySignatures: 'allow-extension',
      // Few chunks, for text of one kind shrinks best together: what draws, and what follows the feed.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'feed',
              test: /eventsource-parser|client\/src\/(?:feed|backoff|errors)|browser\/(?:live|words)|words\/(?:plural|language)/,
            },
            {
              name: 'view',
              test: /preact|src\/(?:time|address)\/|view\/(?:context|names|actions|axis|brush|chart|entry-list|facets|histogram|kept|known-bar|lane|lanes|level-line|listing|notice|relation-head|relation-page|remarks|window)\./,
            },
          ],
        },
      },
    },
  },
});
