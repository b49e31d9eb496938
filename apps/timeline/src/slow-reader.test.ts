import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openTestTimeline, type Sketch, states, type TestTimeline } from './testing/server.ts';

// What a client does not take is not read for it: an export waits, and holds no more than a few batches of rows.

const CLAIMS = 3_000;
const BATCH = 100;
/** Long notes: the whole answer must be far more than sockets of this machine hold between two ends. */
const NOTE_LENGTH = 8_000;
/** Rows of a batch, gathered lines and the stream's own bounds, with room. */
const HELD_BYTES = 8 << 20;
/** Turns of the event loop without a byte more, after which nothing moves: while anything does, each turn reads rows. */
const STILL_TURNS = 500;

/** Many relations: entries of one are compared with each other. */
const letterOf = (n: number): string => String.fromCharCode(65 + (n % 26));
const claim = (n: number): Sketch => ({
  source: 'gazette',
  key: String(n),
  kind: 'message',
  occurred: `${1900 + (n % 100)}-01-${10 + (n % 20)}`,
  reported: '2020-01-01',
  parties: ['BY', `${letterOf(n)}${letterOf(Math.floor(n / 26))}`],
  attributes: { channel: 'letter', note: randomBytes((NOTE_LENGTH * 3) / 4).toString('base64url') },
});

let timeline: TestTimeline;
beforeAll(async () => {
  timeline = await openTestTimeline();
  for (let n = 0; n < CLAIMS; n += BATCH)
    await timeline.append(Array.from({ length: BATCH }, (_, i) => states(claim(n + i))));
  await timeline.app.listen({ port: 0, host: '127.0.0.1' });
}, 120_000);
afterAll(() => timeline.close());

/** Asks over a socket that takes nothing, and answers both its ends once nothing moves any more. */
async function askWithoutReading(path: string, header = ''): Promise<{ client: Socket; server: Socket }> {
  const accepted = once(timeline.app.server, 'connection') as Promise<[Socket]>;
  const client = connect((timeline.app.server.address() as AddressInfo).port, '127.0.0.1');
  client.pause();
  client.write(`GET ${path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n${header}\r\n`);
  const [server] = await accepted;
  // Whoever leaves with bytes unread resets the connection.
  server.on('error', () => undefined);
  let written = -1;
  for (let still = 0; still < STILL_TURNS; still++) {
    if (server.bytesWritten !== written || written === 0) still = 0;
    written = server.bytesWritten;
    await turn();
  }
  return { client, server };
}

it.each([
  ['/v1/claims?limit=all', ''],
  ['/v1/claims.ndjson?limit=all', ''],
  ['/v1/claims.ndjson?asRecorded=2900', ''],
  ['/v1/claims.csv', ''],
  ['/v1/claims.ndjson', 'accept-encoding: gzip\r\n'],
])(
  '%s waits for a reader that stands still (%s)',
  async (path, header) => {
    // Each batch of rows asks the runner for its database.
    const reads = vi.spyOn(timeline.runner, 'db');
    const { client, server } = await askWithoutReading(path, header);
    const readBefore = reads.mock.calls.length;
    const held = server.writableLength;
    const before = server.bytesWritten;
    let received = 0;
    client.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    client.resume();
    await once(client, 'close');
    expect(held).toBeLessThan(HELD_BYTES);
    // Most of the answer was made only when it was asked for.
    expect(before).toBeLessThan(received / 2);
    expect(readBefore).toBeGreaterThan(0);
    expect(reads.mock.calls.length - readBefore).toBeGreaterThan(1);
    reads.mockRestore();
  },
  60_000,
);

it('who leaves half-way is read nothing more for', async () => {
  const { client, server } = await askWithoutReading('/v1/claims.ndjson');
  client.destroy();
  await new Promise((resolve) => server.once('close', resolve));
  const { bytesWritten } = server;
  for (let n = 0; n < STILL_TURNS; n++) await turn();
  expect(server.bytesWritten).toBe(bytesWritten);
});
