// The lockfile serves every platform: a lockfile made on one machine can lack the native packages of the others, and
// `npm ci` then fails there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Platforms on which the project is installed, as npm names them. */
export const PLATFORMS = ['linux', 'darwin', 'win32'].flatMap((os) => ['x64', 'arm64'].map((cpu) => ({ os, cpu })));

/** Optional dependencies of one scope or first word are variants of one thing; this many of them must cover all platforms. */
const FAMILY = 4;

/** @typedef {{optionalDependencies?: Record<string, string>, os?: string[], cpu?: string[], version?: string}} LockEntry */

/**
 * What is missing in a lockfile for other platforms, one line each; empty when nothing is.
 *
 * @param {Record<string, LockEntry>} packages the lockfile's `packages`
 * @returns {string[]}
 */
export function missingPlatforms(packages) {
  /** @type {string[]} */
  const problems = [];
  for (const [path, entry] of Object.entries(packages)) {
    const names = Object.keys(entry.optionalDependencies ?? {});
    /** @type {Map<string, LockEntry[]>} */
    const families = new Map();
    for (const name of names) {
      const found = locate(packages, path, name);
      if (found === undefined) problems.push(`${path}: optional dependency ${name} is not in the lockfile`);
      else if (found.os !== undefined || found.cpu !== undefined) {
        const family = /** @type {string} */ (/^@[^/]+|^[^-]+/.exec(name)?.[0]);
        families.set(family, [...(families.get(family) ?? []), found]);
      }
    }
    for (const natives of families.values()) {
      if (natives.length < FAMILY) continue;
      for (const { os, cpu } of PLATFORMS)
        if (!natives.some((n) => (n.os?.includes(os) ?? true) && (n.cpu?.includes(cpu) ?? true)))
          problems.push(`${path}: no native package for ${os} ${cpu}`);
    }
  }
  return problems;
}

/**
 * Packages that npm would resolve from a place in the tree, nearest folder first.
 *
 * @param {Record<string, LockEntry>} packages
 * @param {string} from
 * @param {string} name
 */
function locate(packages, from, name) {
  for (let at = from; ; ) {
    const found = packages[at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`];
    if (found !== undefined || at === '') return found;
    const up = at.lastIndexOf('/node_modules/');
    at = up < 0 ? '' : at.slice(0, up);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8'));
  const problems = missingPlatforms(packages);
  for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
  if (problems.length > 0) {
    process.stderr.write('Make the lockfile anew: rm -rf node_modules package-lock.json && npm install\n');
    process.exitCode = 1;
  }
}
