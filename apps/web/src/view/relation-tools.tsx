import { toSearch } from '../address/view.ts';
import type { RelationData } from '../model/relation-data.ts';
import { useMore, useSetting, viewHref } from './context.ts';

const EXPORTS = [
  ['JSON', ''],
  ['CSV', '.csv'],
  ['Parquet', '.parquet'],
  ['iCalendar', '.ics'],
  ['Markdown', '.md'],
] as const;

/** A link that shows the same for ever, the entries as files, and the ways to follow. */
export function RelationTools({ data }: { readonly data: RelationData }) {
  const { words, view } = useSetting();
  const more = useMore();
  const say = more.state;
  const pinned = viewHref(data.id, view, { asRecorded: String(data.seq), epoch: data.epoch });
  const { lang: _, theme: __, embed: ___, after: ____, ...asked } = view;
  const search = toSearch(asked);
  return (
    <section class="tools" aria-label={say.export}>
      <p>
        <a href={pinned} class="button" data-copy-link data-copied={say.copied}>
          {say.copy}
        </a>{' '}
        <span class="quiet">{say.copyAbout}</span>
      </p>
      <p>
        {say.export}
        {words.colon}
        {EXPORTS.map(([name, suffix], i) => (
          <span key={name}>
            {i > 0 && ' · '}
            <a href={`/v1/relations/${data.id}/timeline${suffix}${search}`}>{name}</a>
          </span>
        ))}
        {' — '}
        {say.feed}
        {words.colon}
        <a href={`/v1/changes.atom?relation=${data.id}`}>Atom</a>
        {' · '}
        <a href={`/v1/changes.jsonfeed?relation=${data.id}`}>JSON Feed</a>
        {' · '}
        <a href={`/changes?relation=${data.id}`}>{more.nav.changes}</a>
      </p>
    </section>
  );
}
