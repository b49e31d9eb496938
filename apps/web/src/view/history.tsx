import type { Act } from '@foedera/client';
import { showDate, showDay } from '../time/show.ts';
import { useSetting } from './context.ts';

/** What was done about an entry, newest record first. */
export function History({ acts }: { readonly acts: readonly Act[] }) {
  const { language, words } = useSetting();
  if (acts.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.entry.history}</h2>
      <p class="note">{words.entry.historyAbout}</p>
      <ol class="history">
        {acts.map((act) => (
          <li key={act.seq}>
            <span class="date">{act.recorded === null ? '' : showDay(act.recorded, language, 'short')}</span>
            <span>
              <strong>{words.entry.acts[act.act] ?? act.act}</strong>
              {act.basis && ` ${act.basis === 'source' ? words.entry.bySource : words.entry.byLedger}`}
              {statedDate(act) !== undefined && `${words.colon}${showDate(statedDate(act) ?? null, language, words)}`}
              {act.reason !== null && (
                <span class="reason">
                  {' '}
                  {words.entry.reason}
                  {words.colon}
                  {act.reason}
                </span>
              )}
              {act.by !== null && ` (${words.entry.by} ${act.by})`}
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
