import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('without JavaScript', () => {
  it('home, relation, window, filter, as-of, entry and document are links and forms', async () => {
    const { page, context } = await world.open({ javaScriptEnabled: false });
    await page.goto(world.url);
    await page.getByRole('link', { name: 'Belarus – Vietnam', exact: true }).click();
    await page.getByLabel('From', { exact: true }).fill('2017');
    await page.getByLabel('Until before').fill('2018');
    await page.locator('.window-form').getByRole('button', { name: 'Apply' }).click();
    expect(page.url()).toContain('from=2017&to=2018');
    await page.getByRole('checkbox', { name: /^Exchanges/ }).check();
    await page.locator('.facets').getByRole('button', { name: 'Apply' }).click();
    expect(page.url()).toContain('category=exchange');
    expect(await page.locator('.entries > li').count()).toBeGreaterThan(0);
    await page.getByLabel('Date of knowledge').fill('2016-01-01');
    await page.locator('.known-form').getByRole('button', { name: 'Apply' }).click();
    expect(await page.locator('.listing').textContent()).toContain('Nothing had been reported by then');
    await page.getByRole('link', { name: 'Show everything' }).click();
    await page.locator('.entries a').first().click();
    await page.getByRole('link', { name: 'Read it in the document' }).first().click();
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('later entries are a link away', async () => {
    const { page, context } = await world.open({ javaScriptEnabled: false });
    await page.goto(`${world.url}/changes`);
    expect(await page.locator('.changes > li').count()).toBeGreaterThan(10);
    await context.close();
  });
});

describe('in three languages', () => {
  it.each([
    ['en', 'en-GB', 'Strategic partnership since May 2025', 'As known on'],
    ['fr', 'fr-FR', 'Partenariat stratégique depuis mai 2025', 'Tel que connu le'],
    ['vi', 'vi-VN', 'Đối tác chiến lược từ tháng 5 năm 2025', 'Theo hiểu biết đến ngày'],
  ])('%s is worded, kept through navigation and changed by a link', async (lang, locale, level, known) => {
    const { page, go, faults, context } = await world.open({ locale });
    await go('/relations/BY-VN');
    expect(await page.locator('html').getAttribute('lang')).toBe(lang);
    expect(await page.locator('.level-now').textContent()).toContain(level);
    expect(await page.locator('.known').textContent()).toContain(known);
    await page.getByRole('link', { name: 'FR', exact: true }).click();
    await page.waitForURL(/lang=fr/);
    await page.locator('.entries a').first().click();
    await page.waitForURL(/\/entries\/.*lang=fr/);
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(faults).toEqual([]);
    await context.close();
  });
});

it('embedded, a relation has neither header nor footer', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN?embed=1&theme=dark');
  expect(await page.locator('header, footer').count()).toBe(0);
  expect(await page.locator('h1').textContent()).toBe('Belarus – Vietnam');
  await context.close();
});
