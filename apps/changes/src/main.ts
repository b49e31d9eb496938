/**
 * The feed as a process of its own, one of as many as wanted: `node main.js --log TARGET [--data FOLDER] [--port N]`.
 * Logs one JSON object a line on standard error (`LOG_LEVEL`, default info), where it listens among them; SIGTERM and
 * SIGINT hand the clients over and end it, a second one at once.
 */
import { parseArgs } from 'node:util';
import { openLogger } from '@foedera/http';
import { serveChanges } from './serve.ts';

const { values } = parseArgs({
  options: {
    log: { type: 'string', default: process.env.FOEDERA_LOG },
    data: { type: 'string', default: process.env.FOEDERA_DATA ?? '.foedera' },
    port: { type: 'string', default: process.env.PORT ?? '4002' },
    host: { type: 'string', default: process.env.HOST ?? '127.0.0.1' },
    'public-url': { type: 'string', default: process.env.FOEDERA_PUBLIC_URL },
    'no-deliver': { type: 'boolean', default: false },
    'allow-address': { type: 'string', multiple: true, default: [] },
  },
});

const port = Number(values.port);
if (values.log === undefined || !Number.isInteger(port)) {
  process.stderr.write(
    'expected --log TARGET or FOEDERA_LOG, a path or sqlite: or esdb://…, and a whole number as --port or PORT, if any\n',
  );
  process.exit(2);
}
const logger = openLogger('changes', process.env.LOG_LEVEL ?? 'info', process.stderr);

try {
  const serving = await serveChanges({
    log: values.log,
    data: values.data,
    port,
    host: values.host,
    publicUrl: values['public-url'],
    deliver: !values['no-deliver'],
    allowAddresses: values['allow-address'],
    logger,
  });
  logger.info({ url: serving.url }, `changes: ${serving.url}`);
  let closing = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (closing) process.exit(130);
      closing = true;
      logger.info({ signal }, 'stopping');
      serving.close().then(
        () => {
          logger.info('stopped');
          process.exit(0);
        },
        (err: unknown) => {
          logger.error({ err }, 'stopped with an error');
          process.exit(1);
        },
      );
    });
  }
} catch (err) {
  logger.fatal({ err }, 'cannot start');
  process.exitCode = 1;
}
