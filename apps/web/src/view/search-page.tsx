import type { RelationRow, SearchHit } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import { showDate } from '../time/show.ts';
import { entryHref, hrefTo, useSetting } from './context.ts';
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
  readonly relations: readonly RelationRow[];
  readonly hits: readonly SearchHit[];
  readonly refused: readonly Refused[];
}) {
  const { words } = useSetting();
  return (
    <>
      <RefusedNotice refused={refused} />
      <h1>{words.search.results(q)}</h1>
      {relations.length === 0 && hits.length === 0 && <p>{words.search.none(q)}</p>}
      {relations.length > 0 && (
        <section aria-label={words.home.relations}>
          <h2>{words.home.relations}</h2>
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
  const from = [hit.source.publisher, hit.source.title].filter(Boolean).join(', ') || hit.source.id;
  if (hit.type === 'document')
    return (
      <li>
        <span class="remark">{words.search.types.document}</span>{' '}
        <a href={hrefTo(`/documents/${hit.id}`, view)}>{hit.title ?? hit.source.id}</a>{' '}
        <span class="quiet">{from}</span>
      </li>
    );
  const name = `${words.kinds[hit.kind] ?? hit.kind}, ${showDate(hit.occurred, language, words)}`;
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
