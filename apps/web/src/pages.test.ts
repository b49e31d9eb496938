import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.close());

/** Text of a page as a reader sees it: without tags, spaces collapsed. */
const textOf = (html: string): string =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="([^"#][^"]*)"/g)].map(([, href]) => href as string);

describe('without scripts', () => {
  it('home lists the relations with their level and leads to them', async () => {
    const { status, html } = await rig.page('/');
    expect(status).toBe(200);
    expect(textOf(html)).toMatch(/Strategic partnership , May 2025/);
    expect(linksIn(html)).toContain('/relations/BY-VN');
  });

  it('a relation says its level, since when, and where sources disagree', async () => {
    const { html } = await rig.page('/relations/BY-VN');
    expect(textOf(html)).toContain('Strategic partnership since May 2025');
    expect(textOf(html)).toContain('Diplomatic relations established: 24 January 1992 sources disagree');
  });

  it('as known on 1 January 2016, nothing published later is there', async () => {
    const { html } = await rig.page('/relations/BY-VN?asReported=2016-01-01');
    const text = textOf(html);
    expect(text).toContain('As known on 1 January 2016');
    expect(text).toContain('No source states a partnership level');
    expect(html).not.toContain('remark alert">sources disagree');
    expect(text).not.toMatch(/2025/);
  });

  it('an entry shows what each source says of 1991 and 1992, with its quote in its document', async () => {
    const relation = await rig.page('/relations/BY-VN');
    const entry = linksIn(relation.html).find((href) => relation.html.includes(`href="${href}">Diplomatic relations`));
    const { html } = await rig.page(entry as string);
    const text = textOf(html);
    expect(text).toContain('Sources disagree: Date');
    expect(text).toContain('24 January 1992');
    expect(text).toContain('December 1991');
    expect(html).toMatch(/<mark>[^<]*ont établi leurs relations diplomatiques[^<]*<\/mark>/);
    const document = linksIn(html).find((href) => href.startsWith('/documents/'));
    expect((await rig.page(document as string)).html).toContain('<mark>');
  });

  it.each([
    ['fr', 'Partenariat stratégique depuis mai 2025'],
    ['vi', 'Đối tác chiến lược từ tháng 5 năm 2025'],
  ])('is worded in %s as the address or the browser asks', async (lang, words) => {
    expect(textOf((await rig.page(`/relations/BY-VN?lang=${lang}`)).html)).toContain(words);
    expect(textOf((await rig.page('/relations/BY-VN', { 'accept-language': `${lang}, en;q=0.5` })).html)).toContain(
      words,
    );
  });

  it('every link inside a page leads somewhere', async () => {
    const seen = new Set<string>();
    const queue = ['/', '/relations/BY-VN', '/changes', '/documents'];
    for (let i = 0; i < queue.length && seen.size < 60; i++) {
      const address = queue[i] as string;
      if (seen.has(address)) continue;
      seen.add(address);
      const { status, html } = await rig.page(address);
      expect([address, status]).toEqual([address, 200]);
      queue.push(...linksIn(html).filter((href) => /^\/(?:relations|entries|documents)\b/.test(href)));
    }
    expect(seen.size).toBeGreaterThan(40);
  });
});

it('two days of knowledge are compared in words', async () => {
  const { html } = await rig.page('/relations/BY-VN/diff?from=2016-01-01&to=2026-01-01');
  const text = textOf(html);
  expect(text).toContain('1 January 2016 → 1 January 2026');
  expect(text).toMatch(/Diplomatic relations established Sources: 1 source → 2 sources Disagreement: – → Date/);
});

describe('an address that is not understood', () => {
  it('says which parameter it does not know, and shows the rest', async () => {
    const { status, html } = await rig.page('/relations/BY-VN?colour=red');
    expect(status).toBe(200);
    expect(textOf(html)).toContain('“colour” is not a parameter of this page');
  });

  it.each([
    'from=yesterday',
    'kind=dance',
    'asReported=soon',
    'asRecorded=999999',
    'certainty=maybe',
    'epoch=00000000',
  ])('says that %s is left out, and shows the rest', async (query) => {
    const { status, html } = await rig.page(`/relations/BY-VN?${query}`);
    expect(status).toBe(200);
    expect(html).toContain(`<code>${query.split('=')[0]}</code>`);
    expect(textOf(html)).toContain('Belarus – Vietnam');
  });

  it('is a page with status 404 where there is nothing', async () => {
    for (const address of ['/entries/00000000000000000000000000000000', '/nowhere']) {
      const { status, html } = await rig.page(address);
      expect([status, textOf(html).includes('There is nothing at this address')]).toEqual([404, true]);
    }
  });

  it('stays a problem document for programs', async () => {
    const reply = await rig.app.inject({ url: '/nowhere', headers: { accept: 'application/json' } });
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not-found']);
  });

  it('leads from states in another order to the relation', async () => {
    const reply = await rig.app.inject('/relations/vn-by?lang=fr');
    expect([reply.statusCode, reply.headers.location]).toEqual([308, '/relations/BY-VN?lang=fr']);
  });
});

it('a page may load from itself only, and not stand in other pages unless it is embedded', async () => {
  const policy = String((await rig.page('/relations/BY-VN')).headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:/);
  expect(policy).toContain("frame-ancestors 'none'");
  const embedded = await rig.page('/relations/BY-VN?embed=1');
  expect(String(embedded.headers['content-security-policy'])).toContain('frame-ancestors *');
  expect(embedded.html).not.toContain('<header');
});
