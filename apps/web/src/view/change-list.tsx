import type { Happening } from '../model/latest.ts';
import { showDate, showDay } from '../time/show.ts';
import { entryHref, useMore, useSetting } from './context.ts';

/** Changes in words, as they are given. */
export function ChangeList({ happenings }: { readonly happenings: readonly Happening[] }) {
  const { language, words, view } = useSetting();
  const more = useMore();
  return (
    <ol class="changes">
      {happenings.map((one) => (
        <li key={`${one.seq} ${one.entry}`} class={one.importance}>
          <span class="date">{showDate(one.occurred, language, words, 'short')}</span>
          <span class="what">
            <a href={entryHref(one.entry, view)}>{one.headline[language]}</a>
            {one.names.map((name) => (
              <span key={name} class={name === 'contradiction-opened' ? 'remark alert' : 'remark'}>
                {more.changes.names[name] ?? name}
              </span>
            ))}
          </span>
          <span class="from">{more.entry.recordedOn(showDay(one.recorded, language, 'short'))}</span>
        </li>
      ))}
    </ol>
  );
}
