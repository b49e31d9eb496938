import type { HttpServer } from '@foedera/http';
import type { Runner } from '@foedera/projections';
import { prepareHandover } from './feed/handover.ts';
import { DEFAULT_HUB, type Hub, type HubOptions, openHub } from './feed/hub.ts';
import { openReplays } from './feed/replays.ts';
import { type LedgerHead, liveView } from './feed/view.ts';
import { addAsyncApiRoute } from './routes/asyncapi.ts';
import { addChangeRoute, addChangesRoute } from './routes/changes.ts';
import { addDifferenceRoute } from './routes/difference.ts';
import { addWebhooks, type WebhookOptions } from './webhooks/webhooks.ts';

/** What the feed needs from those who run it. */
export interface ChangesOptions {
  /** Runner of `changesModel`. Started and closed by the caller. */
  readonly runner: Runner;
  /** Where subscriptions are kept and how they are delivered; without it there are no webhooks. */
  readonly webhooks?: WebhookOptions;
  /** Head of the running hash over the log, shown beside the changes. */
  readonly ledger?: { head(): LedgerHead } | undefined;
  readonly now?: () => number;
  /** 0 to 1. */
  readonly random?: () => number;
  /** Told of what failed while nobody's request was being answered. */
  readonly onError?: (error: unknown) => void;
  /** How streams are served. */
  readonly streams?: Partial<Omit<HubOptions, 'now' | 'random' | 'onError'>>;
  /** Address at which the server is known, without a path, for links in feeds; that of the request when absent. */
  readonly publicUrl?: string | undefined;
  /** Most streams open at once; default 10,000. */
  readonly maxClients?: number;
}

/** Adds the feed's routes under `/v1` to a server and hands its streams over when the server closes. */
export async function changesPlugin(app: HttpServer, options: ChangesOptions): Promise<void> {
  const view = liveView(options.runner, options.ledger);
  const around = {
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    onError: options.onError ?? ((error: unknown) => app.log.error(error)),
  };
  const streams = { ...DEFAULT_HUB, ...options.streams, ...around };
  const hub: Hub = openHub(view, streams);
  const replays = openReplays(options.runner, streams);
  const handover = prepareHandover(app.server);
  // Before the server stops listening: it waits for open connections, and streams end only when told to.
  app.addHook('preClose', async () => {
    handover.begin();
    hub.close();
    replays.close();
  });
  const route = { view, hub, replays, maxClients: options.maxClients ?? 10_000, publicUrl: options.publicUrl };
  addChangesRoute(app, route);
  addChangeRoute(app, route);
  addAsyncApiRoute(app);
  addDifferenceRoute(app, options.runner);
  if (options.webhooks) addWebhooks(app, view, options.webhooks, around);
}
