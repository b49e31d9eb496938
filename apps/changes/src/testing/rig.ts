import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, openSqliteLog } from '@foedera/event-log';
import { createServer, type HttpServer } from '@foedera/http';
import { openRunner, type ReadModel, type Runner } from '@foedera/projections';
import { inOrder, type states } from '@foedera/projections/testing';
import { batchStream } from '@foedera/schema';
import { type ChangesOptions, changesPlugin } from '../plugin.ts';
import { changesModel } from '../read-model/model.ts';

/** A whole feed in a folder of its own: log, runner and server, all real. */
export interface Rig {
  readonly log: EventLog;
  runner(): Runner;
  app(): HttpServer;
  /** `http://127.0.0.1:PORT`, the same over restarts. */
  url(): string;
  /** Appends acts in order, one append each when `together` is false; resolves when their changes can be read. */
  append(acts: readonly ReturnType<typeof states>[], together?: boolean): Promise<void>;
  /** Closes runner and server and opens them again over the same files and port. */
  restart(model?: ReadModel): Promise<void>;
  close(): Promise<void>;
}

/** Opens a rig. Streams beat fast, so that tests need not wait. */
export async function openRig(options: Omit<Partial<ChangesOptions>, 'runner'> = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'foedera-changes-'));
  const log = openSqliteLog({ path: join(folder, 'log.sqlite') });
  let appended = 0;
  let port = 0;
  let runner: Runner;
  let app: HttpServer;

  const start = async (model: ReadModel): Promise<void> => {
    runner = openRunner({ log, folder, model });
    runner.start();
    app = await createServer({
      description: { title: 'Changes', version: '1', description: 'A feed.', tags: [] },
      health: () => ({ ready: true }),
    });
    await app.register(changesPlugin, { runner, ...options });
    await app.listen({ port, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  };
  const stop = async (): Promise<void> => {
    await app.close();
    await runner.close();
  };
  await start(changesModel);

  return {
    log,
    runner: () => runner,
    app: () => app,
    url: () => `http://127.0.0.1:${port}`,
    append: async (acts, together = true) => {
      const events = inOrder(acts).map(({ id: _, type, data, metadata }, i) => ({
        id: `00000000-0000-8000-8000-${String(appended + i).padStart(12, '0')}`,
        type,
        data,
        metadata,
      }));
      for (const batch of together ? batches(events) : events.map((event) => [event])) {
        await log.append(batchStream('test', '1'), batch, { expected: appended === 0 ? 'no-stream' : appended - 1 });
        appended += batch.length;
      }
      await runner.awaitSeq(appended);
    },
    restart: async (model = changesModel) => {
      await stop();
      await start(model);
      await runner.awaitSeq(appended);
    },
    close: async () => {
      await stop();
      await log.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs of events that an append takes: it has a bound in bytes. */
function batches<T>(events: readonly T[]): T[][] {
  const result: T[][] = [[]];
  let length = 0;
  for (const event of events) {
    const size = JSON.stringify(event).length;
    if (length + size > 500_000) {
      result.push([]);
      length = 0;
    }
    (result[result.length - 1] as T[]).push(event);
    length += size;
  }
  return result;
}
