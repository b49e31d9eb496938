import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { missingPlatforms, PLATFORMS } from './lockfile.mjs';

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { os?: string[]; cpu?: string[] }>;
};

describe('the check of the lockfile', () => {
  it('finds nothing missing in ours', () => {
    expect(missingPlatforms(packages)).toEqual([]);
  });

  it.each(['turbo', '@biomejs/biome', 'esbuild', 'rollup', 'rolldown', 'lightningcss'])(
    'goes red when %s lacks the packages of any platform',
    (tool) => {
      const names = Object.keys(
        (packages[`node_modules/${tool}`] as { optionalDependencies: object }).optionalDependencies,
      );
      for (const { os, cpu } of PLATFORMS) {
        const ofPlatform = names.filter((name) => {
          const entry = packages[`node_modules/${name}`];
          return entry?.os?.includes(os) && entry.cpu?.includes(cpu);
        });
        expect(ofPlatform, `${tool} for ${os} ${cpu}`).not.toEqual([]);
        const lacking = Object.fromEntries(
          Object.entries(packages).filter(([path]) => !ofPlatform.some((name) => path === `node_modules/${name}`)),
        );
        expect(missingPlatforms(lacking)).toContain(`node_modules/${tool}: no native package for ${os} ${cpu}`);
      }
    },
  );
});
