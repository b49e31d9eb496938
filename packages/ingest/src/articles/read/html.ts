import { isEdtf } from '@foedera/schema';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { z } from 'zod';
import { rejected } from '../errors.ts';

/** What an HTML page holds for a reader. */
export interface Page {
  readonly text: string;
  readonly title?: string;
  readonly published?: string;
  readonly publishedBasis?: string;
  readonly language?: string;
  readonly publisher?: string;
  readonly url?: string;
}

const MAX_DEPTH = 300;
const MAX_TAGS = 60_000;
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
  'p',
  'li',
]);

/** Refuses pages whose tags are too many or too deeply nested, before anything walks them. One pass, no recursion. */
export function requireShallow(html: string, name: string): void {
  let depth = 0;
  let deepest = 0;
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    const closing = html[at + 1] === '/';
    const start = closing ? at + 2 : at + 1;
    let end = start;
    while (end < html.length && end - start < 24 && /[a-zA-Z0-9]/.test(html[end] as string)) end++;
    if (end === start) continue;
    if (++tags > MAX_TAGS) throw rejected('article-too-complex', name, `found more than ${MAX_TAGS} tags`);
    if (VOID.has(html.slice(start, end).toLowerCase())) continue;
    depth = closing ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
    if (deepest > MAX_DEPTH)
      throw rejected('article-too-complex', name, `found tags nested more than ${MAX_DEPTH} deep`);
  }
}

interface Tagged {
  readonly childNodes: Iterable<Tagged>;
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
}

const BLOCKS = new Set([
  'P',
  'DIV',
  'SECTION',
  'ARTICLE',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'TR',
  'BLOCKQUOTE',
  'FIGURE',
  'FIGCAPTION',
  'HEADER',
  'FOOTER',
  'BR',
  'HR',
  'DL',
  'DT',
  'DD',
  'PRE',
]);
const SKIPPED = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'IFRAME', 'SVG', 'NAV', 'FORM', 'BUTTON']);

/** Text of an element with an empty line between its blocks. Depth is bounded by `requireShallow`. */
function blockText(root: Tagged): string {
  const parts: string[] = [];
  const walk = (node: Tagged): void => {
    if (node.nodeType === 3) parts.push((node.textContent ?? '').replace(/\s+/g, ' '));
    else if (node.nodeType === 1 && !SKIPPED.has(node.nodeName.toUpperCase())) {
      const block = BLOCKS.has(node.nodeName.toUpperCase());
      if (block) parts.push('\n\n');
      for (const child of node.childNodes) walk(child);
      if (block) parts.push('\n\n');
    }
  };
  walk(root);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const linked = z.looseObject({
  datePublished: z.string().optional(),
  inLanguage: z.string().optional(),
  publisher: z.looseObject({ name: z.string() }).optional(),
});
const MAX_LINKED = 200_000;

/** Articles in the page's JSON-LD, those that a graph holds too. */
function linkedData(document: Document): z.infer<typeof linked>[] {
  const found: z.infer<typeof linked>[] = [];
  document.querySelectorAll('script[type="application/ld+json"]').forEach((script) => {
    const source = script.textContent ?? '';
    if (source.length > MAX_LINKED) return;
    let data: unknown;
    try {
      data = JSON.parse(source);
    } catch (error) {
      // Pages often hold broken JSON-LD; the other sources of the date are still there.
      if (error instanceof SyntaxError) return;
      throw error;
    }
    const graph = z.looseObject({ '@graph': z.array(z.unknown()) }).safeParse(data);
    for (const item of graph.success ? graph.data['@graph'] : [data].flat()) {
      const parsed = linked.safeParse(item);
      if (parsed.success) found.push(parsed.data);
    }
  });
  return found;
}

/** Day of a time as pages write it (`2019-05-20T07:30:00+07:00`), on the page's own calendar; `null` when it is none. */
export function dayOf(value: string | null | undefined): string | null {
  const day = /^\s*(\d{4}-\d\d(?:-\d\d)?)(?:[T ]|$)/.exec(value ?? '')?.[1];
  return day !== undefined && isEdtf(day) ? day : null;
}

const DATE_TAGS = [
  ['meta[property="article:published_time"]', 'content'],
  ['meta[itemprop="datePublished"]', 'content'],
  ['meta[name="pubdate"]', 'content'],
  ['meta[name="date"]', 'content'],
  ['meta[name="DC.date.issued"]', 'content'],
  ['time[datetime]', 'datetime'],
] as const;

/** Reads an HTML page: its article, its metadata. @throws ArticleRejected when it is too complex or holds no text */
export function readHtml(html: string, name: string): Page {
  requireShallow(html, name);
  // A fragment gets the root that the parser expects.
  const whole = /<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`;
  const { document } = parseHTML(whole) as unknown as { document: Document };
  const data = linkedData(document);
  const meta = (selector: string, attribute = 'content'): string | null =>
    document.querySelector(selector)?.getAttribute(attribute) ?? null;
  const stated = data.map((item) => dayOf(item.datePublished)).find((day) => day !== null) ?? null;
  const tagged = DATE_TAGS.map(([selector, attribute]) => ({ day: dayOf(meta(selector, attribute)), selector })).find(
    ({ day }) => day !== null,
  );
  const language = document.documentElement?.getAttribute('lang')?.slice(0, 2).toLowerCase();
  const publisher =
    meta('meta[property="og:site_name"]') ?? data.find((item) => item.publisher)?.publisher?.name ?? null;
  const url = meta('link[rel="canonical"]', 'href') ?? meta('meta[property="og:url"]');
  const title = meta('meta[property="og:title"]') ?? document.querySelector('title')?.textContent ?? null;
  const body = document.body as unknown as Tagged | null;
  const fallback = body ? blockText(body) : '';
  const article = new Readability(document as never, { charThreshold: 200 }).parse();
  const content = article?.content
    ? (parseHTML(`<html><body>${article.content}</body></html>`) as unknown as { document: Document }).document.body
    : null;
  const text = content ? blockText(content as unknown as Tagged) : '';
  const chosen = text.length > 100 ? text : fallback;
  if (chosen === '') throw rejected('article-empty', name, 'found a page without text');
  const heading = title?.replace(/\s+/g, ' ').trim();
  return {
    text: heading && !chosen.startsWith(heading) ? `${heading}\n\n${chosen}` : chosen,
    ...(heading ? { title: heading } : {}),
    ...(stated !== null
      ? { published: stated, publishedBasis: 'JSON-LD datePublished' }
      : tagged?.day
        ? { published: tagged.day, publishedBasis: tagged.selector }
        : {}),
    ...(language ? { language } : {}),
    ...(publisher !== null && publisher !== '' ? { publisher } : {}),
    ...(url?.startsWith('http') ? { url } : {}),
  };
}
