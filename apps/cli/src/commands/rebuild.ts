import { Argument, Command } from 'commander';
import { CommandFailed, EXIT } from '../exit-codes.ts';
import { type CommonOptions, dataFolder, type Host, logTarget, requireLog, withCommon } from '../options.ts';
import { duration } from '../output.ts';
import { showProgress } from '../progress.ts';
import { say, write } from '../terminal.ts';

/** `foedera rebuild`: read models made anew from the log, beside the live ones. */
export function rebuildCommand(host: Host): Command {
  const { terminal } = host;
  const command = withCommon(new Command('rebuild'))
    .description('make the read models anew from the log; the old ones answer until the new ones stand')
    .addArgument(new Argument('[model]', 'only this one').choices(['timeline', 'changes']));
  return command.action(
    host.act(async (only: string | undefined, options: CommonOptions) => {
      requireLog(options);
      const { compose } = await import('../compose.ts');
      const composition = await compose({ data: dataFolder(options), target: logTarget(options), still: true });
      try {
        const chosen = composition.runners.filter((runner) => only === undefined || runner.status().name === only);
        for (const runner of chosen) {
          const { name } = runner.status();
          const began = performance.now();
          const progress = showProgress(terminal, `events into ${name}`);
          const head = composition.runners.reduce((most, one) => Math.max(most, one.status().seq), 0);
          try {
            await runner.rebuild((seq) => progress.update(seq, seq <= head ? head : null));
          } finally {
            progress.stop();
          }
          const { seq, epoch, failed } = runner.status();
          if (failed !== null) throw new CommandFailed(`${name} stopped at seq ${failed.seq}: ${failed.message}`);
          const ms = Math.round(performance.now() - began);
          if (options.json) await write(terminal.stdout, `${JSON.stringify({ model: name, seq, epoch, ms })}\n`);
          else say(terminal, `${name}: ${seq.toLocaleString('en')} events in ${duration(ms)}`);
          if (terminal.signal.aborted) return EXIT.interrupted;
        }
        return EXIT.ok;
      } finally {
        await composition.close();
      }
    }),
  );
}
