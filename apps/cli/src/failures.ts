import { EventLogError, WrongExpectedRevision } from '@foedera/event-log';
import { IngestError } from '@foedera/ingest';
import { ProjectionError } from '@foedera/projections';
import { DatabaseError } from '@foedera/sqlite';
import { CommandFailed, EXIT } from './exit-codes.ts';

/** Connections that may work the next time. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** What a failure means for the person at the terminal: a message, a hint, an exit code. */
export function explain(error: unknown): CommandFailed {
  if (error instanceof CommandFailed) return error;
  if (error instanceof WrongExpectedRevision)
    return new CommandFailed(error.message, {
      exitCode: EXIT.tryAgain,
      hint: 'Someone else wrote meanwhile: look at it again, then repeat the command.',
      cause: error,
    });
  if (error instanceof EventLogError && (error.code === 'invalid-ledger-head' || error.code === 'unknown-log-target'))
    return new CommandFailed(error.message, { exitCode: EXIT.usage, cause: error });
  if (error instanceof DatabaseError && error.code === 'database-locked')
    return new CommandFailed(error.message, { exitCode: EXIT.tryAgain, hint: 'Another process writes.', cause: error });
  if (
    error instanceof EventLogError ||
    error instanceof IngestError ||
    error instanceof ProjectionError ||
    error instanceof DatabaseError
  )
    return new CommandFailed(error.message, { cause: error });
  const code = codeOf(error);
  if (code !== null && PASSING.has(code))
    return new CommandFailed(`no connection: ${code}`, {
      exitCode: EXIT.tryAgain,
      hint: 'Is the server running at that address?',
      cause: error,
    });
  const message = error instanceof Error ? error.message : String(error);
  // A file that is not there is the caller's affair; anything else unforeseen is ours.
  if (code !== null) return new CommandFailed(message, { cause: error });
  return new CommandFailed(message, { hint: 'FOEDERA_DEBUG=1 shows where this comes from.', cause: error });
}

/** System code of an error or of its cause (`fetch` hides it there). */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  return error.cause === undefined ? null : codeOf(error.cause);
}
