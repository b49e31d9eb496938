import type { FastifyBaseLogger } from 'fastify';
import { pino } from 'pino';

/**
 * A log of one JSON object a line: `time` (ISO 8601), `level`, `app`, `msg`, and `err` for what went wrong.
 * @param app name of the process in the log
 * @param level `debug`, `info`, `warn`, `error` …; what is below is left out
 * @param stream where the lines go, usually standard error
 */
export function openLogger(app: string, level: string, stream: NodeJS.WritableStream): FastifyBaseLogger {
  const known = Object.hasOwn(pino.levels.values, level) ? level : 'info';
  return pino(
    {
      level: known,
      base: { app },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}
