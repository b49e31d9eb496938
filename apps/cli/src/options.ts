import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { EventLog } from '@foedera/event-log';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandFailed, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** What a command is given besides its own arguments. */
export interface Host {
  readonly terminal: Terminal;
  readonly version: string;
  /** Wraps what a command does: it ends with the exit code that the work returns. */
  act<Args extends unknown[]>(work: (...args: Args) => Promise<ExitCode>): (...args: Args) => Promise<void>;
}

/** Options that every command has. */
export interface CommonOptions {
  readonly data: string;
  readonly log?: string;
  readonly json?: boolean;
}

/** Options of commands that ask the API. */
export interface QueryOptions extends CommonOptions {
  readonly url?: string;
  readonly key?: string;
}

/** Adds `--data`, `--log` and `--json`. */
export function withCommon(command: Command): Command {
  return command
    .addOption(
      new Option('--data <dir>', 'folder of the log and its read models').env('FOEDERA_DATA').default('.foedera'),
    )
    .addOption(new Option('--log <target>', 'where the log is: a file, sqlite:PATH, esdb://…').env('FOEDERA_LOG'))
    .option('--json', 'print one JSON object, or one a line');
}

/** Adds the common options and `--url`. */
export function withQuery(command: Command): Command {
  return withCommon(command).addOption(
    new Option('--url <url>', 'ask the server there; without it, the same request is answered in this process')
      .env('FOEDERA_URL')
      .argParser(httpAddress),
  );
}

/** Folder of the data, made when missing. */
export function dataFolder(options: CommonOptions): string {
  const folder = resolve(options.data);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Where the log is: `--log`, else a file in the data folder. */
export function logTarget(options: CommonOptions): string {
  return options.log ?? join(resolve(options.data), 'log.sqlite');
}

/** @throws CommandFailed when the log is a file that is not there: asking never makes one */
export function requireLog(options: CommonOptions): void {
  const target = logTarget(options);
  const path = /^sqlite:/.test(target) ? target.slice('sqlite:'.length) : target;
  if (/^[a-z][a-z+.-]+:/i.test(path) || existsSync(path)) return;
  throw new CommandFailed(`no ledger at ${path}`, {
    hint: 'npm start or foedera ingest makes one; --data names another folder.',
  });
}

/** Opens the log; the caller closes it. */
export async function openCommandLog(options: CommonOptions): Promise<EventLog> {
  const { openLog } = await import('@foedera/event-log');
  dataFolder(options);
  return openLog(logTarget(options));
}

/** @throws InvalidArgumentError for what is no address of a server */
function httpAddress(text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text;
  throw new InvalidArgumentError('expected an address such as http://127.0.0.1:4000.');
}

/** An integer argument within bounds, both inclusive. */
export function integer(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}.`);
    return value;
  };
}
