import { existsSync } from 'node:fs';
import type { LedgerHead, Verdict } from '@foedera/event-log';
import { Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { type CommonOptions, type Host, openCommandLog, requireLog, withCommon } from '../options.ts';
import { counted } from '../output.ts';
import { ledgerPath } from '../places.ts';
import { showProgress } from '../progress.ts';
import { painter, type Terminal, write } from '../terminal.ts';

interface Options extends CommonOptions {
  readonly head?: string;
}

/** `foedera verify`: whether the log is what its evidence says, from the first event on. */
export function verifyCommand(host: Host): Command {
  const command = withCommon(new Command('verify'))
    .description('recompute the running hash of the log and name the first difference')
    .addOption(new Option('--head <seq:hash>', 'a head that was noted before, the evidence to check against'));
  command.action(
    host.act(async (options: Options) => {
      const { parseLedgerHead } = await import('@foedera/event-log');
      const head = options.head === undefined ? undefined : parseLedgerHead(options.head);
      requireLog(options);
      const verdict = await verify(options, head, host.terminal);
      if (host.terminal.signal.aborted) return EXIT.interrupted;
      await print(verdict, head, options, host.terminal);
      return verdict.ok ? EXIT.ok : EXIT.failed;
    }),
  );
  return command;
}

async function verify(options: Options, head: LedgerHead | undefined, terminal: Terminal): Promise<Verdict> {
  const { openSqliteLedger, verifyLog } = await import('@foedera/event-log');
  const log = await openCommandLog(options);
  const path = ledgerPath(options);
  const checkpoints = existsSync(path) ? openSqliteLedger(path, { readonly: true }) : undefined;
  const total = checkpoints?.head().seq ?? null;
  const progress = showProgress(terminal, 'events');
  try {
    const verdict = await verifyLog(log, {
      signal: terminal.signal,
      onProgress: ({ seq }) => progress.update(seq, total !== null && seq <= total ? total : null),
      ...(head === undefined ? {} : { head }),
      ...(checkpoints === undefined ? {} : { checkpoints }),
    });
    // Every event that was found sound is noted with its hash: the next verification can name the one that differs.
    if (verdict.ok && !terminal.signal.aborted) {
      const { bringLedgerUpToDate } = await import('../ledger.ts');
      await bringLedgerUpToDate(log, path);
    }
    return verdict;
  } finally {
    progress.stop();
    checkpoints?.close();
    await log.close();
  }
}

async function print(
  verdict: Verdict,
  head: LedgerHead | undefined,
  options: Options,
  terminal: Terminal,
): Promise<void> {
  const { describeDifference, formatLedgerHead } = await import('@foedera/event-log');
  const paint = painter(terminal.stdout);
  if (options.json) {
    const found = verdict.ok ? {} : { difference: verdict.difference, message: describeDifference(verdict.difference) };
    await write(terminal.stdout, `${JSON.stringify({ ok: verdict.ok, head: verdict.head, ...found })}\n`);
    return;
  }
  if (!verdict.ok) {
    await write(terminal.stdout, `${paint('red', 'FAIL')}  ${describeDifference(verdict.difference)}\n`);
    await write(terminal.stdout, `      sound up to ${formatLedgerHead(verdict.head)}\n`);
    return;
  }
  const against = head === undefined ? '' : `, and has the head of seq ${head.seq} that was given`;
  const lines = [
    `${paint('green', 'ok')}    ${counted(verdict.head.seq, 'event')}: nothing was changed, moved or cut off${against}`,
    `      head ${formatLedgerHead(verdict.head)}`,
    ...(head === undefined
      ? [
          paint(
            'dim',
            '      Note the head elsewhere: foedera verify --head … then proves that nothing before it was edited.',
          ),
        ]
      : []),
  ];
  await write(terminal.stdout, `${lines.join('\n')}\n`);
}
