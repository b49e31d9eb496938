import type { Act } from '@foedera/client';
import { showDate, showDay } from '../time/show.ts';
import { useMore, useSetting } from './context.ts';

/** What was done about an entry, newest record first. */
export function History({ acts }: { readonly acts: readonly Act[] }) {
  const { language, words } = useSetting();
  const more = useMore();
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{more.entry.history}</h2>
      <p class="note">{more.entry.historyAbout}</p>
      <ol class="history">
        {acts.map((act) => (
          <li key={act.seq}>
            <span class="date">{act.recorded === null ? '' : showDay(act.recorded, language, 'short')}</span>
            <span>
              <strong>{more.entry.acts[act.act] ?? act.act}</strong>
              {act.basis && ` ${act.basis === 'source' ? more.entry.bySource : more.entry.byLedger}`}
              {statedDate(act) !== undefined && `${words.colon}${showDate(statedDate(act) ?? null, language, words)}`}
              {act.reason !== null && (
                <span class="reason">
                  {' '}
                  {more.entry.reason}
                  {words.colon}
                  {act.reason}
                </span>
              )}
              {act.by !== null && ` (${more.entry.by} ${act.by})`}
            </span>
            <span class="quiet">seq {act.seq}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The date that an act states; `undefined` where it states nothing. */
function statedDate({ statement }: Act): string | null | undefined {
  if (!statement) return undefined;
  return typeof statement.occurred === 'string' ? statement.occurred : null;
}
