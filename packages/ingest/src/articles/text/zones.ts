import { fold } from '@foedera/schema';
import type { LanguageData } from '../patterns/pack.ts';
import type { ZoneKind } from '../types.ts';

/** A paragraph of the view: `start` inclusive, `end` exclusive. */
export interface Block {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Empty lines before it. */
  readonly gap: number;
}

/** A run of blocks with one role, one clock and one topic. */
export interface Zone {
  readonly kind: ZoneKind;
  readonly blocks: readonly Block[];
  /** Date that heads an entry of a chronology, as written there. */
  readonly heading?: string;
}

const MAX_BLOCKS = 20_000;
const ENDS = /[.!?…:;,»"”)\]]\s*$/u;
const ENTRY = /^[•*\-–—\s]*(\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d\d-\d\d)\s*:?$/;
const HEADER = /^(?:date|published|publié(?: le)?)\s*:?\s*(\d{4}-\d\d(?:-\d\d)?)\b/iu;

/** Paragraphs of a view. A line that goes on in lower case belongs to the one before it. */
export function blocksOf(text: string, from = 0): Block[] {
  const blocks: Block[] = [];
  let gap = 0;
  let at = from;
  while (at <= text.length && blocks.length < MAX_BLOCKS) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    let start = at;
    let stop = end;
    while (start < stop && text.charCodeAt(start) === 32) start++;
    while (stop > start && text.charCodeAt(stop - 1) === 32) stop--;
    if (start === stop) gap++;
    else {
      const last = blocks[blocks.length - 1];
      const goesOn =
        last &&
        gap === 0 &&
        last.text.length > 40 &&
        !ENDS.test(last.text) &&
        /^\p{Ll}/u.test(text.slice(start, start + 2));
      if (goesOn)
        blocks[blocks.length - 1] = { start: last.start, end: stop, text: text.slice(last.start, stop), gap: last.gap };
      else blocks.push({ start, end: stop, text: text.slice(start, stop), gap });
      gap = 0;
    }
    at = end + 1;
  }
  return blocks;
}

interface Signs {
  readonly teasers: ReadonlySet<string>;
  readonly links: readonly string[];
  readonly captions: readonly string[];
  readonly boilerplate: readonly string[];
  /** Length of the longest sign of boilerplate. */
  readonly longest: number;
}

const signsOf = new WeakMap<LanguageData, Signs>();

function signs(language: LanguageData): Signs {
  const known = signsOf.get(language);
  if (known) return known;
  const { zones } = language;
  const boilerplate = zones.boilerplate.map(fold);
  const made = {
    teasers: new Set(zones.teasers.map(fold)),
    links: zones.links,
    captions: zones.captions.map((sign) => sign.toLowerCase()),
    boilerplate,
    longest: Math.max(0, ...boilerplate.map((sign) => sign.length)),
  };
  signsOf.set(language, made);
  return made;
}

/** True for a line such as `Photo : VNA` or a paragraph that ends with one. */
function isCaption(block: Block, { captions }: Signs): boolean {
  if (block.text.length > 600) return false;
  const lower = block.text.toLowerCase();
  return captions.some((sign) => {
    const at = lower.indexOf(sign);
    return at >= 0 && (at < 40 || at > lower.length - 80);
  });
}

const MAX_LINE = 80;

/** True for a paragraph that is a word of the page's frame, or a line that begins with one. */
function isBoilerplate({ text }: Block, { boilerplate, longest }: Signs): boolean {
  // Folding keeps every plain letter: a paragraph with more of them than any sign is none, and need not be folded.
  if (text.length >= MAX_LINE && plainLetters(text) > longest) return false;
  const folded = fold(text);
  return boilerplate.some((sign) => folded === sign || (folded.startsWith(`${sign} `) && text.length < MAX_LINE));
}

function plainLetters(text: string): number {
  let count = 0;
  for (let at = 0; at < MAX_LINE; at++) {
    const small = text.charCodeAt(at) | 32;
    if (small >= 97 && small <= 122) count++;
  }
  return count;
}

/** A line without a full stop, short enough to be a headline. */
function isHeadline(block: Block): boolean {
  return block.text.length <= 220 && !/[.!?;:,]["»”)]?$/u.test(block.text) && /^["«“'‘\p{Lu}\p{N}]/u.test(block.text);
}

const MIN_TOLD = 30;

/** First block of the list of other articles: after its marker, or where caption, headline and summary begin to repeat. */
function teaserStart(blocks: readonly Block[], language: Signs): number {
  // "Read also" between the headline and the text is furniture of the page: nothing has been told yet.
  const told = blocks.findIndex((block) => block.text.length >= MIN_TOLD && !isHeadline(block));
  const marked = blocks.findIndex(
    (block, at) => at > told && told >= 0 && block.text.length < 60 && language.teasers.has(fold(block.text)),
  );
  const end = marked >= 0 ? marked : blocks.length;
  let start = end;
  for (let at = end - 1; at >= 2; at--) {
    const caption = blocks[at - 2] as Block;
    const headline = blocks[at - 1] as Block;
    const summary = blocks[at] as Block;
    if (
      isCaption(caption, language) &&
      isHeadline(headline) &&
      !isCaption(headline, language) &&
      !isHeadline(summary)
    ) {
      start = at - 2;
      at -= 2;
    } else break;
  }
  if (marked < 0 && end - start < 6) start = end;
  // A page cut in the middle of a word leaves a tail in front of the list; it belongs to the list.
  while (start > 0 && start < blocks.length && /^\p{Ll}/u.test((blocks[start - 1] as Block).text)) start--;
  return start < blocks.length ? start : blocks.length;
}

/** Another article that follows after a wider gap: a headline and its first lines at the very end. */
function appendedStart(blocks: readonly Block[], end: number): number {
  if (end < 5) return end;
  const usual = Math.max(...blocks.slice(2, end - 2).map((block) => block.gap), 0);
  for (let at = end - 1; at >= Math.max(3, end - 3); at--) {
    const block = blocks[at] as Block;
    if (block.gap > usual && block.gap >= 2 && isHeadline(block) && block.text.length > 25 && at < end - 1) return at;
  }
  return end;
}

/** The header line "date 2017-06 …" as a block of its own. */
function withoutHeader(blocks: readonly Block[]): readonly Block[] {
  const [first, ...rest] = blocks;
  const header = first && HEADER.exec(first.text);
  if (!first || !header || header[0].length >= first.text.length) return blocks;
  const cut = first.start + header[0].length;
  const start = cut + (first.text.slice(header[0].length).search(/\S/) || 0);
  return [
    { ...first, end: cut, text: header[0] },
    { start, end: first.end, text: first.text.slice(start - first.start), gap: 0 },
    ...rest,
  ];
}

const SIGN_OFF = 24;

/** First block behind an agency's sign-off ("… -VNA"), where a headline of another article follows it. */
function signedOff(blocks: readonly Block[], agencies: readonly string[]): number {
  for (let at = 0; at + 2 < blocks.length; at++) {
    const { text } = blocks[at] as Block;
    const tail = text.slice(-SIGN_OFF);
    const dash = Math.max(tail.lastIndexOf('-'), tail.lastIndexOf('–'), tail.lastIndexOf('—'));
    const name =
      dash < 0
        ? ''
        : tail
            .slice(dash + 1)
            .replace(/[./\s]+$/u, '')
            .trim();
    if (
      text.length > SIGN_OFF &&
      agencies.includes(name) &&
      isHeadline(blocks[at + 1] as Block) &&
      !isHeadline(blocks[at + 2] as Block)
    )
      return at + 1;
  }
  return blocks.length;
}

/** Divides the blocks of a page into zones, in order. Every block is in exactly one. */
export function zonesOf(found: readonly Block[], language: LanguageData, agencies: readonly string[] = []): Zone[] {
  const own = signs(language);
  const blocks = withoutHeader(found);
  const zones: Zone[] = [];
  const teasers = Math.min(teaserStart(blocks, own), signedOff(blocks, agencies));
  const end = appendedStart(blocks, teasers);
  const push = (kind: ZoneKind, block: Block, heading?: string): void => {
    const last = zones[zones.length - 1];
    const joins =
      last &&
      last.kind === kind &&
      last.heading === heading &&
      (kind === 'body' || kind === 'entry' || kind === 'boilerplate');
    if (joins) (last.blocks as Block[]).push(block);
    else zones.push({ kind, blocks: [block], ...(heading === undefined ? {} : { heading }) });
  };
  let heading: string | undefined;
  let bodySeen = false;
  for (let i = 0; i < end; i++) {
    const block = blocks[i] as Block;
    const entry = ENTRY.exec(block.text);
    if (i === 0 && HEADER.test(block.text) && block.text.length < 30) push('header', block);
    else if (entry) {
      heading = entry[1];
      push('header', block);
    } else if (own.links.some((sign) => block.text.startsWith(sign)) || /^\[[^\]]{10,}\]$/.test(block.text))
      push('link', block);
    else if (isBoilerplate(block, own)) push('boilerplate', block);
    else if (heading !== undefined) push('entry', block, heading);
    else if (isCaption(block, own)) push('caption', block);
    else if (!bodySeen && isHeadline(block) && block.text.length > 12) push('title', block);
    else {
      bodySeen ||= block.text.length > 80;
      push('body', block);
    }
  }
  // Consecutive teasers are told apart by their captions: each is an article of its own.
  let open: Block[] = [];
  const close = (): void => {
    if (open.length > 0) zones.push({ kind: 'teaser', blocks: open });
    open = [];
  };
  for (const block of blocks.slice(end)) {
    if (isCaption(block, own)) close();
    open.push(block);
  }
  close();
  return zones;
}
