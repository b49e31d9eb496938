import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Command, Option } from 'commander';
import { problemOf } from '../api.ts';
import { CommandFailed, EXIT, usage } from '../exit-codes.ts';
import { chunksOf } from '../ndjson.ts';
import { openApi } from '../open-api.ts';
import type { Host } from '../options.ts';
import { showProgress } from '../progress.ts';
import {
  follow,
  type KnownOptions,
  knownParameters,
  queryOf,
  relationArgument,
  withFilters,
  withKnown,
} from '../questions.ts';
import { say, write } from '../terminal.ts';
import { type FilterOptions, filterParameters } from './query.ts';

interface Options extends KnownOptions, FilterOptions {
  readonly format: string;
  readonly out?: string;
  readonly claims?: boolean;
}

/** Formats by name, with the suffix that asks for each. */
const SUFFIXES: Readonly<Record<string, string>> = {
  ndjson: 'ndjson',
  json: 'json',
  csv: 'csv',
  parquet: 'parquet',
  ics: 'ics',
  markdown: 'md',
};
const TAIL = 4_096;

/** `foedera export`: a whole list in one of the API's formats. */
export function exportCommand(host: Host): Command {
  const { terminal } = host;
  const command = withFilters(withKnown(new Command('export')))
    .description('write a relation’s timeline, or all claims, in one of the formats of the API')
    .argument('[relation]', 'codes of the states, such as BY-VN; all claims when absent')
    .option('--claims', 'the claims of the relation instead of its timeline')
    .addOption(new Option('--format <name>', 'format').choices(Object.keys(SUFFIXES)).default('ndjson'))
    .option('--out <file>', 'write there instead of to stdout; the file appears when it is whole');
  return command.action(
    host.act(async (name: string | undefined, options: Options) => {
      if (options.format === 'parquet' && options.out === undefined && terminal.stdout.isTTY === true)
        throw usage('parquet is not for terminals: give --out FILE');
      const relation = name === undefined ? undefined : relationArgument(name);
      const api = await openApi(options, terminal);
      try {
        const response = await follow(api, addressOf(relation, options));
        if (!response.ok) throw await problemOf(response);
        if (options.out === undefined) return await copy(response, terminal.stdout, options.format, host);
        const partial = `${options.out}.part`;
        const file = createWriteStream(partial);
        try {
          const code = await copy(response, file, options.format, host);
          file.end();
          await finished(file);
          if (code === EXIT.ok) {
            await rename(partial, options.out);
            say(terminal, `wrote ${options.out}`);
          }
          return code;
        } finally {
          file.destroy();
          await rm(partial, { force: true });
        }
      } finally {
        await api.close();
      }
    }),
  );
}

function addressOf(relation: string | undefined, options: Options): string {
  const suffix = SUFFIXES[options.format];
  const { scope, ...known } = knownParameters(options);
  const parameters = { ...filterParameters(options), ...known, limit: 'all' };
  if (relation === undefined || options.claims) return `/v1/claims.${suffix}${queryOf({ relation, ...parameters })}`;
  return `/v1/relations/${relation}/timeline.${suffix}${queryOf({ ...parameters, scope })}`;
}

/** Copies the answer as it comes, and checks that it is whole where the format can tell. */
async function copy(response: Response, to: Writable, format: string, { terminal }: Host): Promise<0 | 130> {
  const progress = showProgress(terminal, 'KiB');
  const decoder = new TextDecoder();
  let bytes = 0;
  let tail = '';
  try {
    for await (const chunk of chunksOf(response)) {
      if (terminal.signal.aborted) return EXIT.interrupted;
      await write(to, chunk);
      bytes += chunk.byteLength;
      if (format === 'ndjson') tail = (tail + decoder.decode(chunk, { stream: true })).slice(-TAIL);
      progress.update(Math.ceil(bytes / 1024), null);
    }
  } finally {
    progress.stop();
  }
  const last = tail.trimEnd().split('\n').at(-1) ?? '';
  if (format === 'ndjson' && !last.startsWith('{"end":true'))
    throw new CommandFailed('the export was cut off: its closing line is missing', { exitCode: EXIT.tryAgain });
  return EXIT.ok;
}
