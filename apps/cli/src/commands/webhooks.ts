import { Command, Option } from 'commander';
import { type Api, problemOf } from '../api.ts';
import { EXIT } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import { type Host, type QueryOptions, withQuery } from '../options.ts';
import { table } from '../output.ts';
import { queryOf } from '../questions.ts';
import { say, type Terminal, write } from '../terminal.ts';

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly state: string;
  readonly reason: string | null;
  readonly cursor: string;
  readonly deliveries: { readonly pending: number; readonly delivered: number; readonly parked: number };
}

interface Delivery {
  readonly position: number;
  readonly change: string;
  readonly state: string;
  readonly attempts: number;
  readonly failure: string | null;
}

interface AddOptions extends QueryOptions {
  readonly relation?: string[];
  readonly kind?: string[];
  readonly change?: string[];
  readonly after?: string;
  readonly description?: string;
}

/** `foedera webhooks`: addresses to which changes are sent. */
export function webhooksCommand(host: Host): Command {
  const { terminal } = host;
  const group = new Command('webhooks').description('addresses to which changes are sent');
  const ask = async <T>(options: QueryOptions, work: (api: Api) => Promise<T>): Promise<T> => {
    const api = await openApi(options, terminal);
    try {
      return await work(api);
    } finally {
      await api.close();
    }
  };

  keyed(group.command('add'))
    .description('send changes to an address; the secret that signs them is shown once')
    .argument('<address>', 'https address of the receiver')
    .option('--relation <ids...>', 'only these relations, such as BY-VN')
    .option('--kind <kinds...>', 'only these kinds of fact')
    .option('--change <names...>', 'only these changes')
    .option('--after <cursor>', 'where to begin; the head when absent, 0 is the beginning')
    .option('--description <text>', 'what it is for')
    .action(
      host.act(async (url: string, options: AddOptions) => {
        const { relation, kind, change, after, description } = options;
        const filter = present({ relation, kind, change });
        const body = { url, filter, ...present({ after, description }) };
        const made = await ask(options, (api) => send<Webhook & { secret: string }>(api, 'POST', '/v1/webhooks', body));
        await print(terminal, options, made, [`${made.id}  ${made.secret}`]);
        if (!options.json) say(terminal, 'Keep the secret: messages are signed with it, and it is not shown again.');
        return EXIT.ok;
      }),
    );

  keyed(group.command('list'))
    .description('list them')
    .action(
      host.act(async (options: QueryOptions) => {
        const answer = await ask(options, (api) => send<{ webhooks: readonly Webhook[] }>(api, 'GET', '/v1/webhooks'));
        await print(terminal, options, answer, webhookLines(answer.webhooks));
        return EXIT.ok;
      }),
    );

  keyed(group.command('deliveries'))
    .description('list messages and what became of them')
    .argument('<id>', 'the webhook')
    .addOption(new Option('--state <state>', 'only these').choices(['pending', 'delivered', 'parked']))
    .option('--after <position>', 'go on after this one')
    .action(
      host.act(async (id: string, options: QueryOptions & { state?: string; after?: string }) => {
        const { state, after } = options;
        const path = `/v1/webhooks/${id}/deliveries${queryOf({ state, after })}`;
        const answer = await ask(options, (api) =>
          send<{ deliveries: readonly Delivery[]; next: number; more: boolean }>(api, 'GET', path),
        );
        await print(terminal, options, answer, deliveryLines(answer.deliveries));
        if (!options.json && answer.more) say(terminal, `More: --after ${answer.next}`);
        return EXIT.ok;
      }),
    );

  const acts = [
    ['replay', 'send parked messages again', 'POST', '/deliveries/replay'],
    ['drop', 'forget parked messages', 'DELETE', '/deliveries'],
    ['remove', 'end the subscription', 'DELETE', ''],
  ] as const;
  for (const [name, description, method, path] of acts)
    keyed(group.command(name))
      .description(description)
      .argument('<id>', 'the webhook')
      .action(
        host.act(async (id: string, options: QueryOptions) => {
          const answer = await ask(options, (api) => send<object | null>(api, method, `/v1/webhooks/${id}${path}`));
          const said = Object.entries(answer ?? {}).map(([what, count]) => `${what}: ${count}`);
          await print(terminal, options, answer ?? { removed: id }, said.length > 0 ? said : [`removed ${id}`]);
          return EXIT.ok;
        }),
      );
  return group;
}

function keyed(command: Command): Command {
  return withQuery(command).addOption(new Option('--key <key>', 'API key, for --url').env('FOEDERA_KEY'));
}

async function send<T>(api: Api, method: string, path: string, body?: object): Promise<T> {
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await api.fetch(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? null : await response.json()) as T;
}

async function print(
  terminal: Terminal,
  options: QueryOptions,
  answer: object,
  lines: readonly string[],
): Promise<void> {
  await write(terminal.stdout, `${options.json ? JSON.stringify(answer) : lines.join('\n')}\n`);
}

function webhookLines(webhooks: readonly Webhook[]): string[] {
  if (webhooks.length === 0) return ['No webhook yet: foedera webhooks add ADDRESS.'];
  const columns = [
    { heading: 'id' },
    { heading: 'state' },
    { heading: 'pending', align: 'right' as const },
    { heading: 'delivered', align: 'right' as const },
    { heading: 'parked', align: 'right' as const },
    { heading: 'address', flexible: true },
  ];
  const rows = webhooks.map(({ id, url, state, reason, deliveries: { pending, delivered, parked } }) => [
    id,
    reason === null ? state : `${state} (${reason})`,
    String(pending),
    String(delivered),
    String(parked),
    url,
  ]);
  return table(columns, rows, 120);
}

function deliveryLines(deliveries: readonly Delivery[]): string[] {
  if (deliveries.length === 0) return ['No message.'];
  const columns = [
    { heading: 'position', align: 'right' as const },
    { heading: 'change' },
    { heading: 'state' },
    { heading: 'attempts', align: 'right' as const },
    { heading: 'failure', flexible: true },
  ];
  const rows = deliveries.map((d) => [String(d.position), d.change, d.state, String(d.attempts), d.failure ?? '']);
  return table(columns, rows, 120);
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
