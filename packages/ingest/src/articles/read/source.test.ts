import { describe, expect, it } from 'vitest';
import { ArticleRejected } from '../../extraction.ts';
import { openRuleExtractor } from '../rules.ts';
import { readSource } from './source.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof ArticleRejected) return error.code;
    throw error;
  }
  return 'accepted';
}

const ARTICLE = `<p>Hanoi (VNA) - President To Lam received the Belarusian Ambassador Uladzimir Baravikou in Hanoi on July 3, the presidential office said.</p>
<p>The two countries established diplomatic relations on January 24, 1992. Two-way trade reached 120 million USD in 2023, the ambassador recalled at the reception.</p>`;
const page = (head: string, body = ARTICLE): string =>
  `<!doctype html><html lang="en"><head><title>Reception in Hanoi</title>${head}</head><body><nav>Home Politics</nav><article>${body}</article><footer>About us</footer></body></html>`;

describe('reading a source', () => {
  it('keeps the text of a text file as it is and finds the date of its header line', () => {
    const source = readSource({ bytes: bytes(' date 2025-09-13 Titre\n\nTexte.'), name: 'a.txt' });
    expect(source).toMatchObject({
      mediaType: 'text/plain',
      published: '2025-09-13',
      publishedBasis: 'header line',
      text: ' date 2025-09-13 Titre\n\nTexte.',
    });
  });

  it('reads the front matter of Markdown and begins behind it', () => {
    const text = '---\ntitle: Une visite\ndate: 2019-05-20\nlang: fr\n---\nLe président.';
    const source = readSource({ bytes: bytes(text), name: 'a.md' });
    expect(source).toMatchObject({
      mediaType: 'text/markdown',
      title: 'Une visite',
      published: '2019-05-20',
      language: 'fr',
    });
    expect(source.text.slice(source.from)).toBe('Le président.');
  });

  it.each([
    [
      '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-07-04T08:00:00+07:00"}</script><meta property="article:published_time" content="2020-01-01">',
      'JSON-LD datePublished',
    ],
    [
      '<meta property="article:published_time" content="2024-07-04T01:00:00Z">',
      'meta[property="article:published_time"]',
    ],
    ['<script type="application/ld+json">{broken</script><meta name="date" content="2024-07-04">', 'meta[name="date"]'],
  ])('takes the publication date of a page from the best place that states it', (head, basis) => {
    const source = readSource({ bytes: bytes(page(head)), name: 'a.html' });
    expect(source).toMatchObject({ mediaType: 'text/html', published: '2024-07-04', publishedBasis: basis });
    expect(source.text).toContain('President To Lam received');
    expect(source.text).not.toContain('About us');
  });

  it('cuts quotes from the readable text of a page', () => {
    const extraction = openRuleExtractor().extract({
      bytes: bytes(page('<meta name="date" content="2024-07-04">')),
      name: 'a.html',
    });
    expect(extraction.facts.map((f) => `${f.kind} ${f.date}`).sort()).toEqual([
      'ambassador-received 2024-07-03',
      'diplomatic-relations-established 1992-01-24',
      'trade-volume 2023',
    ]);
    for (const f of extraction.facts) expect(extraction.document.text.slice(f.start, f.end)).toBe(f.quote);
  });

  it('decodes declared and usual character sets', () => {
    const text = 'Le président a reçu l’ambassadeur à Hanoï.';
    expect(readSource({ bytes: Buffer.from(text.replace('’', "'"), 'latin1'), name: 'a.txt' }).text).toContain(
      'président a reçu',
    );
    expect(readSource({ bytes: Buffer.from(`\uFEFF${text}`, 'utf16le'), name: 'a.txt' }).text).toBe(text);
    const declared = page(
      '<meta charset="iso-8859-1">',
      "<p>Le président a reçu à Hanoï les ambassadeurs de plusieurs pays amis, mardi, lors d'une cérémonie.</p>",
    );
    expect(readSource({ bytes: Buffer.from(declared, 'latin1'), name: 'a.html' }).text).toContain('Hanoï');
  });

  it.each([
    ['nothing', bytes(' \n'), 'article-empty'],
    ['a picture', Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 23)), 'article-binary'],
    ['an unknown character set', bytes('<html><meta charset="klingon-8"><p>x'), 'article-charset'],
    [
      'bytes that are not what is declared',
      Buffer.concat([bytes('<html><meta charset="utf-8"><p>'), Buffer.from([0xff, 0xfe, 0xc3])]),
      'article-charset',
    ],
    ['ten megabytes in one line', Buffer.alloc(10_000_000, 'a'), 'article-too-large'],
    ['one line of three megabytes', Buffer.alloc(3_000_000, 'le '), 'article-too-large'],
    ['a long line', Buffer.alloc(300_000, 'le '), 'article-too-complex'],
    ['a million nested tags', bytes(`<html>${'<div>'.repeat(800_000)}`), 'article-too-complex'],
    ['control characters', bytes(`Le président${'\u0001\u0002'.repeat(50)} a dit.`), 'article-binary'],
    ['a direction override', bytes('Le président \u202Etnemucod\u202C signe.'), 'article-disguised'],
    ['broken front matter', bytes('---\ntitle: [a\n---\nLe texte.'), 'article-front-matter'],
    [
      'a language without a pack',
      bytes('Der Präsident hat den Botschafter in Berlin empfangen und über die Beziehungen gesprochen.'),
      'article-language',
    ],
  ])('refuses %s with a stable code', (_, input, code) => {
    expect(
      codeOf(() =>
        openRuleExtractor().extract({
          bytes: input,
          name: code === 'article-charset' || code === 'article-too-complex' ? 'a.html' : 'a.txt',
        }),
      ),
    ).toBe(code);
  });
});
