import { EventLogError, WrongExpectedRevision } from '@foedera/event-log';
import { IngestError } from '@foedera/ingest';
import { ProjectionError } from '@foedera/projections';
import { DatabaseError } from '@foedera/sqlite';
import { CommandFailed, EXIT } from './exit-codes.ts';

/** Connections that may work the next time. */
const PASSING = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** Event stores that may answer the next time. */
const TRY_AGAIN = new Set(['eventstore-unavailable', 'eventstore-timeout', 'eventstore-no-leader']);

/** What to do about an error of the log that repeating does not mend. */
const HINTS: Readonly<Record<string, string>> = {
  'eventstore-access-denied':
    'The connection string names who asks, esdb://NAME:PASSWORD@…; reading everything needs the right to read $all.',
  'eventstore-read-only': 'Name the nodes that take appends: esdb://ONE,TWO,THREE, or esdb+discover://.',
  'eventstore-connection-string': 'For example esdb://127.0.0.1:2113?tls=false; docs/operations.md has the others.',
  'corrupt-event':
    'foedera verify names the first event that differs; docs/operations.md says how to restore a backup.',
  'corrupt-log': 'foedera verify names the first event that differs; docs/operations.md says how to restore a backup.',
  'copy-conflict': 'Copy into an empty log, or into one that a copy of this log began.',
};

/** What to do about a file that SQLite cannot use. */
const FILE_HINTS: Readonly<Record<string, string>> = {
  'not-a-database': '--log and --data name the log; a file of prepared claims or an article goes to foedera ingest.',
  'cannot-open': 'Is it a file, and may you read and write it and its folder?',
  'schema-newer': 'Use the newer version of Foedera, or another --data folder.',
  'disk-full': 'Make room and repeat the command: nothing was half written.',
  'read-only': 'The file or its folder may not be written: mend the rights, or name another --data folder.',
  corrupt:
    'A damaged read model in models/ may be deleted: it is made anew. For the log, docs/operations.md says how to restore a backup.',
};

/** What the system says, in words that say what to do. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder; paths are relative to the folder you are in',
  EACCES: 'you have no right to it; choose another, or mend its rights',
  EPERM: 'you have no right to it; choose another, or mend its rights',
  EROFS: 'this file system may not be written; choose another folder',
  EEXIST: 'a folder is wanted, and there is a file of that name; choose another',
  ENOTDIR: 'a folder is wanted, and there is a file of that name; choose another',
  EISDIR: 'a file is wanted, and this is a folder',
  ENOSPC: 'no space is left on the disk; make room and repeat the command',
};

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
  if (error instanceof EventLogError && error.code === 'invalid-position')
    return new CommandFailed(error.message, {
      hint: 'The data folder holds read models of another log: choose another --data, or delete its models/ and ledger.sqlite, which are made anew.',
      cause: error,
    });
  if (error instanceof EventLogError && TRY_AGAIN.has(error.code))
    return new CommandFailed(error.message, {
      exitCode: EXIT.tryAgain,
      hint: 'Is the event store running at that address? What was appended stays; the same command goes on from there.',
      cause: error,
    });
  if (error instanceof EventLogError && HINTS[error.code] !== undefined)
    return new CommandFailed(error.message, {
      exitCode: error.code === 'eventstore-connection-string' ? EXIT.usage : EXIT.failed,
      hint: HINTS[error.code] as string,
      cause: error,
    });
  if (error instanceof DatabaseError && error.code === 'database-locked')
    return new CommandFailed(error.message, { exitCode: EXIT.tryAgain, hint: 'Another process writes.', cause: error });
  if (error instanceof DatabaseError && FILE_HINTS[error.code] !== undefined)
    return new CommandFailed(error.message, { hint: FILE_HINTS[error.code] as string, cause: error });
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
  if (code === null && error instanceof TypeError && error.message === 'fetch failed')
    return new CommandFailed(`no connection: ${error.cause instanceof Error ? error.cause.message : 'fetch failed'}`, {
      exitCode: EXIT.tryAgain,
      hint: 'Is the server running at that address?',
      cause: error,
    });
  const place = placeOf(error);
  if (code !== null && place !== null && SYSTEM[code] !== undefined)
    return new CommandFailed(`${place}: ${SYSTEM[code]}`, { cause: error });
  // What the system refuses is the caller's affair; anything else unforeseen is ours.
  if (code !== null) return new CommandFailed(message, { cause: error });
  return new CommandFailed(message, { hint: 'FOEDERA_DEBUG=1 shows where this comes from.', cause: error });
}

/** The file or folder that the system speaks of. */
function placeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { path } = error as NodeJS.ErrnoException;
  return typeof path === 'string' && path !== '' ? path : null;
}

/** System code of an error or of its cause (`fetch` hides it there). */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string') return code;
  return error.cause === undefined ? null : codeOf(error.cause);
}
