import type { Page, SourceRow } from '@foedera/client';
import { Command } from 'commander';
import { EXIT } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import { type Host, type QueryOptions, withQuery } from '../options.ts';
import { table } from '../output.ts';
import { askText, printJson } from '../questions.ts';
import { write } from '../terminal.ts';

/** `foedera sources`: who states how much. */
export function sourcesCommand(host: Host): Command {
  const command = withQuery(new Command('sources')).description('list the sources and how many of their claims stand');
  return command.action(
    host.act(async (options: QueryOptions) => {
      const api = await openApi(options, host.terminal);
      try {
        const text = await askText(api, '/v1/sources?limit=all');
        if (options.json) await printJson(host.terminal, text);
        else {
          const { sources } = JSON.parse(text) as Page & { readonly sources: readonly SourceRow[] };
          const lines = sourceLines(sources, host.terminal.stdout.columns ?? 110);
          await write(host.terminal.stdout, `${lines.join('\n')}\n`);
        }
        return EXIT.ok;
      } finally {
        await api.close();
      }
    }),
  );
}

function sourceLines(sources: readonly SourceRow[], width: number): string[] {
  if (sources.length === 0) return ['No source yet: foedera ingest PATH.'];
  const columns = [
    { heading: 'source', flexible: true },
    { heading: 'claims', align: 'right' as const },
    { heading: 'documents', align: 'right' as const },
    { heading: 'first reported' },
    { heading: 'last reported' },
  ];
  const rows = sources.map(({ id, title, publisher, claims, documents, firstReported, lastReported }) => [
    [publisher, title ?? id].filter(Boolean).join(': '),
    claims.toLocaleString('en'),
    documents.toLocaleString('en'),
    firstReported?.slice(0, 10) ?? '',
    lastReported?.slice(0, 10) ?? '',
  ]);
  return table(columns, rows, width);
}
