import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a new reader', () => {
  it('goes from the relations to a relation, an entry and its document', async () => {
    const { page, faults, go, context } = await world.open();
    await go('/');
    await page.getByRole('link', { name: 'Belarus – Vietnam', exact: true }).click();
    await page.waitForSelector('html[data-ready]');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Belarus – Vietnam');
    await page.getByRole('link', { name: /^Diplomatic relations established:/ }).click();
    expect(await page.locator('.disagreement').textContent()).toContain('24 January 1992');
    await page.getByRole('link', { name: 'Read it in the document' }).first().click();
    await page.waitForURL(/\/documents\/[0-9a-f]{64}#q-/);
    expect(await page.locator('mark:has(:target)').textContent()).toContain('relations diplomatiques');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('finds a country in any of the languages, a person however spelt, and words of a quote', async () => {
    const { page, go, context } = await world.open();
    for (const [words, found] of [
      ['Biélorussie', 'Belarus – Vietnam'],
      ['Lukashenko', 'Belarus – Vietnam'],
      ['lettres de créance partenariat', ''],
      ['partenariat stratégique', 'Belarus – Vietnam'],
    ] as const) {
      await go('/');
      await page.getByRole('searchbox').fill(words);
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=/);
      expect(await page.locator('main').textContent()).toContain(found);
    }
    await context.close();
  });

  it('is told three answers by the page alone', async () => {
    const { page, go, context } = await world.open();
    await go('/relations/BY-VN');
    expect(await page.locator('.level-now').textContent()).toContain('Strategic partnership since May 2025');
    await go('/relations/BY-VN?asReported=2016-01-01');
    expect(await page.locator('.level-now').textContent()).toContain('No source states a partnership level');
    expect(await page.locator('.entries > li').count()).toBeGreaterThan(10);
    await go('/relations/BY-VN');
    await page.getByRole('link', { name: /^Diplomatic relations established:/ }).click();
    const claims = await page.locator('.claim').allTextContents();
    expect(claims).toHaveLength(2);
    expect(claims.some((text) => text.includes('24 January 1992') && text.includes('le 24 janvier 1992'))).toBe(true);
    expect(claims.some((text) => text.includes('December 1991') && text.includes('en décembre 1991'))).toBe(true);
    await context.close();
  });
});

describe('the window of time', () => {
  it('is brushed by drag, and list and address follow', async () => {
    const { page, go, faults, context } = await world.open();
    await go('/relations/BY-VN');
    const all = await page.locator('.entries > li').count();
    await page.locator('.brush-surface').scrollIntoViewIfNeeded();
    const box = await page.locator('.brush-surface').boundingBox();
    if (!box) throw new Error('no brush');
    await page.mouse.move(box.x + box.width * 0.62, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=\d{4}&to=\d{4}/);
    await page.waitForFunction((n) => document.querySelectorAll('.entries > li').length < n, all);
    await page.goBack();
    await page.waitForFunction((n) => document.querySelectorAll('.entries > li').length === n, all);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is moved by keys and typed dates', async () => {
    const { page, go, context } = await world.open();
    await go('/relations/BY-VN');
    await page.getByRole('slider', { name: 'Start of the window' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/from=1992/);
    await page.getByLabel('From', { exact: true }).fill('2013-05');
    await page.getByLabel('Until before').fill('2014');
    await page.keyboard.press('Enter');
    await page.waitForURL(/from=2013-05&to=2014/);
    await page.waitForFunction(() => document.querySelectorAll('.entries > li').length < 12);
    await page.getByRole('link', { name: /Later/ }).click();
    await page.waitForURL((url) => url.searchParams.get('from') !== '2013-05');
    await context.close();
  });

  it('and the filters narrow one another', async () => {
    const { page, go, context } = await world.open();
    await go('/relations/BY-VN');
    await page.getByRole('checkbox', { name: /^Political/ }).check();
    await page.waitForURL(/category=political/);
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.entries .category')].every((c) => c.textContent === 'Political'),
    );
    await page.getByRole('checkbox', { name: 'sources disagree' }).check();
    await page.waitForURL(/contested=true/);
    await page.waitForFunction(() => document.querySelectorAll('.entries > li').length === 1);
    await context.close();
  });
});

describe('as known on', () => {
  it('plays through the days of reports, can be sought while playing, and ends today', async () => {
    const { page, go, faults, context } = await world.open();
    await go('/relations/BY-VN');
    await page.getByRole('combobox', { name: 'Speed' }).selectOption('4');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForURL(/asReported=20/);
    await page.waitForSelector('.entry.fresh');
    expect(await page.locator('.known output').textContent()).toMatch(/new entr|changed|nothing changed/);
    const slider = page.getByRole('slider', { name: 'Move through what was known' });
    await slider.evaluate((node: HTMLInputElement) => {
      node.value = String(Math.floor(Date.UTC(2017, 0, 1) / 86_400_000));
      node.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.waitForURL(/asReported=2017-0[1-6]|asReported=2025/);
    await page.waitForURL((url) => !url.searchParams.has('asReported'), { timeout: 30_000 });
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await page.locator('.level-now').textContent()).toContain('Strategic partnership');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is typed, and two days are compared as a list', async () => {
    const { page, go, context } = await world.open();
    await go('/relations/BY-VN');
    await page.getByLabel('Date of knowledge').fill('2016-01-01');
    await page.locator('.known-form').getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/asReported=2016-01-01/);
    await page.waitForFunction(() => document.querySelector('.level-now')?.textContent?.includes('No source'));
    await page.getByRole('link', { name: 'Compare two dates' }).click();
    await page.waitForURL(/\/diff\?from=2016-01-01/);
    expect(await page.getByRole('heading', { name: /^New/ }).count()).toBe(1);
    expect(await page.locator('main').textContent()).toMatch(/strategic partnership/i);
    await context.close();
  });

  it('does not move anything for those who asked for less motion', async () => {
    const { page, go, context } = await world.open({ reducedMotion: 'reduce' });
    await go('/relations/BY-VN');
    await page.getByLabel('Date of knowledge').fill('2016-01-01');
    await page.keyboard.press('Enter');
    await page.waitForURL(/asReported/);
    await page.waitForFunction(() => document.querySelectorAll('.entries > li').length < 40);
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
    await context.close();
  });

  it('a copied link pins what is known now', async () => {
    const { page, go, context } = await world.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await go('/relations/BY-VN');
    await page.getByRole('link', { name: 'Copy link' }).click();
    await page.getByRole('link', { name: 'Link copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/relations\/BY-VN\?asRecorded=\d+&epoch=[0-9a-f]+$/);
    await context.close();
  });
});
