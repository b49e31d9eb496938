import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '@foedera/event-log';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openRuleExtractor } from '../articles/rules.ts';
import { type ArticleInput, ArticleRejected } from '../extraction.ts';
import { ingestPaths } from '../files/ingest-paths.ts';
import { bundle } from '../testing/bundle.ts';
import { eventsOf } from '../testing/claims.ts';
import { folderOf } from '../testing/folder.ts';
import { inOrder } from './in-order.ts';
import { openReadingThreads } from './pool.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const SEEDS = fileURLToPath(new URL('../../../../seeds', import.meta.url));
const rules = openRuleExtractor();
const own = mkdtempSync(join(tmpdir(), 'foedera-threads-'));
const script = join(own, 'reading-thread.mjs');

beforeAll(() => bundle(new URL('./reading-thread.ts', import.meta.url), script));
afterAll(() => rmSync(own, { recursive: true, force: true }));

const inputs: ArticleInput[] = readdirSync(SEEDS)
  .filter((name) => name.endsWith('.txt'))
  .slice(0, 4)
  .flatMap((name) => {
    const bytes = readFileSync(join(SEEDS, name));
    return ['2019-05-20', undefined].map((published) => ({
      bytes,
      name,
      ...(published && { published }),
    }));
  });
const binary: ArticleInput = { bytes: Uint8Array.from({ length: 3000 }, (_, i) => i % 23), name: 'picture.txt' };

async function read(all: readonly ArticleInput[], threads: number, traced = false): Promise<string[]> {
  const extractor = openReadingThreads(rules, { threads, patience: 0, script, traced });
  const texts: string[] = [];
  try {
    const work = async (input: ArticleInput): Promise<string> => {
      try {
        return JSON.stringify(await extractor.extract(input));
      } catch (error) {
        if (error instanceof ArticleRejected) return `${error.code}: ${error.message}`;
        throw error;
      }
    };
    for await (const text of inOrder(all, extractor.ahead, work)) texts.push(text);
  } finally {
    await extractor.close();
  }
  return texts;
}

describe('reading on threads', () => {
  it('gives the same bytes as reading in one, for any number of threads and any order', async () => {
    const all = [...inputs, binary];
    const expected = await read(all, 1, true);
    expect(expected.some((text) => text.startsWith('article-binary: picture.txt'))).toBe(true);
    expect(await read(all, 3, true)).toEqual(expected);
    const [order = []] = fc.sample(fc.shuffledSubarray([...all.keys()], { minLength: all.length }), {
      seed: 7,
      numRuns: 1,
    });
    expect(
      await read(
        order.map((at) => all[at] as ArticleInput),
        3,
        true,
      ),
    ).toEqual(order.map((at) => expected[at]));
  });

  it('hands over no trace that nobody wants', async () => {
    const [one = ''] = await read(inputs.slice(0, 1), 2);
    expect(JSON.parse(one)).toMatchObject({ trace: null, facts: rules.extract(inputs[0] as ArticleInput).facts });
  });

  it('rejects the article that ends a thread, and reads the others', async () => {
    const deadly = join(folderOf(), 'deadly.mjs');
    writeFileSync(
      deadly,
      `import { parentPort } from 'node:worker_threads';
       parentPort.on('message', ({ input }) => {
         if (input.name === 'deadly') { const kept = []; for (;;) kept.push(new Array(1e6).fill(input.name + kept.length)); }
         parentPort.postMessage({ rejected: { code: 'read', message: input.name } });
       });`,
    );
    const extractor = openReadingThreads(rules, { threads: 2, patience: 0, script: deadly, memoryMiB: 48 });
    const bytes = new Uint8Array();
    const asked = ['a', 'deadly', 'b', 'c', 'd'].map((name) => extractor.extract({ bytes, name }));
    const ends = await Promise.allSettled(asked);
    await extractor.close();
    expect(ends.map((end) => (end.status === 'rejected' ? (end.reason as ArticleRejected).code : ''))).toEqual([
      'read',
      'article-too-complex',
      'read',
      'read',
      'read',
    ]);
  });

  it('that is ended gives up what it has not read', async () => {
    const extractor = openReadingThreads(rules, { threads: 2, patience: 0, script });
    const asked = inputs.map((input) =>
      extractor.extract(input).then(
        () => 'read',
        (error: ArticleRejected) => error.code,
      ),
    );
    await extractor.close();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['reading-ended']));
  });
});

describe('results in order', () => {
  it('come in the order of the items with at most so many under way', async () => {
    let underWay = 0;
    let most = 0;
    const given: (() => void)[] = [];
    const work = async (n: number): Promise<number> => {
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => given.push(resolve));
      underWay--;
      return n;
    };
    const results: number[] = [];
    const release = setInterval(() => given.pop()?.(), 1);
    for await (const n of inOrder([1, 2, 3, 4, 5, 6, 7], 3, work)) results.push(n);
    clearInterval(release);
    expect(results).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });
});

describe('an ingest on threads', () => {
  it('writes the log of an ingest in one thread, rejections included', async () => {
    const texts = readdirSync(SEEDS)
      .filter((name) => name.endsWith('.txt'))
      .slice(0, 4);
    const files = Object.fromEntries(
      texts.flatMap((name, n) =>
        [0, 1].map((copy) => [`${copy}-${n}.txt`, `${readFileSync(join(SEEDS, name), 'utf8')}${' '.repeat(copy)}`]),
      ),
    );
    const folder = folderOf({ ...files, 'broken.txt': binary.bytes, 'zz-again.txt': files['0-0.txt'] as string });
    const logs = [];
    for (const threads of [1, 3]) {
      const log = openSqliteLog({ path: join(own, `${threads}.sqlite`) });
      const extractor = openReadingThreads(rules, { threads, patience: 0, script });
      const { rejected, rejections, documents } = await ingestPaths([folder], { log, extractor });
      await extractor.close();
      const events = (await eventsOf(log)).map(({ stream, revision, id, data }) => ({ stream, revision, id, data }));
      logs.push({ rejected, rejections, documents, events });
      await log.close();
    }
    expect(logs[1]).toEqual(logs[0]);
    expect(logs[0]).toMatchObject({ rejected: 1, documents: texts.length * 2 + 1 });
  });
});
