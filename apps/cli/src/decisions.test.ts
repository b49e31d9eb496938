import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change, Entry, EntryPage } from '@foedera/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foedera } from './testing/terminal.ts';

const CLAIMS = join(import.meta.dirname, 'fixtures', 'claims.ndjson');
let folder: string;
let data: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-decide-'));
  data = ['--data', join(folder, 'data')];
  await foedera(['ingest', CLAIMS, ...data]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ok(argv: readonly string[], stdin = ''): Promise<string> {
  const { code, stdout, stderr } = await foedera([...argv, ...data], { stdin });
  if (code !== 0) throw new Error(`${argv.join(' ')}: ${code} ${stderr}`);
  return stdout;
}

async function entries(kind: string, ...more: string[]): Promise<readonly Entry[]> {
  return JSON.parse(await ok(['query', 'BY-VN', '--kind', kind, '--json', ...more])).timeline;
}

async function page(id: string): Promise<EntryPage> {
  return JSON.parse(await ok(['show', id, '--json'])) as EntryPage;
}

async function one(kind: string): Promise<EntryPage> {
  const [entry, ...others] = await entries(kind);
  expect(others).toEqual([]);
  return page((entry as Entry).id);
}

describe('a decision', () => {
  it('in a dry run only shows the request', async () => {
    const { claims } = await one('visit');
    const claim = claims[1]?.id as string;
    const dry = JSON.parse(await ok(['retract', claim, '--reason', 'misread', '--dry-run']));
    expect(dry).toEqual({
      dryRun: true,
      path: `/v1/claims/${claim}/retract`,
      ifMatch: 'none',
      body: { basis: 'ledger', relation: 'BY-VN', reason: 'misread' },
    });
    expect((await one('visit')).claims).toHaveLength(2);
  });

  it('corrects a claim by a whole statement, and an earlier record still shows the error', async () => {
    const trade = await one('trade-volume');
    const id = trade.claims[0]?.id as string;
    const before = JSON.parse(await ok(['show', 'BY-VN', '--json'])).seq;
    const said = await ok([
      'correct',
      id,
      '--set',
      'amount=195000000',
      '--set',
      'approx=true',
      '--reason',
      'misread',
      '--by',
      'desk',
    ]);
    expect(said).toMatch(/^decided: BY-VN is at revision 0, seq \d+\n$/);
    expect((await one('trade-volume')).attributes).toMatchObject({ amount: 195_000_000, unit: 'USD', approx: true });
    const [then] = await entries('trade-volume', '--as-recorded', String(before));
    expect(then?.attributes).toEqual({ amount: 190_000_000, unit: 'USD' });
    expect((await one('trade-volume')).history).toContainEqual(
      expect.objectContaining({ act: 'corrected', reason: 'misread', by: 'desk' }),
    );
  });

  it('separates claims that are of two happenings, and leaves it to the rules again', async () => {
    const ids = (await one('visit')).claims.map((claim) => claim.id);
    await ok(['separate', 'BY-VN', ...ids, '--reason', 'two visits']);
    expect(await entries('visit')).toHaveLength(2);
    await ok(['release', 'vn-by', ...ids, '--reason', 'one visit after all']);
    expect(await entries('visit')).toHaveLength(1);
  });

  it('prefers the claim that is to be shown', async () => {
    const { claims, occurred } = await one('diplomatic-relations-established');
    const other = claims.find((claim) => claim.occurred !== occurred);
    await ok(['prefer', 'BY-VN', other?.id as string, '--reason', 'the ministry says so']);
    const after = await one('diplomatic-relations-established');
    expect(after.occurred).toBe(other?.occurred);
    expect(after.contradictions).toHaveLength(1);
  });

  it('at a revision that is no longer the last is refused, and may be tried again', async () => {
    const { claims } = await one('mission-opened');
    const claim = claims[0]?.id as string;
    const ended = await foedera(['retract', claim, '--reason', 'stale', '--if-match', 'none', ...data]);
    expect([ended.code, ended.stderr]).toEqual([75, expect.stringContaining('BY-VN is at revision 3')]);
    await ok(['retract', claim, '--reason', 'no such embassy']);
    expect(await entries('mission-opened')).toEqual([]);
  });

  it('takes a retraction back: the claim stands again as it was, and the difference says who and why', async () => {
    const { seq } = JSON.parse(await ok(['show', 'BY-VN', '--json']));
    const venture = await one('trade-volume');
    const claim = venture.claims[0]?.id as string;
    await ok(['retract', claim, '--reason', 'never said', '--by', 'Anna']);
    expect(await entries('trade-volume')).toEqual([]);
    expect(await ok(['diff', 'BY-VN', '--from-recorded', String(seq)])).toMatch(
      /^- +retracted .*\[retracted: by Anna: never\s+said\]/ms,
    );
    await ok(['correct', claim, '--reason', 'said on page 2', '--by', 'Bob']);
    const again = await one('trade-volume');
    const { id, occurred, attributes } = venture;
    expect(again).toMatchObject({ id, occurred, attributes });
    expect(again.history.slice(0, 2)).toMatchObject([
      { act: 'corrected', by: 'Bob', reason: 'said on page 2' },
      { act: 'retracted', by: 'Anna', reason: 'never said' },
    ]);
    const useless = await foedera(['correct', claim, '--reason', 'nothing', ...data]);
    expect([useless.code, useless.stderr]).toEqual([2, expect.stringContaining('nothing is to be corrected')]);
  });

  it.each([
    ['no reason', ['retract', 'a'.repeat(32)]],
    ['an id that is none', ['retract', 'abc', '--reason', 'x']],
    ['one claim to link', ['link', 'BY-VN', 'a'.repeat(32), '--reason', 'x']],
    ['a source that is not named', ['retract', 'a'.repeat(32), '--reason', 'x', '--basis', 'source']],
  ])('with %s is a wrong call', async (_case, argv) => {
    expect((await foedera([...argv, ...data])).code).toBe(2);
  });

  it('about a claim that nobody knows fails', async () => {
    const ended = await foedera(['retract', 'a'.repeat(32), '--reason', 'x', ...data]);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('no claim: aaaa')]);
  });
});

describe('diff', () => {
  it('says what was added and moved between two times of publication', async () => {
    const diff = JSON.parse(await ok(['diff', 'BY-VN', '--from', '2016-01-01', '--json']));
    expect(diff.added.map((line: { after: Entry }) => line.after.kind)).toEqual(['relations-upgraded']);
    const text = await ok(['diff', 'BY-VN', '--from', '2016-01-01']);
    expect(text).toMatch(/^\+ {2}added +2025-05 +Relations upgraded/m);
    expect(text).toMatch(/^\d+ differences?: 1 added/m);
  });
});

describe('export', () => {
  it('writes a whole list with its closing line', async () => {
    const lines = (await ok(['export', 'BY-VN']))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.at(-1)).toMatchObject({ end: true, count: lines.length - 1 });
    expect(lines[0]).toMatchObject({ relation: 'BY-VN' });
  });

  it('writes a file that appears when it is whole', async () => {
    const out = join(folder, 'claims.ndjson');
    expect(await ok(['export', '--out', out])).toBe('');
    const kinds = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(kinds.filter((kind) => kind === 'relations-upgraded')).toHaveLength(2);
  });
});

describe('a rebuild', () => {
  it('ends where the read models were, change for change', async () => {
    const before = [await ok(['export', 'BY-VN']), await ok(['follow', '--until-head'])];
    const done = (await ok(['rebuild', '--json']))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(done.map((one) => one.model)).toEqual(['timeline', 'changes']);
    expect([await ok(['export', 'BY-VN']), await ok(['follow', '--until-head'])]).toEqual(before);
  });
});

describe('a copy', () => {
  it('has the same events in the same order, and adds nothing the second time', async () => {
    const target = join(folder, 'copy.sqlite');
    const first = JSON.parse(await ok(['copy', '--to', target, '--json']));
    expect(first).toMatchObject({ copied: expect.any(Number), alreadyThere: 0 });
    expect(await ok(['copy', '--to', target])).toBe(`0 events copied · ${first.copied} stood there already\n`);
    const { head } = JSON.parse(await ok(['verify', '--json']));
    const same = await foedera(['verify', '--log', target, '--json', '--head', `${head.seq}:${head.hash}`, ...data]);
    expect(JSON.parse(same.stdout)).toMatchObject({ ok: true, head });
  });
});

describe('keys', () => {
  it('are made, listed without themselves, and revoked', async () => {
    const { key, id } = JSON.parse(await ok(['keys', 'add', 'desk', '--json']));
    expect(key).toMatch(/^foedera_/);
    const listed = await ok(['keys', 'list', '--json']);
    expect(listed).toContain(id);
    expect(listed).not.toContain(key);
    expect(await ok(['keys', 'revoke', id])).toBe(`revoked ${id}\n`);
    expect((await foedera(['keys', 'revoke', id, ...data])).code).toBe(1);
  });
});

describe('webhooks', () => {
  it('are subscribed, found again by another process of the operator, and ended', async () => {
    const made = JSON.parse(await ok(['webhooks', 'add', 'https://example.org/hook', '--relation', 'BY-VN', '--json']));
    expect(made).toMatchObject({ filter: { relation: ['BY-VN'] }, secret: expect.stringMatching(/^whsec_/) });
    expect(await ok(['webhooks', 'list'])).toContain(made.id);
    expect(await ok(['webhooks', 'deliveries', made.id])).toBe('No message.\n');
    expect(await ok(['webhooks', 'remove', made.id])).toBe(`removed ${made.id}\n`);
    expect(await ok(['webhooks', 'list'])).not.toContain(made.id);
  });
});

describe('sources', () => {
  it('are listed with what they state', async () => {
    expect(await ok(['sources'])).toMatch(/^gazette +\d+ +0 +2025-09-13 +2025-09-13$/m);
  });
});

describe('the feed', () => {
  it('has every decision as a change with its reason', async () => {
    const changes = (await ok(['follow', '--until-head']))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Change);
    const reasons = changes.flatMap((change) => change.cause.map((cause) => cause.reason));
    expect(reasons).toEqual(expect.arrayContaining(['misread', 'two visits', 'no such embassy']));
  });
});
