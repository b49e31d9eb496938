import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { usage } from './exit-codes.ts';
import type { ModelChoice } from './extractor.ts';
import { type CommonOptions, integer } from './options.ts';
import type { Terminal } from './terminal.ts';

const MAX_BUDGET = 1_000_000;

/** Options of commands that read articles. */
export interface ReaderOptions extends CommonOptions {
  readonly extractor: string;
  readonly endpoint?: string;
  readonly model?: string;
  readonly budget?: number;
}

/** Adds the choice of who reads the articles. */
export function withReader(command: Command): Command {
  return command
    .addOption(
      new Option('--extractor <name>', 'who reads: the rules, or a language model that the rules check')
        .choices(['rules', 'llm'])
        .default('rules'),
    )
    .option('--endpoint <url>', 'llm: address that speaks the OpenAI protocol, up to /v1; its key is FOEDERA_LLM_KEY')
    .option('--model <name>', 'llm: which model there')
    .option(
      '--budget <requests>',
      'llm: most requests of this run; answers are kept in --data',
      integer(0, MAX_BUDGET),
    );
}

/** The model that the options name; nothing when the rules read. */
export function modelOf(options: ReaderOptions, { env }: Terminal): ModelChoice | undefined {
  const { extractor, endpoint, model, budget, data } = options;
  if (extractor !== 'llm') {
    const stray = (['endpoint', 'model', 'budget'] as const).filter((name) => options[name] !== undefined);
    if (stray.length > 0) throw usage(`--${stray[0]} needs --extractor llm`);
    return undefined;
  }
  if (endpoint === undefined || model === undefined) throw usage('--extractor llm needs --endpoint and --model');
  if (!/^https?:\/\//.test(endpoint) || !URL.canParse(endpoint))
    throw usage(`--endpoint ${endpoint}: expected an http or https address`);
  return { endpoint, model, key: env.FOEDERA_LLM_KEY, budget, answers: join(resolve(data), 'model-answers') };
}
