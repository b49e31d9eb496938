import { type Command, Option } from 'commander';
import { type Api, problemOf } from './api.ts';
import { CommandFailed, EXIT } from './exit-codes.ts';
import { type QueryOptions, withQuery } from './options.ts';
import { type Terminal, write } from './terminal.ts';

/** What was known, and in which words to answer. */
export interface KnownOptions extends QueryOptions {
  readonly asReported?: string;
  readonly asRecorded?: string;
  readonly scope?: string;
  readonly prefer?: string;
  readonly lang?: string;
}

/** Adds the options that every question about facts has. The server knows what they may say. */
export function withKnown(command: Command): Command {
  return withQuery(command)
    .option('--as-reported <time>', 'as known from what had been published by then: a date or an RFC 3339 time')
    .option('--as-recorded <time>', 'as this ledger would have answered then: a seq, a date or an RFC 3339 time')
    .addOption(
      new Option('--scope <scope>', 'exact leaves out what unions and wider sets did').choices(['all', 'exact']),
    )
    .addOption(new Option('--lang <code>', 'language of headlines').choices(['en', 'fr', 'vi']));
}

/** Adds the options that choose entries. */
export function withFilters(command: Command): Command {
  return command
    .option('--from <date>', 'happened on or after: YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--to <date>', 'happened before: YYYY, YYYY-MM or YYYY-MM-DD')
    .option('--on <day>', 'happened on this day')
    .option('--kind <kinds...>', 'only these kinds of facts, such as visit')
    .option('--category <names...>', 'only kinds of these categories')
    .option('--status <words...>', 'only what has come so far, such as planned')
    .option('--source <ids...>', 'only what these sources say')
    .option('--party <codes...>', 'only what these states take part in')
    .option('--min-confidence <number>', 'only what is this certain to have been read right, 0 to 1')
    .option('--certain', 'dates must lie inside the window as a whole');
}

/** Query text of parameters, without those that are absent; lists are joined by commas. */
export function queryOf(parameters: Readonly<Record<string, string | number | readonly string[] | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

/** Known time, scope and language as parameters. */
export function knownParameters(options: KnownOptions): Record<string, string | undefined> {
  const { asReported, asRecorded, scope, lang } = options;
  return { asReported, asRecorded, scope, lang };
}

/** Asks for JSON, following a redirect to the address as it is written canonically. */
export async function ask<T>(api: Api, path: string): Promise<T> {
  return JSON.parse(await askText(api, path)) as T;
}

/** As `ask`, but gives the text as it came. */
export async function askText(api: Api, path: string): Promise<string> {
  const response = await follow(api, path);
  if (!response.ok) throw await problemOf(response);
  return response.text();
}

const MOST_REDIRECTS = 5;

/** An answer, after redirects to the address as it is written canonically. */
export async function follow(api: Api, path: string): Promise<Response> {
  let at = path;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await api.fetch(at);
    const to = response.status === 307 || response.status === 308 ? response.headers.get('location') : null;
    if (to === null) return response;
    await response.body?.cancel();
    at = to;
  }
  throw new CommandFailed(`${path}: too many redirects`);
}

/** Prints an answer as it came, on one line. */
export async function printJson(terminal: Terminal, text: string): Promise<void> {
  await write(terminal.stdout, text.endsWith('\n') ? text : `${text}\n`);
}

/** A relation id as it is written: upper case, codes joined by `-`. */
export function relationArgument(text: string): string {
  const id = text.trim().toUpperCase();
  if (/^[A-Z]{2}(?:-[A-Z]{2})+$/.test(id)) return id;
  throw new CommandFailed(`not a relation: ${text}; expected codes of states such as BY-VN`, { exitCode: EXIT.usage });
}
