import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openRig, type Rig, type RigOptions } from '../src/testing/rig.ts';
import { launch } from './chromium.ts';

/** The page on a port of this machine, and a browser to look at it. */
export interface World {
  readonly rig: Rig;
  readonly browser: Browser;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** A page in a browser of its own; `faults` gathers what went wrong in it. */
  open(options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/** A page being looked at. */
export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors, policy violations, failed requests and requests to other origins. */
  readonly faults: readonly string[];
  /** Goes to an address of the site and waits until its script, if it has one, is at work. */
  go(address: string): Promise<void>;
}

export async function openWorld(options: RigOptions = {}): Promise<World> {
  const rig = await openRig(options);
  await rig.app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(rig.app.server.address() as AddressInfo).port}`;
  const browser = await launch();
  return {
    rig,
    browser,
    url,
    open: async (more = {}) => visit(await browser.newContext({ locale: 'en-GB', ...more }), url),
    close: async () => {
      await browser.close();
      await rig.close();
    },
  };
}

async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      faults.push(`elsewhere: ${request.url()}`);
  });
  return {
    page,
    context,
    faults,
    go: async (address) => {
      await page.goto(`${url}${address}`);
      if (await page.locator('script[type=module]').count()) await page.waitForSelector('html[data-ready]');
    },
  };
}
