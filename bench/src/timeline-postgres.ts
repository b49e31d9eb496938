import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTimeline } from '@foedera/timeline/testing';
import postgres, { type Sql } from 'postgres';
import { randomFrom } from './claims.ts';
import type { Figure } from './report.ts';
import { median } from './rounds.ts';
import type { Filled } from './timeline-fill.ts';
import { randomQuestion } from './timeline-questions.ts';

const ROUNDS = 7;
const QUERIES = 200;
const MOST = 0.5;
const INSTALLED = '/usr/lib/postgresql';

const VERSIONS = `select p.relation, p.earliest, p.latest, p.entry, p.reported_from, p.reported_to, p.seq_from, p.seq_to, c.rest
  from placement p join entry_version v on v.id = p.version join entry_content c on c.id = v.content`;

/** The same rows under an index of the same reach, and questions drawn alike that are asked inside the server, where no protocol counts. */
const SCHEMA = `create extension btree_gist;
create table version (relation text not null, entry text not null, valid int4range not null, reported int8range not null,
  seq int8range not null, content text not null);`;
const INDEX = `create index on version using gist (relation, valid, reported, seq);
vacuum analyze version;
create function ask(relations text[], head bigint, queries int) returns double precision language plpgsql as $$
declare
  start timestamptz; times double precision[] := '{}'; a int; k bigint; s bigint; r text; found text;
begin
  for i in 1..queries loop
    start := clock_timestamp();
    a := 7000 + floor(random() * 11000); s := floor(head * (0.5 + random() / 2)); r := relations[1 + floor(random() * array_length(relations, 1))];
    k := case when random() < 0.2 then 9007199254740990 else 1325376000000 + floor(random() * 4000)::bigint * 86400000 end;
    select string_agg(content, ',') into found from (select content from version
      where relation = r and valid && int4range(a, a + 1000) and reported @> k and seq @> s
      order by lower(valid), upper(valid), entry limit 50) page;
    times := times || (extract(epoch from clock_timestamp() - start) * 1e6)::double precision;
  end loop;
  return (select percentile_disc(0.5) within group (order by t) from unnest(times) t);
end $$;`;

/**
 * As-of pages beside PostgreSQL with a GiST index over ranges, where its programs are on this machine; else nothing. The
 * limit is on what a program waits for that asks for rows and has them. What the server alone takes is printed beside it.
 */
export async function postgresFigures(folder: string, filled: Filled): Promise<Figure[]> {
  const bin = newestBin();
  if (bin === null) return [];
  const server = await startServer(bin, join(folder, 'postgres'));
  const sql = postgres({ host: join(folder, 'postgres'), username: 'postgres', database: 'postgres', max: 1 });
  try {
    await fillServer(server, filled);
    return [
      ...(await compare(server, sql, filled, 'usual', filled.usual)),
      ...(await compare(server, sql, filled, 'busiest', [filled.busiest])),
    ];
  } finally {
    await sql.end();
    server.stop();
  }
}

type Question = ReturnType<typeof randomQuestion>;

async function compare(
  server: Server,
  sql: Sql,
  { db, head }: Filled,
  name: string,
  relations: readonly string[],
): Promise<Figure[]> {
  const random = randomFrom(13);
  const list = relations.slice(0, 200).map((relation) => `'${relation}'`);
  const question = `select ask(array[${list.join(', ')}], ${head}, ${QUERIES})`;
  const rounds: { readonly ours: number; readonly asked: number; readonly inside: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const questions = Array.from({ length: QUERIES }, () =>
      randomQuestion(relations[Math.floor(random() * Math.min(200, relations.length))] as string, head, random),
    );
    const ours = await p50(questions, ({ query, known }) => readTimeline(db, query, known, null, 50));
    const asked = await p50(questions, ({ query, known }) => askServer(sql, query, known));
    const inside = Number(server.ask(question));
    if (round > 0) rounds.push({ ours, asked, inside });
  }
  return [
    {
      name: `as-of page, ${name} relation, p50`,
      value: median(rounds.map((r) => r.ours)),
      unit: 'µs',
      ratio: median(rounds.map((r) => r.ours / r.asked)),
      most: MOST,
    },
    {
      name: `  PostgreSQL, GiST on ranges, asked by a program`,
      value: median(rounds.map((r) => r.asked)),
      unit: 'µs',
    },
    {
      name: `  PostgreSQL, GiST on ranges, inside the server`,
      value: median(rounds.map((r) => r.inside)),
      unit: 'µs',
    },
  ];
}

/** Median time of an answer, in microseconds. */
async function p50(questions: readonly Question[], answer: (question: Question) => unknown): Promise<number> {
  const times: number[] = [];
  for (const question of questions) {
    const start = process.hrtime.bigint();
    await answer(question);
    times.push(Number(process.hrtime.bigint() - start) / 1_000);
  }
  return median(times);
}

/** The rows of a page as the driver gives them, by a statement that stays prepared. */
function askServer(sql: Sql, { relation, from, to }: Question['query'], { reportedMs, seq }: Question['known']) {
  return sql`select lower(valid) as earliest, upper(valid) as latest, entry, content from version
    where relation = ${relation} and valid && int4range(${from as number}, ${to as number})
      and reported @> ${reportedMs}::bigint and seq @> ${seq}::bigint
    order by lower(valid), upper(valid), entry limit 50`;
}

interface Server {
  readonly psql: readonly string[];
  /** What one question answers, as text. */
  ask(sql: string): string;
  stop(): void;
}

/** Programs of the newest version that is installed where Debian puts them. */
function newestBin(): string | null {
  if (!existsSync(INSTALLED)) return null;
  const newest = readdirSync(INSTALLED).sort((a, b) => Number(b) - Number(a))[0];
  const bin = newest === undefined ? null : join(INSTALLED, newest, 'bin');
  return bin !== null && existsSync(join(bin, 'initdb')) ? bin : null;
}

/** Starts a server on a socket in its own folder. It refuses to run as root: then it runs as its own user. */
async function startServer(bin: string, folder: string): Promise<Server> {
  mkdirSync(folder);
  const root = process.getuid?.() === 0;
  const idOf = (kind: string): number => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  const user = root ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(folder, user.uid, user.gid);
    chmodSync(join(folder, '..'), 0o755);
  }
  const options = { ...user, cwd: folder, stdio: 'pipe' as const, encoding: 'utf8' as const };
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], options);
  const settings = `-k ${folder} -c listen_addresses= -c shared_buffers=512MB -c maintenance_work_mem=512MB -c jit=off`;
  execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start'], options);
  const psql = [join(bin, 'psql'), '-h', folder, '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', '-qAtX'];
  return {
    psql,
    ask: (sql) => execFileSync(psql[0] as string, [...psql.slice(1), '-c', sql], { encoding: 'utf8' }).trim(),
    stop: () => {
      execFileSync(join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', 'stop'], options);
    },
  };
}

interface VersionRow {
  readonly relation: string;
  readonly earliest: number;
  readonly latest: number;
  readonly entry: string;
  readonly reported_from: number;
  readonly reported_to: number;
  readonly seq_from: number;
  readonly seq_to: number;
  readonly rest: string;
}

async function fillServer(server: Server, { db }: Filled): Promise<void> {
  for (const sql of SCHEMA.split(';').filter((part) => part.trim() !== '')) server.ask(sql);
  const copy = spawn(server.psql[0] as string, [...server.psql.slice(1), '-c', 'copy version from stdin'], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  for (const row of db.prepare<VersionRow>(VERSIONS).iterate()) {
    const { relation, entry, earliest, latest, rest } = row;
    const ranges = [
      `[${earliest},${latest + 1})`,
      `[${row.reported_from},${row.reported_to})`,
      `[${row.seq_from},${row.seq_to})`,
    ];
    const line = `${[relation, entry, ...ranges, rest.replaceAll('\\', '\\\\')].join('\t')}\n`;
    if (!copy.stdin.write(line)) await once(copy.stdin, 'drain');
  }
  copy.stdin.end();
  await once(copy, 'close');
  const [index, vacuum, ...rest] = INDEX.split(';\n');
  for (const sql of [index, vacuum, rest.join(';\n')]) server.ask(sql as string);
}
