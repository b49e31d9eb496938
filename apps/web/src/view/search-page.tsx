import type { SearchHit } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import type { RelationSummary } from '../model/home.ts';
import { showDate } from '../time/show.ts';
import { entryHref, hrefTo, useMore, useSetting } from './context.ts';
import { RelationTable } from './home-page.tsx';
import { partyName } from './names.ts';
import { RefusedNotice } from './notice.tsx';

/** What was found: relations of the countries that were named, then quotes and documents. */
export function SearchPage({
  q,
  relations,
  hits,
  refused,
}: {
  readonly q: string;
  readonly relations: readonly RelationSummary[];
  readonly hits: readonly SearchHit[];
  readonly refused: readonly Refused[];
}) {
  const more = useMore();
  return (
    <>
      <RefusedNotice refused={refused} />
      <h1>{more.search.results(q)}</h1>
      {relations.length === 0 && hits.length === 0 && <p>{more.search.none(q)}</p>}
      {relations.length > 0 && (
        <section aria-label={more.home.relations}>
          <h2>{more.home.relations}</h2>
          <RelationTable relations={relations} />
        </section>
      )}
      {hits.length > 0 && (
        <ol class="hits">
          {hits.map((hit) => (
            <Hit key={`${hit.type} ${hit.id}`} hit={hit} />
          ))}
        </ol>
      )}
    </>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  if (hit.type === 'document')
    return (
      <li>
        <a href={hrefTo(`/documents/${hit.id}`, view)}>{hit.title ?? hit.source.title ?? hit.source.id}</a>
        <span class="remark">{more.search.types.document}</span> <span class="quiet">{hit.source.publisher}</span>
      </li>
    );
  const from = [hit.source.publisher, hit.source.title].filter(Boolean).join(', ') || hit.source.id;
  const name = `${more.kinds[hit.kind] ?? hit.kind}, ${showDate(hit.occurred, language, words)}`;
  return (
    <li>
      <a href={entryHref(hit.entry ?? hit.id, view)}>
        {hit.parties.map((code) => partyName(code, language)).join(' – ')}
        {words.colon}
        {name}
      </a>
      {hit.quote !== null && <blockquote>{hit.quote}</blockquote>}
      <span class="quiet">{from}</span>
    </li>
  );
}
