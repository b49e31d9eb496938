import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openLog } from '@foedera/event-log';
import { addProjectionMetrics, createServer, type StoredKey } from '@foedera/http';
import { openRunner, projectionsHealth } from '@foedera/projections';
import { type Database, openDatabase } from '@foedera/sqlite';
import type { FastifyBaseLogger } from 'fastify';
import { changesPlugin } from './plugin.ts';
import { changesModel } from './read-model/model.ts';

/** How the feed is served by a process of its own. */
export interface ServeOptions {
  /** Where the log is, as `openLog` reads it. */
  readonly log: string;
  /** Folder of the read model and `operations.sqlite`, made when missing. */
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly publicUrl?: string | undefined;
  /** Whether this process may deliver webhooks; one of those that may does. */
  readonly deliver: boolean;
  readonly allowAddresses: readonly string[];
  readonly logger: FastifyBaseLogger;
}

/** A feed that is being served. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the log, the read model and a server that listens. */
export async function serveChanges(options: ServeOptions): Promise<Serving> {
  const { logger } = options;
  mkdirSync(options.data, { recursive: true });
  const operations = join(options.data, 'operations.sqlite');
  const log = await openLog(options.log);
  const runner = openRunner({ log, folder: join(options.data, 'models'), model: changesModel });
  const keys = openKeyLookup(operations);
  const measure = () => projectionsHealth(log, [runner]);
  const app = await createServer({
    description: {
      title: 'Foedera: changes',
      version: '1',
      description: 'Every difference between two successive states of the timeline, in order.',
      tags: [
        { name: 'changes', description: 'Pages, event streams and feeds.' },
        { name: 'webhooks', description: 'Subscriptions that are called.' },
      ],
    },
    logger,
    health: async () => ({ ...(await measure()) }),
  });
  addProjectionMetrics(app.metrics, measure);
  await app.register(changesPlugin, {
    runner,
    publicUrl: options.publicUrl,
    onError: (err) => logger.error({ err }, 'what nobody waited for failed'),
    webhooks: { operations, keys, deliver: options.deliver, allowAddresses: options.allowAddresses },
  });
  let failureSaid = false;
  runner.onAdvance(() => {
    const { failed } = runner.status();
    if (failed === null || failureSaid) return;
    failureSaid = true;
    logger.error({ failed }, 'the projection stopped');
  });
  const close = async (): Promise<void> => {
    await app.close();
    await runner.close();
    await log.close();
    keys.close();
  };
  runner.start();
  try {
    // Thousands of clients may come back at once after a restart: none of them is turned away by a short queue.
    await app.listen({ port: options.port, host: options.host, backlog: 8_192 });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://${options.host}:${(app.server.address() as AddressInfo).port}`, close };
}

const SQL = {
  tables: `create table if not exists api_key (
    id text primary key, name text not null, hash text not null, created text not null, revoked text
  ) without rowid`,
  find: `select id, name, hash, created, revoked from api_key where id = :id`,
};

/** Keys as `foedera keys` writes them into `operations.sqlite`; this process only looks them up. */
function openKeyLookup(path: string): { find(id: string): StoredKey | undefined; close(): void } {
  const db: Database = openDatabase(path, { durability: 'full' });
  db.exec(SQL.tables);
  const find = db.prepare<StoredKey>(SQL.find);
  return { find: (id) => find.get({ id }), close: () => db.close() };
}
