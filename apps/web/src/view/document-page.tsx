import type { Document, DocumentQuote, DocumentRow } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import { segmentsOf } from '../model/context.ts';
import { showDate, showDay } from '../time/show.ts';
import { basisText } from '../words/basis.ts';
import { entryHref, hrefTo, useMore, useSetting } from './context.ts';
import { RefusedNotice } from './notice.tsx';

/** A document as it was registered, its quotes marked where they stand; each leads to its entry. */
export function DocumentPage({
  document,
  refused,
}: {
  readonly document: Document;
  readonly refused: readonly Refused[];
}) {
  const { language, words, view } = useSetting();
  const more = useMore();
  const { source, published } = document;
  return (
    <article class="document-page">
      <RefusedNotice refused={refused} />
      <p class="back">
        <a href={hrefTo('/documents', view)}>{more.nav.documents}</a>
      </p>
      <h1 lang={document.language}>{source.title ?? source.id}</h1>
      <dl class="facts">
        {source.publisher && (
          <>
            <dt>{more.document.publisher}</dt>
            <dd>{source.publisher}</dd>
          </>
        )}
        <dt>{more.document.published}</dt>
        <dd>
          {published === null
            ? more.entry.reportedUnknown
            : published.includes('T')
              ? showDay(published, language)
              : showDate(published, language, words)}{' '}
          <span class="quiet">({basisText(document.publishedBasis, language)})</span>
        </dd>
        {source.url && (
          <>
            <dt>{more.document.address}</dt>
            <dd>
              <a href={source.url}>{source.url}</a>
            </dd>
          </>
        )}
        <dt>{more.document.hash}</dt>
        <dd class="hash">{document.id}</dd>
      </dl>
      {document.text === null ? (
        <p class="notice">
          {more.document.withdrawn} {document.reason}
        </p>
      ) : (
        <section aria-labelledby="text">
          <h2 id="text">{more.document.text}</h2>
          <div class="text" lang={document.language}>
            <Marked text={document.text} quotes={document.quotes} />
          </div>
        </section>
      )}
    </article>
  );
}

function Marked({ text, quotes }: { readonly text: string; readonly quotes: readonly DocumentQuote[] }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  const says = (quote: DocumentQuote): string =>
    `${more.kinds[quote.kind] ?? quote.kind}, ${showDate(quote.occurred, language, words)}`;
  return (
    <>
      {segmentsOf(text, quotes).map((segment, i) => {
        const [first] = segment.quotes;
        if (first === undefined) return segment.text;
        return (
          <mark key={i}>
            {segment.begins.map((quote) => (
              <span key={quote.claim} id={`q-${quote.claim}`} />
            ))}
            <a href={entryHref(first.entry ?? first.claim, view)} title={segment.quotes.map(says).join(' · ')}>
              {segment.text}
            </a>
          </mark>
        );
      })}
    </>
  );
}

/** The documents, one a row. */
export function DocumentList({
  documents,
  next,
  refused,
}: {
  readonly documents: readonly DocumentRow[];
  readonly next: string | null;
  readonly refused: readonly Refused[];
}) {
  const { language, view } = useSetting();
  const more = useMore();
  return (
    <>
      <RefusedNotice refused={refused} />
      <h1>{more.nav.documents}</h1>
      <ol class="documents">
        {documents.map(({ id, source, published, withdrawn, language: lang }) => (
          <li key={id}>
            <span class="date">{published === null ? '' : showDay(published, language, 'short')}</span>{' '}
            <a href={hrefTo(`/documents/${id}`, view)} lang={lang}>
              {source.title ?? source.id}
            </a>{' '}
            <span class="quiet">{source.publisher}</span>
            {withdrawn && <span class="remark">{more.document.withdrawn}</span>}
          </li>
        ))}
      </ol>
      {next !== null && (
        <p>
          <a href={hrefTo('/documents', view, `after=${encodeURIComponent(next)}`)}>{more.home.more}</a>
        </p>
      )}
    </>
  );
}
