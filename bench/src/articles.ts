import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inOrder, openReadingThreads, openRuleExtractor } from '@foedera/ingest';
import type { Benchmark, Figure } from './report.ts';
import { perSecond } from './rounds.ts';

/** A round of each kind comes before those that count: enough articles for every thread's code to be compiled by then. */
const FILES = 250;
const ROUNDS = 5;
/** Articles that one process reads, and those that another reads to compare its memory with. */
const FEW = 1_000;
const MANY = 10_000;

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));

/** How fast articles are read, and whether many take more memory than few. */
export const ARTICLE_BENCHMARK: Benchmark = {
  name: 'articles',
  run: async (folder) => [...(await rateFigures(folder)), ...(await memoryFigures(folder))],
};

/** The articles of the seeds over and over, each with an ending of its own, as files. */
function writeArticles(folder: string, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  const texts = readdirSync(SEEDS)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(SEEDS, name), 'utf8'));
  return Array.from({ length: count }, (_, n) => {
    const file = join(folder, `${n}.txt`);
    writeFileSync(file, `${texts[n % texts.length]}\n\n(${n})\n`);
    return file;
  });
}

async function rateFigures(folder: string): Promise<Figure[]> {
  const files = writeArticles(join(folder, 'articles'), FILES);
  const rules = openRuleExtractor();
  const threads = openReadingThreads(rules, { patience: 0 });
  const sentences = new Intl.Segmenter('fr', { granularity: 'sentence' });
  const { rate, ratio } = await perSecond(ROUNDS, {
    bare: async () => {
      for (const file of files) {
        let count = 0;
        for (const _ of sentences.segment(new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))))
          count++;
        if (count === 0) throw new Error(`${file}: no sentence`);
      }
      return files.length;
    },
    one: async () => {
      for (const file of files) rules.extract({ bytes: await readFile(file), name: file });
      return files.length;
    },
    all: async () => {
      const read = async (file: string) => threads.extract({ bytes: await readFile(file), name: file });
      let done = 0;
      for await (const _ of inOrder(files, threads.ahead, read)) done++;
      return done;
    },
  });
  await threads.close();
  return [
    { name: 'articles read, decoded and split into sentences, bare', value: rate.bare, unit: 'articles/s' },
    { name: '  read by the rules, one thread', value: rate.one, unit: 'articles/s', ratio: ratio('one', 'bare') },
    {
      name: '  read by the rules, a thread for each processor',
      value: rate.all,
      unit: 'articles/s',
      ratio: ratio('all', 'bare'),
      limit: 0.1,
    },
  ];
}

async function memoryFigures(folder: string): Promise<Figure[]> {
  const few = await peakMiB(join(folder, 'articles'), FEW);
  const many = await peakMiB(join(folder, 'articles'), MANY);
  return [
    { name: `peak memory of reading ${FEW.toLocaleString('en')} articles`, value: few, unit: 'MiB' },
    { name: `  ${MANY.toLocaleString('en')} articles`, value: many, unit: 'MiB', ratio: many / few, most: 1.2 },
  ];
}

function peakMiB(folder: string, count: number): Promise<number> {
  const child = fork(fileURLToPath(new URL('./articles-process.js', import.meta.url)), [folder, String(count)]);
  return new Promise((resolve, reject) => {
    child.once('message', (peak) => resolve(Number(peak)));
    child.once('exit', (code) => reject(new Error(`reading ${count} articles ended with exit code ${code}`)));
    child.once('error', reject);
  });
}

/** The other process: reads so many articles on all its threads and says its greatest memory in MiB. */
export async function readMany(folder: string, count: number): Promise<void> {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const threads = openReadingThreads(openRuleExtractor(), { patience: 0 });
  const named = function* (): Generator<string> {
    for (let n = 0; n < count; n++) yield files[n % files.length] as string;
  };
  const read = async (file: string) => threads.extract({ bytes: await readFile(file), name: file });
  let facts = 0;
  for await (const extraction of inOrder(named(), threads.ahead, read)) facts += extraction.facts.length;
  await threads.close();
  if (facts < count) throw new Error(`${facts} facts in ${count} articles`);
  process.send?.(process.resourceUsage().maxRSS / 1024, undefined, undefined, () => process.disconnect());
}
