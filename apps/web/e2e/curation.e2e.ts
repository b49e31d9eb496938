import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Opens the form of an entry as somebody who holds a key. */
async function openForm(page: Page, key: string): Promise<void> {
  await page.getByText('Curation, for holders of a key').click();
  await page.getByLabel('Key').fill(key);
}

it('a correction asks for a reason, shows what will change, and stands in the history', async () => {
  const { page, go, faults, context } = await world.open();
  await go('/relations/BY-VN');
  await page.locator('.entries > li', { hasText: '1998' }).getByRole('link').click();
  await page.waitForSelector('html[data-ready]');
  await openForm(page, world.rig.key);
  await page.getByLabel('Date', { exact: true }).fill('1998-03');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  expect(await page.locator('.preview').count()).toBe(0);
  await page.getByLabel('Reason, for everyone to read').fill('The gazette names the month');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  expect(await page.locator('.preview').textContent()).toMatch(/Date: 1998 → March 1998/);
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.waitForFunction(() => document.querySelector('.when')?.textContent?.includes('March 1998'));
  expect(await page.locator('.history').textContent()).toContain('The gazette names the month');
  expect(faults).toEqual([]);
  await context.close();
});

it('a preferred claim is shown, and says that a person chose it', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  await page.getByRole('link', { name: /^Diplomatic relations established:/ }).click();
  await page.waitForSelector('html[data-ready]');
  await openForm(page, world.rig.key);
  await page.getByText('Choose which claim is shown').click();
  const other = page.locator('select[name=claim]');
  const options = await other.locator('option').allTextContents();
  await other.selectOption({ index: options.findIndex((text) => text.includes('December 1991')) });
  await page.getByLabel('Reason, for everyone to read').fill('The ministry says so');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  expect(await page.locator('.preview').textContent()).toContain('24 January 1992 → December 1991');
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.waitForFunction(() => document.querySelector('.when')?.textContent?.includes('December 1991'));
  expect(await page.locator('main').textContent()).toContain('A person preferred this claim');
  await context.close();
});

it('separated claims become entries of their own, and a retracted one leaves the timeline', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  await page.getByRole('link', { name: /^Diplomatic relations established:/ }).click();
  await page.waitForSelector('html[data-ready]');
  await openForm(page, world.rig.key);
  await page.getByText('Say that claims are different happenings').click();
  for (const box of await page.locator('.curation-form input[type=checkbox]').all()) await box.check();
  await page.getByLabel('Reason, for everyone to read').fill('Recognition and relations');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.claim').length === 1);
  await page.waitForSelector('html[data-ready]');
  await openForm(page, world.rig.key);
  await page.getByText('Take a claim back').click();
  await page.getByLabel('Reason, for everyone to read').fill('Read wrongly');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  expect(await page.locator('.preview').textContent()).toContain('leaves every timeline');
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByText('There is nothing at this address').waitFor();
  await context.close();
});

it('two entries are linked by address, and a wrong key is refused in words', async () => {
  const { page, go, context } = await world.open();
  await go('/relations/BY-VN');
  const meetings = await page
    .locator('.entries a[href^="/entries/"]')
    .evaluateAll((links) =>
      (links as HTMLAnchorElement[]).filter((a) => /^Meeting/.test(a.textContent ?? '')).map((a) => a.pathname),
    );
  await go(meetings[0] as string);
  await openForm(page, 'foedera_wrong');
  await page.getByText('Say that another entry is the same happening').click();
  await page.getByLabel('Id or address of the other entry').fill(`${world.url}${meetings[1]}`);
  await page.getByLabel('Reason, for everyone to read').fill('One meeting, told twice');
  await page.getByRole('button', { name: 'Show what will change' }).click();
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByRole('alert').getByText('The key is missing, unknown or revoked').waitFor();
  await page.getByLabel('Key').fill(world.rig.key);
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.claim').length === 2);
  await context.close();
});
