import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const KB = 1_000;

it.each(['en', 'fr', 'vi'])('the first load of a relation in %s stays within its budget', async (lang) => {
  const { page, faults, context } = await world.open();
  const sizes = { script: 0, stylesheet: 0 };
  const bodies: Promise<void>[] = [];
  page.on('response', (response) => {
    const type = response.request().resourceType();
    if (type !== 'script' && type !== 'stylesheet') return;
    bodies.push(
      response.body().then((body) => {
        sizes[type] += gzipSync(body, { level: 9 }).length;
      }),
    );
  });
  await page.goto(`${world.url}/relations/BY-VN?lang=${lang}`);
  await page.waitForSelector('html[data-ready]');
  await page.waitForTimeout(1_500);
  await Promise.all(bodies);
  process.stdout.write(
    `first load (${lang}): JS ${(sizes.script / KB).toFixed(1)} KB gz ≤ 25, CSS ${(sizes.stylesheet / KB).toFixed(1)} KB gz ≤ 6\n`,
  );
  expect(sizes.script).toBeGreaterThan(5 * KB);
  expect(sizes.script).toBeLessThanOrEqual(25 * KB);
  expect(sizes.stylesheet).toBeLessThanOrEqual(6 * KB);
  expect(faults).toEqual([]);
  await context.close();
});

it('assets are compressed beforehand, named by their content and kept for a year', async () => {
  const { page, context } = await world.open();
  const [response] = await Promise.all([
    page.waitForResponse((answer) => answer.url().includes('/assets/relation-')),
    page.goto(`${world.url}/relations/BY-VN`),
  ]);
  const headers = response.headers();
  expect(headers['content-encoding']).toBe('br');
  expect(headers['cache-control']).toContain('immutable');
  await context.close();
});

it('a fault would be seen: a request elsewhere, a script in the page and an error in the console', async () => {
  const { page, faults, context } = await world.open();
  await page.goto(`${world.url}/relations/BY-VN`);
  await page.evaluate(() => {
    const image = new Image();
    image.src = 'http://elsewhere.invalid/pixel.png';
    const script = document.createElement('script');
    script.append('window.injected = true');
    try {
      document.body.append(image, script);
    } catch (error) {
      console.error(String(error));
    }
  });
  await page.waitForTimeout(300);
  expect(faults.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => 'injected' in globalThis)).toBe(false);
  await context.close();
});
