import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { followLedger, type LedgerHead, openLog, openSqliteLedger } from '@foedera/event-log';
import { addGauge, addProjectionMetrics, createServer } from '@foedera/http';
import { openRunner, projectionsHealth } from '@foedera/projections';
import type { FastifyBaseLogger } from 'fastify';
import { openApiKeys } from './operations/keys.ts';
import { timelinePlugin } from './plugin.ts';
import { timelineModel } from './read-model/model.ts';
import { TIMELINE_TAGS } from './routes/about.ts';

/** How the timeline is served by a process of its own. */
export interface ServeOptions {
  /** Where the log is, as `openLog` reads it. */
  readonly log: string;
  /** Folder of the read model, the running hash and `operations.sqlite`, made when missing. */
  readonly data: string;
  readonly port: number;
  readonly host: string;
  readonly logger: FastifyBaseLogger;
}

/** A timeline that is being served. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the log, the read model, the running hash and a server that listens. */
export async function serveTimeline(options: ServeOptions): Promise<Serving> {
  const { data, logger } = options;
  mkdirSync(data, { recursive: true });
  const log = await openLog(options.log);
  const runner = openRunner({ log, model: timelineModel, folder: join(data, 'models') });
  const keys = openApiKeys(join(data, 'operations.sqlite'));
  const checkpoints = openSqliteLedger(join(data, 'ledger.sqlite'));
  const stop = new AbortController();
  let head: LedgerHead = checkpoints.head();
  let ledgerFailure: string | null = null;
  const following = (async () => {
    for await (const progress of followLedger(log, checkpoints, { signal: stop.signal })) head = progress;
  })().catch((err: unknown) => {
    if (stop.signal.aborted) return;
    ledgerFailure = err instanceof Error ? err.message : String(err);
    logger.error({ err }, 'the running hash stopped');
  });
  const measure = () => projectionsHealth(log, [runner]);
  const app = await createServer({
    description: {
      title: 'Foedera timeline',
      version: '1',
      description: 'What held between states on a day, as it was known on another.',
      tags: TIMELINE_TAGS,
    },
    logger,
    health: async () => ({ ...(await measure()), ledger: { seq: head.seq, failed: ledgerFailure } }),
  });
  addProjectionMetrics(app.metrics, measure);
  addGauge(app.metrics, 'foedera_ledger_seq', 'Last event in the running hash', () => [
    { labels: {}, value: head.seq },
  ]);
  await app.register(timelinePlugin, {
    runner,
    log,
    keys,
    ledger: {
      head: () => {
        const { seq, recorded } = runner.status();
        return { seq: head.seq, hash: head.hash, recorded: seq === head.seq ? recorded : null };
      },
    },
    now: () => new Date(),
  });
  let failureSaid = false;
  runner.onAdvance(() => {
    const { failed } = runner.status();
    if (failed === null || failureSaid) return;
    failureSaid = true;
    logger.error({ failed }, 'the projection stopped');
  });
  const close = async (): Promise<void> => {
    stop.abort();
    await app.close();
    await following;
    await runner.close();
    checkpoints.close();
    keys.close();
    await log.close();
  };
  runner.start();
  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await close();
    throw error;
  }
  return { url: `http://${options.host}:${(app.server.address() as AddressInfo).port}`, close };
}
