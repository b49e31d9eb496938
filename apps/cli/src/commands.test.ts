import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@foedera/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foedera } from './testing/terminal.ts';

const CLAIMS = join(import.meta.dirname, 'fixtures', 'claims.ndjson');
let folder: string;
let data: readonly string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foedera-cli-'));
  data = ['--data', join(folder, 'data')];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('ingest', () => {
  it('has the same summary in a dry run as in the real one, and writes nothing', async () => {
    const dry = await foedera(['ingest', CLAIMS, '--dry-run', '--json', ...data]);
    expect([dry.code, JSON.parse(dry.stdout)]).toMatchObject([0, { facts: 8, appended: 8, dryRun: true }]);
    const real = await foedera(['ingest', CLAIMS, '--json', ...data]);
    expect(Object.keys(JSON.parse(real.stdout))).toEqual(Object.keys(JSON.parse(dry.stdout)));
    expect(JSON.parse(real.stdout)).toMatchObject({ facts: 8, appended: 8, duplicates: 0, dryRun: false });
  });

  it('appends nothing the second time', async () => {
    const again = await foedera(['ingest', CLAIMS, ...data]);
    expect(again).toMatchObject({
      code: 0,
      stdout: '0 documents · 8 facts · 0 events appended · 8 duplicates · 0 rejected\n',
      stderr: '',
    });
  });

  it('reads prepared claims from stdin, and ends with 3 when it rejected some', async () => {
    const good = '{"kind":"other","occurred":"2020","parties":["BY","VN"],"source":{"id":"s","release":"1"},"key":"1"}';
    const ended = await foedera(['ingest', '-', ...data], { stdin: `${good}\n{"kind":"rumour"}\n` });
    expect(ended.code).toBe(3);
    expect(ended.stdout).toContain('1 event appended');
    expect(ended.stderr).toContain('-:2');
  });
});

describe('asking', () => {
  it('shows what held on a day as it was known on another', async () => {
    const then = await foedera([
      'show',
      'BY-VN',
      '--on',
      '2016-01-01',
      '--as-reported',
      '2016-01-01',
      '--json',
      ...data,
    ]);
    const { state } = JSON.parse(then.stdout);
    expect(state).toMatchObject({ relations: { since: '1992-01-24', contested: false }, level: null, missions: [] });
    const now = JSON.parse((await foedera(['show', 'BY-VN', '--json', ...data])).stdout).state;
    expect(now).toMatchObject({
      relations: { contested: true },
      level: { label: 'strategic partnership', since: '2025-05' },
      missions: [{ mission: 'embassy', opened: '1998' }],
    });
  });

  it('follows a relation that is written the other way round', async () => {
    const ended = await foedera(['query', 'vn-by', '--kind', 'visit', ...data]);
    expect(ended.code).toBe(0);
    expect(ended.stdout).toMatch(/^2015-12-08\/2015-12-09 {2}\S.*2 sources/);
  });

  it('prints every change and says how to resume', async () => {
    const all = await foedera(['follow', '--until-head', '--relation', 'BY-VN', ...data]);
    const ids = all.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id as string);
    expect([all.code, new Set(ids).size]).toEqual([0, ids.length]);
    const rest = await foedera(['follow', '--until-head', '--relation', 'BY-VN', '--after', ids[2] as string, ...data]);
    expect(
      rest.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(ids.slice(3));
    const stop = new AbortController();
    const asked = ['follow', '--relation', 'BY-VN', 'FR-VN', '--change', 'entry-added'];
    const stopped = await foedera([...asked, ...data], { signal: stop.signal, onStdout: () => stop.abort() });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toContain(`Go on with: foedera ${asked.join(' ')} --after `);
    const after = /--after (\S+)/.exec(stopped.stderr)?.[1] as string;
    const last = JSON.parse(stopped.stdout.trim().split('\n').at(-1) as string).id;
    expect(after).toBe(last);
  });

  it('gives as text what it gives as JSON', async () => {
    const { stdout } = await foedera(['show', 'BY-VN', ...data]);
    expect(stdout).toContain('Belarus – Vietnam  BY-VN');
    expect(stdout).toMatch(/1991-12|1992-01-24/);
    expect(stdout).toContain('strategic partnership');
    expect(stdout).toContain('trade volume: 190,000,000 USD');
  });

  it('has an answer for a relation without facts', async () => {
    const { code, stdout } = await foedera(['show', 'FR-VN', ...data]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing is known about this relation here.')]);
  });
});

describe('replay', () => {
  it('goes through the history step by step and ends at the state of today', async () => {
    const { code, stdout } = await foedera(['replay', 'BY-VN', '--json', ...data]);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const closing = lines.pop();
    expect([code, closing]).toMatchObject([0, { end: true, count: lines.length }]);
    const { level, relations, missions } = JSON.parse(
      (await foedera(['show', 'BY-VN', '--json', ...data])).stdout,
    ).state;
    expect(lines.at(-1).state).toMatchObject({ level, relations, missions });
  });

  it('says at each step what it changed', async () => {
    const { stdout } = await foedera(['replay', 'BY-VN', ...data]);
    expect(stdout).toMatch(/^1998 +\S.*\n +→ embassy of BY in Hanoi, VN: open since 1998$/m);
    expect(stdout).toMatch(/→ level: strategic partnership/);
  });

  it('goes along the time of publication, too', async () => {
    const { stdout } = await foedera(['replay', 'BY-VN', '--axis', 'reported', ...data]);
    expect(stdout).toMatch(/2015-12-05 +Diplomatic relations established/);
    expect(stdout).toMatch(
      /2025-09-13 .*\n(.*\n)* +→ relations: established, 1992-01-24 → established, .*\(disputed\)/,
    );
  });
});

describe('verify', () => {
  it('recomputes the head that the ledger has, and accepts one that was noted', async () => {
    const first = JSON.parse((await foedera(['verify', '--json', ...data])).stdout);
    expect(first).toMatchObject({ ok: true, head: { seq: 9, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const again = await foedera(['verify', '--head', `9:${first.head.hash}`, ...data]);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('has the head of seq 9 that was given')]);
  });

  it('goes red when an event was changed, and names it', async () => {
    await foedera(['show', 'BY-VN', ...data]);
    const forged = join(folder, 'forged');
    cpSync(join(folder, 'data'), forged, { recursive: true });
    const db = openDatabase(join(forged, 'log.sqlite'), { durability: 'full' });
    const before = db
      .prepare<{ found: number }>("select count(*) as found from events where data like '%190000000%'")
      .get();
    db.exec("update events set data = replace(data, '190000000', '910000000')");
    db.close();
    expect(before).toEqual({ found: 1 });
    const { code, stdout } = await foedera(['verify', '--json', '--data', forged]);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { ok: false, head: { seq: 6 }, difference: { kind: 'hash', seq: 7 } },
    ]);
  });

  it('refuses a head that is none', async () => {
    expect((await foedera(['verify', '--head', 'abc', ...data])).code).toBe(2);
  });
});

describe('looking after', () => {
  it('finds everything in order', async () => {
    const { code, stdout } = await foedera(['doctor', '--json', ...data]);
    const { ok, findings } = JSON.parse(stdout);
    expect([code, ok]).toEqual([0, true]);
    expect(findings.map((f: { name: string }) => f.name)).toEqual(
      expect.arrayContaining(['Node', 'SQLite', 'data folder', 'log', 'read model timeline', 'read model changes']),
    );
  });

  it('says that a file is no log', async () => {
    const broken = join(folder, 'broken.sqlite');
    writeFileSync(broken, 'this is no database, whatever its name says');
    const { code, stdout } = await foedera(['doctor', '--log', broken, ...data]);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/FAIL {2}log +\S*broken\.sqlite/)]);
  });
});

describe('exit codes', () => {
  it.each([
    ['an unknown command', ['dance'], 2],
    ['an unknown option', ['show', 'BY-VN', '--colour', 'red'], 2],
    ['no command', [], 2],
    ['a relation that is none', ['show', 'BYVN'], 2],
    ['a word outside a vocabulary', ['query', 'BY-VN', '--kind', 'dance'], 2],
    ['a malformed date', ['query', 'BY-VN', '--from', 'yesterday'], 2],
    ['a cursor of the future', ['follow', '--after', 'zzz'], 2],
    ['a port that is none', ['start', '--port', '70000'], 2],
    ['a file that is not there', ['extract', 'nowhere.txt'], 1],
    ['help', ['--help'], 0],
    ['help of a command', ['show', '--help'], 0],
    ['the version', ['--version'], 0],
  ])('%s ends as documented', async (_case, argv, code) => {
    const asks = argv.length > 1 && !argv.includes('--help') && argv[0] !== 'extract';
    const ended = await foedera([...argv, ...(asks ? data : [])]);
    expect([ended.code, ended.stderr]).toEqual([code, code === 0 ? '' : expect.stringMatching(/\S/)]);
    if (code !== 0) expect(ended.stdout).toBe('');
  });

  it('a server that does not answer may answer later', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const ended = await foedera(['show', 'BY-VN', '--url', `http://127.0.0.1:${port}`]);
    expect([ended.code, ended.stderr]).toEqual([75, expect.stringContaining('no connection')]);
  });

  it('asking where there is no ledger says so, and makes none', async () => {
    const empty = join(folder, 'empty');
    const ended = await foedera(['show', 'BY-VN', '--data', empty]);
    expect([ended.code, ended.stderr]).toEqual([1, expect.stringContaining('no ledger at')]);
  });
});
