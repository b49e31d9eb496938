import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { changesModel, changesPlugin } from '@foedera/changes';
import { createMemoryLog } from '@foedera/event-log/testing';
import { createServer } from '@foedera/http';
import { openRunner } from '@foedera/projections';
import { timelinePlugin } from '@foedera/timeline';
import { webPlugin } from '@foedera/web';
import { type Browser, chromium } from 'playwright-core';
import { fillRelations } from './page-fill.ts';
import type { Benchmark, Figure } from './report.ts';
import { median } from './rounds.ts';
import { runnerOf } from './timeline-pages.ts';

const FEW = { relation: 'BY-VN', entries: 100 } as const;
const MANY = { relation: 'KZ-VN', entries: 100_000 } as const;
const ROUNDS = 9;
const MOST = 2;

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** The page of a relation with a hundred thousand entries beside that of one with a hundred, in a real Chromium. */
export const PAGE_BENCHMARK: Benchmark = {
  name: 'page',
  run: async (folder) => {
    const executablePath = process.env.CHROMIUM;
    if (executablePath === undefined || executablePath === '')
      return [
        {
          name: 'SKIPPED: no Chromium found; install one (apt-get install chromium) or set CHROMIUM',
          value: 0,
          unit: '',
        },
      ];
    const site = await openSite(folder);
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    try {
      return await paintFigures(browser, site.url);
    } finally {
      await browser.close();
      await site.close();
    }
  },
};

async function openSite(folder: string) {
  const filled = fillRelations(join(folder, 'page.sqlite'), [FEW, MANY]);
  const log = createMemoryLog();
  const changes = openRunner({ log, folder, model: changesModel });
  changes.start();
  const app = await createServer({
    description: { title: 'Bench', version: '1', description: 'The page.', tags: [] },
    health: () => ({ ready: true }),
    limits: { readsPerMinute: 0, writesPerMinute: 0 },
  });
  await app.register(timelinePlugin, { runner: runnerOf(filled), log, now: () => new Date() });
  await app.register(changesPlugin, { runner: changes });
  await app.register(webPlugin, {});
  await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    close: async () => {
      await app.close();
      await changes.close();
      await log.close();
      filled.db.close();
    },
  };
}

/** Marks the frame after the one in which bars and list stand; text, so that no build adds names of its own to it. */
const WATCH = `
  const look = () => {
    if (document.querySelector('.bar') && document.querySelector('.entries > li'))
      requestAnimationFrame(() => performance.mark('painted'));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
`;
const PAINTED = `performance.getEntriesByName('painted')[0]?.startTime ?? 0`;

async function paintFigures(browser: Browser, url: string): Promise<Figure[]> {
  const rounds: { readonly few: number; readonly many: number }[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const few = await paint(browser, `${url}/relations/${FEW.relation}`);
    const many = await paint(browser, `${url}/relations/${MANY.relation}`);
    if (round > 0) rounds.push({ few, many });
  }
  const scrolled = await rowsAfterScrolling(browser, `${url}/relations/${MANY.relation}`);
  return [
    {
      name: `first paint of bars and list, ${FEW.entries} entries`,
      value: median(rounds.map((r) => r.few)),
      unit: 'ms',
    },
    {
      name: `first paint of bars and list, ${MANY.entries.toLocaleString('en-US')} entries`,
      value: median(rounds.map((r) => r.many)),
      unit: 'ms',
      ratio: median(rounds.map((r) => r.many / r.few)),
      most: MOST,
    },
    {
      name: 'entries in the page after scrolling to its end',
      value: scrolled,
      unit: 'entries',
      ratio: scrolled / MANY.entries,
      most: 0.01,
    },
  ];
}

/** Milliseconds from asking for a page to the frame in which bars and list stand, in a browser that has seen nothing yet. */
async function paint(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.addInitScript({ content: WATCH });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForSelector('.entries > li');
    let ms = 0;
    while (ms === 0) ms = await page.evaluate<number>(PAINTED);
    return ms;
  } finally {
    await context.close();
  }
}

async function rowsAfterScrolling(browser: Browser, address: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForSelector('html[data-ready]');
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, 5_000);
  await page.waitForTimeout(1_000);
  const rows = await page.locator('.entries > li').count();
  await page.close();
  return rows;
}
