import { isAbsolute, relative } from 'node:path';
import type { IngestSummary } from '@foedera/ingest';
import { Command, Option } from 'commander';
import type { Composition } from '../compose.ts';
import { CommandFailed, EXIT, type ExitCode } from '../exit-codes.ts';
import { type CommonOptions, dataFolder, type Host, integer, logTarget, withCommon } from '../options.ts';
import { showProgress } from '../progress.ts';
import { painter, say, type Terminal, write } from '../terminal.ts';
import { listRejections, summaryLine } from './ingest.ts';

interface Options extends CommonOptions {
  readonly port: number;
  readonly host: string;
  readonly ingest?: string[];
  readonly webhookAllow: string[];
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** `foedera start`: log, projections, API, feed and page in this process, until it is told to stop. */
export function startCommand(host: Host): Command {
  const command = withCommon(new Command('start'))
    .description('serve timeline, changes feed and page on one port')
    .addOption(new Option('--port <n>', 'port to listen on').env('PORT').default(4000).argParser(integer(0, 65_535)))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .option('--ingest <paths...>', 'files and folders to ingest first; what is recorded already is skipped')
    .option('--webhook-allow <cidr...>', 'address ranges that webhooks may call although they are not public', []);
  command.action(host.act((options: Options) => start(options, host)));
  return command;
}

async function start(options: Options, { terminal, version }: Host): Promise<ExitCode> {
  const { catchUp, compose } = await import('../compose.ts');
  const { pino } = await import('pino');
  const logger = pino({ level: 'warn', base: null }, terminal.stderr);
  const webhooks = { allowAddresses: options.webhookAllow };
  const composition = await compose({
    data: dataFolder(options),
    target: logTarget(options),
    logger,
    webhooks,
    page: true,
  });
  try {
    composition.setStarting(true);
    const url = await listen(composition, options);
    const summary = await ingestFirst(composition, options.ingest ?? [], terminal);
    await catchUp(composition, terminal);
    if (terminal.signal.aborted) return EXIT.interrupted;
    composition.setStarting(false);
    await announce({ url, version, summary, options, composition, terminal });
    await aborted(terminal.signal);
    say(terminal, 'stopping …');
    return EXIT.ok;
  } finally {
    await composition.close();
  }
}

async function listen({ app }: Composition, { port, host }: Options): Promise<string> {
  try {
    // Thousands of followers come back at once after a restart.
    return await app.listen({ port, host, backlog: 8_192 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CommandFailed(`port ${port} on ${host} is taken`, {
        hint: `Stop what listens there, or choose another port: PORT=${port + 1} npm start, or foedera start --port ${port + 1}.`,
        cause: error,
      });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new CommandFailed(`cannot listen on ${host}, port ${port}: ${code}`, {
        hint: 'Ports below 1024 need rights, and the address must be one of this machine.',
        cause: error,
      });
    throw error;
  }
}

async function ingestFirst(
  { log }: Composition,
  paths: readonly string[],
  terminal: Terminal,
): Promise<IngestSummary | null> {
  if (paths.length === 0) return null;
  const { ingestPaths, openExtractor } = await import('../extractor.ts');
  const progress = showProgress(terminal, 'KiB');
  const extractor = openExtractor();
  try {
    return await ingestPaths(paths, {
      log,
      extractor,
      signal: terminal.signal,
      onProgress: ({ bytes, bytesTotal }) => progress.update(Math.ceil(bytes / 1024), Math.ceil(bytesTotal / 1024)),
    });
  } finally {
    progress.stop();
    await extractor.close();
  }
}

interface Announcement {
  readonly url: string;
  readonly version: string;
  readonly summary: IngestSummary | null;
  readonly options: Options;
  readonly composition: Composition;
  readonly terminal: Terminal;
}

async function announce({ url, version, summary, options, composition, terminal }: Announcement): Promise<void> {
  const seq = Math.min(...composition.runners.map((runner) => runner.status().seq));
  if (options.json) {
    await write(terminal.stdout, `${JSON.stringify({ url, version, seq, ingested: summary })}\n`);
    return;
  }
  const paint = painter(terminal.stdout);
  // Under npm the command is not on the path.
  const foedera = terminal.env.npm_command === undefined ? 'foedera' : 'npx foedera';
  const lines = [
    '',
    `${paint('bold', `Foedera ${version}`)}  ${paint('cyan', url)}`,
    '',
    ...(summary === null ? [] : [`  ${summaryLine(summary)}`]),
    `  ${seq.toLocaleString('en')} events in ${placeOf(options)}`,
    '',
    paint('bold', 'Try next'),
    `  ${foedera} show BY-VN --on 2016-01-01`,
    `  ${foedera} replay BY-VN`,
    `  curl '${url}/v1/relations/BY-VN/timeline?asReported=2016-01-01'`,
    '',
    paint('dim', 'Ctrl-C stops it.'),
    '',
  ];
  await write(terminal.stdout, `${lines.join('\n')}\n`);
  if (summary !== null) listRejections(summary, terminal);
  if (!LOOPBACK.has(options.host))
    say(
      terminal,
      `Everyone who reaches ${options.host}:${options.port} can read this ledger; writing needs an API key.`,
    );
}

/** The log's file as one would type it here. */
function placeOf(options: Options): string {
  const target = logTarget(options);
  const near = relative(process.cwd(), target);
  return isAbsolute(target) && !near.startsWith('..') ? near : target;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
