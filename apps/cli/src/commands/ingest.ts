import type { EventLog } from '@foedera/event-log';
import type { IngestSummary, ManifestEntry } from '@foedera/ingest';
import { Command } from 'commander';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { modelOf, type ReaderOptions, withReader } from '../model-options.ts';
import { type Host, openCommandLog, withCommon } from '../options.ts';
import { counted, table } from '../output.ts';
import { ledgerPath } from '../places.ts';
import { showProgress } from '../progress.ts';
import { painter, say, type Terminal, write } from '../terminal.ts';

interface Options extends ReaderOptions {
  readonly dryRun?: boolean;
  readonly published?: string;
  readonly publisher?: string;
  readonly address?: string;
  readonly language?: string;
  readonly release?: string;
}

/** `foedera ingest`: articles and prepared claims into the log. */
export function ingestCommand(host: Host): Command {
  const command = withReader(withCommon(new Command('ingest')))
    .description('append what articles and prepared claims state; what is recorded already is skipped')
    .argument('<paths...>', 'files, folders, or - for prepared claims on stdin')
    .option('--dry-run', 'read, check and compare, but append nothing')
    .option('--published <edtf>', 'publication date of the articles, where it is known from elsewhere')
    .option('--publisher <name>', 'who published them')
    .option('--address <url>', 'where they were published')
    .option('--language <code>', 'their language, such as fr')
    .option('--release <name>', 'edition of prepared claims whose lines name none');
  command.action(
    host.act(async (paths: string[], options: Options) => {
      const log = await openCommandLog(options);
      try {
        const summary = await ingest(paths, options, log, host.terminal);
        if (summary.appended > 0 && !summary.dryRun) {
          const { bringLedgerUpToDate } = await import('../ledger.ts');
          await bringLedgerUpToDate(log, ledgerPath(options));
        }
        await write(host.terminal.stdout, options.json ? `${JSON.stringify(summary)}\n` : `${summaryLine(summary)}\n`);
        if (!options.json) listRejections(summary, host.terminal);
        return exitOf(summary, host.terminal);
      } finally {
        await log.close();
      }
    }),
  );
  return command;
}

async function ingest(
  paths: readonly string[],
  options: Options,
  log: EventLog,
  terminal: Terminal,
): Promise<IngestSummary> {
  const { ingestPaths, openExtractor } = await import('../extractor.ts');
  const extractor = openExtractor({ model: modelOf(options, terminal) });
  const progress = showProgress(terminal, 'KiB');
  const { published, publisher, address: url, language, release } = options;
  const about: ManifestEntry = Object.fromEntries(
    Object.entries({ published, publisher, url, language, release }).filter(([, value]) => value !== undefined),
  );
  try {
    return await ingestPaths(paths, {
      log,
      extractor,
      about,
      stdin: terminal.stdin as AsyncIterable<Uint8Array>,
      signal: terminal.signal,
      dryRun: options.dryRun ?? false,
      onProgress: ({ bytes, bytesTotal }) =>
        progress.update(Math.ceil(bytes / 1024), bytesTotal === 0 ? null : Math.ceil(bytesTotal / 1024)),
    });
  } finally {
    progress.stop();
    await extractor.close();
  }
}

/** What a run did, in one line. */
export function summaryLine(summary: IngestSummary): string {
  const { documents, facts, appended, duplicates, rejected, dryRun } = summary;
  const parts = [
    counted(documents, 'document'),
    counted(facts, 'fact'),
    `${counted(appended, 'event')} ${dryRun ? 'would be appended' : 'appended'}`,
    counted(duplicates, 'duplicate'),
    `${rejected.toLocaleString('en')} rejected`,
  ];
  return parts.join(' · ');
}

/** The first rejections with their reasons, on stderr. */
export function listRejections(summary: IngestSummary, terminal: Terminal): void {
  if (summary.rejected === 0) return;
  const paint = painter(terminal.stderr);
  const rows = summary.rejections.map(({ file, line, code, pointer, reason }) => [
    line === undefined ? file : `${file}:${line}`,
    code,
    pointer === '' ? reason : `${pointer}: ${reason}`,
  ]);
  const columns = [
    { heading: 'where' },
    { heading: 'code', paint: (text: string) => paint('yellow', text) },
    { heading: 'reason', flexible: true },
  ];
  for (const line of table(columns, rows, terminal.stderr.columns ?? 120)) say(terminal, line);
  const unlisted = summary.rejected - summary.rejections.length;
  if (unlisted > 0) say(terminal, `and ${counted(unlisted, 'more rejection')}`);
}

function exitOf(summary: IngestSummary, terminal: Terminal): ExitCode {
  if (summary.interrupted) {
    say(terminal, `Interrupted: ${summary.resume ?? 'run the same command again'}.`);
    return EXIT.interrupted;
  }
  return summary.rejected > 0 ? EXIT.rejected : EXIT.ok;
}
