// Builds what runs, when its sources changed. Built-ins only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Sources are known by path, size and time of change: a comparison of a few hundred files takes milliseconds. */
const INPUT = /^(?:src\/.*|tsup\.config\.ts|vite\.config\.ts|package\.json)$/;

/**
 * Fingerprint of everything that the build reads.
 *
 * @param {string} root folder of the clone
 * @returns {string}
 */
export function buildFingerprint(root) {
  const hash = createHash('sha256');
  const note = (/** @type {string} */ path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  for (const path of ['package-lock.json', 'turbo.json', 'tsup.base.ts', 'tsconfig.base.json']) note(path);
  for (const folder of workspaces(root))
    for (const path of filesUnder(join(root, folder))) if (INPUT.test(path)) note(`${folder}/${path}`);
  return hash.digest('hex');
}

/**
 * True when the built files are those of the sources as they are.
 *
 * @param {string} root folder of the clone
 */
export function isBuilt(root) {
  const stamp = stampPath(root);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== buildFingerprint(root)) return false;
  return workspaces(root).every((folder) => existsSync(join(root, folder, 'dist', 'index.js')));
}

/**
 * Builds the command line and everything that it needs, unless that is done already.
 *
 * @param {string} root folder of the clone
 * @param {(line: string) => void} say
 * @returns {boolean} whether it built
 */
export function ensureBuilt(root, say) {
  if (isBuilt(root)) return false;
  return locked(root, () => {
    if (isBuilt(root)) return false;
    say('building …');
    const fingerprint = buildFingerprint(root);
    const turbo = join(root, 'node_modules', 'turbo', 'bin', 'turbo');
    const { status, error, stdout, stderr } = spawnSync(
      process.execPath,
      [turbo, 'run', 'build', '--filter=@foedera/cli...', '--output-logs=errors-only', '--no-color'],
      { cwd: root, encoding: 'utf8', env: { ...process.env, ...TURBO_ENV }, maxBuffer: 64 << 20 },
    );
    if (error) throw error;
    if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
    writeFileSync(stampPath(root), fingerprint);
    return true;
  });
}

/** What turbo is told in every script. */
export const TURBO_ENV = { TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' };

/**
 * Folders of the workspaces that run; benchmarks are run from their sources.
 *
 * @param {string} root
 * @returns {string[]}
 */
function workspaces(root) {
  return ['packages', 'apps'].flatMap((group) =>
    readdirSync(join(root, group))
      .filter((name) => existsSync(join(root, group, name, 'package.json')))
      .sort()
      .map((name) => `${group}/${name}`),
  );
}

/** @param {string} folder @returns {string[]} paths below the folder, `/` between names, sorted */
function filesUnder(folder) {
  /** @type {string[]} */
  const found = [];
  const walk = (/** @type {string} */ at) => {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && entry.name !== 'dist' && entry.name !== '.turbo') walk(path);
      } else if (!path.endsWith('.test.ts')) found.push(path);
    }
  };
  walk('');
  return found.sort();
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'node_modules', '.foedera-build');
}

/**
 * Runs the work while no other process builds: a file that only one can make is the lock, and names its process.
 *
 * @template T
 * @param {string} root
 * @param {() => T} work
 * @returns {T}
 */
function locked(root, work) {
  const lock = join(root, 'node_modules', '.foedera-build.lock');
  const wait = new Int32Array(new SharedArrayBuffer(4));
  while (!took(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else Atomics.wait(wait, 0, 0, 200);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** @param {string} lock */
function took(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} lock @returns {boolean} whether the process that took it has ended */
function isAbandoned(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0) process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return /** @type {NodeJS.ErrnoException} */ (error).code;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  if (!ensureBuilt(join(import.meta.dirname, '..'), say)) say('nothing changed since the last build');
}
