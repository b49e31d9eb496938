import { DIFFERENCES, type Diff, type DiffLine } from '@foedera/client';
import { Command, Option } from 'commander';
import { EXIT, usage } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import { type Host, type QueryOptions, withQuery } from '../options.ts';
import { counted, table } from '../output.ts';
import { askText, printJson, queryOf, relationArgument } from '../questions.ts';
import { painter, type Terminal, write } from '../terminal.ts';

interface Options extends QueryOptions {
  readonly from?: string;
  readonly to?: string;
  readonly fromRecorded?: string;
  readonly toRecorded?: string;
  readonly scope?: string;
  readonly lang?: string;
}

const SIGNS = { added: '+', moved: '→', corrected: '~', corroborated: '=', retracted: '-', merged: '<' } as const;

/** `foedera diff`: what became of a relation's entries between two points of what was known. */
export function diffCommand(host: Host): Command {
  const command = withQuery(new Command('diff'))
    .description('compare what was known of a relation at two times')
    .argument('<relation>', 'codes of the states, such as BY-VN')
    .option('--from <time>', 'earlier point: what had been published by then')
    .option('--to <time>', 'later point: what had been published by then; now when absent')
    .option('--from-recorded <time>', 'earlier point: what was recorded here by then, a seq or a time')
    .option('--to-recorded <time>', 'later point: what was recorded here by then, a seq or a time')
    .addOption(
      new Option('--scope <scope>', 'exact leaves out what unions and wider sets did').choices(['all', 'exact']),
    )
    .addOption(new Option('--lang <code>', 'language of headlines').choices(['en', 'fr', 'vi']));
  return command.action(
    host.act(async (name: string, options: Options) => {
      const { from: fromReported, to: toReported, fromRecorded, toRecorded, scope, lang } = options;
      if (fromReported === undefined && fromRecorded === undefined)
        throw usage('diff: --from or --from-recorded is needed');
      const relation = relationArgument(name);
      const query = queryOf({ fromReported, toReported, fromRecorded, toRecorded, scope, lang });
      const api = await openApi(options, host.terminal);
      try {
        const text = await askText(api, `/v1/relations/${relation}/diff${query}`);
        if (options.json) await printJson(host.terminal, text);
        else await write(host.terminal.stdout, `${diffLines(JSON.parse(text) as Diff, host.terminal).join('\n')}\n`);
        return EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
}

function diffLines(diff: Diff, terminal: Terminal): string[] {
  const paint = painter(terminal.stdout);
  const rows = DIFFERENCES.flatMap((name) =>
    diff[name].map((line) => [SIGNS[name], name, dated(line), `${headline(line)}${reasons(line)}`]),
  );
  if (rows.length === 0) return ['No difference.'];
  const columns = [
    { heading: '', paint: (text: string, row: number) => paint(row < diff.added.length ? 'green' : 'yellow', text) },
    { heading: '' },
    { heading: '', paint: (text: string) => paint('cyan', text) },
    { heading: '', flexible: true },
  ];
  const counts = DIFFERENCES.filter((name) => diff[name].length > 0).map((name) => `${diff[name].length} ${name}`);
  return [
    ...table(columns, rows, terminal.stdout.columns ?? 110),
    '',
    `${counted(rows.length, 'difference')}: ${counts.join(', ')}`,
  ];
}

function dated({ before, after }: DiffLine): string {
  const was = before?.occurred ?? null;
  const is = after?.occurred ?? null;
  if (before !== null && after !== null && was !== is) return `${was ?? 'undated'} → ${is ?? 'undated'}`;
  return is ?? was ?? 'undated';
}

/** Why it differs, where a person or a source said so. */
function reasons({ acts }: DiffLine): string {
  const said = acts.map(({ act, by, reason }) => [act, ...(by ? [`by ${by}`] : []), ...(reason ? [reason] : [])]);
  return said.length === 0 ? '' : ` [${said.map((parts) => parts.join(': ')).join('; ')}]`;
}

function headline({ before, after }: DiffLine): string {
  const text = after?.headline ?? before?.headline ?? '';
  if (before === null || after === null || before.headline === after.headline) return text;
  return `${text} (was: ${before.headline})`;
}
