import { readFile } from 'node:fs/promises';
import { text as readText } from 'node:stream/consumers';
import type { Claim, ClaimPage, RelationAnswer } from '@foedera/client';
import { Command, Option } from 'commander';
import { type Api, json } from '../api.ts';
import { CommandFailed, EXIT, type ExitCode, usage } from '../exit-codes.ts';
import { openApi } from '../open-api.ts';
import { type Host, type QueryOptions, withQuery } from '../options.ts';
import { ask, relationArgument } from '../questions.ts';
import { type Terminal, write } from '../terminal.ts';
import { withChanges } from './replacement.ts';

interface Options extends QueryOptions {
  readonly reason: string;
  readonly by?: string;
  readonly ifMatch?: string;
  readonly dryRun?: boolean;
}

/** What a decision is: where it goes, about which relation, and what it says. */
interface Decision {
  readonly path: string;
  readonly relation: string;
  readonly body: object;
}

interface Decided {
  readonly relation: string;
  readonly revision: number;
  readonly seq: number;
  readonly alreadyThere: boolean;
}

const CLAIM = /^[0-9a-f]{32}$/;

/** `foedera correct`: another statement in the place of a claim. */
export function correctCommand(host: Host): Command {
  const command = withSource(withDecision(new Command('correct')))
    .description('put another statement in the place of a claim; one that was retracted stands again')
    .argument('<claim>', 'id of the claim: foedera show ENTRY lists them')
    .option('--statement <file>', 'the whole statement as JSON, or - for stdin')
    .option('--occurred <edtf>', 'the date as it should be')
    .option('--kind <kind>', 'the kind as it should be')
    .option('--set <name=value...>', 'attributes as they should be; an empty value removes one');
  return command.action(
    host.act(async (claim: string, options: Options & SourceOptions & Changes) => {
      requireClaims([claim]);
      const basis = basisOf(options);
      return deciding(options, host.terminal, async (api) => {
        const found = await claimOf(api, claim);
        const replacement = await replacementOf(found, options, host.terminal);
        return about(found, 'correct', { ...basis, replacement });
      });
    }),
  );
}

/** `foedera retract`: a claim is taken back. */
export function retractCommand(host: Host): Command {
  const command = withSource(withDecision(new Command('retract')))
    .description('take a claim back; it stays in the log')
    .argument('<claim>', 'id of the claim: foedera show ENTRY lists them');
  return command.action(
    host.act(async (claim: string, options: Options & SourceOptions) => {
      requireClaims([claim]);
      const basis = basisOf(options);
      return deciding(options, host.terminal, async (api) => about(await claimOf(api, claim), 'retract', basis));
    }),
  );
}

const ABOUT_CLAIMS = {
  link: 'say that claims are of one happening',
  separate: 'say that claims are of different happenings',
  release: 'leave it to the rules again whether claims are of one happening',
} as const;

/** `foedera link`, `separate` and `release`: which claims are about the same happening. */
export function aboutClaimsCommand(op: keyof typeof ABOUT_CLAIMS): (host: Host) => Command {
  return (host) => {
    const command = withDecision(new Command(op))
      .description(ABOUT_CLAIMS[op])
      .argument('<relation>', 'codes of the states, such as BY-VN')
      .argument('<claims...>', 'ids of two claims or more');
    return command.action(
      host.act(async (name: string, claims: string[], options: Options) => {
        const relation = relationArgument(name);
        requireClaims(claims);
        if (claims.length < 2) throw usage(`${op}: two claims or more are needed`);
        const decision = { path: `/v1/relations/${relation}/${op}`, relation, body: { claims } };
        return deciding(options, host.terminal, async () => decision);
      }),
    );
  };
}

/** `foedera prefer`: which claim an entry shows. */
export function preferCommand(host: Host): Command {
  const command = withDecision(new Command('prefer'))
    .description('choose the claim whose value is shown')
    .argument('<relation>', 'codes of the states, such as BY-VN')
    .argument('<claim>', 'id of the claim');
  return command.action(
    host.act(async (name: string, claim: string, options: Options) => {
      const relation = relationArgument(name);
      requireClaims([claim]);
      const decision = { path: `/v1/relations/${relation}/prefer`, relation, body: { claim } };
      return deciding(options, host.terminal, async () => decision);
    }),
  );
}

interface Changes {
  readonly statement?: string;
  readonly occurred?: string;
  readonly kind?: string;
  readonly set?: string[];
}

interface SourceOptions {
  readonly basis: string;
  readonly source?: string;
  readonly published?: string;
}

function withDecision(command: Command): Command {
  return withQuery(command)
    .requiredOption('--reason <text>', 'why, for everyone to read')
    .option('--by <name>', 'who decided; the holder of the key, or of this account, when absent')
    .addOption(new Option('--key <key>', 'API key, for --url').env('FOEDERA_KEY'))
    .option('--if-match <revision>', 'revision of the relation that the decision is based on; the latest when absent')
    .option('--dry-run', 'print the request, and decide nothing');
}

function withSource(command: Command): Command {
  return command
    .addOption(
      new Option('--basis <whose>', 'ledger: we misread; source: the source changed its mind')
        .choices(['ledger', 'source'])
        .default('ledger'),
    )
    .option('--source <id>', 'the source that changed its mind')
    .option('--published <edtf>', 'when it said so');
}

async function deciding(
  options: Options,
  terminal: Terminal,
  decide: (api: Api) => Promise<Decision>,
): Promise<ExitCode> {
  const api = await openApi(options, terminal);
  try {
    const { path, relation, body } = await decide(api);
    const { revision } = await ask<RelationAnswer>(api, `/v1/relations/${relation}`);
    const expected = options.ifMatch ?? revision ?? 'none';
    const { reason, by } = options;
    const whole = { ...body, reason, ...(by === undefined ? {} : { by }) };
    if (options.dryRun) {
      await write(terminal.stdout, `${JSON.stringify({ dryRun: true, path, ifMatch: expected, body: whole })}\n`);
      return EXIT.ok;
    }
    const headers = { 'content-type': 'application/json', 'if-match': `"${expected}"` };
    const decided = await json<Decided>(
      await api.fetch(path, { method: 'POST', headers, body: JSON.stringify(whole) }),
    );
    const text = options.json
      ? JSON.stringify(decided)
      : `${decided.alreadyThere ? 'already decided' : 'decided'}: ${decided.relation} is at revision ${decided.revision}, seq ${decided.seq}`;
    await write(terminal.stdout, `${text}\n`);
    return EXIT.ok;
  } finally {
    await api.close();
  }
}

/** A claim as it stands, or as it stood before it was retracted. */
async function claimOf(api: Api, id: string): Promise<ClaimPage> {
  return ask<ClaimPage>(api, `/v1/claims/${id}`);
}

function about({ id, relation }: ClaimPage, op: 'correct' | 'retract', body: object): Decision {
  return { path: `/v1/claims/${id}/${op}`, relation, body: { ...body, relation } };
}

async function replacementOf(claim: Claim, changes: Changes, terminal: Terminal): Promise<object> {
  if (changes.statement === undefined) return withChanges(claim, changes);
  const text =
    changes.statement === '-'
      ? await readText(terminal.stdin)
      : await readFile(changes.statement, { encoding: 'utf8' });
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new CommandFailed(`${changes.statement}: not JSON`, { exitCode: EXIT.usage, cause: error });
  }
}

function basisOf({ basis, source, published }: SourceOptions): object {
  if (basis === 'ledger') return { basis };
  if (source === undefined) throw usage('--basis source needs --source: which one changed its mind');
  return { basis, source: { id: source, ...(published === undefined ? {} : { published }) } };
}

function requireClaims(ids: readonly string[]): void {
  const wrong = ids.find((id) => !CLAIM.test(id));
  if (wrong !== undefined) throw usage(`not a claim: ${wrong}; expected 32 hexadecimal characters`);
}
