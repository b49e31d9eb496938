import type { Refused } from '../address/view.ts';
import type { RelationSummary } from '../model/home.ts';
import type { Happening } from '../model/latest.ts';
import { showDate } from '../time/show.ts';
import { ChangeList } from './change-list.tsx';
import { entryHref, hrefTo, relationHref, useMore, useSetting } from './context.ts';
import { capital, partyName } from './names.ts';
import { RefusedNotice } from './notice.tsx';

/** The relations with their level, and what changed last. */
export function HomePage({
  relations,
  next,
  happenings,
  refused,
}: {
  readonly relations: readonly RelationSummary[];
  readonly next: string | null;
  readonly happenings: readonly Happening[];
  readonly refused: readonly Refused[];
}) {
  const { view } = useSetting();
  const more = useMore();
  return (
    <>
      <RefusedNotice refused={refused} />
      <h1>{more.home.title}</h1>
      <p class="lead">{more.tagline}</p>
      <section aria-labelledby="relations">
        <h2 id="relations">{more.home.relations}</h2>
        {relations.length === 0 ? <p>{more.home.empty}</p> : <RelationTable relations={relations} />}
        {next !== null && (
          <p>
            <a href={hrefTo('/', view, `after=${encodeURIComponent(next)}`)}>{more.home.more}</a>
          </p>
        )}
      </section>
      <section aria-labelledby="latest">
        <h2 id="latest">{more.home.latest}</h2>
        {happenings.length === 0 ? <p>{more.changes.none}</p> : <ChangeList happenings={happenings} />}
        <p>
          <a href={hrefTo('/changes', view)}>{more.home.allChanges}</a>
        </p>
      </section>
    </>
  );
}

/** Relations, one a row. */
export function RelationTable({ relations }: { readonly relations: readonly RelationSummary[] }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  return (
    <table class="relations">
      <thead>
        <tr>
          <th scope="col">{more.home.relation}</th>
          <th scope="col">{more.home.level}</th>
          <th scope="col">{more.home.last}</th>
          <th scope="col" class="number">
            {more.state.sourcesHeading}
          </th>
        </tr>
      </thead>
      <tbody>
        {relations.map(({ relation, newest, sources }) => (
          <tr key={relation.id}>
            <th scope="row">
              <a href={relationHref(relation.id, view)}>
                {relation.parties.map((code) => partyName(code, language)).join(' – ')}
              </a>
            </th>
            <td>
              <LevelCell state={relation.state} />
            </td>
            <td>
              {newest !== null && (
                <>
                  <span class="date">{showDate(newest.occurred, language, words, 'short')}</span>{' '}
                  <a href={entryHref(newest.id, view)}>{newest.headline}</a>
                </>
              )}
            </td>
            <td class="number">{words.sources(sources)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LevelCell({ state }: { readonly state: RelationSummary['relation']['state'] }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  const date = (edtf: string | null): string => showDate(edtf, language, words, 'short');
  if (state.level)
    return (
      <>
        {capital(state.level.label)}
        <span class="quiet">
          {', '}
          <a href={entryHref(state.level.entry, view)}>{date(state.level.since)}</a>
        </span>
      </>
    );
  const { status, since } = state.relations;
  return (
    <span class="quiet">
      {status === 'none' ? more.home.noLevel : `${words.relation.relations[status]}${words.colon}${date(since)}`}
    </span>
  );
}
