import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { Extraction, Extractor } from '@foedera/ingest';
import { Command, Option } from 'commander';
import { CommandFailed, EXIT, type ExitCode, usage } from '../exit-codes.ts';
import { type Host, withCommon } from '../options.ts';
import { say, type Terminal, write } from '../terminal.ts';
import { explanation, factTable } from './extract-output.ts';

interface Options {
  readonly json?: boolean;
  readonly published?: string;
  readonly language?: string;
  readonly as: string;
  readonly explain?: boolean;
}

/** An article to read: where it came from, and its bytes. */
interface Article {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const FORMATS = ['txt', 'md', 'html'] as const;
const ENDINGS = new Set(['.txt', '.md', '.markdown', '.html', '.htm']);

/** `foedera extract`: what a text states, without storing anything. */
export function extractCommand(host: Host): Command {
  const command = withCommon(new Command('extract'))
    .description('show the facts that a text states, without recording anything')
    .argument('<path>', 'file, folder, or - for stdin')
    .option('--published <edtf>', 'publication date, where it is known from elsewhere')
    .option('--language <code>', 'its language, such as fr; found out when absent')
    .addOption(new Option('--as <format>', 'format of stdin').choices(FORMATS).default('txt'))
    .option('--explain', 'show zones, tags, the rule behind each fact, and what was refused and why');
  command.action(
    host.act(async (path: string, options: Options) => {
      await requireEdtf(options.published);
      const { openExtractor } = await import('../extractor.ts');
      const extractor = openExtractor();
      let rejected = 0;
      for (const article of await articlesAt(path, options, host.terminal)) {
        if (host.terminal.signal.aborted) return EXIT.interrupted;
        const ok = await show(article, extractor, options, host.terminal);
        if (!ok) rejected += 1;
      }
      return rejected === 0 ? EXIT.ok : (EXIT.rejected satisfies ExitCode);
    }),
  );
  return command;
}

async function show(article: Article, extractor: Extractor, options: Options, terminal: Terminal): Promise<boolean> {
  const { name, bytes } = article;
  const { published, language } = options;
  try {
    const extraction = await extractor.extract({
      bytes,
      name,
      ...(published === undefined ? {} : { published, publishedBasis: 'given' }),
      ...(language === undefined ? {} : { language }),
    });
    if (options.json) await write(terminal.stdout, `${JSON.stringify(toPrediction(extraction, options.explain))}\n`);
    else {
      const width = terminal.stdout.columns ?? 110;
      await write(terminal.stdout, `${factTable(name, extraction, terminal, width).join('\n')}\n`);
      if (options.explain) await write(terminal.stdout, `${explanation(extraction, terminal, width).join('\n')}\n`);
    }
    return true;
  } catch (error) {
    const { rejectionOf } = await import('../extractor.ts');
    const rejection = rejectionOf(error);
    if (rejection === null) throw error;
    say(terminal, `${name}: ${rejection}`);
    return false;
  }
}

/** A document and its facts in the shape that annotated documents have, so that the two can be compared. */
export function toPrediction(extraction: Extraction, explain = false): unknown {
  const { text: _, ...document } = extraction.document;
  const facts = extraction.facts.map(
    ({
      kind,
      date,
      dateBasis,
      parties,
      via,
      attributes,
      section,
      zone,
      quote,
      start,
      end,
      more,
      confidence,
      rule,
    }) => ({
      kind,
      date,
      dateBasis,
      parties,
      via,
      attributes,
      section,
      zone,
      quote,
      start,
      end,
      ...(more === undefined ? {} : { more }),
      confidence,
      rule,
    }),
  );
  return { document, facts, ...(explain ? { refusals: extraction.refusals, trace: extraction.trace } : {}) };
}

async function articlesAt(path: string, options: Options, terminal: Terminal): Promise<Article[]> {
  if (path === '-') {
    const chunks: Uint8Array[] = [];
    for await (const chunk of terminal.stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return [{ name: `stdin.${options.as}`, bytes: Buffer.concat(chunks) }];
  }
  if (!(await stat(path)).isDirectory()) return [{ name: path, bytes: await readFile(path) }];
  const names = (await readdir(path)).filter((name) => ENDINGS.has(extname(name).toLowerCase())).sort();
  if (names.length === 0) throw new CommandFailed(`${basename(path)}: no file ends in ${[...ENDINGS].join(', ')}`);
  return Promise.all(names.map(async (name) => ({ name: join(path, name), bytes: await readFile(join(path, name)) })));
}

async function requireEdtf(text: string | undefined): Promise<void> {
  const { isEdtf } = await import('@foedera/schema');
  if (text !== undefined && !isEdtf(text))
    throw usage(`--published ${text}: expected an EDTF date, such as 2015-12 or 2015-12-08/2015-12-09`);
}
