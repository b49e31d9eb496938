import type { EntryPage, RelationAnswer } from '@foedera/client';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import type { Host } from '../options.ts';
import {
  askText,
  type KnownOptions,
  knownParameters,
  printJson,
  queryOf,
  relationArgument,
  withKnown,
} from '../questions.ts';
import { write } from '../terminal.ts';
import { entryPageLines } from './entry-output.ts';
import { stateLines } from './show-output.ts';

interface Options extends KnownOptions {
  readonly on?: string;
  readonly certain?: boolean;
}

const ENTRY = /^[0-9a-f]{32}$/;

/** `foedera show`: what a relation's facts add up to on a day, as it was known on another. */
export function showCommand(host: Host): Command {
  const command = withKnown(new Command('show'))
    .description('show the state of a relation, or an entry with its claims and quotes')
    .argument('<what>', 'codes of the states, such as BY-VN, or the id of an entry or claim')
    .option('--on <day>', 'what held on this day, YYYY-MM-DD; the latest when absent')
    .option('--certain', 'only what surely held by then: nothing undated, nothing that may be later');
  command.action(
    host.act(async (what: string, options: Options) => {
      const { terminal } = host;
      const isEntry = ENTRY.test(what);
      const path = isEntry ? `/v1/entries/${what}` : `/v1/relations/${relationArgument(what)}`;
      const { scope, ...known } = knownParameters(options);
      const query = queryOf(
        isEntry ? known : { on: options.on, certainty: options.certain ? 'certain' : undefined, scope, ...known },
      );
      const api = await openApi(options, terminal);
      try {
        const text = await askText(api, path + query);
        if (options.json) await printJson(terminal, text);
        else {
          const lines = isEntry
            ? entryPageLines(JSON.parse(text) as EntryPage, terminal)
            : stateLines(JSON.parse(text) as RelationAnswer, options, terminal);
          await write(terminal.stdout, `${lines.join('\n')}\n`);
        }
        return EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
  return command;
}
