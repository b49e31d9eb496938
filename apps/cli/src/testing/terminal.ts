import { PassThrough, Readable } from 'node:stream';
import { run } from '../main.ts';
import type { Terminal } from '../terminal.ts';

/** What one command line printed and how it ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a command line is run in a test. */
export interface Setting {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Told of everything printed so far, at each write to stdout. */
  readonly onStdout?: (text: string) => void;
}

/** Runs a command line on pipes: no colours, no progress. */
export async function foedera(argv: readonly string[], setting: Setting = {}): Promise<Ended> {
  const out = new PassThrough();
  const err = new PassThrough();
  let stdout = '';
  let stderr = '';
  out.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    setting.onStdout?.(stdout);
  });
  err.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const terminal: Terminal = {
    stdout: out,
    stderr: err,
    stdin: Readable.from([Buffer.from(setting.stdin ?? '')]),
    env: setting.env ?? {},
    signal: setting.signal ?? new AbortController().signal,
  };
  const code = await run(argv, terminal);
  return { code, stdout, stderr };
}
