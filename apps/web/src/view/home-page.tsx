import type { Change, RelationRow } from '@foedera/client';
import type { Refused } from '../address/view.ts';
import { showDate, showDay } from '../time/show.ts';
import { ChangeList } from './change-list.tsx';
import { entryHref, hrefTo, relationHref, useSetting } from './context.ts';
import { partyName } from './names.ts';
import { RefusedNotice } from './notice.tsx';
import { capital } from './relation-head.tsx';

/** The relations with their level, and what changed last. */
export function HomePage({
  relations,
  next,
  changes,
  refused,
}: {
  readonly relations: readonly RelationRow[];
  readonly next: string | null;
  readonly changes: readonly Change[];
  readonly refused: readonly Refused[];
}) {
  const { words, view } = useSetting();
  return (
    <>
      <RefusedNotice refused={refused} />
      <h1>{words.home.title}</h1>
      <p class="lead">{words.tagline}</p>
      <div class="home">
        <section aria-labelledby="relations">
          <h2 id="relations">{words.home.relations}</h2>
          {relations.length === 0 ? <p>{words.home.empty}</p> : <RelationTable relations={relations} />}
          {next !== null && (
            <p>
              <a href={hrefTo('/', view, `after=${encodeURIComponent(next)}`)}>{words.home.more}</a>
            </p>
          )}
        </section>
        <section aria-labelledby="latest" class="latest">
          <h2 id="latest">{words.home.latest}</h2>
          {changes.length === 0 ? <p>{words.changes.none}</p> : <ChangeList changes={changes} />}
          <p>
            <a href={hrefTo('/changes', view)}>{words.home.allChanges}</a>
          </p>
        </section>
      </div>
    </>
  );
}

/** Relations, one a row. */
export function RelationTable({ relations }: { readonly relations: readonly RelationRow[] }) {
  const { language, words, view } = useSetting();
  const date = (edtf: string | null): string => showDate(edtf, language, words, 'short');
  return (
    <table class="relations">
      <thead>
        <tr>
          <th scope="col">{words.home.relation}</th>
          <th scope="col">{words.home.level}</th>
          <th scope="col">{words.home.last}</th>
          <th scope="col" class="number">
            {words.home.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {relations.map(({ id, parties, entries, last, state }) => (
          <tr key={id}>
            <th scope="row">
              <a href={relationHref(id, view)}>{parties.map((code) => partyName(code, language)).join(' – ')}</a>
            </th>
            <td>
              {state.level ? (
                <>
                  {capital(state.level.label)}{' '}
                  <span class="quiet">
                    {words.since('')}
                    <a href={entryHref(state.level.entry, view)}>{date(state.level.since)}</a>
                  </span>
                </>
              ) : (
                <span class="quiet">
                  {state.relations.status === 'none'
                    ? words.home.noLevel
                    : `${words.relation.relations[state.relations.status]}${words.colon}${date(state.relations.since)}`}
                </span>
              )}
            </td>
            <td>{last === null ? '' : showDay(last, language, 'short')}</td>
            <td class="number">{entries ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
