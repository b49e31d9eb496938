import type { StoredKey } from '@foedera/http';
import { Command } from 'commander';
import { CommandFailed, EXIT } from '../exit-codes.ts';
import { type CommonOptions, dataFolder, type Host, withCommon } from '../options.ts';
import { table } from '../output.ts';
import { operationsPath } from '../places.ts';
import { say, write } from '../terminal.ts';

/** `foedera keys`: who may decide and subscribe over HTTP. */
export function keysCommand(host: Host): Command {
  const { terminal } = host;
  const keys = new Command('keys').description('API keys: who may decide and subscribe over HTTP');

  withCommon(keys.command('add'))
    .description('make a key; it is shown once')
    .argument('<name>', 'who holds it: becomes the author of their decisions')
    .action(
      host.act(async (name: string, options: CommonOptions) => {
        const { newApiKey } = await import('@foedera/http');
        const { key, stored } = newApiKey(name, new Date());
        await withKeys(options, (store) => store.add(stored));
        const text = options.json ? JSON.stringify({ key, id: stored.id, name, created: stored.created }) : key;
        await write(terminal.stdout, `${text}\n`);
        if (!options.json) say(terminal, 'Keep it: it is stored only as a hash. Use it as FOEDERA_KEY or --key.');
        return EXIT.ok;
      }),
    );

  withCommon(keys.command('list'))
    .description('list the keys, without the keys themselves')
    .action(
      host.act(async (options: CommonOptions) => {
        const stored = await withKeys(options, (store) => store.list());
        const shown = stored.map(({ hash: _, ...rest }) => rest);
        const lines = options.json ? shown.map((one) => JSON.stringify(one)) : keyLines(stored);
        if (lines.length > 0) await write(terminal.stdout, `${lines.join('\n')}\n`);
        return EXIT.ok;
      }),
    );

  withCommon(keys.command('revoke'))
    .description('make a key useless from now on')
    .argument('<id>', 'its id, as in the list')
    .action(
      host.act(async (id: string, options: CommonOptions) => {
        const revoked = await withKeys(options, (store) => store.revoke(id, new Date().toISOString()));
        if (!revoked) throw new CommandFailed(`no key ${id} that is not revoked yet`);
        await write(terminal.stdout, options.json ? `${JSON.stringify({ id, revoked: true })}\n` : `revoked ${id}\n`);
        return EXIT.ok;
      }),
    );
  return keys;
}

async function withKeys<T>(options: CommonOptions, work: (store: KeyStore) => T): Promise<T> {
  const { openApiKeys } = await import('@foedera/timeline');
  dataFolder(options);
  const store = openApiKeys(operationsPath(options));
  try {
    return work(store);
  } finally {
    store.close();
  }
}

type KeyStore = ReturnType<typeof import('@foedera/timeline').openApiKeys>;

function keyLines(keys: readonly StoredKey[]): string[] {
  if (keys.length === 0) return ['No key yet: foedera keys add NAME.'];
  const columns = [{ heading: 'id' }, { heading: 'name' }, { heading: 'created' }, { heading: 'revoked' }];
  return table(
    columns,
    keys.map(({ id, name, created, revoked }) => [id, name, created, revoked ?? '']),
  );
}
