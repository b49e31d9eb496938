import type { RelationState } from '@foedera/projections';
import { Command } from 'commander';
import { openApi } from '../api.ts';
import { EXIT } from '../exit-codes.ts';
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
import { stateLines } from './show-output.ts';

interface Options extends KnownOptions {
  readonly on?: string;
}

type Labelled<Step> = Omit<Step, 'label'> & { readonly label: string };
type Level = NonNullable<RelationState['level']>;

/** State as the API answers it: labels in one language, plans and targets weighed against the day. */
export interface AnsweredState extends Omit<RelationState, 'level' | 'planned' | 'targets'> {
  readonly level: (Labelled<Level> & { readonly history: readonly Labelled<Level['history'][number]>[] }) | null;
  readonly planned: readonly (RelationState['planned'][number] & { readonly unconfirmedSince?: string })[];
  readonly targets: readonly (RelationState['targets'][number] & { readonly outcome: 'met' | 'missed' | 'open' })[];
}

/** A relation as the API answers. */
export interface RelationAnswer {
  readonly id: string;
  readonly parties: readonly string[];
  readonly names: readonly string[];
  readonly state: AnsweredState;
  readonly seq: number;
  readonly epoch: string;
}

/** `foedera show`: what a relation's facts add up to on a day, as it was known on another. */
export function showCommand(host: Host): Command {
  const command = withKnown(new Command('show'))
    .description('show the state of a relation: level, missions, treaties, figures')
    .argument('<relation>', 'codes of the states, such as BY-VN')
    .option('--on <day>', 'what held on this day, YYYY-MM-DD; the latest when absent');
  command.action(
    host.act(async (name: string, options: Options) => {
      const relation = relationArgument(name);
      const api = await openApi(options, host.terminal);
      try {
        const query = queryOf({ on: options.on, ...knownParameters(options) });
        const text = await askText(api, `/v1/relations/${relation}${query}`);
        if (options.json) await printJson(host.terminal, text);
        else {
          const lines = stateLines(JSON.parse(text) as RelationAnswer, options, host.terminal);
          await write(host.terminal.stdout, `${lines.join('\n')}\n`);
        }
        return EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
  return command;
}
