/**
 * The feed as a process of its own, one of as many as wanted: `node main.js --log TARGET [--data FOLDER] [--port N]`.
 * Says on standard error where it listens; SIGTERM and SIGINT hand the clients over and end it.
 */
import { parseArgs } from 'node:util';
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

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

if (values.log === undefined) {
  say('expected --log TARGET or FOEDERA_LOG: a path, sqlite:, esdb: or kurrentdb:');
  process.exit(2);
}

const serving = await serveChanges({
  log: values.log,
  data: values.data,
  port: Number(values.port),
  host: values.host,
  publicUrl: values['public-url'],
  deliver: !values['no-deliver'],
  allowAddresses: values['allow-address'],
  onError: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
});
say(`changes: ${serving.url}`);

let closing = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (closing) process.exit(130);
    closing = true;
    serving.close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(String(error));
        process.exit(1);
      },
    );
  });
}
