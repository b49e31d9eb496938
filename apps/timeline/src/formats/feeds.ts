import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import type { Row } from './columns.ts';

/** What a feed says about itself. Addresses are absolute. */
export interface FeedHead {
  readonly title: string;
  /** Address of the feed. */
  readonly self: string;
  /** Address of the next page; absent on the last. */
  readonly next?: string | undefined;
  readonly lang: string;
  readonly addressOf: (row: Row) => string;
}

/** Entries or claims as an Atom feed. `published` and `updated` are the first and last time they were reported. @see RFC 4287, RFC 5005 */
export function atomText(head: FeedHead, rows: readonly Row[]): string {
  return generateAtomFeed({
    id: head.self,
    title: { value: head.title },
    updated: newest(rows),
    authors: [{ name: 'Foedera' }],
    links: [
      { href: head.self, rel: 'self', type: 'application/atom+xml' },
      ...(head.next === undefined ? [] : [{ href: head.next, rel: 'next', type: 'application/atom+xml' }]),
    ],
    entries: rows.map((row) => ({
      id: urnOf(row),
      title: { value: titleOf(row) },
      updated: new Date(updatedOf(row)),
      published: new Date(String(row.firstReported)),
      links: [{ href: head.addressOf(row), rel: 'alternate', type: 'application/json' }],
      categories: [{ term: String(row.category) }, { term: String(row.kind) }],
      summary: { value: summaryOf(row) },
    })),
  });
}

/** Entries or claims as a JSON Feed; `_foedera` is the row itself. @see https://www.jsonfeed.org/version/1.1/ */
export function jsonFeedText(head: FeedHead, rows: readonly Row[]): string {
  const feed = generateJsonFeed({
    title: head.title,
    feed_url: head.self,
    ...(head.next === undefined ? {} : { next_url: head.next }),
    language: head.lang,
    items: rows.map((row) => ({
      id: urnOf(row),
      url: head.addressOf(row),
      title: titleOf(row),
      content_text: summaryOf(row),
      date_published: new Date(String(row.firstReported)),
      date_modified: new Date(updatedOf(row)),
      tags: [String(row.category), String(row.kind)],
    })),
  }) as { items: object[] };
  const items = feed.items.map((item, i) => ({ ...item, _foedera: rows[i] }));
  return JSON.stringify({ ...feed, items });
}

function newest(rows: readonly Row[]): Date {
  const times = rows.map((row) => Date.parse(updatedOf(row)));
  return new Date(times.length === 0 ? 0 : Math.max(...times));
}

function updatedOf(row: Row): string {
  return String(row.lastReported ?? row.reportedFrom);
}

function urnOf(row: Row): string {
  return `urn:foedera:${'headline' in row ? 'entry' : 'claim'}:${String(row.id)}`;
}

function titleOf(row: Row): string {
  return `${String(row.occurred ?? 'undated')}: ${String(row.headline ?? row.kind)}`;
}

function summaryOf(row: Row): string {
  const parties = (row.parties as string[]).join(', ');
  const quote = typeof row.quote === 'string' ? ` “${row.quote}”` : '';
  return `${String(row.kind)}, ${parties}${row.status ? `, ${String(row.status)}` : ''}.${quote}`;
}
