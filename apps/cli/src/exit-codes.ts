/** How a command ends. The numbers are part of the interface: scripts rely on them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  /** Finished; some records were rejected, each with its reason. */
  rejected: 3,
  /** Nothing is wrong with the request: try again later. @see sysexits(3) EX_TEMPFAIL */
  tryAgain: 75,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A command cannot go on; its message is all that the reader needs. */
export class CommandFailed extends Error {
  readonly exitCode: ExitCode;
  /** What to do about it, one line. */
  readonly hint: string | undefined;
  constructor(message: string, options: { exitCode?: ExitCode; hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CommandFailed';
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.hint = options.hint;
  }
}

/** The command was called in a way that makes no sense: exit code 2. */
export function usage(message: string): CommandFailed {
  return new CommandFailed(message, { exitCode: EXIT.usage });
}
