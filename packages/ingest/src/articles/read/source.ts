import { createHash } from 'node:crypto';
import type { ArticleInput } from '../../extraction.ts';
import { rejected } from '../errors.ts';
import { decode } from './decode.ts';
import { readHtml } from './html.ts';
import { frontMatter } from './markdown.ts';

/** Readable text of an input with what its container says about it. */
export interface SourceText {
  readonly hash: string;
  readonly mediaType: string;
  /** Text that offsets refer to. */
  readonly text: string;
  /** Offset at which the article begins; what stands before is about it. */
  readonly from: number;
  readonly language?: string;
  readonly published?: string;
  readonly publishedBasis: string;
  readonly title?: string;
  readonly publisher?: string;
  readonly url?: string;
}

const MAX_TEXT = 1_000_000;
const MAX_LINE = 100_000;
const HTML_NAME = /\.x?html?$/i;
const MARKDOWN_NAME = /\.(?:md|markdown)$/i;
const HTML_HEAD = /^\s*(?:<!doctype html|<html[\s>]|<\?xml[^>]*>\s*<!doctype html)/i;

/** Refuses texts that no article is: too long in all, or in one line. */
function requireArticle(text: string, name: string): void {
  if (text.length > MAX_TEXT)
    throw rejected('article-too-large', name, `found ${text.length} characters; expected at most ${MAX_TEXT}`);
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const line = (end < 0 ? text.length : end) - at;
    if (line > MAX_LINE)
      throw rejected('article-too-complex', name, `found a line of ${line} characters; expected at most ${MAX_LINE}`);
    at = end < 0 ? text.length : end + 1;
  }
}

/**
 * Reads an input: text as it is, Markdown with its front matter, HTML as its readable text.
 * @throws ArticleRejected saying what was found and what was expected
 */
export function readSource(input: ArticleInput): SourceText {
  const { bytes, name } = input;
  const decoded = decode(bytes, name);
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (HTML_HEAD.test(decoded) || (HTML_NAME.test(name) && /<[a-z!]/i.test(decoded))) {
    const page = readHtml(decoded, name);
    requireArticle(page.text, name);
    return { hash, mediaType: 'text/html', from: 0, publishedBasis: 'unknown', ...page };
  }
  requireArticle(decoded, name);
  const front = frontMatter(decoded, name);
  const mediaType = front || MARKDOWN_NAME.test(name) ? 'text/markdown' : 'text/plain';
  if (front) {
    const { end, ...known } = front;
    return { hash, mediaType, text: decoded, from: end, publishedBasis: 'front matter', ...known };
  }
  const header = /^\s*date (\d{4}-\d\d(?:-\d\d)?)\b/.exec(decoded);
  return {
    hash,
    mediaType,
    text: decoded,
    from: 0,
    publishedBasis: 'header line',
    ...(header ? { published: header[1] as string } : {}),
  };
}
