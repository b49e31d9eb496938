import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRuleExtractor } from '../articles/rules.ts';
import { ArticleRejected } from '../extraction.ts';
import { type ModelExtractorOptions, openModelExtractor } from './extractor.ts';

const TEXT =
  'HANOI, May 12, 2025 (VNA) - On May 12, Belarus and Vietnam upgraded their relations to a strategic partnership in Minsk, the two sides said. Two-way trade reached 250 million USD in 2024.';
const ARTICLE = { bytes: Buffer.from(TEXT), name: 'article.txt' };
const UPGRADE = {
  kind: 'relations-upgraded',
  date: '2025-05-12',
  parties: ['VN', 'BY'],
  via: [],
  attributes: { level: 'strategic partnership' },
  quote: 'Belarus and Vietnam upgraded their relations to a strategic partnership',
  confidence: 0.99,
};
const TRADE = {
  kind: 'trade-volume',
  date: '2024',
  parties: ['BY', 'VN'],
  via: [],
  attributes: { amount: 250_000_000, currency: 'USD' },
  quote: 'trade reached 250 million USD in 2024',
  confidence: 0.4,
};

/** How the server treats one request. */
type Manner = (response: ServerResponse) => void;
const completion = (content: unknown, finish = 'stop'): string =>
  JSON.stringify({
    choices: [
      { message: { content: typeof content === 'string' ? content : JSON.stringify(content) }, finish_reason: finish },
    ],
  });
const says =
  (content: unknown, finish?: string): Manner =>
  (response) =>
    response.end(completion(content, finish));
const status =
  (code: number, headers: Record<string, string> = {}): Manner =>
  (response) =>
    response.writeHead(code, headers).end('{"error": "no"}');
const hangs: Manner = () => undefined;
const hangsHalfWay: Manner = (response) => response.writeHead(200).write('{"choices"');
const breaksOff: Manner = (response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{"choices"', () => response.destroy());
};
const floods: Manner = (response) => response.end('x'.repeat(5_000_000));

let manners: Manner[] = [];
let asked: { readonly url: string; readonly key: string; readonly body: string }[] = [];
let waited: number[] = [];
let answers = '';
let endpoint = '';
const rules = openRuleExtractor();
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    asked.push({ url: request.url ?? '', key: request.headers.authorization ?? '', body });
    (manners[Math.min(asked.length, manners.length) - 1] as Manner)(response);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  [manners, asked, waited] = [[], [], []];
  answers = mkdtempSync(join(tmpdir(), 'foedera-model-'));
});
afterEach(() => rmSync(answers, { recursive: true, force: true }));

function open(options: Partial<ModelExtractorOptions> = {}) {
  const wait = async (ms: number): Promise<void> => {
    waited.push(ms);
  };
  return openModelExtractor(rules, { endpoint, model: 'small', answers, wait, ...options });
}
const extract = async (options: Partial<ModelExtractorOptions> = {}, input = ARTICLE) => open(options).extract(input);
const failure = (options: Partial<ModelExtractorOptions> = {}): Promise<unknown> =>
  extract(options).then(
    () => 'no failure',
    (error: unknown) => error,
  );

describe('what a model states', () => {
  it('is a fact with the place of its quote, where the rules find its date and parties too', async () => {
    manners = [says({ facts: [TRADE, UPGRADE, UPGRADE] })];
    const { facts, refusals, document } = await extract({ key: 'secret' });
    expect(facts.map(({ kind, date, parties, confidence }) => [kind, date, parties.join('-'), confidence])).toEqual([
      ['relations-upgraded', '2025-05-12', 'BY-VN', 0.8],
      ['trade-volume', '2024', 'BY-VN', 0.4],
    ]);
    for (const { quote, start, end } of facts) expect(document.text.slice(start, end)).toBe(quote);
    expect(refusals).toEqual([]);
  });

  it('is asked for with the key, the model and a schema that knows the attributes of each kind', async () => {
    manners = [says({ facts: [] })];
    await extract({ key: 'secret' });
    expect(asked[0]).toMatchObject({ url: '/v1/chat/completions', key: 'Bearer secret' });
    const { model, response_format: format, messages } = JSON.parse(asked[0]?.body ?? '');
    expect(model).toBe('small');
    expect(messages[1].content).toContain(TEXT);
    const kinds = format.json_schema.schema.properties.facts.items.anyOf;
    const upgraded = kinds.find(
      (one: typeof UPGRADE & { properties: { kind: { const: string } } }) =>
        one.properties.kind.const === 'relations-upgraded',
    );
    expect(upgraded.properties.attributes.properties).toHaveProperty('level');
    expect(upgraded.required).toContain('quote');
  });

  it.each([
    ['another day', { ...UPGRADE, date: '2025-05-07' }, 0.5],
    ['a day where the text gives a year', { ...TRADE, date: '2024-03-01', confidence: 0.9 }, 0.5],
    ['a vaguer date', { ...UPGRADE, date: '2025-05' }, 0.8],
    ['a state that is not named there', { ...UPGRADE, parties: ['BY', 'CN'] }, 0.5],
  ])('with %s has the confidence of what can be derived', async (_, fact, confidence) => {
    manners = [says({ facts: [fact] })];
    expect((await extract()).facts.map((one) => one.confidence)).toEqual([confidence]);
  });

  it.each([
    ['words that are not in the document', { quote: 'signed a peace treaty' }, 'quote-not-found'],
    ['no words', { quote: ' ' }, 'quote-not-found'],
    ['one state only', { parties: ['BY', 'BY'] }, 'domestic'],
    ['a kind that there is not', { kind: 'war' }, 'malformed'],
    ['a date that is none', { date: 'May 2025' }, 'malformed'],
    ['an attribute of another type', { attributes: { level: 3 } }, 'malformed'],
  ])('with %s is refused with a reason, and the others stay', async (_, wrong, reason) => {
    manners = [says({ facts: [{ ...UPGRADE, ...wrong }, TRADE] })];
    const { facts, refusals } = await extract();
    expect(facts.map(({ kind }) => kind)).toEqual(['trade-volume']);
    expect(refusals.map((one) => one.reason)).toEqual([reason]);
  });
});

describe('an endpoint', () => {
  it.each([
    ['says to wait', status(429, { 'retry-after': '7' }), 7000],
    ['fails', status(500), 500],
    ['breaks off', breaksOff, 500],
    ['answers what is no JSON', (response) => response.end('<html>'), 500],
    ['answers what is no completion', (response) => response.end('{"error": 1}'), 500],
    ['answers something else', says('Certainly! Here are the facts.'), 500],
    ['is cut off', says('{"facts": []}', 'length'), 500],
    ['floods', floods, 500],
  ] as [string, Manner, number][])('that %s is asked again after a while', async (_, manner, ms) => {
    manners = [manner, says({ facts: [UPGRADE] })];
    expect((await extract()).facts).toHaveLength(1);
    expect(waited).toEqual([ms]);
  });

  it('that keeps failing is asked at growing distances, and then ends the run', async () => {
    manners = [status(503)];
    expect(await failure()).toMatchObject({ code: 'model-unavailable' });
    expect(asked).toHaveLength(4);
    expect(waited).toEqual([500, 1000, 2000]);
  });

  it.each([
    ['does not answer', hangs],
    ['stops in its answer', hangsHalfWay],
  ])('that %s is given up', async (_, manner) => {
    manners = [manner];
    const error = await failure({ timeoutMs: 30, retries: 1 });
    expect(error).toMatchObject({
      code: 'model-unavailable',
      message: expect.stringContaining('no answer within 30 ms'),
    });
    expect(asked).toHaveLength(2);
  });

  it('that refuses the request is not asked again', async () => {
    manners = [status(401)];
    const error = await failure();
    expect(error).toMatchObject({ code: 'model-refused' });
    expect(error).not.toBeInstanceOf(ArticleRejected);
    expect(asked).toHaveLength(1);
  });

  it('that is not there ends the run', async () => {
    expect(await failure({ endpoint: 'http://127.0.0.1:9/v1', retries: 1 })).toMatchObject({
      code: 'model-unavailable',
    });
  });

  it('that answers nonsense each time rejects the article, keeps no answer, and costs no other', async () => {
    manners = [says('[]'), says('{}'), says({ facts: [] })];
    const error = await failure({ retries: 1 });
    expect(error).toBeInstanceOf(ArticleRejected);
    expect(error).toMatchObject({ code: 'model-nonsense' });
    expect(readdirSync(answers)).toEqual([]);
    expect((await extract()).facts).toEqual([]);
  });

  it('is sent no more requests than the budget allows; what is known already is still read', async () => {
    manners = [status(500), says({ facts: [UPGRADE] })];
    const extractor = open({ budget: 2 });
    await extractor.extract(ARTICLE);
    const other = { bytes: Buffer.from(`${TEXT} End.`), name: 'other.txt' };
    await expect(extractor.extract(other)).rejects.toMatchObject({ code: 'model-budget' });
    expect((await extractor.extract(ARTICLE)).facts).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });
});

describe('an answer', () => {
  it('is kept, so that reading again needs no network and gives the same bytes', async () => {
    manners = [says({ facts: [UPGRADE, TRADE] })];
    const first = await extract();
    const again = await extract({ endpoint: 'http://127.0.0.1:9/v1' });
    expect(JSON.stringify(again)).toBe(JSON.stringify(first));
    expect(asked).toHaveLength(1);
  });

  it('is one for its model, document and publication date', async () => {
    manners = [says({ facts: [] })];
    await extract();
    await extract({ model: 'large' });
    await open().extract({ ...ARTICLE, published: '2025-05-13' });
    await extract({}, { bytes: Buffer.from(`${TEXT} End.`), name: 'other.txt' });
    expect(asked).toHaveLength(4);
    expect(open({ model: 'large' }).pack).not.toBe(open().pack);
  });
});
