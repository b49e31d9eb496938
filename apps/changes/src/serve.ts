import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openLog } from '@foedera/event-log';
import { createServer, type StoredKey } from '@foedera/http';
import { openRunner } from '@foedera/projections';
import { type Database, openDatabase } from '@foedera/sqlite';
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
  readonly onError: (error: unknown) => void;
}

/** A feed that is being served. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the log, the read model and a server that listens. */
export async function serveChanges(options: ServeOptions): Promise<Serving> {
  mkdirSync(options.data, { recursive: true });
  const operations = join(options.data, 'operations.sqlite');
  const log = await openLog(options.log);
  const runner = openRunner({ log, folder: join(options.data, 'models'), model: changesModel });
  const keys = openKeyLookup(operations);
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
    health: () => {
      const { seq, caughtUp, failed, rebuilding } = runner.status();
      return {
        ready: caughtUp && failed === null,
        projections: [{ name: 'changes', seq, caughtUp, failed, rebuilding }],
      };
    },
  });
  await app.register(changesPlugin, {
    runner,
    publicUrl: options.publicUrl,
    onError: options.onError,
    webhooks: { operations, keys, deliver: options.deliver, allowAddresses: options.allowAddresses },
  });
  runner.start();
  // Thousands of clients may come back at once after a restart: none of them is turned away by a short queue.
  await app.listen({ port: options.port, host: options.host, backlog: 8_192 });
  return {
    url: `http://${options.host}:${(app.server.address() as AddressInfo).port}`,
    close: async () => {
      await app.close();
      await runner.close();
      await log.close();
      keys.close();
    },
  };
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
