/**
 * The page as a process of its own, over an API elsewhere: `node main.js --api URL [--changes URL]`, or `FOEDERA_API_URL`
 * and `FOEDERA_CHANGES_URL`. It keeps nothing and needs no folder; any number of them may run. Logs one JSON object a line
 * on standard error (`LOG_LEVEL`, default info); SIGTERM and SIGINT end it, a second one at once.
 */
import { parseArgs } from 'node:util';
import Fastify, { LogController } from 'fastify';
import { remoteAccess, webPlugin } from './index.ts';

const USAGE =
  'expected --api URL [--changes URL] [--port 4001] [--host 127.0.0.1]: serves the page over an API elsewhere\n';

const { values } = parseArgs({
  options: {
    api: { type: 'string', default: process.env.FOEDERA_API_URL },
    changes: { type: 'string', default: process.env.FOEDERA_CHANGES_URL },
    port: { type: 'string', default: process.env.PORT ?? '4001' },
    host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
    help: { type: 'boolean' },
  },
});
const { api, host } = values;
const changes = values.changes ?? api;
const port = Number(values.port);

if (values.help) process.stdout.write(USAGE);
else if (!isAddress(api) || !isAddress(changes) || !Number.isInteger(port)) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else await serve(api, changes);

function isAddress(text: string | undefined): text is string {
  return text !== undefined && URL.canParse(text);
}

async function serve(apiUrl: string, changesUrl: string): Promise<void> {
  const app = Fastify({
    forceCloseConnections: true,
    logger: {
      level: process.env.LOG_LEVEL ?? 'info',
      base: { app: 'web' },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      stream: process.stderr,
    },
    logController: new LogController({ disableRequestLogging: true }),
  });
  app.get('/livez', async () => ({ live: true }));
  // The page is as ready as what it shows.
  app.get('/readyz', async (_request, reply) => {
    const upstream = await Promise.all([...new Set([apiUrl, changesUrl])].map(isReady));
    const ready = upstream.every((each) => each.ready);
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready, upstream });
  });
  try {
    await app.register(webPlugin, { api: remoteAccess(apiUrl, changesUrl) });
    app.log.info(`the page: ${await app.listen({ port, host })}`);
  } catch (err) {
    app.log.fatal({ err }, 'cannot start');
    process.exitCode = 1;
    return;
  }
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(130);
      closing = true;
      app.log.info({ signal }, 'stopping');
      void app.close().then(() => {
        app.log.info('stopped');
        process.exit(0);
      });
    });
  }
}

async function isReady(url: string): Promise<{ readonly url: string; readonly ready: boolean }> {
  try {
    const { ok } = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(2_000) });
    return { url, ready: ok };
  } catch {
    // Absent or silent: not ready is all that there is to say.
    return { url, ready: false };
  }
}
