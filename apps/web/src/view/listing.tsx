import type { RelationData } from '../model/relation-data.ts';
import { useActions } from './actions.ts';
import { useSetting, viewHref } from './context.ts';
import { type Change, EntryList } from './entry-list.tsx';

/** The list of entries with how many there are, their order, and more of them when asked. */
export function Listing({ data, change }: { readonly data: RelationData; readonly change: Change | null }) {
  const { words, view, language } = useSetting();
  const actions = useActions();
  const say = words.relation;
  const order = view.order ?? 'newest';
  const number = new Intl.NumberFormat(language);
  const total = `${data.complete ? '' : '≥ '}${number.format(data.total)}`;
  return (
    <section class="listing" aria-labelledby="list" aria-busy={actions?.busy.value}>
      <h2 id="list">{say.list}</h2>
      <p class="quiet">
        {data.next === null ? words.entries(data.total) : say.shown(number.format(data.rows.length), total)}
        {' · '}
        {say[order]} (
        <a href={viewHref(data.id, view, { order: order === 'newest' ? 'oldest' : 'newest' })} data-soft>
          {say[order === 'newest' ? 'oldest' : 'newest']}
        </a>
        )
      </p>
      {data.rows.length === 0 ? (
        <p>{view.asReported ? say.nothingYet : say.nothing}</p>
      ) : (
        <EntryList rows={data.rows} change={change} />
      )}
      {data.next !== null && (
        <p>
          <a
            class="button more"
            href={viewHref(data.id, view, { after: data.next })}
            onClick={(event) => {
              if (!actions) return;
              event.preventDefault();
              actions.more();
            }}
          >
            {say.showMore}
          </a>
        </p>
      )}
    </section>
  );
}
