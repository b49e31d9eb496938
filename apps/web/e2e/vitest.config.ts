import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['@foedera/source', 'node'];

// One browser at a time: what is measured here is not measured beside itself.
export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['apps/web/e2e/*.e2e.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
