import { parseArgs } from 'node:util';
import { startTestServer } from './start.ts';

/**
 * Runs the test double as a process: `--port PORT`, by default any free one. Prints its connection string as the first
 * line and ends, with all its data, on SIGINT or SIGTERM.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const server = await startTestServer({ port: Number(values.port) });
process.stdout.write(`${server.connectionString()}\n`);
process.stderr.write('This is a test double of an event store. It keeps its data in memory.\n');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
