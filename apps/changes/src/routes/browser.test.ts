import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { states } from '@foedera/projections/testing';
import { EventSource } from 'eventsource';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRig, type Rig } from '../testing/rig.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const visit = (n: number) =>
  states({ source: 'A', key: String(n), occurred: `${1900 + n}-01-01`, reported: '2016-01-10' });

let rig: Rig;
beforeAll(async () => {
  rig = await openRig({ streams: { heartbeatMs: 50, retryMs: 50 } });
  await rig.append([visit(1), visit(2)]);
});
afterAll(() => rig.close());

let elsewhere: Server | null = null;
afterAll(() => elsewhere?.close());

/** Address of a page of another server. */
async function emptyPage(): Promise<string> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>A</title>'));
  elsewhere = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Follows the feed until the change of a `seq`, over a restart of the server, as a page in a browser does. */
function followed(Source: typeof EventSource, url: string, last: number): Promise<number[]> {
  return new Promise((resolve) => {
    const seen: number[] = [];
    const source = new Source(`${url}/v1/changes?after=0`);
    source.onmessage = ({ data }: { data: string }) => {
      seen.push((JSON.parse(data) as { seq: number }).seq);
      if (seen.at(-1) !== last) return;
      source.close();
      resolve(seen);
    };
  });
}

it('is read by the eventsource package over a restart', async () => {
  const seen = followed(EventSource, rig.url(), 4);
  await rig.append([visit(3)]);
  await rig.restart();
  await rig.append([visit(4)]);
  expect(await seen).toEqual([1, 2, 3, 4]);
});

it.skipIf(CHROMIUM === undefined)('is read by the EventSource of a browser over a restart', async () => {
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM as string,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    // From another origin, as a page that somebody else serves: reads are open to it.
    await page.goto(await emptyPage());
    const seen = page.evaluate(`(${followed.toString()})(EventSource, ${JSON.stringify(rig.url())}, 6)`);
    await rig.append([visit(5)]);
    await rig.restart();
    await rig.append([visit(6)]);
    expect(await seen).toEqual([1, 2, 3, 4, 5, 6]);
  } finally {
    await browser.close();
  }
});
