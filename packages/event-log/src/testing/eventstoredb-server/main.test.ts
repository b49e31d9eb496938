import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { openEventStoreDbLog } from '../../eventstoredb/index.ts';
import { collect, sampleEvents } from '../index.ts';

/** Beside the packages that it needs, for it is bundled without them. */
const NODE_MODULES = fileURLToPath(new URL('../../../../../node_modules', import.meta.url));

it('runs as a process, says where it listens, serves a log and ends on SIGTERM', async () => {
  const folder = mkdtempSync(join(NODE_MODULES, '.foedera-test-server-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'main.mjs');
  const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', platform: 'node', packages: 'external' });
  const server = spawn(process.execPath, [outfile, '--port', '0'], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void server.kill('SIGKILL'));
  const [connectionString] = (await once(createInterface(server.stdout), 'line')) as [string];
  expect(connectionString).toMatch(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);

  const log = await openEventStoreDbLog(connectionString);
  const events = sampleEvents(3);
  await log.append('foedera-a', events, { expected: 'no-stream' });
  expect((await collect(log.read())).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  await log.close();

  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
