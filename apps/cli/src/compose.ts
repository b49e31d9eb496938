import { changesModel, changesPlugin } from '@foedera/changes';
import { type EventLog, InvalidPosition, openLog } from '@foedera/event-log';
import { createServer, type Health, type HttpServer } from '@foedera/http';
import {
  openRunner,
  type ProjectionsHealth,
  projectionsHealth,
  type Runner,
  type RunnerStatus,
} from '@foedera/projections';
import { openApiKeys, timelineModel, timelinePlugin } from '@foedera/timeline';
import { webPlugin } from '@foedera/web';
import type { FastifyBaseLogger } from 'fastify';
import { type Api, injectedApi } from './api.ts';
import { DESCRIPTION } from './description.ts';
import { CommandFailed } from './exit-codes.ts';
import { addGauges } from './gauges.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { withOperator } from './operators.ts';
import { type CommonOptions, dataFolder, logTarget, requireLog } from './options.ts';
import { ledgerPath, modelsFolder, operationsPath } from './places.ts';
import { showProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** Everything in one process: log, projections, and a server with the routes of all apps. */
export interface Composition {
  readonly log: EventLog;
  readonly app: HttpServer;
  readonly runners: readonly Runner[];
  /** Key of whoever runs this process, for requests within it. */
  readonly operatorKey: string;
  /** Ready or not besides what the projections say: a start that still ingests is not. */
  setStarting(starting: boolean): void;
  /** Resolves when every projection has got to the head of the log as it is now. */
  caughtUp(signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** What a composition is made of. */
export interface ComposeOptions {
  /** Folder of everything but the log; it exists. */
  readonly data: string;
  /** Where the log is, as `openLog` reads it. */
  readonly target: string;
  readonly logger?: FastifyBaseLogger;
  /** Leave the projections where they are, for work on them. */
  readonly still?: boolean;
  /** Serve the page, too. */
  readonly page?: boolean;
  /** Address ranges that webhooks may call although they are not public; without it this process delivers nothing. */
  readonly webhooks?: { readonly allowAddresses: readonly string[] };
}

/** Opens the log, starts every projection and makes a server that does not listen yet. */
export async function compose(options: ComposeOptions): Promise<Composition> {
  const log = await openLog(options.target);
  const folder = modelsFolder(options);
  const runners = [timelineModel, changesModel].map((model) => openRunner({ log, folder, model }));
  const [timeline, changes] = runners as [Runner, Runner];
  const ledger = startLedger(log, ledgerPath(options), () => timeline.status());
  const measure = (): Promise<ProjectionsHealth> => projectionsHealth(log, runners);
  let starting = false;
  const app = await createServer({
    description: DESCRIPTION,
    health: async () => healthOf(await measure(), ledger, starting),
    ...(options.logger ? { logger: options.logger } : {}),
  });
  addGauges(app, measure, ledger);
  const store = openApiKeys(operationsPath(options));
  const { keys, operatorKey } = withOperator(store, new Date());
  await app.register(timelinePlugin, { runner: timeline, log, ledger, keys, now: () => new Date() });
  const webhooks = {
    operations: operationsPath(options),
    keys,
    deliver: options.webhooks !== undefined,
    allowAddresses: options.webhooks?.allowAddresses ?? [],
  };
  await app.register(changesPlugin, { runner: changes, ledger, webhooks });
  if (options.page) await app.register(webPlugin, {});
  if (!options.still) for (const runner of runners) runner.start();
  let closed = false;
  return {
    log,
    app,
    runners,
    operatorKey,
    setStarting: (now) => {
      starting = now;
    },
    caughtUp: async (signal) => {
      // Taken before the head, which in one and the same log never lies behind it.
      const standing = runners.map((runner) => runner.status().position);
      const head = await log.head();
      for (const position of standing)
        if (position !== null && (head === null || log.comparePositions(position, head) > 0))
          throw new InvalidPosition(position, head === null ? 'none, for the log is empty' : `one up to ${head}`);
      if (head !== null) await Promise.all(runners.map((runner) => runner.awaitPosition(head, signal)));
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await app.close();
      await ledger.close();
      store.close();
      for (const runner of runners) await runner.close();
      await log.close();
    },
  };
}

/** The API of this process over the log that the options name, once it has caught up. */
export async function openEmbeddedApi(options: CommonOptions, terminal: Terminal): Promise<Api> {
  requireLog(options);
  const composition = await compose({ data: dataFolder(options), target: logTarget(options) });
  try {
    await catchUp(composition, terminal);
    await composition.app.ready();
    return injectedApi(composition);
  } catch (error) {
    await composition.close();
    throw error;
  }
}

/** Waits for the projections and shows how far they are. @throws CommandFailed when one of them has stopped */
export async function catchUp(composition: Composition, terminal: Terminal): Promise<void> {
  const { runners } = composition;
  const progress = showProgress(terminal, 'events read');
  const show = (): void => progress.update(Math.min(...runners.map((runner) => runner.status().seq)), null);
  const listening = runners.map((runner) => runner.onAdvance(show));
  try {
    await composition.caughtUp(terminal.signal);
  } catch (error) {
    const stopped = runners.map((runner) => runner.status()).find((status) => status.failed !== null);
    if (stopped === undefined) throw error;
    throw new CommandFailed(stoppedText(stopped), { hint: 'foedera doctor says more.', cause: error });
  } finally {
    for (const stop of listening) stop();
    progress.stop();
  }
}

/** Why a projection stands still. */
export function stoppedText({ name, failed }: RunnerStatus): string {
  const where = failed?.seq == null ? '' : ` at seq ${failed.seq}`;
  return `${name} stopped${where}: ${failed?.message ?? 'unknown'}`;
}

function healthOf(found: ProjectionsHealth, ledger: Ledger, starting: boolean): Health {
  return {
    ...found,
    ready: !starting && found.ready,
    starting,
    version: VERSION,
    ledger: { seq: ledger.head().seq, failed: ledger.failure() },
  };
}
