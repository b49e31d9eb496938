import { CommanderError } from 'commander';
import { GROUPS } from './commands/index.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { createProgram, exitCodeOf } from './program.ts';
import { painter, say, type Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/**
 * Runs one command line and returns its exit code; never ends the process itself.
 * @param argv what follows the program's name
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram(terminal, VERSION, GROUPS, (settled) => {
    code = settled;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return exitCodeOf(error);
    if (terminal.signal.aborted) return EXIT.interrupted;
    return await report(error, terminal);
  }
}

/** Runs the command line of this process: its arguments, its streams, its signals. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController();
  const interrupt = (): void => {
    // The second time nobody waits for anything.
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, interrupt);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as in `| head`.
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  const { stdout, stderr, stdin, env } = process;
  try {
    return await run(argv, { stdout, stderr, stdin, env, signal: stop.signal });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, interrupt);
  }
}

async function report(error: unknown, terminal: Terminal): Promise<ExitCode> {
  const { explain } = await import('./failures.ts');
  const failure = explain(error);
  const paint = painter(terminal.stderr);
  say(terminal, `${paint('red', 'foedera:')} ${failure.message}`);
  if (failure.hint !== undefined) say(terminal, paint('dim', `  ${failure.hint}`));
  if (terminal.env.FOEDERA_DEBUG && error instanceof Error) say(terminal, error.stack ?? error.message);
  return failure.exitCode;
}
