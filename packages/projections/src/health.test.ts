import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryLog, sampleEvents } from '@foedera/event-log/testing';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openRunner, projectionsHealth, type ReadModel } from './index.ts';

const nothing: ReadModel = {
  name: 'nothing',
  epoch: '0123456789abcdef',
  tables: '',
  indexes: '',
  open: () => ({ apply: () => undefined }),
};

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-health-'));
  const log = createMemoryLog();
  const runner = openRunner({ log, folder, model: nothing });
  onTestFinished(async () => {
    await runner.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { log, runner };
}

it('counts what a projection that stands still is behind, from its first event on', async () => {
  const { log, runner } = open();
  await log.append('foedera-a', sampleEvents(3), { expected: 'no-stream' });
  const [before] = (await projectionsHealth(log, [runner])).projections;
  expect(before).toMatchObject({ name: 'nothing', seq: 0, applied: 0, caughtUp: false, lag: { events: 3 } });
  expect(before?.lag?.seconds).toBeGreaterThanOrEqual(0);
  runner.start();
  await runner.awaitSeq(3);
  const after = await projectionsHealth(log, [runner]);
  expect(after).toMatchObject({ log: { reachable: true }, projections: [{ seq: 3, applied: 3 }] });
  expect(after.projections[0]?.lag).toEqual({ events: 0, seconds: 0 });
});

it('says that the log does not answer, and stays ready for what is in the read model', async () => {
  const { log, runner } = open();
  await log.append('foedera-a', sampleEvents(2), { expected: 'no-stream' });
  runner.start();
  await vi.waitUntil(() => runner.status().caughtUp);
  const away = {
    ...log,
    read: () => {
      throw new Error('away');
    },
  };
  const health = await projectionsHealth(away, [runner]);
  expect(health).toMatchObject({ ready: true, log: { reachable: false }, projections: [{ seq: 2, lag: null }] });
});
