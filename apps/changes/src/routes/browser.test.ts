import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { states } from '@foedera/projections/testing';
import { build } from 'esbuild';
import { EventSource } from 'eventsource';
import { type Browser, chromium, type Page } from 'playwright-core';
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

/** Opens a page of another origin, as somebody else serves it: reads are open to it. */
async function inBrowser(use: (page: Page) => Promise<void>): Promise<void> {
  const browser: Browser = await chromium.launch({
    executablePath: CHROMIUM as string,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.goto(await emptyPage());
    await use(page);
  } finally {
    await browser.close();
  }
}

const NO_CHROMIUM = 'there is no Chromium in /usr/bin';

it('is read by the EventSource of a browser over a restart', async ({ skip }) => {
  skip(CHROMIUM === undefined, NO_CHROMIUM);
  await inBrowser(async (page) => {
    const seen = page.evaluate(`(${followed.toString()})(EventSource, ${JSON.stringify(rig.url())}, 6)`);
    await rig.append([visit(5)]);
    await rig.restart();
    await rig.append([visit(6)]);
    expect(await seen).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

/** The client as a browser loads it: whatever of Node it needed would fail the bundle. */
async function clientForBrowsers(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { openClient } from '@foedera/client';`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'foedera',
    platform: 'browser',
    conditions: ['@foedera/source'],
  });
  return outputFiles[0]?.text ?? '';
}

it('is followed by the client in a browser over a restart', async ({ skip }) => {
  skip(CHROMIUM === undefined, NO_CHROMIUM);
  const script = await clientForBrowsers();
  await inBrowser(async (page) => {
    await page.addScriptTag({ content: script });
    const seen = page.evaluate(`(async (url) => {
      const seen = [];
      for await (const item of foedera.openClient({ url }).follow({ backoff: { baseMs: 50 } })) {
        seen.push(item.type === 'change' ? item.change.seq : item.type);
        if (seen.at(-1) === 8) return seen;
      }
    })(${JSON.stringify(rig.url())})`);
    await rig.append([visit(7)]);
    await rig.restart();
    await rig.append([visit(8)]);
    expect(await seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});
