#!/usr/bin/env node
// A fresh clone, two starts: what a newcomer does first, from `git clone` to answers over HTTP.
// Prints a line per check and closes with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const READY_WITHIN_MS = 10 * 60_000;
const STOPPED_WITHIN_MS = 20_000;

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'foedera-smoke-'));
const clone = join(folder, 'foedera');
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
let passed = 0;
let failed = 0;

try {
  const { status, stderr } = spawnSync('git', ['clone', '--quiet', root, clone], { encoding: 'utf8' });
  check('the checkout can be cloned', status === 0, stderr);
  const first = await started();
  await answers();
  check('the first start appends facts', first.appended > 0, first.output);
  const again = await started();
  check('a second start appends nothing', again.appended === 0, again.output);
} catch (error) {
  check('the smoke run gets to its end', false, error instanceof Error ? (error.stack ?? error.message) : error);
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function answers() {
  const server = start();
  try {
    await server.ready();
    const relation = await fetch(`${origin}/v1/relations/BY-VN`);
    const { id, state } = await json(relation);
    check('/v1/relations/BY-VN answers', relation.status === 200 && id === 'BY-VN', relation.status);
    check('relations are established', state?.relations?.status === 'established', JSON.stringify(state?.relations));
    const timeline = await fetch(`${origin}/v1/relations/BY-VN/timeline`);
    const { timeline: entries } = await json(timeline);
    check('the timeline has entries', entries?.length > 0, timeline.status);
    const changes = await fetch(`${origin}/v1/changes?after=0`);
    check('the feed has changes', (await json(changes)).changes?.length > 0, changes.status);
    const page = await fetch(`${origin}/`, { headers: { accept: 'text/html' } });
    check('the page answers', page.status === 200 && /<html/i.test(await page.text()), page.status);
  } finally {
    await server.stop();
  }
}

/** Starts, waits until it is ready, stops; what it said about appending. */
async function started() {
  const server = start();
  try {
    await server.ready();
  } finally {
    const code = await server.stop();
    check('SIGTERM stops it cleanly', code === 0 || code === 143, `exit code ${code}\n${server.output()}`);
  }
  check('nothing is left on the port', !(await isListening()), 'something still listens');
  const output = server.output();
  const appended = /([\d,]+) events? appended/.exec(output);
  if (appended?.[1] === undefined) throw new Error(`npm start does not say how many events it appended:\n${output}`);
  return { output, appended: Number(appended[1].replaceAll(',', '')) };
}

function start() {
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm, 'start']] : ['npm', ['start']];
  const child = spawn(command, args, {
    cwd: clone,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', FOEDERA_DATA: join(folder, 'data'), NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  /** @type {Promise<number>} */
  const closed = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 143 : 1)));
  });
  let ended = false;
  closed.then(() => {
    ended = true;
  });
  return {
    output: () => output,
    async ready() {
      for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await delay(200)) {
        if (ended) throw new Error(`npm start ended before it was ready:\n${output}`);
        if (await isListening('/readyz')) return;
      }
      throw new Error(`not ready in time:\n${output}`);
    },
    async stop() {
      if (!ended) child.kill('SIGTERM');
      const late = delay(STOPPED_WITHIN_MS, -1, { ref: false });
      const code = await Promise.race([closed, late]);
      if (code === -1) child.kill('SIGKILL');
      return code;
    },
  };
}

/** @param {Response} response @returns {Promise<Record<string, any>>} */
async function json(response) {
  return /** @type {Record<string, any>} */ (await response.json());
}

async function isListening(path = '/livez') {
  try {
    return (await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch (error) {
    // Refused or not answering yet: the answer is no.
    if (error instanceof TypeError || error instanceof DOMException) return false;
    throw error;
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** @param {string} rule @param {boolean} ok @param {unknown} detail */
function check(rule, ok, detail) {
  if (ok) passed += 1;
  else failed += 1;
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${rule}\n`);
  if (!ok) process.stdout.write(`${String(detail).trimEnd().replaceAll(/^/gm, '      ')}\n`);
}
