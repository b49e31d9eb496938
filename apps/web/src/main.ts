import { parseArgs } from 'node:util';
import Fastify from 'fastify';
import { remoteAccess, webPlugin } from './index.ts';

const USAGE =
  'foedera-web --api URL [--changes URL] [--port 4001] [--host 127.0.0.1]: serves the page over an API elsewhere\n';

const { values } = parseArgs({
  options: {
    api: { type: 'string' },
    changes: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    help: { type: 'boolean' },
  },
});
const api = values.api ?? process.env.FOEDERA_API_URL;
const changes = values.changes ?? process.env.FOEDERA_CHANGES_URL ?? api;
const port = Number(values.port ?? process.env.PORT ?? 4001);
const host = values.host ?? process.env.HOST ?? '127.0.0.1';

if (values.help) process.stdout.write(USAGE);
else if (
  api === undefined ||
  changes === undefined ||
  !URL.canParse(api) ||
  !URL.canParse(changes) ||
  !Number.isInteger(port)
) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const app = Fastify({ forceCloseConnections: true });
  app.get('/livez', async () => ({ live: true }));
  await app.register(webPlugin, { api: remoteAccess(api, changes) });
  process.stderr.write(`the page: ${await app.listen({ port, host })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void app.close());
}
