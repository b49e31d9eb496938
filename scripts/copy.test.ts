import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type EventLog, openLog } from '@foedera/event-log';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from './build.mjs';
import { type Running, run, says } from './testing/processes.ts';

const ROOT = join(import.meta.dirname, '..');
const FOEDERA = 'apps/cli/bin/foedera.js';
const PATIENCE_MS = 300_000;
const STREAMS = 10;
const APPENDS = 30;
const EVENTS = 5;
const KILLS = 3;

let folder: string;
let db: Running;
let source: string;
let target: string;

beforeAll(async () => {
  ensureBuilt(ROOT, () => undefined);
  folder = mkdtempSync(join(tmpdir(), 'foedera-copy-'));
  source = join(folder, 'log.sqlite');
  const log = await openLog(source);
  for (let i = 0; i < STREAMS * APPENDS; i++) {
    const events = Array.from({ length: EVENTS }, (_, n) => ({
      id: randomUUID(),
      type: 'claim-retracted',
      data: { n, text: 'đ'.repeat(100) },
      metadata: { schema: 1 },
    }));
    // Streams take turns, so that order across them is something to keep.
    await log.append(`foedera-batch-test-${(i * 7) % STREAMS}`, events, { expected: 'any' });
  }
  await log.close();
  db = run(['packages/event-log/dist/testing/eventstoredb-server/main.js'], {});
  [target] = (await says(db, /esdb:\/\/\S+/)) as unknown as [string];
}, PATIENCE_MS);
afterAll(async () => {
  db.kill('SIGKILL');
  await db.ended;
  rmSync(folder, { recursive: true, force: true });
});

const copy = () => run([FOEDERA, 'copy', '--from', source, '--to', target, '--json'], {});

/** Events of the streams in the target by now. */
async function there(log: EventLog): Promise<number> {
  const lasts = Array.from({ length: STREAMS }, (_, i) => log.lastRevision(`foedera-batch-test-${i}`));
  return (await Promise.all(lasts)).reduce<number>((sum, last) => sum + (last ?? -1) + 1, 0);
}

async function verifiedHead(log: string, head?: string): Promise<unknown> {
  const more = head === undefined ? [] : ['--head', head];
  const verify = run(
    [FOEDERA, 'verify', '--json', '--log', log, '--data', join(folder, log === source ? 'one' : 'two'), ...more],
    {},
  );
  expect([await verify.ended, verify.said.stderr]).toEqual([0, expect.any(String)]);
  return (JSON.parse(verify.said.stdout) as { head: unknown }).head;
}

it(
  'a copy that is killed again and again is gone on with, doubles nothing, and has the same running hash',
  async () => {
    const log = await openLog(target);
    const all = STREAMS * APPENDS * EVENTS;
    let seen = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      const copying = copy();
      const least = Math.floor((all * kill) / (KILLS + 2));
      // One that is through before it is killed has ended too, and the next one finds everything there.
      const through = copying.ended.then(() => true);
      for (seen = await there(log); seen < least; seen = await there(log))
        if (await Promise.race([through, delay(10, false)])) break;
      copying.kill('SIGKILL');
      await copying.ended;
      expect([kill, seen >= least]).toEqual([kill, true]);
    }
    const last = copy();
    expect([await last.ended, last.said.stderr]).toEqual([0, expect.any(String)]);
    const { copied, alreadyThere } = JSON.parse(last.said.stdout) as { copied: number; alreadyThere: number };
    expect(copied + alreadyThere).toBe(all);
    expect(alreadyThere).toBeGreaterThanOrEqual(seen);
    expect(await there(log)).toBe(all);
    await log.close();
    const head = (await verifiedHead(source)) as { seq: number; hash: string };
    expect(head.seq).toBe(all);
    expect(await verifiedHead(target, `${head.seq}:${head.hash}`)).toEqual(head);
  },
  PATIENCE_MS,
);
