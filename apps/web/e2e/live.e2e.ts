import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryFolder } from './folder.ts';
import { openWorld, type World } from './world.ts';

let world: World;
const folder = temporaryFolder();
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  folder.remove();
});

/** Adds a visit that a new source reports. */
async function report(key: string, occurred: string): Promise<void> {
  const path = join(folder.path, `${key}.ndjson`);
  const source = { id: 'wire', title: `Wire ${key}`, publisher: 'Wire', release: key, published: '2026-02-01' };
  const attributes = { visitor: `Visitor ${key}`, host: 'BY', status: 'completed' };
  const line = { kind: 'visit', occurred, parties: ['BY', 'VN'], attributes, source, key };
  writeFileSync(path, `${JSON.stringify(line)}\n`);
  await world.rig.ingest([path]);
}

/** Where an item is once rows that came into view with it have their height. */
async function whereItRests(item: Locator): Promise<unknown> {
  for (let last = JSON.stringify(await item.boundingBox()); ; ) {
    await item.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const box = await item.boundingBox();
    if (JSON.stringify(box) === last) return box;
    last = JSON.stringify(box);
  }
}

it('a new change is told in a pill, moves nothing, and is shown when asked for', async () => {
  const { page, go, faults, context } = await world.open();
  await go('/relations/BY-VN');
  const item = page.locator('.entries > li').nth(20);
  await item.scrollIntoViewIfNeeded();
  const before = await whereItRests(item);
  const count = await page.locator('.entries > li').count();
  await report('1', '2026-01-15');
  const pill = page.getByRole('button', { name: 'Show 1 new change' });
  await pill.waitFor();
  expect(await page.getByRole('status').last().textContent()).toBe('1 new change');
  expect(await item.boundingBox()).toEqual(before);
  expect(await page.locator('.entries > li').count()).toBe(count);
  await pill.click();
  await page.waitForSelector('.entry.fresh');
  expect(await page.locator('.entry.fresh').textContent()).toContain('Visitor 1');
  expect(await pill.isVisible()).toBe(false);
  expect(faults).toEqual([]);
  await context.close();
});

it('says that the connection is lost, and that it is back with what came meanwhile', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  await context.setOffline(true);
  await page.route('**/v1/changes*', (route) => route.abort());
  await world.rig.dropStreams();
  await page.getByText('Connection lost').waitFor();
  await report('2', '2026-01-20');
  await page.unroute('**/v1/changes*');
  await context.setOffline(false);
  await page.getByRole('button', { name: /^Show 1 new change/ }).waitFor({ timeout: 30_000 });
  expect(await page.getByText('Connection lost').count()).toBe(0);
  await context.close();
});
