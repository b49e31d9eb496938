import { Command } from 'commander';
import { CommandFailed, EXIT } from '../exit-codes.ts';
import { type CommonOptions, type Host, logTarget, requireLog, withCommon } from '../options.ts';
import { counted } from '../output.ts';
import { showProgress } from '../progress.ts';
import { say, write } from '../terminal.ts';

interface Options extends CommonOptions {
  readonly from?: string;
  readonly to: string;
  readonly after?: string;
}

/** `foedera copy`: the log into another one, of any kind. */
export function copyCommand(host: Host): Command {
  const { terminal } = host;
  const command = withCommon(new Command('copy'))
    .description('copy the log into another: same streams, revisions and ids, in the same order; run again, it goes on')
    .option(
      '--from <target>',
      'where from: a file, sqlite:PATH, esdb://… (default: the log that --log or --data names)',
    )
    .requiredOption('--to <target>', 'where to: a file, sqlite:PATH, esdb://…')
    .option('--after <position>', 'position in this log after which to start');
  return command.action(
    host.act(async (options: Options) => {
      if (options.from === undefined) requireLog(options);
      const { copyLog, EventLogError, openLog } = await import('@foedera/event-log');
      const from = await openLog(options.from ?? logTarget(options), { readonly: true });
      const progress = showProgress(terminal, 'events');
      let reached: string | null = null;
      try {
        const to = await openLog(options.to);
        try {
          const { events, alreadyThere, position } = await copyLog(from, to, {
            after: options.after,
            signal: terminal.signal,
            onProgress: (step) => {
              reached = step.position;
              progress.update(step.events, null);
            },
          });
          progress.stop();
          const summary = { copied: events - alreadyThere, alreadyThere, position };
          const text = `${counted(summary.copied, 'event')} copied · ${alreadyThere.toLocaleString('en')} stood there already`;
          await write(terminal.stdout, `${options.json ? JSON.stringify(summary) : text}\n`);
          return EXIT.ok;
        } finally {
          await to.close();
        }
      } catch (error) {
        if (options.after !== undefined && error instanceof EventLogError && error.code === 'invalid-position')
          throw new CommandFailed(error.message, {
            exitCode: EXIT.usage,
            hint: '--after takes what an interrupted copy from this log printed; without it nothing is copied twice either.',
            cause: error,
          });
        if (!terminal.signal.aborted) throw error;
        const after = reached === null ? '' : `, or sooner there with --after ${reached}`;
        say(terminal, `Interrupted: run the same command again${after}.`);
        return EXIT.interrupted;
      } finally {
        progress.stop();
        await from.close();
      }
    }),
  );
}
