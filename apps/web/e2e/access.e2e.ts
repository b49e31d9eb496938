import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
let entry: string;
let document: string;
beforeAll(async () => {
  world = await openWorld();
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  entry = (await page.locator('.relations-now a').getAttribute('href')) ?? '';
  await go(entry);
  document = ((await page.locator('a[href^="/documents/"]').first().getAttribute('href')) ?? '').split('#')[0] ?? '';
  await context.close();
});
afterAll(() => world.close());

/** What axe objects to, in few words. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} ${node.failureSummary}`));
}

describe.each(['en', 'fr', 'vi'])('in %s', (lang) => {
  it.each(['light', 'dark'] as const)('axe finds nothing in %s colours, on any page', async (colorScheme) => {
    const { page, go, context } = await world.open({ colorScheme });
    const pages = [
      '/',
      '/?q=Minsk',
      '/relations/BY-VN',
      '/relations/RU-VN',
      '/relations/BY-VN/diff?from=2016-01-01',
      entry,
      document,
      '/changes',
      '/documents',
    ];
    for (const address of pages) {
      await go(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
      expect([address, await violations(page)]).toEqual([address, []]);
    }
    await go(`${entry}?lang=${lang}`);
    await page.locator('#curation summary').click();
    await page.waitForSelector('.curation-form');
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});

it('everything on a relation’s page is reached by keyboard, in the order of reading, and shows its focus', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  const seen: { name: string; top: number; outlined: boolean }[] = [];
  for (let i = 0; i < 140; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const node = globalThis.document.activeElement as HTMLElement | null;
      if (!node || node === globalThis.document.body) return null;
      const style = getComputedStyle(node);
      return {
        name: `${node.tagName} ${node.getAttribute('aria-label') ?? node.getAttribute('name') ?? node.textContent?.slice(0, 40)}`,
        top: node.getBoundingClientRect().top + scrollY,
        outlined: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
      };
    });
    if (at === null) break;
    seen.push(at);
  }
  const names = seen.map((one) => one.name).join('\n');
  for (const wanted of [
    'Skip to the content',
    'Date of knowledge',
    'Play',
    'Move through what was known',
    'Start of the window',
    'End of the window',
    'INPUT from',
    'INPUT category',
    'Copy link',
  ])
    expect(names).toContain(wanted);
  expect(seen.filter((one) => !one.outlined)).toEqual([]);
  await context.close();
});

it('the skip link leads past the header', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => globalThis.document.activeElement?.id)).toBe('content');
  await context.close();
});

it.each([
  ['360 pixels wide', { width: 360, height: 740 }],
  ['at 200 % on a small screen', { width: 640, height: 400 }],
])('nothing is lost %s: no page scrolls sideways and no words are cut', async (_, viewport) => {
  const { page, go, context } = await world.open({ viewport });
  for (const lang of ['en', 'fr', 'vi'])
    for (const address of [
      '/',
      '/relations/BY-VN',
      entry,
      document,
      '/changes',
      '/relations/BY-VN/diff?from=2016-01-01',
    ]) {
      await go(`${address}${address.includes('?') ? '&' : '?'}lang=${lang}`);
      const wide = await page.evaluate(() => globalThis.document.documentElement.scrollWidth - innerWidth);
      expect([address, lang, wide <= 0]).toEqual([address, lang, true]);
    }
  await context.close();
});
