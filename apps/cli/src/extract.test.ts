import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foedera } from './testing/terminal.ts';

const QUOTE = 'Belarus and Vietnam upgraded their relations to a strategic partnership';
const TEXT = `HANOI, May 12, 2025 (VNA) - On May 12, ${QUOTE} in Minsk, the two sides said.`;

let folder = '';
let data = '';
let articles = '';
let asked = 0;
let answers = true;
const server = createServer((request, response) => {
  asked += 1;
  const fact = {
    kind: 'relations-upgraded',
    date: '2025-05-12',
    parties: ['BY', 'VN'],
    via: [],
    attributes: { level: 'strategic partnership' },
    quote: QUOTE,
    confidence: 1,
  };
  const content = JSON.stringify({ facts: request.headers.authorization === 'Bearer secret' ? [fact] : [] });
  request.resume();
  if (answers) response.end(JSON.stringify({ choices: [{ message: { content } }] }));
  else response.writeHead(401).end();
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-extract-'));
  data = join(folder, 'data');
  articles = join(folder, 'articles');
  mkdirSync(join(articles, 'more'), { recursive: true });
  writeFileSync(join(articles, 'b.txt'), TEXT);
  writeFileSync(join(articles, 'a.txt'), Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 23)));
  writeFileSync(join(articles, 'more', 'c.md'), `${TEXT} End.`);
  writeFileSync(join(articles, 'notes.pdf'), 'no article');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
const model = (): string[] => [
  '--extractor',
  'llm',
  '--endpoint',
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
  '--model',
  'small',
  '--data',
  data,
];
const KEY = { env: { FOEDERA_LLM_KEY: 'secret' } };

describe('extract', () => {
  it.each(['1', '3'])(
    'reads a folder in the order of its names, and goes on past what it refuses: --threads %s',
    async (n) => {
      const { code, stdout, stderr } = await foedera(['extract', articles, '--json', '--threads', n]);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines.map(({ file }) => file)).toEqual([join(articles, 'b.txt'), join(articles, 'more', 'c.md')]);
      expect(lines.map(({ facts }) => facts.length)).toEqual([1, 1]);
      expect(stderr).toContain(`${join(articles, 'a.txt')}:`);
      expect(stderr).toContain('(article-binary)');
      expect(stderr).toContain('3 articles · 2 facts · 1 rejected');
      expect(code).toBe(3);
    },
  );

  it('reads standard input', async () => {
    const { code, stdout } = await foedera(['extract', '-', '--json'], { stdin: TEXT });
    expect(JSON.parse(stdout).facts).toMatchObject([{ kind: 'relations-upgraded', quote: expect.any(String) }]);
    expect(code).toBe(0);
  });

  it('explains in words, within the width of the page, what became a fact and what did not', async () => {
    const wish = 'Both sides hope that Belarus and Vietnam will sign a free trade agreement in the years that follow.';
    const { stdout } = await foedera(['extract', '-', '--explain'], { stdin: `${TEXT}\n\n${wish}` });
    expect(stdout).toContain('About Vietnam (VN) and Belarus (BY)');
    expect(stdout).toMatch(/^ {2}FACT relations-upgraded: Belarus \(BY\) and Vietnam \(VN\), 2025-05-12$/m);
    expect(stdout).toMatch(/^ {2}NO FACT “.*”\n {4}Looks like agreement-signed, but it is wished for/m);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });
});

describe('a language model', () => {
  it('reads in place of the rules, and its answers are kept with the data', async () => {
    const first = await foedera(['extract', join(articles, 'b.txt'), '--json', ...model()], KEY);
    expect(JSON.parse(first.stdout).facts).toMatchObject([
      { kind: 'relations-upgraded', rule: 'model', confidence: 0.8 },
    ]);
    const before = asked;
    const again = await foedera(['extract', join(articles, 'b.txt'), '--json', ...model(), '--budget', '0']);
    expect(again.stdout).toBe(first.stdout);
    expect(asked).toBe(before);
  });

  it('reads for the ledger, where what the budget leaves out is rejected and the rest recorded', async () => {
    const { code, stdout } = await foedera(['ingest', articles, '--json', ...model(), '--budget', '0'], KEY);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: 1,
      facts: 1,
      rejectedBy: { 'article-rejected': 2, 'unsupported-file': 1 },
    });
    expect(code).toBe(3);
  });

  it('that refuses the key ends the run with what it says', async () => {
    answers = false;
    const { code, stderr } = await foedera(['extract', join(articles, 'more', 'c.md'), ...model()]);
    answers = true;
    expect(stderr).toContain('refused the request with status 401');
    expect(code).toBe(1);
  });

  it.each([
    [['--extractor', 'llm'], 'needs --endpoint and --model'],
    [['--model', 'small'], '--model needs --extractor llm'],
    [['--extractor', 'llm', '--model', 'small', '--endpoint', 'file:///etc'], 'expected an http or https address'],
  ])('is chosen in a way that makes sense: not %j', async (options, message) => {
    const { code, stderr } = await foedera(['extract', join(articles, 'b.txt'), ...options]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
