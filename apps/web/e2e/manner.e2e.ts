import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { remoteAccess, webPlugin } from '../src/index.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('says which parts of an address were not understood, and shows the rest', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN?from=2O13&order=upwards&colour=red&asReported=2016-01-01');
  const notice = await page.getByRole('alert').textContent();
  for (const name of ['from', 'order', 'colour']) expect(notice).toContain(name);
  expect(notice).not.toContain('asReported');
  expect(await page.locator('.known-then').textContent()).toContain('1 January 2016');
  await context.close();
});

it('prints what there is to read: the level, the chart and every entry, without controls', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.level-now').isVisible()).toBe(true);
  expect(await page.locator('.chart .lane').first().isVisible()).toBe(true);
  expect(await page.locator('.entries > li').last().isVisible()).toBe(true);
  for (const control of ['header.site', '.known-form', '.player', '.window-form', '.ends', '.facets', '.tools'])
    expect([control, await page.locator(control).isVisible()]).toEqual([control, false]);
  const list = await page.locator('.entries').boundingBox();
  expect(list?.width ?? 0).toBeGreaterThan((page.viewportSize()?.width ?? 0) * 0.9);
  await context.close();
});

it('folds the filters away where there is little room, and has them beside the list where there is some', async () => {
  const narrow = await world.open({ viewport: { width: 360, height: 740 } });
  await narrow.go('/relations/BY-VN');
  const box = narrow.page.getByRole('checkbox', { name: /^Political/ });
  expect(await box.isVisible()).toBe(false);
  await narrow.page.getByText('Filter', { exact: true }).click();
  await box.check();
  await narrow.page.waitForURL(/category=political/);
  await narrow.context.close();
  const wide = await world.open();
  await wide.go('/relations/BY-VN');
  expect(await wide.page.getByRole('checkbox', { name: /^Political/ }).isVisible()).toBe(true);
  await wide.context.close();
});

it('the axis stands still while what was known changes', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  const years = () => page.locator('.histogram .axis').textContent();
  const before = await years();
  await page.getByLabel('Date of knowledge').fill('2013-06-01');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.entries > li').length < 12);
  expect(await years()).toBe(before);
  await context.close();
});

it('an entry is cited with what was known, in three forms, and the address of the citation shows the same', async () => {
  const { page, go, faults, context } = await world.open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await go('/relations/BY-VN');
  await page.locator('.level-now a').click();
  await page.waitForSelector('html[data-ready]');
  for (const form of ['BibTeX', 'CSL-JSON']) await page.getByText(form, { exact: true }).click();
  for (const form of ['APA', 'BibTeX', 'CSL-JSON'])
    expect(await page.locator(`[data-copy="${form}"]`).textContent()).toMatch(/asRecorded=\d+&epoch=[0-9a-f]+/);
  await page.getByRole('button', { name: 'Copy' }).first().click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const cited = await page.evaluate(() => navigator.clipboard.readText());
  const heading = await page.locator('h1').textContent();
  await page.goto(/https?:\S+$/.exec(cited)?.[0] ?? '');
  expect(await page.locator('h1').textContent()).toBe(heading);
  const linked = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(linked).toMatchObject({ '@type': 'Event', startDate: '2025-05' });
  expect(faults).toEqual([]);
  await context.close();
});

it('runs apart from its API: the browser meets one origin all the same, live changes included', async () => {
  const apart = Fastify({ forceCloseConnections: true });
  await apart.register(webPlugin, { api: remoteAccess(world.url), now: () => new Date('2026-03-01T12:00:00Z') });
  await apart.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(apart.server.address() as AddressInfo).port}`;
  const { page, context } = await world.open();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) elsewhere.push(request.url());
  });
  const streams = page.waitForResponse((answer) =>
    (answer.headers()['content-type'] ?? '').startsWith('text/event-stream'),
  );
  await page.goto(`${url}/relations/BY-VN`);
  await page.waitForSelector('html[data-ready]');
  expect(await page.locator('.level-now').textContent()).toContain('Strategic partnership since May 2025');
  expect((await streams).status()).toBe(200);
  await page.getByRole('checkbox', { name: /^Political/ }).check();
  await page.waitForFunction(() => document.querySelectorAll('.entries > li').length < 8);
  expect(elsewhere).toEqual([]);
  await context.close();
  await apart.close();
});
