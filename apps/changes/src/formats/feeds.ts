import { generateAtomFeed, generateJsonFeed } from 'feedsmith';
import type { FeedView } from '../feed/view.ts';
import type { Change } from '../read-model/change.ts';
import type { FeedDocument } from './archive.ts';
import { dateInWords } from './date-words.ts';
import { FEED_WORDS, type Language } from './words.ts';

/** Where a document of a feed stands. All are absolute. */
export interface FeedAddresses {
  /** Address of the server, without a path. */
  readonly base: string;
  readonly self: string;
  /** The head of the feed. */
  readonly current: string;
  /** The archive before this document. */
  readonly previous: string | null;
}

interface Item {
  readonly change: Change;
  readonly url: string;
  readonly entry: string;
  readonly title: string;
  readonly summary: string;
}

/** A document as an Atom feed. @see RFC 4287, RFC 5005 */
export function toAtom(view: FeedView, document: FeedDocument, at: FeedAddresses, language: Language): string {
  const items = itemsOf(view, document, at, language);
  const atom = generateAtomFeed({
    id: at.current,
    title: { value: FEED_WORDS[language].title },
    updated: items[0]?.change.recorded ?? new Date(0).toISOString(),
    authors: [{ name: 'Foedera' }],
    generator: { text: 'Foedera' },
    links: [
      { href: at.self, rel: 'self', type: 'application/atom+xml' },
      { href: at.current, rel: 'current', type: 'application/atom+xml' },
      ...(at.previous === null ? [] : [{ href: at.previous, rel: 'prev-archive', type: 'application/atom+xml' }]),
    ],
    entries: items.map(({ change, url, entry, title, summary }) => ({
      id: url,
      title: { value: title },
      summary: { value: summary },
      updated: change.recorded,
      links: [
        { href: url, rel: 'alternate', type: 'application/json' },
        { href: entry, rel: 'related', type: 'application/json' },
      ],
      categories: [{ term: change.change }, { term: change.kind }, ...change.relations.map((term) => ({ term }))],
    })),
  });
  return document.archive === null ? atom : marked(atom);
}

/** Says that a document is an archive: the library has no word for it. */
function marked(atom: string): string {
  const root = '<feed xmlns="http://www.w3.org/2005/Atom">';
  if (!atom.includes(root)) throw new RangeError('the Atom document has another root than expected');
  const history = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">';
  return atom.replace(root, `${history}\n  <fh:archive/>`);
}

/** A document as JSON Feed 1.1; each item carries its change as `_foedera`. @see https://www.jsonfeed.org/version/1.1/ */
export function toJsonFeed(view: FeedView, document: FeedDocument, at: FeedAddresses, language: Language): string {
  const feed = generateJsonFeed({
    title: FEED_WORDS[language].title,
    home_page_url: `${at.base}/`,
    feed_url: at.current,
    ...(at.previous === null ? {} : { next_url: at.previous }),
    language,
    authors: [{ name: 'Foedera', url: `${at.base}/` }],
    items: [],
  }) as object;
  const items = itemsOf(view, document, at, language).map(({ change, url, entry, title, summary }) => ({
    id: url,
    url,
    external_url: entry,
    title,
    content_text: summary,
    date_published: change.recorded,
    tags: [change.change, change.kind, ...change.relations],
    _foedera: change,
  }));
  return JSON.stringify({ ...feed, items });
}

function itemsOf(view: FeedView, { changes }: FeedDocument, { base }: FeedAddresses, language: Language): Item[] {
  const words = FEED_WORDS[language];
  return changes.map(({ place, content }) => {
    const id = view.idOf(place);
    // The predecessor depends on who asks: in a feed that is cut into documents nobody needs it.
    const { prev: _, ...change } = JSON.parse(`{"id":"${id}","prev":null,${content}`) as Change;
    return {
      change: change as Change,
      url: `${base}/v1/changes/${id}`,
      entry: `${base}/v1/entries/${change.entry}`,
      title: change.headline[language],
      summary: [
        ...(change.occurred === null ? [] : [words.occurred + dateInWords(change.occurred, language)]),
        words.reported + dateInWords(change.reported, language),
        words.recorded + dateInWords(change.recorded, language),
      ].join(' · '),
    };
  });
}
