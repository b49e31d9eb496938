import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The feed's own process, from the sources, over and over on the same port. */
export interface FeedProcess {
  readonly url: string;
  /** Starts it; resolves when it listens. */
  start(): Promise<void>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Bundles `main.ts` beside the package, where its dependencies are found, and prepares to run it. */
export async function openFeedProcess(options: {
  readonly log: string;
  readonly data: string;
  readonly port: number;
  readonly args?: readonly string[];
}): Promise<FeedProcess> {
  const folder = fileURLToPath(new URL('../../.foedera', import.meta.url));
  const file = join(folder, `main-${process.pid}-${options.port}.mjs`);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@foedera/source'],
    plugins: [
      {
        name: 'dependencies-stay-outside',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@foedera/') ? null : { path, external: true },
          ),
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, outputFiles[0]?.text ?? '');
  let child: ChildProcess | null = null;
  const url = `http://127.0.0.1:${options.port}`;
  const kill = async (): Promise<void> => {
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    child = null;
  };
  return {
    url,
    start: async () => {
      const args = [
        '--log',
        options.log,
        '--data',
        options.data,
        '--port',
        String(options.port),
        ...(options.args ?? []),
      ];
      const started = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
      child = started;
      let said = '';
      for await (const chunk of started.stderr) {
        said += String(chunk);
        if (said.includes(`changes: ${url}`)) break;
      }
      if (started.exitCode !== null) throw new Error(`the feed ended with ${started.exitCode}: ${said}`);
      started.stderr?.resume();
    },
    kill,
    close: async () => {
      await kill();
      rmSync(file, { force: true });
    },
  };
}
