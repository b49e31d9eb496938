import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import type { ArticleInput, Extraction } from '@foedera/ingest';
import { Command, Option } from 'commander';
import { CommandFailed, EXIT, type ExitCode, usage } from '../exit-codes.ts';
import { modelOf, type ReaderOptions, withReader } from '../model-options.ts';
import { type Host, integer, withCommon } from '../options.ts';
import { counted } from '../output.ts';
import { showProgress } from '../progress.ts';
import { say, type Terminal, write } from '../terminal.ts';
import { explanation, factTable } from './extract-output.ts';

interface Options extends ReaderOptions {
  readonly published?: string;
  readonly language?: string;
  readonly as: string;
  readonly explain?: boolean;
  readonly threads?: number;
}

/** An article to read: its name, and how its bytes are had. */
interface Article {
  readonly name: string;
  readonly read: () => Promise<Uint8Array>;
}

/** What came of an article: what was read, or why it was not. */
type Outcome = { readonly name: string } & ({ readonly extraction: Extraction } | { readonly refused: string });

const FORMATS = ['txt', 'md', 'html'] as const;
const ENDINGS = new Set(['.txt', '.md', '.markdown', '.html', '.htm']);
const MAX_THREADS = 64;

/** `foedera extract`: what a text states, without storing anything. */
export function extractCommand(host: Host): Command {
  const command = withReader(withCommon(new Command('extract')))
    .description('show the facts that a text states, without recording anything')
    .argument('<path>', 'file, folder, or - for stdin')
    .option('--published <edtf>', 'publication date, where it is known from elsewhere')
    .option('--language <code>', 'its language, such as fr; found out when absent')
    .addOption(new Option('--as <format>', 'format of stdin').choices(FORMATS).default('txt'))
    .option('--explain', 'say sentence by sentence why a fact is there, or why there is none')
    .option('--threads <n>', 'articles read at once; without it, one for each processor', integer(1, MAX_THREADS));
  command.action(
    host.act(async (path: string, options: Options) => {
      await requireEdtf(options.published);
      return extract(await articlesAt(path, options, host.terminal), options, host.terminal);
    }),
  );
  return command;
}

/** Reads articles several at once and shows them in their order, whatever the number of threads. */
async function extract(articles: readonly Article[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { explain, inOrder, openExtractor, rejectionOf, MAX_ARTICLE_BYTES } = await import('../extractor.ts');
  const { threads, explain: traced } = options;
  const extractor = openExtractor({ threads, traced, model: modelOf(options, terminal) });
  // A bar would run into the results where both go to the terminal.
  const progress = terminal.stdout.isTTY ? null : showProgress(terminal, 'articles');
  const work = async ({ name, read }: Article): Promise<Outcome> => {
    try {
      const bytes = await read();
      if (bytes.length > MAX_ARTICLE_BYTES)
        return { name, refused: `found ${bytes.length} bytes; expected at most ${MAX_ARTICLE_BYTES} (too-large)` };
      return { name, extraction: await extractor.extract(inputOf(name, bytes, options)) };
    } catch (error) {
      const refused = rejectionOf(error) ?? unreadable(error);
      if (refused === null) throw error;
      return { name, refused };
    }
  };
  const inWords = (lines: readonly string[]): string =>
    `${explanation(lines, terminal, terminalWidth(terminal)).join('\n')}\n\n`;
  let done = 0;
  let facts = 0;
  let rejected = 0;
  try {
    for await (const outcome of inOrder(articles, extractor.ahead, work)) {
      if (terminal.signal.aborted) return EXIT.interrupted;
      done += 1;
      progress?.update(done, articles.length);
      if ('refused' in outcome) {
        rejected += 1;
        say(terminal, `${outcome.name}: ${outcome.refused}`);
      } else {
        facts += outcome.extraction.facts.length;
        await show(outcome.name, outcome.extraction, options, terminal);
        if (traced && !options.json) await write(terminal.stdout, inWords(explain(outcome.extraction)));
      }
    }
  } finally {
    progress?.stop();
    await extractor.close();
  }
  if (articles.length > 1)
    say(
      terminal,
      `${counted(done, 'article')} · ${counted(facts, 'fact')} · ${rejected.toLocaleString('en')} rejected`,
    );
  return rejected === 0 ? EXIT.ok : EXIT.rejected;
}

function inputOf(name: string, bytes: Uint8Array, { published, language }: Options): ArticleInput {
  return {
    bytes,
    name,
    ...(published === undefined ? {} : { published, publishedBasis: 'given' }),
    ...(language === undefined ? {} : { language }),
  };
}

/** Why the file system does not give a file; `null` when the error is another one. */
function unreadable(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error ? error.message : null;
}

function terminalWidth({ stdout }: Terminal): number {
  return stdout.columns ?? 110;
}

async function show(name: string, extraction: Extraction, options: Options, terminal: Terminal): Promise<void> {
  if (options.json) {
    const prediction = { file: name, ...toPrediction(extraction, options.explain) };
    return write(terminal.stdout, `${JSON.stringify(prediction)}\n`);
  }
  const width = terminalWidth(terminal);
  await write(terminal.stdout, `${factTable(name, extraction, terminal, width).join('\n')}\n`);
}

/** A document and its facts in the shape that annotated documents have, so that the two can be compared. */
function toPrediction(extraction: Extraction, explain = false): object {
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
  if (path === '-') return [{ name: `stdin.${options.as}`, read: () => bytesOf(terminal.stdin) }];
  if (!(await stat(path)).isDirectory()) return [{ name: path, read: () => readFile(path) }];
  const found: Dirent[] = await readdir(path, { recursive: true, withFileTypes: true });
  const names = found
    .filter((entry) => !entry.isDirectory() && ENDINGS.has(extname(entry.name).toLowerCase()))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  if (names.length === 0) throw new CommandFailed(`${basename(path)}: no file ends in ${[...ENDINGS].join(', ')}`);
  return names.map((name) => ({ name, read: () => readFile(name) }));
}

async function bytesOf(stream: Terminal['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

async function requireEdtf(text: string | undefined): Promise<void> {
  const { isEdtf } = await import('@foedera/schema');
  if (text !== undefined && !isEdtf(text))
    throw usage(`--published ${text}: expected an EDTF date, such as 2015-12 or 2015-12-08/2015-12-09`);
}
