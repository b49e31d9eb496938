import type { Change } from '@foedera/client';
import { showDate, showDay } from '../time/show.ts';
import { entryHref, useSetting } from './context.ts';

/** Changes in words, as they are given. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }) {
  const { language, words, view } = useSetting();
  return (
    <ol class="changes">
      {changes.map((change) => (
        <li key={change.id} class={change.importance}>
          <span class="date">{showDate(change.occurred, language, words, 'short')}</span>
          <span class="what">
            <a href={entryHref(change.entry, view)}>{change.headline[language]}</a>
            <span class="remark">{words.changes.names[change.change] ?? change.change}</span>
          </span>
          <span class="from">{words.entry.recordedOn(showDay(change.recorded, language, 'short'))}</span>
        </li>
      ))}
    </ol>
  );
}
