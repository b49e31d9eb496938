/**
 * The timeline as a process of its own: any number of replicas, each with a read model of its own.
 *
 * Environment: `FOEDERA_LOG` (where the log is), `FOEDERA_DATA` (folder of the read model and of `operations.sqlite`),
 * `PORT` (default 4003), `HOST` (default 127.0.0.1), `LOG_LEVEL` (default info). Logs one JSON object a line on standard
 * error; SIGTERM and SIGINT end it, a second one at once.
 */
import { openLogger } from '@foedera/http';
import { serveTimeline } from './serve.ts';

const { FOEDERA_LOG: log, FOEDERA_DATA: data = '.foedera', PORT = '4003', HOST: host = '127.0.0.1' } = process.env;
const logger = openLogger('timeline', process.env.LOG_LEVEL ?? 'info', process.stderr);
const port = Number(PORT);

if (log === undefined || !Number.isInteger(port)) {
  process.stderr.write('expected FOEDERA_LOG, a path or sqlite: or esdb://…, and a whole number as PORT, if any\n');
  process.exitCode = 2;
} else {
  try {
    const serving = await serveTimeline({ log, data, port, host, logger });
    logger.info({ url: serving.url }, `timeline: ${serving.url}`);
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
}
