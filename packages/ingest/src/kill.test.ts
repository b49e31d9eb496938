import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteLog } from '@foedera/event-log';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bundle } from './testing/bundle.ts';
import { eventsOf } from './testing/claims.ts';
import { folderOf } from './testing/folder.ts';

const SEED = 20250913;
const KILLS = 20;
const seeds = fileURLToPath(new URL('../../../seeds', import.meta.url));

/** Statements, corrections and retractions of five sources, in runs, so that streams change often. */
function prepared(): string {
  const run = fc.record({ source: fc.nat(4), lines: fc.integer({ min: 1, max: 40 }), op: fc.nat(9) });
  const [runs] = fc.sample(fc.array(run, { minLength: 400, maxLength: 400 }), { seed: SEED, numRuns: 1 });
  let key = 0;
  return (runs ?? [])
    .flatMap(({ source: n, lines, op }) => {
      const source = { id: `source ${n}`, release: '1', published: `20${10 + n}-01-10` };
      const visit = {
        kind: 'visit',
        occurred: `2009-0${1 + n}`,
        parties: ['BY', 'VN'],
        attributes: { visitor: `visitor ${op}` },
      };
      const stated = Array.from({ length: lines }, () => ({ ...visit, key: String(++key), source }));
      const target = { source: source.id, key: String(key) };
      const more =
        op === 0 ? [{ op: 'retract', target, source }] : op === 1 ? [{ op: 'correct', target, ...visit, source }] : [];
      return [...stated, ...more];
    })
    .map((line) => JSON.stringify(line))
    .join('\n');
}

/** Runs the child; kills it with SIGKILL when it said `append` so many times. What it said last, and what ended it. */
function run(
  script: string,
  args: readonly string[],
  killAfter = Infinity,
): Promise<{ said: string; signal: string | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (out.split('append\n').length > killAfter) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve({ said: out.split('\n').at(-2) ?? '', signal });
      else reject(new Error(`exit code ${code}: ${errors}`));
    });
  });
}

it('a run killed twenty times and then finished leaves the log of an undisturbed run', {
  timeout: 300_000,
}, async () => {
  const folder = folderOf({ 'claims.ndjson': prepared() });
  const script = join(folder, 'child.mjs');
  await bundle(new URL('./testing/ingest-child.ts', import.meta.url), script);
  const paths = [seeds, join(folder, 'claims.ndjson')];
  const disturbed = join(folder, 'disturbed.sqlite');
  const undisturbed = join(folder, 'undisturbed.sqlite');

  const points = fc.sample(fc.integer({ min: 1, max: 16 }), { seed: SEED, numRuns: KILLS });
  const signals: (string | null)[] = [];
  for (const point of points) signals.push((await run(script, [disturbed, ...paths], point)).signal);
  expect(signals).toEqual(Array(KILLS).fill('SIGKILL'));
  expect(await run(script, [disturbed, ...paths])).toEqual({ said: 'done 0', signal: null });
  expect(await run(script, [undisturbed, ...paths])).toEqual({ said: 'done 0', signal: null });

  const logs = [disturbed, undisturbed].map((path) => openSqliteLog({ path, readonly: true }));
  const [found, wanted] = await Promise.all(logs.map((log) => eventsOf(log)));
  for (const log of logs) await log.close();
  expect(wanted?.length).toBeGreaterThan(5000);
  expect(found).toEqual(wanted);
});
