import { afterEach, beforeEach, expect, it } from 'vitest';
import { answering, type Endpoint, openEndpoint } from '../testing/endpoint.ts';
import { createAddressGuard } from './address-guard.ts';
import { openSender, type Sender } from './sender.ts';

let endpoint: Endpoint;
let sender: Sender;
beforeEach(async () => {
  endpoint = await openEndpoint();
  sender = openSender({ guard: createAddressGuard(['127.0.0.0/8']), deadlineMs: 30_000 });
});
afterEach(async () => {
  sender.close();
  await endpoint.close();
});

it('reads no more of an answer than it needs: one without end is as good as another', async () => {
  const some = Buffer.alloc(16_384);
  endpoint.answer((_, response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write(some));
      response.once('drain', pour);
    };
    response.writeHead(200);
    pour();
  });
  expect(await sender.send(endpoint.url, {}, '{}')).toEqual({ outcome: 'delivered', status: 200 });
});

it.each([
  [200, 'delivered'],
  [204, 'delivered'],
  [301, 'failed'],
  [307, 'failed'],
  [308, 'failed'],
  [404, 'failed'],
  [410, 'gone'],
  [429, 'failed'],
  [500, 'failed'],
])('takes an answer of %i as %s, and calls nobody else', async (status, outcome) => {
  const elsewhere = await openEndpoint();
  endpoint.answer(answering(status, { location: elsewhere.url }));
  expect(await sender.send(endpoint.url, {}, '{}')).toMatchObject({ outcome, status });
  expect([endpoint.received.length, elsewhere.received.length]).toEqual([1, 0]);
  await elsewhere.close();
});

it.each([
  ['7', 7_000],
  ['0', 0],
  ['soon', null],
  ['-1', null],
  ['99999999999', null],
])('understands to be left alone for %j seconds', async (text, retryAfterMs) => {
  endpoint.answer(answering(503, { 'retry-after': text }));
  expect(await sender.send(endpoint.url, {}, '{}')).toMatchObject({ outcome: 'failed', retryAfterMs });
});
