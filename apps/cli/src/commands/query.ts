import type { Entry, Page } from '@foedera/client';
import { Command, Option } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import type { Host } from '../options.ts';
import { counted, table } from '../output.ts';
import {
  ask,
  askText,
  type KnownOptions,
  knownParameters,
  printJson,
  queryOf,
  relationArgument,
  withFilters,
  withKnown,
} from '../questions.ts';
import { painter, type Terminal, write } from '../terminal.ts';

/** What chooses entries. */
export interface FilterOptions {
  readonly from?: string;
  readonly to?: string;
  readonly on?: string;
  readonly kind?: string[];
  readonly category?: string[];
  readonly status?: string[];
  readonly source?: string[];
  readonly party?: string[];
  readonly minConfidence?: string;
  readonly certain?: boolean;
}

interface Options extends KnownOptions, FilterOptions {
  readonly contested?: boolean;
  readonly plannedOn?: string;
  readonly order?: string;
  readonly ids?: boolean;
}

interface TimelinePage extends Page {
  readonly timeline: readonly Entry[];
}

const PAGE = 500;

/** Filters as parameters of the API. */
export function filterParameters(options: FilterOptions): Record<string, string | readonly string[] | undefined> {
  const { from, to, on, kind, category, status, source, party, minConfidence, certain } = options;
  const certainty = certain ? 'certain' : undefined;
  return { from, to, on, kind, category, status, source, party, minConfidence, certainty };
}

/** `foedera query`: the timeline of a relation. */
export function queryCommand(host: Host): Command {
  const command = withFilters(withKnown(new Command('query')))
    .description('list the timeline of a relation')
    .argument('<relation>', 'codes of the states, such as BY-VN')
    .option('--contested', 'only entries whose sources contradict each other')
    .option('--planned-on <time>', 'only what was planned as published by then, and was never confirmed')
    .addOption(
      new Option('--prefer <policy>', 'which claim is shown where claims differ').choices([
        'precise',
        'sources',
        'newest',
        'earliest',
        'strict',
      ]),
    )
    .addOption(new Option('--order <which>', 'which end comes first').choices(['oldest', 'newest']))
    .option('--ids', 'print the id of each entry: foedera show ID has its claims');
  command.action(
    host.act(async (name: string, options: Options) => {
      const relation = relationArgument(name);
      const api = await openApi(options, host.terminal);
      const { contested, plannedOn, prefer, order } = options;
      const parameters = {
        ...filterParameters(options),
        ...knownParameters(options),
        ...{ contested: contested ? 'true' : undefined, plannedOn, prefer, order },
      };
      const address = (more: Record<string, string | number>): string =>
        `/v1/relations/${relation}/timeline${queryOf({ ...parameters, ...more })}`;
      try {
        if (options.json) {
          await printJson(host.terminal, await askText(api, address({ limit: 'all' })));
          return EXIT.ok;
        }
        let count = 0;
        for (let after: string | null = ''; after !== null && !host.terminal.signal.aborted; ) {
          const page: TimelinePage = await ask<TimelinePage>(
            api,
            address({ limit: PAGE, ...(after === '' ? {} : { after }) }),
          );
          const lines = entryLines(page.timeline, host.terminal, options.ids);
          if (lines.length > 0) await write(host.terminal.stdout, `${lines.join('\n')}\n`);
          count += page.timeline.length;
          after = page.more ? page.next : null;
        }
        host.terminal.stderr.write(`${counted(count, 'entry', 'entries')}\n`);
        return host.terminal.signal.aborted ? EXIT.interrupted : EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
  return command;
}

/** Entries as lines: date at its precision, headline, how it is supported and what is disputed. */
function entryLines(entries: readonly Entry[], terminal: Terminal, ids = false): string[] {
  const paint = painter(terminal.stdout);
  const rows = entries.map((entry) => [
    ...(ids ? [entry.id] : []),
    entry.occurred ?? 'undated',
    entry.headline + remarks(entry),
  ]);
  const columns = [
    ...(ids ? [{ heading: '', paint: (text: string) => paint('dim', text) }] : []),
    { heading: '', paint: (text: string) => paint('cyan', text) },
    { heading: '', flexible: true },
  ];
  return table(columns, rows, terminal.stdout.columns ?? 110);
}

function remarks({ status, via, sources, contradictions, membership, unconfirmedSince }: Entry): string {
  const said = [
    ...(status === null || status === 'completed' ? [] : [status]),
    ...(unconfirmedSince === undefined ? [] : ['never confirmed']),
    ...(via.length > 0 ? [`via ${via.join(', ')}`] : membership === 'wider' ? ['with others'] : []),
    ...(sources > 1 ? [`${sources} sources`] : []),
    ...(contradictions.length > 0 ? [`disputed: ${contradictions.map((c) => c.about).join(', ')}`] : []),
  ];
  return said.length === 0 ? '' : ` (${said.join('; ')})`;
}
