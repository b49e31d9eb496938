import type { Change, ChangePage, Language } from '@foedera/client';
import { Command, Option } from 'commander';
import { type Api, json } from '../api.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import { type Host, type QueryOptions, withQuery } from '../options.ts';
import { painter, say, type Terminal, write } from '../terminal.ts';

interface Options extends QueryOptions {
  readonly after: string;
  readonly relation?: string[];
  readonly kind?: string[];
  readonly change?: string[];
  readonly lang?: Language;
  readonly untilHead?: boolean;
}

const PAGE = 500;

/** `foedera follow`: the changes feed, one change a line, for as long as wanted. */
export function followCommand(host: Host): Command {
  const command = withQuery(new Command('follow'))
    .description('print every change after a cursor, then wait for more')
    .addOption(
      new Option('--after <cursor>', 'id of the last change seen; 0 is the beginning, now the head').default('0'),
    )
    .option('--relation <ids...>', 'only these relations, such as BY-VN')
    .option('--kind <kinds...>', 'only these kinds of fact')
    .option('--change <names...>', 'only these changes')
    .addOption(new Option('--lang <code>', 'language of headlines on a terminal').choices(['en', 'fr', 'vi']))
    .option('--until-head', 'stop when everything there is has been printed');
  command.action(
    host.act(async (options: Options) => {
      const api = await openApi(options, host.terminal);
      try {
        return await follow(api, options, host.terminal);
      } finally {
        await api.close();
      }
    }),
  );
  return command;
}

async function follow(api: Api, options: Options, terminal: Terminal): Promise<ExitCode> {
  const { signal } = terminal;
  let after = options.after;
  let printed = 0;
  while (!signal.aborted) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    for (const name of ['relation', 'kind', 'change'] as const)
      for (const word of options[name] ?? []) query.append(name, word);
    const page = await json<ChangePage>(await api.fetch(`/v1/changes?${query}`));
    for (const change of page.changes) {
      if (signal.aborted) break;
      await write(terminal.stdout, lineOf(change, options, terminal));
      after = change.id;
      printed += 1;
    }
    if (signal.aborted) break;
    // Past what the filter let through, so that nothing is looked at twice.
    after = page.next;
    if (page.more) continue;
    if (options.untilHead) return EXIT.ok;
    await api.news(signal);
  }
  say(terminal, `${printed} printed. Go on with: ${commandAfter(after, options)}`);
  return EXIT.interrupted;
}

/** What was asked, from another cursor on. */
function commandAfter(after: string, options: Options): string {
  const lists = (['relation', 'kind', 'change'] as const).flatMap((name) =>
    options[name] ? [`--${name}`, ...options[name]] : [],
  );
  const where = options.url === undefined ? [] : ['--url', options.url];
  return ['foedera', 'follow', ...where, ...lists, '--after', after].join(' ');
}

function lineOf(change: Change, options: Options, terminal: Terminal): string {
  if (options.json || terminal.stdout.isTTY !== true) return `${JSON.stringify(change)}\n`;
  const paint = painter(terminal.stdout);
  const day = (change.occurred ?? 'undated').padEnd(21);
  return `${paint('dim', change.id)}  ${day}  ${paint('cyan', change.change.padEnd(18))}  ${change.relation}  ${change.headline[options.lang ?? 'en']}\n`;
}
