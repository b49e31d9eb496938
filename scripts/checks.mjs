// The checks of `npm test`, in the order in which they begin.
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tool = (/** @type {string} */ path) => join(root, 'node_modules', ...path.split('/'));

/** @typedef {{name: string, args: string[]}} Check a Node program that fails when something does not hold */

/** @type {readonly Check[]} */
export const CHECKS = [
  { name: 'lockfile serves every platform', args: [join(root, 'scripts/lockfile.mjs')] },
  { name: 'format and lint (biome)', args: [tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.'] },
  {
    name: 'types, per package (tsc)',
    args: [tool('turbo/bin/turbo'), 'run', 'typecheck', '--output-logs=errors-only', '--no-color', '--concurrency=2'],
  },
  { name: 'types of the scripts (tsc)', args: [tool('typescript/bin/tsc'), '-p', 'scripts'] },
  {
    name: 'imports follow the design (dependency-cruiser)',
    args: [
      tool('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      ...['packages', 'apps', 'bench'],
    ],
  },
  { name: 'nothing unused (knip)', args: [tool('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
];
