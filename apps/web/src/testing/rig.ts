import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changesModel, changesPlugin } from '@foedera/changes';
import type { EventLog } from '@foedera/event-log';
import { createMemoryLog } from '@foedera/event-log/testing';
import { type ApiKeyStore, createServer, type HttpServer, newApiKey, type StoredKey } from '@foedera/http';
import { ingestPaths, openRuleExtractor } from '@foedera/ingest';
import { openRunner, type Runner } from '@foedera/projections';
import { timelineModel, timelinePlugin } from '@foedera/timeline';
import { webPlugin } from '../index.ts';

const SEEDS = fileURLToPath(new URL('../../../../seeds', import.meta.url));

/** The page over the real API, feed and log, in one process, with the seeds ingested. */
export interface Rig {
  readonly app: HttpServer;
  readonly log: EventLog;
  readonly runners: readonly Runner[];
  /** An API key that may write. */
  readonly key: string;
  /** Ingests files and folders of articles or prepared claims, and waits until the page shows them. */
  ingest(paths: readonly string[]): Promise<void>;
  /** Waits until everything in the log can be read. */
  caughtUp(): Promise<void>;
  /** Ends every open connection, as a failing network does. */
  dropStreams(): void;
  /** HTML of a page. */
  page(
    address: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; html: string; headers: Record<string, unknown> }>;
  close(): Promise<void>;
}

export interface RigOptions {
  /** What is ingested before anything is asked; the seeds when absent. */
  readonly paths?: readonly string[];
  readonly now?: () => Date;
}

/** Opens a rig that does not listen yet. */
export async function openRig(options: RigOptions = {}): Promise<Rig> {
  const { paths = [SEEDS], now = () => new Date('2026-03-01T12:00:00Z') } = options;
  const folder = mkdtempSync(join(tmpdir(), 'foedera-web-'));
  let clock = now().getTime();
  const log = createMemoryLog(() => {
    clock += 1_000;
    return clock;
  });
  const timeline = openRunner({ log, folder, model: timelineModel });
  const changes = openRunner({ log, folder, model: changesModel });
  const runners = [timeline, changes];
  const { key, stored } = newApiKey('Desk officer', now());
  const app = await createServer({
    description: { title: 'Foedera', version: '0', description: 'The page and its API.', tags: [] },
    health: () => ({ ready: true }),
  });
  await app.register(timelinePlugin, { runner: timeline, log, now, keys: storeOf(stored) });
  await app.register(changesPlugin, { runner: changes, streams: { heartbeatMs: 500, retryMs: 200, pollMs: 100 } });
  await app.register(webPlugin, { now });
  for (const runner of runners) runner.start();
  const caughtUp = async (): Promise<void> => {
    const head = await log.head();
    if (head !== null) await Promise.all(runners.map((runner) => runner.awaitPosition(head)));
  };
  const ingest = async (what: readonly string[]): Promise<void> => {
    const { rejected } = await ingestPaths(what, { log, extractor: openRuleExtractor() });
    if (rejected > 0) throw new Error(`${rejected} of ${what.join(', ')} rejected`);
    await caughtUp();
  };
  if (paths.length > 0) await ingest(paths);
  return {
    app,
    log,
    runners,
    key,
    ingest,
    caughtUp,
    dropStreams: () => app.server.closeAllConnections(),
    page: async (address, headers = {}) => {
      const reply = await app.inject({ url: address, headers: { accept: 'text/html', ...headers } });
      return { status: reply.statusCode, html: reply.body, headers: reply.headers };
    },
    close: async () => {
      await app.close();
      for (const runner of runners) await runner.close();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function storeOf(stored: StoredKey): ApiKeyStore {
  return {
    find: (id) => (id === stored.id ? stored : undefined),
    add: () => undefined,
    list: () => [stored],
    revoke: () => false,
  };
}
