// Keeps node_modules as package-lock.json says. Built-ins only: runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Oldest Node that the project runs on, as `engines` in package.json says. */
export const OLDEST_NODE = [20, 19];

/** @typedef {{version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean, dependencies?: object}} LockEntry */

/**
 * Why node_modules is not what the lockfile says; `null` when it is. Optional packages of other platforms may be absent.
 *
 * @param {string} root folder of the clone
 * @returns {string | null}
 */
export function staleInstall(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  if (wanted === null) return 'package-lock.json cannot be read';
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (found === null) return 'nothing is installed yet';
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const there = found[path];
    if (there === undefined) {
      if (entry.optional) continue;
      return `${path} is missing`;
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity || there.link !== entry.link)
      return `${path} is ${there.version}, the lockfile wants ${entry.version}`;
  }
  const extra = Object.keys(found).find((path) => wanted[path] === undefined);
  return extra === undefined ? null : `${extra} is not in the lockfile`;
}

/**
 * Installs when needed. Install scripts stay off: nothing that is used here needs one.
 *
 * @param {string} root folder of the clone
 * @param {(line: string) => void} say
 * @returns {boolean} whether it installed
 */
export function ensureInstalled(root, say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new Error(`Foedera needs Node ${OLDEST_NODE.join('.')} or later, this is ${process.versions.node}.`);
  const reason = staleInstall(root);
  if (reason === null) return false;
  say(`installing packages (${reason}) …`);
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const { status, error } = spawnSync(command, [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) throw new Error('npm ci failed: see its message above. Is the npm registry reachable?');
  return true;
}

/** @param {string} path @returns {Record<string, LockEntry> | null} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (error) {
    // Absent or torn: both are mended by installing.
    if (error instanceof SyntaxError || /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}
