import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { followLedger, type LedgerHead, openLog, openSqliteLedger } from '@foedera/event-log';
import { createServer } from '@foedera/http';
import { openRunner } from '@foedera/projections';
import { openApiKeys, TIMELINE_TAGS, timelineModel, timelinePlugin } from './index.ts';

/**
 * The timeline as a process of its own: any number of replicas, each with a read model of its own.
 *
 * Environment: `FOEDERA_LOG` (where the log is), `FOEDERA_DATA` (folder of the read model and of `operations.sqlite`),
 * `PORT` (default 8081), `HOST` (default 127.0.0.1).
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const data = env.FOEDERA_DATA ?? 'data';
  const target = env.FOEDERA_LOG ?? join(data, 'log.sqlite');
  mkdirSync(data, { recursive: true });
  const log = await openLog(target);
  const runner = openRunner({ log, model: timelineModel, folder: join(data, 'models') });
  const keys = openApiKeys(join(data, 'operations.sqlite'));
  const checkpoints = openSqliteLedger(join(data, 'ledger.sqlite'));
  const stop = new AbortController();
  let head: LedgerHead = checkpoints.head();
  let ledgerFailure: string | null = null;
  const following = (async () => {
    for await (const progress of followLedger(log, checkpoints, { signal: stop.signal })) head = progress;
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) ledgerFailure = error instanceof Error ? error.message : String(error);
  });
  const app = await createServer({
    description: {
      title: 'Foedera timeline',
      version: '1',
      description: 'What held between states on a day, as it was known on another.',
      tags: TIMELINE_TAGS,
    },
    health: () => {
      const { seq, caughtUp, failed, rebuilding, epoch } = runner.status();
      return {
        ready: caughtUp && failed === null,
        seq,
        epoch,
        failed,
        rebuilding,
        ledger: { seq: head.seq, failed: ledgerFailure },
      };
    },
  });
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
  runner.start();
  const close = async (): Promise<void> => {
    stop.abort();
    await app.close();
    await following;
    await runner.close();
    checkpoints.close();
    keys.close();
    await log.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
  const address = await app.listen({ port: Number(env.PORT ?? 8081), host: env.HOST ?? '127.0.0.1' });
  process.stderr.write(`timeline: ${address}\n`);
}

await main(process.env);
