import { defineConfig } from 'vitest/config';

// Tests run on the sources: the custom condition makes `@foedera/x` resolve to its src/index.ts, so nothing is built first.
export default defineConfig({
  resolve: { conditions: ['@foedera/source', 'node'] },
  ssr: { resolve: { conditions: ['@foedera/source', 'node'] } },
  test: {
    include: ['{packages,apps}/*/src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
