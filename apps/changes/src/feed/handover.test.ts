import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Handover, prepareHandover } from './handover.ts';

const server = createServer((_, response) => response.end('answered'));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let handover: Handover;
let port = 0;

beforeEach(async () => {
  handover = prepareHandover(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  agent.destroy();
  server.removeAllListeners('connection');
  await new Promise((resolve) => server.close(resolve));
});

/** What comes of a request over the one kept-alive connection. */
const ask = (accept: string): Promise<string> =>
  new Promise((resolve) => {
    const request = get({ port, agent, headers: { accept } }, (response: IncomingMessage) => {
      response.resume();
      response.on('end', () => resolve('answered'));
    });
    request.on('error', () => resolve('cut'));
  });

it('cuts who asks for a stream over a connection that is already open, and answers the others', async () => {
  expect(await ask('text/event-stream')).toBe('answered');
  handover.begin();
  expect(await ask('application/json')).toBe('answered');
  expect(await ask('text/event-stream')).toBe('cut');
});

it('cuts connections over which nobody asked for anything, and so lets the server close', async () => {
  const accepted = new Promise((resolve) => server.once('connection', resolve));
  const socket = connect(port, '127.0.0.1');
  await accepted;
  handover.begin();
  await new Promise((resolve) => socket.once('close', resolve));
  const later = connect(port, '127.0.0.1');
  await new Promise((resolve) => later.once('close', resolve));
});
