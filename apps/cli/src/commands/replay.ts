import type { Frame } from '@foedera/client';
import { Command, Option } from 'commander';
import { problemOf } from '../api.ts';
import { CommandFailed, EXIT } from '../exit-codes.ts';
import { closingLine, linesOf } from '../ndjson.ts';
import { openApi } from '../open-api.ts';
import type { Host } from '../options.ts';
import { counted } from '../output.ts';
import { follow, type KnownOptions, knownParameters, queryOf, relationArgument, withKnown } from '../questions.ts';
import { say, write } from '../terminal.ts';
import { frameLines, type StateFacts } from './replay-output.ts';

interface Options extends KnownOptions {
  readonly axis: string;
}

/** `foedera replay`: a relation's history step by step, each with what it changed in the relation's state. */
export function replayCommand(host: Host): Command {
  const command = withKnown(new Command('replay'))
    .description('print the history of a relation step by step, each with what it changed')
    .argument('<relation>', 'codes of the states, such as BY-VN')
    .addOption(
      new Option('--axis <time>', 'the time to move along: when it happened, was published, or was recorded here')
        .choices(['occurred', 'reported', 'recorded'])
        .default('occurred'),
    );
  command.action(
    host.act(async (name: string, options: Options) => {
      const { terminal } = host;
      const relation = relationArgument(name);
      const api = await openApi(options, terminal);
      try {
        const query = queryOf({ axis: options.axis, ...knownParameters(options) });
        const response = await follow(api, `/v1/relations/${relation}/replay${query}`);
        if (!response.ok) throw await problemOf(response);
        let facts: StateFacts = new Map();
        let ended = false;
        let steps = 0;
        for await (const line of linesOf(response)) {
          if (terminal.signal.aborted) return EXIT.interrupted;
          ended = closingLine(line) !== null;
          if (options.json) await write(terminal.stdout, `${line}\n`);
          if (ended || options.json) continue;
          const shown = frameLines(JSON.parse(line) as Frame, facts, terminal);
          facts = shown.facts;
          steps += 1;
          await write(terminal.stdout, `${shown.lines.join('\n')}\n`);
        }
        if (!ended) throw new CommandFailed('the answer was cut off', { exitCode: EXIT.tryAgain });
        if (!options.json) say(terminal, counted(steps, 'step'));
        return EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
  return command;
}
