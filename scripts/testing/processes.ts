import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const ROOT = join(import.meta.dirname, '../..');
const POLL_MS = 50;

/** A process of this project, run from what was built. */
export interface Running {
  /** What it wrote so far. */
  readonly said: { stdout: string; stderr: string };
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `node ARGS…` in the clone with nothing but the given environment and what Node needs. */
export function run(args: readonly string[], env: Readonly<Record<string, string>>): Running {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [...args], {
    cwd: ROOT,
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said, ended, kill: (signal) => void child.kill(signal) };
}

/** Waits until an address answers well. @throws with what the process said, when it ended first */
export async function answers(process: Running, url: string): Promise<void> {
  let ended: number | null | undefined;
  void process.ended.then((code) => {
    ended = code;
  });
  while (ended === undefined) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await delay(POLL_MS);
  }
  throw new Error(`ended with ${ended} before ${url} answered:\n${process.said.stderr}`);
}

/** Waits until a process has said something on standard output. */
export async function says(process: Running, what: RegExp): Promise<RegExpExecArray> {
  let ended = false;
  void process.ended.then(() => {
    ended = true;
  });
  for (;;) {
    const found = what.exec(process.said.stdout);
    if (found !== null) return found;
    if (ended) throw new Error(`ended without saying ${what}:\n${process.said.stderr}`);
    await delay(POLL_MS);
  }
}

/** A port of the loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
